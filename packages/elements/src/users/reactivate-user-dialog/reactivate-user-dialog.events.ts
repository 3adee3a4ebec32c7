import type {TenantryError, User} from '@tenantry/sdk';

/** A user is about to be reactivated. Cancel it to keep the dialog from doing so. */
export class UserReactivateEvent extends Event {
  static readonly type = 'user-reactivate';
  readonly user: User;

  constructor(user: User) {
    super(UserReactivateEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.user = user;
  }
}

/** A user is active again. */
export class UserReactivatedEvent extends Event {
  static readonly type = 'user-reactivated';
  readonly user: User;

  constructor(user: User) {
    super(UserReactivatedEvent.type, {bubbles: true, composed: true});
    this.user = user;
  }
}

/** A user was not reactivated, or nobody could see whether it was. */
export class UserReactivateFailedEvent extends Event {
  static readonly type = 'user-reactivate-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(UserReactivateFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'user-reactivate': UserReactivateEvent;
    'user-reactivated': UserReactivatedEvent;
    'user-reactivate-failed': UserReactivateFailedEvent;
  }
}
