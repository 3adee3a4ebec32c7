import {createContext} from '@lit/context';

/** Texts by tag, each replaceable one by one: `{'tenant-user-table': {email: 'E-Mail'}}`. */
export type TenantMessages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const key = Symbol.for('@tenantry/elements/messages');

/** The texts of every element below. */
export const messagesContext = createContext<TenantMessages | undefined>(key);
