import {createContext} from '@lit/context';
import type {TenantClient} from '@tenantry/sdk';

// `Symbol.for`, so that two copies of this package on one page share the key.
const key = Symbol.for('@tenantry/elements/client');

/** The SDK client that an ancestor offers to every element below it. */
export const clientContext = createContext<TenantClient | undefined>(key);
