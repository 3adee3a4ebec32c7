import type {TenantryError, User} from '@tenantry/sdk';

/** A user is about to be deactivated. Cancel it to keep the dialog from doing so. */
export class UserDeactivateEvent extends Event {
  static readonly type = 'user-deactivate';
  readonly user: User;

  constructor(user: User) {
    super(UserDeactivateEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.user = user;
  }
}

/** A user is deactivated. */
export class UserDeactivatedEvent extends Event {
  static readonly type = 'user-deactivated';
  readonly user: User;

  constructor(user: User) {
    super(UserDeactivatedEvent.type, {bubbles: true, composed: true});
    this.user = user;
  }
}

/** A user was not deactivated, or nobody could see whether it was. */
export class UserDeactivateFailedEvent extends Event {
  static readonly type = 'user-deactivate-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(UserDeactivateFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'user-deactivate': UserDeactivateEvent;
    'user-deactivated': UserDeactivatedEvent;
    'user-deactivate-failed': UserDeactivateFailedEvent;
  }
}
