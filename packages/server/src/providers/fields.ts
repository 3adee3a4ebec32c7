// What sources answer with is JSON that may hold anything.

const LONGEST = 100;
/** More of anything makes no sense, and could not be added up exactly. */
const MOST = 1e12;

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of an object; of anything else there are none. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** The objects of a list; what is none is left out. */
export const readList = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** A member of a member: `read(node, 'status', 'allocatable')`. */
export const read = (fields: Fields, ...names: readonly string[]): unknown => {
  let value: unknown = fields;
  for (const name of names) {
    value = isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }
  return value;
};

/** A count, perhaps written as a text. What is none is not known. */
export const readCount = (value: unknown): number | null => {
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 && count <= MOST ? count : null;
};

/** An amount that need not be whole. What is none is not known. */
export const readMeasure = (value: unknown): number | null => (typeof value === 'number' && value >= 0 && value <= MOST ? value : null);

/** A text that can be shown: somebody's, so it may hold anything (X8). */
export const readText = (value: unknown): string | null => {
  if (typeof value !== 'string') {
    return null;
  }
  const text = value.toWellFormed().replaceAll(UNSEEN, '').trim();
  return text === '' ? null : [...text].slice(0, LONGEST).join('');
};

const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
