import type {Widget} from '@tenantry/sdk';

/** Somebody wants to see all of what a tile shows in short. */
export class WidgetOpenEvent extends Event {
  static readonly type = 'widget-open';
  /** The type of the tile: `slurm`. */
  readonly kind: string;
  /** The tile, where it is one of a dashboard. */
  readonly widget: Widget | undefined;

  constructor(kind: string, widget?: Widget) {
    super(WidgetOpenEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.kind = kind;
    this.widget = widget;
  }
}

declare global {
  interface HTMLElementEventMap {
    'widget-open': WidgetOpenEvent;
  }
}
