import type {DashboardLayout, EditedLayer, TenantryError, Widget} from '@tenantry/sdk';

/** The user wants to keep how tiles are arranged. Cancel it to keep the dashboard from doing so. */
export class LayoutSaveEvent extends Event {
  static readonly type = 'layout-save';
  readonly layer: EditedLayer;
  readonly widgets: readonly Widget[];

  constructor(layer: EditedLayer, widgets: readonly Widget[]) {
    super(LayoutSaveEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.layer = layer;
    this.widgets = widgets;
  }
}

/** An arrangement was kept. */
export class LayoutSavedEvent extends Event {
  static readonly type = 'layout-saved';
  readonly layout: DashboardLayout;

  constructor(layout: DashboardLayout) {
    super(LayoutSavedEvent.type, {bubbles: true, composed: true});
    this.layout = layout;
  }
}

/** An arrangement was not kept, or nobody could see whether it was. */
export class LayoutSaveFailedEvent extends Event {
  static readonly type = 'layout-save-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(LayoutSaveFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

/** A layer was taken away: the dashboard is arranged as the one beneath it says. */
export class LayoutResetEvent extends Event {
  static readonly type = 'layout-reset';
  readonly layer: EditedLayer;

  constructor(layer: EditedLayer) {
    super(LayoutResetEvent.type, {bubbles: true, composed: true});
    this.layer = layer;
  }
}

declare global {
  interface HTMLElementEventMap {
    'layout-save': LayoutSaveEvent;
    'layout-saved': LayoutSavedEvent;
    'layout-save-failed': LayoutSaveFailedEvent;
    'layout-reset': LayoutResetEvent;
  }
}
