import {Refusal} from '../refusal.ts';
import type {Policy} from './policies.ts';
import type {Budget, RateLimiter} from './rate-limiter.ts';

/** What one request took from budgets, for its answer to say, whichever answer it gets (W15). */
export class Spending {
  #budgets: readonly Budget[] = [];

  /**
   * Takes one from the budget of a key under each policy. A request pays once, however often its transaction is repeated.
   *
   * @throws {Refusal} `rate-limited` when a budget is used up.
   */
  pay(limiter: RateLimiter, key: string, policies: readonly Policy[]): void {
    if (this.#budgets.length === 0 && policies.length > 0) {
      this.note(limiter.take(key, policies));
    }
  }

  /**
   * Keeps what a limiter answered, in place of what it said before of the same policies.
   *
   * @throws {Refusal} `rate-limited` when a budget is used up.
   */
  note(budgets: readonly Budget[]): void {
    const byPolicy = new Map([...this.#budgets, ...budgets].map((budget) => [budget.policy, budget] as const));
    this.#budgets = [...byPolicy.values()];
    const usedUp = budgets.filter(({retryAfterSeconds}) => retryAfterSeconds !== undefined);
    if (usedUp.length > 0) {
      throw rateLimited(usedUp);
    }
  }

  /** Puts the policies that applied, and what is left of each, into the header of the answer. */
  writeTo(headers: Headers): void {
    if (this.#budgets.length > 0) {
      headers.set(
        'RateLimit-Policy',
        this.#list(({policy: {name, quota, windowSeconds}}) => `"${name}";q=${quota};w=${windowSeconds}`),
      );
      headers.set(
        'RateLimit',
        this.#list(({policy: {name}, left, resetSeconds}) => `"${name}";r=${left};t=${resetSeconds}`),
      );
    }
  }

  #list(describe: (budget: Budget) => string): string {
    return this.#budgets.map(describe).join(', ');
  }
}

const rateLimited = (usedUp: readonly Budget[]): Refusal =>
  new Refusal('rate-limited', 'A budget is used up for now', {
    members: {policies: usedUp.map(({policy}) => policy.name)},
    headers: {'Retry-After': String(Math.max(...usedUp.map(({retryAfterSeconds = 0}) => retryAfterSeconds)))},
  });
