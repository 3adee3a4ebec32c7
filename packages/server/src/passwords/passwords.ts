import type {PasswordOwner, PasswordPolicy, PasswordRule} from '@tenantry/sdk/contract';

/** Everything the server does with passwords. Plain ones stay in here and in the request. */
export interface Passwords {
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
