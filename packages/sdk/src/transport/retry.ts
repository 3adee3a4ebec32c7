import {isApiError} from '../errors/api-error.ts';
import type {TenantryError} from '../errors/tenantry-error.ts';

const BASE_MS = 250;
const CAP_MS = 8000;
const TOKENS = 20;

const PASSING_STATUSES = [408, 425, 429, 500, 502, 503, 504];

/** Whether the same request may succeed when it is sent again (T3). */
export const isPassing = (failure: TenantryError): boolean =>
  isApiError(failure)
    ? PASSING_STATUSES.includes(failure.status) || failure.code === 'idempotency-in-progress'
    : ['network', 'timeout', 'bad-response'].includes(failure.kind);

/**
 * How long to wait before the next attempt: a share of a growing span, and first as long as the server asked for, with up to half as much
 * again, so that those who were sent away together do not come back together.
 *
 * @param attempts How many were made.
 */
export const waitMs = (attempts: number, retryAfterMs: number | undefined, random = Math.random): number =>
  (retryAfterMs ?? 0) * (1 + random() / 2) + random() * Math.min(CAP_MS, BASE_MS * 2 ** (attempts - 1));

/** Keeps a client from besieging a server that is down: repeating costs, and only success earns. */
export class RetryQuota {
  #tokens = TOKENS;

  /** Whether a repetition after this failure can be afforded; then it is paid for. @returns its price, or 0. */
  take({kind}: TenantryError): number {
    const price = kind === 'timeout' ? 2 : 1;
    if (this.#tokens < price) {
      return 0;
    }
    this.#tokens -= price;
    return price;
  }

  /** After a success: what the repetition cost that led to it comes back. */
  earn(price: number): void {
    this.#tokens = Math.min(TOKENS, this.#tokens + (price || 0.1));
  }
}
