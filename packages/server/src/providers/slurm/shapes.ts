// How slurmrestd writes things down, in 22.05 and since.

/** What the scheduler means by "no value" and "no bound", where it says so by a number. */
const SENTINELS = [0xff_ff_ff_fe, 0xff_ff_ff_ff];
/** What it writes for nothing. */
const NOTHING = ['', '(null)', 'N/A', 'n/a'];
const LONGEST = 200;

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; what is none is left out. */
export const readList = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** A member of a member: `read(partition, 'nodes', 'total')`. */
export const read = (fields: Fields, ...names: readonly string[]): unknown => {
  let value: unknown = fields;
  for (const name of names) {
    value = isFields(value) ? value[name] : undefined;
  }
  return value;
};

/**
 * A count: plain in 22.05, `{set, infinite, number}` since. `null`: not known, or no bound.
 *
 * @param odd Hears of a number that is no count.
 */
export const readCount = (value: unknown, odd?: (value: number) => void): number | null => {
  if (isFields(value)) {
    return value.set === false || value.infinite === true ? null : readCount(value.number, odd);
  }
  if (typeof value !== 'number' || SENTINELS.includes(value)) {
    return null;
  }
  if (!Number.isSafeInteger(value) || value < 0) {
    odd?.(value);
    return null;
  }
  return value;
};

/** A time in seconds since 1970, as an RFC 3339 one; 0 is none. */
export const readTime = (value: unknown): string | null => {
  const seconds = readCount(value);
  // Until the year 9999.
  return seconds === null || seconds === 0 || seconds > 253_402_300_799 ? null : new Date(seconds * 1000).toISOString();
};

/** Words in upper case: one in 22.05, perhaps with flags behind a plus, a list since. */
export const readWords = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value])
    .filter((word): word is string => typeof word === 'string')
    .flatMap((word) => word.toUpperCase().split('+'))
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** A text that can be shown: somebody's, so it may hold anything (X8). */
export const readText = (value: unknown): string | null => {
  if (typeof value !== 'string' || NOTHING.includes(value.trim())) {
    return null;
  }
  const text = value.toWellFormed().replaceAll(UNSEEN, '').trim();
  return text === '' ? null : [...text].slice(0, LONGEST).join('');
};

const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Names in a list, or in one text with commas between them. */
export const readNames = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [])
    .filter((name): name is string => typeof name === 'string')
    .map((name) => name.trim())
    .filter((name) => !NOTHING.includes(name));
