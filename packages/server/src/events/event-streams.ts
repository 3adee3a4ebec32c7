import type {Dependencies} from '../dependencies.ts';
import type {Policy} from '../limits/policies.ts';
import type {Budget} from '../limits/rate-limiter.ts';
import type {Spending} from '../limits/spending.ts';
import {Refusal} from '../refusal.ts';
import {type Announcement, EventStream, type NewStream} from './event-stream.ts';
import {type Pace, TenantStreams} from './tenant-streams.ts';

export interface StreamLimits extends Pace {
  /** So many bytes may wait for a reader. */
  readonly mostBytes: number;
}

/** V2; and often enough that a stream ends within 5 s of its reader's rights (E6). */
const LIMITS: StreamLimits = {lookMs: 1_000, beatMs: 15_000, mostBytes: 1_048_576};

/** All streams that are open in this process. */
export class EventStreams {
  readonly #means: Pick<Dependencies, 'database' | 'logger'>;
  readonly #policy: Policy | undefined;
  readonly #limits: StreamLimits;
  readonly #tenants = new Map<string, TenantStreams>();
  /** How many each principal has open. */
  readonly #open = new Map<string, number>();
  #isClosed = false;

  constructor({policies, ...means}: Pick<Dependencies, 'database' | 'logger' | 'policies'>, limits: Partial<StreamLimits> = {}) {
    this.#means = means;
    this.#policy = policies.get('stream');
    this.#limits = {...LIMITS, ...limits};
  }

  /** How many are open. */
  get size(): number {
    return [...this.#open.values()].reduce((sum, open) => sum + open, 0);
  }

  /**
   * Refuses one more for somebody who has as many as one may have (W15).
   *
   * @throws {Refusal} `rate-limited`.
   */
  admit(key: string, spending: Spending): void {
    if (this.#policy) {
      spending.note([this.#budget(this.#policy, this.#open.get(key) ?? 0)]);
    }
  }

  /**
   * Opens one.
   *
   * @param key Whose it is.
   * @throws {Refusal} When there is no room for it, or the server is about to stop.
   */
  open(
    key: string,
    spending: Spending,
    stream: Omit<NewStream, 'mostBytes' | 'logger' | 'database' | 'onEnd'>,
  ): ReadableStream<Uint8Array> {
    if (this.#isClosed) {
      throw new Refusal('temporarily-unavailable', 'The server is about to stop', {headers: {'Retry-After': '2'}});
    }
    this.admit(key, spending);
    const {tenantId} = stream.call;
    const tenant = this.#tenants.get(tenantId) ?? new TenantStreams(this.#means.database, tenantId, this.#limits);
    const onEnd = (ended: EventStream): void => {
      this.#count(key, -1);
      tenant.remove(ended);
      if (tenant.size === 0 && this.#tenants.get(tenantId) === tenant) {
        this.#tenants.delete(tenantId);
      }
    };
    const opened = new EventStream({...stream, ...this.#means, mostBytes: this.#limits.mostBytes, onEnd});
    this.#tenants.set(tenantId, tenant);
    this.#count(key, 1);
    tenant.add(opened);
    return opened.body;
  }

  /** Something may have happened in a tenant: who streams there hears of it at once. */
  wake(tenantId: string): void {
    this.#tenants.get(tenantId)?.wake();
  }

  /** Tells who streams in a tenant, and may know it, of what is written down nowhere. Who is away misses it. */
  announce(tenantId: string, announcement: Announcement): void {
    this.#tenants.get(tenantId)?.announce(announcement);
  }

  /** Ends all of them, and opens no other. Resolves when none is looking any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#tenants.values()].map((tenant) => tenant.close()));
  }

  #count(key: string, change: 1 | -1): void {
    const open = (this.#open.get(key) ?? 0) + change;
    if (open === 0) {
      this.#open.delete(key);
    } else {
      this.#open.set(key, open);
    }
  }

  #budget(policy: Policy, open: number): Budget {
    const {quota, windowSeconds} = policy;
    const isUsedUp = open >= quota;
    return {
      policy,
      left: Math.max(0, quota - open - 1),
      resetSeconds: windowSeconds,
      retryAfterSeconds: isUsedUp ? windowSeconds : undefined,
    };
  }
}
