import type {Handoff, TenantryError, User} from '@tenantry/sdk';

/** A user's password is about to be reset. Cancel it to keep the dialog from doing so. */
export class ResetPasswordEvent extends Event {
  static readonly type = 'reset-password';
  readonly user: User;

  constructor(user: User) {
    super(ResetPasswordEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.user = user;
  }
}

/** A user's password was reset. Holds no password. */
export class PasswordResetEvent extends Event {
  static readonly type = 'password-reset';
  readonly user: User;
  /** How the new one reaches the user; `withheld` when the one answer with it was lost. */
  readonly delivered: Handoff['delivered'] | 'withheld';

  constructor(user: User, {delivered, secretWithheld}: Handoff) {
    super(PasswordResetEvent.type, {bubbles: true, composed: true});
    this.user = user;
    this.delivered = secretWithheld ? 'withheld' : delivered;
  }
}

/** A user's password was not reset, or nobody could see whether it was. */
export class PasswordResetFailedEvent extends Event {
  static readonly type = 'password-reset-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(PasswordResetFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'reset-password': ResetPasswordEvent;
    'password-reset': PasswordResetEvent;
    'password-reset-failed': PasswordResetFailedEvent;
  }
}
