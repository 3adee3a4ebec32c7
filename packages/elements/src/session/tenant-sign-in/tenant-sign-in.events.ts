import type {Me, TenantryError} from '@tenantry/sdk';

/** The user wants to sign in. Cancel it to keep the element from asking the server. Holds no password. */
export class SignInEvent extends Event {
  static readonly type = 'sign-in';
  readonly tenant: string;
  readonly username: string;

  constructor(tenant: string, username: string) {
    super(SignInEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.tenant = tenant;
    this.username = username;
  }
}

/** Somebody is signed in and may work. Cancel it when the page is left anyway: the provider is not told then. */
export class SignedInEvent extends Event {
  static readonly type = 'signed-in';
  readonly me: Me;
  /** Where the host should go. */
  readonly landing: Me['landing'];

  constructor(me: Me) {
    super(SignedInEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.me = me;
    this.landing = me.landing;
  }
}

/** Signing in failed, with the reason that the element shows. */
export class SignInFailedEvent extends Event {
  static readonly type = 'sign-in-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(SignInFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'sign-in': SignInEvent;
    'signed-in': SignedInEvent;
    'sign-in-failed': SignInFailedEvent;
  }
}
