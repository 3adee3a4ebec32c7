import {createContext} from '@lit/context';
import type {Me} from '@tenantry/sdk';

/** Who is signed in, and the two things that an element below may learn before the provider does. A new object for every change. */
export interface TenantSession {
  /** `unknown` until the server has answered for the first time. */
  readonly status: 'unknown' | 'signed-out' | 'password-change-required' | 'signed-in';
  /** Stays when the session ends by itself, so that what was typed stays too; gone after signing out. */
  readonly me?: Me;
  /** Someone has just signed in, or changed their password. */
  readonly begin: (me: Me) => void;
  /** The server has refused a call because the session is over. */
  readonly end: () => void;
}

const key = Symbol.for('@tenantry/elements/session');

/** Who am I and what may I do. */
export const sessionContext = createContext<TenantSession | undefined>(key);
