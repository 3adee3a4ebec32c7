import type {PasswordOwner} from '@tenantry/sdk/contract';

/** Passwords that everybody tries first. */
export interface PasswordBlocklist {
  /** Takes a password, or what is left of it, in lower case. */
  has(password: string): boolean;
}

/** The common passwords of a well-kept library (T16). Loaded when it is first needed: it is large. */
export const commonPasswords = async (): Promise<PasswordBlocklist> => {
  const {dictionary} = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
};

const PRODUCT = 'tenantry';
const ENDS = /^[\p{N}\p{P}\p{S}\s]+|[\p{N}\p{P}\p{S}\s]+$/gu;

/**
 * Whether a password is a common one, or one word of its owner's or the tenant's, compared whole and with digits and punctuation trimmed
 * from both ends (A8).
 */
export const isBlocklisted = (blocklist: PasswordBlocklist, password: string, owner: PasswordOwner): boolean => {
  const whole = password.normalize('NFC').toLowerCase();
  const core = whole.replace(ENDS, '');
  const context = contextWords(owner);
  return [whole, core].some((candidate) => candidate !== '' && (blocklist.has(candidate) || context.has(candidate)));
};

const contextWords = ({username = '', email = '', firstName = '', lastName = '', tenantName = ''}: PasswordOwner): Set<string> => {
  const texts = [PRODUCT, username, email, email.split('@')[0] ?? '', firstName, lastName, `${firstName}${lastName}`, tenantName];
  const folded = texts.map((text) => text.normalize('NFC').toLowerCase());
  return new Set([...folded, ...folded.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))]);
};
