import {createContext} from '@lit/context';

/** Texts by tag, each replaceable one by one: `{'tenant-user-table': {email: 'E-Mail'}}`. With `lang` they count for that language alone. */
export interface Texts {
  readonly lang?: string | undefined;
  readonly [tag: string]: object | string | undefined;
}

const key = Symbol.for('@tenantry/elements/messages');

/** The texts of every element below. */
export const messagesContext = createContext<Texts | undefined>(key);
