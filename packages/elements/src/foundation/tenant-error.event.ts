import type {TenantryError} from '@tenantry/sdk';

/** Something failed that no other event of the element names. */
export class TenantErrorEvent extends Event {
  static readonly type = 'tenant-error';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(TenantErrorEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'tenant-error': TenantErrorEvent;
  }
}
