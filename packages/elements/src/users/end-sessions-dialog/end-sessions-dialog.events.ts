import type {TenantryError, User} from '@tenantry/sdk';

/** Every session of a user is about to be ended. Cancel it to keep the dialog from doing so. */
export class SessionsEndEvent extends Event {
  static readonly type = 'sessions-end';
  readonly user: User;

  constructor(user: User) {
    super(SessionsEndEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.user = user;
  }
}

/** Every session of a user has ended. */
export class SessionsEndedEvent extends Event {
  static readonly type = 'sessions-ended';
  readonly user: User;

  constructor(user: User) {
    super(SessionsEndedEvent.type, {bubbles: true, composed: true});
    this.user = user;
  }
}

/** The sessions of a user were not ended, or nobody could see whether they were. */
export class SessionsEndFailedEvent extends Event {
  static readonly type = 'sessions-end-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(SessionsEndFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sessions-end': SessionsEndEvent;
    'sessions-ended': SessionsEndedEvent;
    'sessions-end-failed': SessionsEndFailedEvent;
  }
}
