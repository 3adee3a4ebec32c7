import {usernameKey} from '@tenantry/sdk/contract';
import {searchWords} from './keys.ts';

const RESERVED = new Set(['admin', 'administrator', 'root', 'system', 'support', 'self', 'me', 'api', 'null', 'undefined']);

/** Whether nobody may have the username of this key (L3). */
export const isReserved = (key: string): boolean => RESERVED.has(key);

const LONGEST = 64;
const NUMBERS = Array.from({length: 19}, (_, index) => index + 2);

/**
 * Usernames near the one that somebody wanted, best first, all well formed and none reserved. Whether they are free is for the database
 * to say.
 */
export const similarUsernames = (wanted: string): string[] => {
  const key = usernameKey(wanted);
  const words = searchWords(wanted.slice(0, 4 * LONGEST)).filter((word) => usernameKey(word) !== null);
  const [first = '', ...rest] = words;
  const last = rest.at(-1);
  const dotted = words.join('.');
  const base = key ?? dotted;
  if (base === '') {
    return [];
  }
  const variants =
    last === undefined ? [] : [`${first.charAt(0)}.${last}`, `${first}.${last.charAt(0)}`, `${first}${last}`, `${last}.${first}`];
  const candidates = [
    ...(key === null ? [dotted] : []),
    ...numbered(base, [2]),
    ...variants.slice(0, 1),
    ...numbered(base, [3]),
    ...variants,
    ...numbered(base, NUMBERS),
  ];
  return [...new Set(candidates)].filter(
    (candidate) => usernameKey(candidate) === candidate && candidate !== key && !isReserved(candidate),
  );
};

const numbered = (base: string, numbers: readonly number[]): string[] =>
  numbers.map((number) => `${base.slice(0, LONGEST - String(number).length).replace(/[._-]+$/, '')}${number}`);
