import type {DashboardLayout, EditedLayer, TenantryError} from '@tenantry/sdk';

/** A layout is about to be saved. Cancel it to keep the dashboard from doing so. */
export class LayoutSaveEvent extends Event {
  static readonly type = 'layout-save';
  readonly layer: EditedLayer;
  readonly widgets: DashboardLayout['widgets'];

  constructor(layer: EditedLayer, widgets: DashboardLayout['widgets']) {
    super(LayoutSaveEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.layer = layer;
    this.widgets = widgets;
  }
}

/** A layout has been saved. */
export class LayoutSavedEvent extends Event {
  static readonly type = 'layout-saved';
  readonly layout: DashboardLayout;

  constructor(layout: DashboardLayout) {
    super(LayoutSavedEvent.type, {bubbles: true, composed: true});
    this.layout = layout;
  }
}

/** A layout could not be saved, or not be taken away. The edits are kept. */
export class LayoutSaveFailedEvent extends Event {
  static readonly type = 'layout-save-failed';
  readonly layer: EditedLayer;
  readonly error: TenantryError;

  constructor(layer: EditedLayer, error: TenantryError) {
    super(LayoutSaveFailedEvent.type, {bubbles: true, composed: true});
    this.layer = layer;
    this.error = error;
  }
}

/** A layout has been taken away, and the one beneath it shows. */
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
