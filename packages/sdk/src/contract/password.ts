import type {PasswordRule} from './error-codes.ts';
import type {PasswordPolicy} from './password-policy.ts';
import {codePoints} from './text.ts';

/** Whom a password must not give away. */
export interface PasswordOwner {
  readonly username?: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly tenantName?: string;
}

/** The rules that a password breaks, all but `blocklisted` and `reused`, which only the server knows (A8). */
export const checkPassword = (policy: PasswordPolicy, password: string, owner: PasswordOwner = {}): PasswordRule[] => {
  if (!password.isWellFormed()) {
    return ['ill-formed'];
  }
  const compared = password.normalize('NFC');
  const length = codePoints(compared);
  const broken: PasswordRule[] = [];
  if (length < policy.minLength) {
    broken.push('too-short');
  }
  if (length > policy.maxLength) {
    broken.push('too-long');
  }
  if (policy.forbidPersonal && containsPersonal(compared, owner)) {
    broken.push('contains-personal');
  }
  if (policy.composition && !isComposed(compared, policy.composition)) {
    broken.push('composition');
  }
  return broken;
};

const containsPersonal = (password: string, {username, email, firstName, lastName, tenantName}: PasswordOwner): boolean => {
  const folded = password.toLowerCase();
  return [username, email?.split('@')[0], firstName, lastName, tenantName].some((part) => {
    const word = part?.normalize('NFC').trim().toLowerCase() ?? '';
    return codePoints(word) >= 4 && folded.includes(word);
  });
};

const isComposed = (password: string, composition: NonNullable<PasswordPolicy['composition']>): boolean => {
  const count = (expression: RegExp): number => password.match(expression)?.length ?? 0;
  return (
    count(/\p{Ll}/gu) >= composition.lower &&
    count(/\p{Lu}/gu) >= composition.upper &&
    count(/\p{Nd}/gu) >= composition.digit &&
    count(/[^\p{L}\p{N}\s]/gu) >= composition.symbol
  );
};

// 32 symbols without look-alikes (no 0, 1, I, O): five bits each.
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Fills an array with random bytes, as `crypto.getRandomValues` does. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

/**
 * Makes a password that keeps the policy: groups of five symbols without look-alikes, at least four groups, so 100 bits or more (A10).
 */
export const generatePassword = (
  policy: Pick<PasswordPolicy, 'minLength' | 'maxLength' | 'composition'>,
  random: RandomBytes = (bytes) => crypto.getRandomValues(bytes),
): string => {
  const lower = policy.composition?.lower ?? 0;
  const groups = Math.max(4, Math.ceil((policy.minLength + 1) / 6), (policy.composition?.symbol ?? 0) + 1);
  const symbols = [...random(new Uint8Array(groups * 5))].map((byte) => ALPHABET.charAt(byte % ALPHABET.length));
  const body = Array.from({length: groups}, (_, index) => symbols.slice(index * 5, index * 5 + 5).join('')).join('-');
  if (!policy.composition) {
    return body.slice(0, policy.maxLength);
  }
  // Composition rules ask for letters and digits that chance alone does not promise.
  const letters = [...random(new Uint8Array(lower + policy.composition.upper))].map((byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZ'.charAt(byte % 24));
  const digits = [...random(new Uint8Array(policy.composition.digit))].map((byte) => '23456789'.charAt(byte % 8));
  const extra = letters.map((letter, index) => (index < lower ? letter.toLowerCase() : letter)).join('') + digits.join('');
  return `${body.slice(0, policy.maxLength - extra.length - 1)}-${extra}`;
};
