import type {RandomBytes} from '@tenantry/sdk/contract';
import {toHex} from '../hex.ts';
import type {Mac} from './mac.ts';

/** Who is signing in: a tenant's id and a username's key. */
export interface SignInName {
  readonly tenantId: string;
  readonly usernameKey: string;
}

/**
 * Browsers in which somebody has signed in before. Each keeps a cookie that says so, and has a budget of its own there: who uses up the
 * budget of a name from elsewhere does not lock out the person behind it (A7). What OWASP calls device cookies.
 */
export interface KnownBrowsers {
  /** What a cookie calls its browser, if that is known by this name. */
  find(cookie: string | undefined, name: SignInName): Promise<string | undefined>;
  /** The cookie to keep once the password was right: this name first, then the last few others of the same browser. */
  remember(cookie: string | undefined, name: SignInName): Promise<string>;
}

/** How many people one browser knows. The one who signed in longest ago goes first. */
const MOST = 4;

const ENTRY = /^([0-9a-f]{32})\.([0-9a-f]{64})$/;

/** @param mac Signs entries: a browser's own number and whose it is. Nobody can make one, and who reads one learns no name. */
export const knownBrowsersOf = (mac: Mac, random: RandomBytes): KnownBrowsers => {
  const isOf = (entry: string, {tenantId, usernameKey}: SignInName): Promise<boolean> | boolean => {
    const [, browser = '', signature] = ENTRY.exec(entry) ?? [];
    return signature !== undefined && mac.verify(signature, tenantId, usernameKey, browser);
  };

  const findEntry = async (cookie: string | undefined, name: SignInName): Promise<string | undefined> => {
    for (const entry of entriesOf(cookie)) {
      if (await isOf(entry, name)) {
        return entry;
      }
    }
    return undefined;
  };

  return {
    find: async (cookie, name) => (await findEntry(cookie, name))?.split('.')[0],
    remember: async (cookie, name) => {
      const known = await findEntry(cookie, name);
      const browser = toHex(random(new Uint8Array(16)));
      const entry = known ?? `${browser}.${await mac.sign(name.tenantId, name.usernameKey, browser)}`;
      return [entry, ...entriesOf(cookie).filter((other) => other !== entry && ENTRY.test(other))].slice(0, MOST).join('~');
    },
  };
};

const entriesOf = (cookie = ''): readonly string[] => cookie.split('~', MOST);
