import type {Policy} from './policies.ts';

/** What somebody has left under a policy. */
export interface Budget {
  readonly policy: Policy;
  readonly left: number;
  /** Seconds until the budget is whole again. */
  readonly resetSeconds: number;
  /** Seconds until one may be taken again; `undefined` when nothing stood in the way. */
  readonly retryAfterSeconds: number | undefined;
}

/**
 * Counts what principals and addresses take. A port: several processes behind one address may want to share what they count.
 *
 * It answers at once, since it is asked within a transaction, which may wait for nothing but the database (D3): what is shared is
 * shared behind its back.
 */
export interface RateLimiter {
  /** Takes one from the budget of a key under each policy; from none of them when one is used up. */
  take(key: string, policies: readonly Policy[]): readonly Budget[];
  /** Undoes a `take` that was granted. */
  giveBack(key: string, policy: Policy): Budget;
}
