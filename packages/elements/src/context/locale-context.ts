import {createContext} from '@lit/context';

/** Whose words, calendar and clock. Direction is the page's own: it is inherited as the CSS property. */
export interface TenantLocale {
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
}

const key = Symbol.for('@tenantry/elements/locale');

/** The language and time zone of every element below. */
export const localeContext = createContext<TenantLocale | undefined>(key);
