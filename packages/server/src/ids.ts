import type {RandomBytes} from '@tenantry/sdk/contract';
import type {Dependencies} from './dependencies.ts';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Makes identifiers: a prefix and a UUIDv7 in 26 Crockford digits, so that they sort by the time they were made (W3). */
export const idMaker =
  (now: () => Date, random: RandomBytes): Dependencies['newId'] =>
  (prefix) => {
    const bytes = random(new Uint8Array(16));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const milliseconds = now().getTime();
    view.setUint16(0, Math.floor(milliseconds / 2 ** 32));
    view.setUint32(2, milliseconds % 2 ** 32);
    view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
    view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
    return `${prefix}_${digits(view)}`;
  };

/** Makes the id of a request that brought none. */
export const requestIdMaker =
  (random: RandomBytes): (() => string) =>
  () => {
    const bytes = random(new Uint8Array(16));
    return digits(new DataView(bytes.buffer, bytes.byteOffset));
  };

/** 128 bits in 26 digits of five bits, the first with two zeros before it. */
const digits = (view: DataView): string => {
  let value = (view.getBigUint64(0) << 64n) | view.getBigUint64(8);
  let text = '';
  for (let index = 0; index < 26; index++) {
    text = DIGITS.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
};

const ID = /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/;

/** Whether a text can be an identifier at all: what else it may hold never reaches the database. */
export const isId = (value: string): boolean => ID.test(value);
