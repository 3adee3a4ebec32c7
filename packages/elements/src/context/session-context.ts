import {createContext} from '@lit/context';
import type {Me} from '@tenantry/sdk';

/** Who is signed in. A new object for every change. */
export interface TenantSession {
  /** `unknown` until the server has answered for the first time. */
  readonly status: 'unknown' | 'signed-out' | 'password-change-required' | 'signed-in';
  /** Whoever is signed in, or was until the session ended: what they typed stays in the elements until somebody else signs in. */
  readonly me?: Me;
  /** Tells the provider who has just signed in, before it asks the server itself. */
  readonly begin: (me: Me) => void;
}

const key = Symbol.for('@tenantry/elements/session');

/** Who am I and what may I do. */
export const sessionContext = createContext<TenantSession | undefined>(key);
