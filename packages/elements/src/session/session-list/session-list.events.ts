import type {Session, TenantryError} from '@tenantry/sdk';

/** The user wants to end a session. Cancel it to keep the list from doing so. */
export class SessionEndEvent extends Event {
  static readonly type = 'session-end';
  readonly session: Session;

  constructor(session: Session) {
    super(SessionEndEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.session = session;
  }
}

/** A session has ended. */
export class SessionEndedEvent extends Event {
  static readonly type = 'session-ended';
  readonly id: string;

  constructor(id: string) {
    super(SessionEndedEvent.type, {bubbles: true, composed: true});
    this.id = id;
  }
}

/** A session could not be ended. */
export class SessionEndFailedEvent extends Event {
  static readonly type = 'session-end-failed';
  readonly id: string;
  readonly error: TenantryError;

  constructor(id: string, error: TenantryError) {
    super(SessionEndFailedEvent.type, {bubbles: true, composed: true});
    this.id = id;
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'session-end': SessionEndEvent;
    'session-ended': SessionEndedEvent;
    'session-end-failed': SessionEndFailedEvent;
  }
}
