import type {FieldError} from '@tenantry/sdk/contract';
import {Refusal} from '../refusal.ts';

const MAX_DEPTH = 32;
const MAX_ITEMS = 1_000;

/** Reads bytes as JSON that is safe to work with (W2, W6): UTF-8, not too deep, no endless list, each member once, nothing ill-formed in any text. */
export const parseJson = (bytes: Uint8Array): unknown => {
  const text = decode(bytes);
  const found = scan(text);
  if (found === 'too-deep') {
    throw unacceptable({pointer: '#', code: 'too-big', detail: `Nested deeper than ${MAX_DEPTH}`, params: {maximum: MAX_DEPTH}});
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal('malformed-body', 'The body is not well-formed JSON');
  }
  if (found === 'duplicate') {
    throw new Refusal('malformed-body', 'A member appears twice in one object');
  }
  const error = illFormed(value, '#');
  if (error) {
    throw unacceptable(error);
  }
  return value;
};

const unacceptable = (error: FieldError): Refusal =>
  new Refusal('validation-failed', 'The request has a field that cannot be accepted', {errors: [error]});

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    throw unacceptable({pointer: '#', code: 'ill-formed', detail: 'The body is not UTF-8'});
  }
};

/**
 * Looks through JSON before it is parsed: recursion and silent overwriting are what `JSON.parse` cannot be asked about. Text that is
 * not JSON may come out either way, the parser refuses it afterwards.
 */
const scan = (text: string): 'too-deep' | 'duplicate' | undefined => {
  /** One entry a container that is open: the members of an object, `null` for an array. */
  const open: (Set<string> | null)[] = [];
  let keyNext = false;
  let duplicate = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      const start = index;
      index = endOfString(text, start);
      const members = open.at(-1);
      if (keyNext && members) {
        const key = text.slice(start, index + 1);
        const name = key.includes('\\') ? unescaped(key) : key;
        duplicate ||= members.has(name);
        members.add(name);
        keyNext = false;
      }
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      keyNext = character === '{';
      if (open.length > MAX_DEPTH) {
        return 'too-deep';
      }
    } else if (character === '}' || character === ']') {
      open.pop();
      keyNext = false;
    } else if (character === ',') {
      keyNext = open.at(-1) instanceof Set;
    }
  }
  return duplicate ? 'duplicate' : undefined;
};

const endOfString = (text: string, start: number): number => {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') {
    index += text[index] === '\\' ? 2 : 1;
  }
  return index;
};

/** A member's name as it is compared, in quotes like one without escapes. */
const unescaped = (key: string): string => {
  try {
    return `"${JSON.parse(key)}"`;
  } catch {
    return key;
  }
};

const illFormed = (value: unknown, pointer: string): FieldError | undefined => {
  if (typeof value === 'string') {
    return textError(value, pointer);
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  if (Array.isArray(value) && value.length > MAX_ITEMS) {
    return {pointer, code: 'too-long', detail: `More than ${MAX_ITEMS} items`, params: {maximum: MAX_ITEMS}};
  }
  for (const [name, inner] of Object.entries(value)) {
    const at = `${pointer}/${pointerPart(name)}`;
    // `JSON.parse` makes an own member of it, but whoever copies the object would set a prototype.
    if (name === '__proto__') {
      return {pointer: at, code: 'unknown-member', detail: 'This member does not exist'};
    }
    const error = textError(name, pointer) ?? illFormed(inner, at);
    if (error) {
      return error;
    }
  }
  return undefined;
};

const textError = (value: string, pointer: string): FieldError | undefined => {
  if (!value.isWellFormed()) {
    return {pointer, code: 'ill-formed', detail: 'The text has half a character'};
  }
  return value.includes('\0') ? {pointer, code: 'control-character', detail: 'The text has a character that cannot be stored'} : undefined;
};

/** One step of a JSON Pointer, as part of a URI fragment (RFC 6901). */
export const pointerPart = (name: PropertyKey): string =>
  encodeURIComponent(String(name).toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'));
