import type {Me} from '@tenantry/sdk';

/** Someone is signed in and may work. */
export class SessionReadyEvent extends Event {
  static readonly type = 'session-ready';
  readonly me: Me;

  constructor(me: Me) {
    super(SessionReadyEvent.type, {bubbles: true, composed: true});
    this.me = me;
  }
}

/** Nobody is signed in, or the session has ended, or a new password has to be chosen first. The host shows `<tenant-sign-in>`. */
export class SessionRequiredEvent extends Event {
  static readonly type = 'session-required';

  constructor() {
    super(SessionRequiredEvent.type, {bubbles: true, composed: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'session-ready': SessionReadyEvent;
    'session-required': SessionRequiredEvent;
  }
}
