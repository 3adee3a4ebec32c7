import type {TenantryError} from '@tenantry/sdk';

/** Somebody wants a link for a new password. Cancel it to keep the form from asking for one. Says nothing of what was typed. */
export class PasswordResetRequestEvent extends Event {
  static readonly type = 'password-reset-request';

  constructor() {
    super(PasswordResetRequestEvent.type, {bubbles: true, composed: true, cancelable: true});
  }
}

/** A link was asked for. Whether there is such a user, only who reads the mail learns. */
export class PasswordResetRequestedEvent extends Event {
  static readonly type = 'password-reset-requested';

  constructor() {
    super(PasswordResetRequestedEvent.type, {bubbles: true, composed: true});
  }
}

/** No link was asked for, or nobody could see whether it was. */
export class PasswordResetRequestFailedEvent extends Event {
  static readonly type = 'password-reset-request-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(PasswordResetRequestFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'password-reset-request': PasswordResetRequestEvent;
    'password-reset-requested': PasswordResetRequestedEvent;
    'password-reset-request-failed': PasswordResetRequestFailedEvent;
  }
}
