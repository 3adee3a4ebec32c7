import {
  checkPassword,
  generatePassword,
  type PasswordOwner,
  type PasswordPolicy,
  type PasswordRule,
  type RandomBytes,
} from '@tenantry/sdk/contract';
import {isBlocklisted, type PasswordBlocklist} from './blocklist.ts';
import type {PasswordHasher} from './hasher.ts';
import {Queue, type QueueLimits} from './queue.ts';

/** Everything the server does with passwords. Plain ones stay in here and in the request. */
export interface Passwords {
  /** Runs a sign-in, which will need `verify`. Where that many are under way, it is refused before it asks the database anything. */
  admit<Result>(signIn: () => Promise<Result>): Promise<Result>;
  /** Makes a PHC string. Waits in a queue; a full queue refuses with `temporarily-unavailable` (A9). */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one of the hash. Without a hash it does the same work against a dummy and answers `false`, so that
   * nobody can tell an unknown user by the time (A5): exactly one run of the hasher in every case.
   */
  verify(password: string, hash: string | undefined): Promise<boolean>;
  /** Whether a hash is weaker than today's parameters and should be replaced at this sign-in. */
  isWeak(hash: string): boolean;
  /** Every rule of the policy that the password breaks, the blocklist's included (A8). */
  check(policy: PasswordPolicy, password: string, owner: PasswordOwner): PasswordRule[];
  /** Makes a temporary password (A10). */
  generate(policy: PasswordPolicy): string;
}

export interface PasswordParts {
  readonly hasher: PasswordHasher;
  readonly blocklist: PasswordBlocklist;
  readonly random: RandomBytes;
  readonly limits?: QueueLimits;
}

const LIMITS: QueueLimits = {running: 2, waiting: 40, waitMs: 5_000};

/** Puts hasher, queue and blocklist together. */
export const createPasswords = ({hasher, blocklist, random, limits = LIMITS}: PasswordParts): Passwords => {
  const queue = new Queue(limits);
  return {
    admit: (signIn) => queue.admit(signIn),
    hash: (password) => queue.run(() => hasher.hash(password.normalize('NFC'))),
    verify: async (password, hash) => {
      const matches = await queue.run(() => hasher.verify(password.normalize('NFC'), hash ?? hasher.dummy));
      return matches && hash !== undefined;
    },
    isWeak: (hash) => hasher.isWeak(hash),
    check: (policy, password, owner) => {
      const broken = checkPassword(policy, password, owner);
      const isComparable = !broken.includes('ill-formed') && !broken.includes('too-long');
      return policy.blocklist && isComparable && isBlocklisted(blocklist, password, owner) ? [...broken, 'blocklisted'] : broken;
    },
    generate: (policy) => generatePassword(policy, random),
  };
};
