import type {TenantryError} from '@tenantry/sdk';

/** The user wants to change their password. Cancel it to keep the form from doing so. */
export class PasswordChangeEvent extends Event {
  static readonly type = 'password-change';

  constructor() {
    super(PasswordChangeEvent.type, {bubbles: true, composed: true, cancelable: true});
  }
}

/** The password is another one now. */
export class PasswordChangedEvent extends Event {
  static readonly type = 'password-changed';

  constructor() {
    super(PasswordChangedEvent.type, {bubbles: true, composed: true});
  }
}

/** The password was not changed, or nobody could see whether it was. */
export class PasswordChangeFailedEvent extends Event {
  static readonly type = 'password-change-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(PasswordChangeFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'password-change': PasswordChangeEvent;
    'password-changed': PasswordChangedEvent;
    'password-change-failed': PasswordChangeFailedEvent;
  }
}
