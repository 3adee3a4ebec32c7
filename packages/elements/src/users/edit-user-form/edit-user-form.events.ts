import type {TenantryError, UpdateUser, User} from '@tenantry/sdk';

/** The form is about to be sent. Cancel it to keep the form from changing the user. */
export class UserUpdateEvent extends Event {
  static readonly type = 'user-update';
  /** The user as the form knows it. */
  readonly user: User;
  /** What is to be changed; what is absent stays. */
  readonly patch: UpdateUser;

  constructor(user: User, patch: UpdateUser) {
    super(UserUpdateEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.user = user;
    this.patch = patch;
  }
}

/** The user was changed. */
export class UserUpdatedEvent extends Event {
  static readonly type = 'user-updated';
  /** The user as it is now. */
  readonly user: User;

  constructor(user: User) {
    super(UserUpdatedEvent.type, {bubbles: true, composed: true});
    this.user = user;
  }
}

/** The user was not changed, or nobody could see whether it was. */
export class UserUpdateFailedEvent extends Event {
  static readonly type = 'user-update-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(UserUpdateFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

/** Somebody else has changed the user in the meantime. Nothing was saved; the form asks what is to count. */
export class UserConflictEvent extends Event {
  static readonly type = 'user-conflict';
  /** What was to be changed. */
  readonly mine: UpdateUser;
  /** The user as it is now. */
  readonly current: User;

  constructor(mine: UpdateUser, current: User) {
    super(UserConflictEvent.type, {bubbles: true, composed: true});
    this.mine = mine;
    this.current = current;
  }
}

declare global {
  interface HTMLElementEventMap {
    'user-update': UserUpdateEvent;
    'user-updated': UserUpdatedEvent;
    'user-update-failed': UserUpdateFailedEvent;
    'user-conflict': UserConflictEvent;
  }
}
