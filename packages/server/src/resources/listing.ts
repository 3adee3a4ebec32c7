import * as z from 'zod/mini';
import type {Dependencies} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';
import {Refusal} from '../refusal.ts';
import type {AskingTenant, ResourceProvider, ResourceQuery} from './provider.ts';
import {withinTime} from './time-limit.ts';

/** How long a provider may think (§8). */
const LIMIT_MS = 3_000;
/** How long an answer is good for: those who look at the same time ask once. */
const FRESH_MS = 5_000;
/** How long what was told last stands in for a source that fails. */
const KEPT_MS = 300_000;
const MOST = 100_000;

export interface ListingParts<Item> extends Pick<Dependencies, 'resources' | 'now' | 'logger'> {
  /** What is asked for. Providers that have no such thing are not asked. */
  readonly asks: 'list' | 'jobs';
  /** What an item looks like: providers are not trusted to keep to that. */
  readonly item: z.ZodMiniType<Item>;
}

interface Told<Item> {
  items: readonly Item[] | undefined;
  /** When it told that. */
  at: number;
  /** When it was asked last, whatever came of it. */
  askedAt: number;
  running: Promise<void> | undefined;
}

/** What providers list for tenants, each asked once however many want to know, and remembered for as long as it may stand in. */
export class Listing<Item> {
  readonly #parts: ListingParts<Item>;
  readonly #items;
  readonly #told = new Map<string, Told<Item>>();

  constructor(parts: ListingParts<Item>) {
    this.#parts = parts;
    this.#items = z.array(parts.item).check(z.maxLength(MOST));
  }

  /**
   * What all providers list for a tenant. One that fails is stood in for by what it said last; or its things are missing.
   *
   * @throws {Refusal} `temporarily-unavailable` when nobody says anything.
   */
  async of(tenant: AskingTenant, visible: ResourceQuery['visible'] = 'all'): Promise<readonly Item[]> {
    this.#forget();
    const providers = this.#parts.resources.filter((provider) => provider[this.#parts.asks] && (provider.serves?.(tenant) ?? true));
    const lists = await Promise.all(providers.map((provider) => this.#askOne(provider, {tenant, visible})));
    if (lists.length > 0 && lists.every((list) => list === undefined)) {
      throw new Refusal('temporarily-unavailable', 'No source answers at the moment', {headers: {'Retry-After': `${FRESH_MS / 1000}`}});
    }
    return lists.flatMap((list) => list ?? []);
  }

  async #askOne(provider: ResourceProvider, query: ResourceQuery): Promise<readonly Item[] | undefined> {
    const key = JSON.stringify([provider.name, query.tenant.id, query.visible]);
    const told = this.#told.get(key) ?? {items: undefined, at: 0, askedAt: Number.NEGATIVE_INFINITY, running: undefined};
    this.#told.set(key, told);
    if (this.#now() - told.askedAt >= FRESH_MS) {
      told.running ??= this.#refresh(told, provider, query).finally(() => {
        told.running = undefined;
      });
    }
    await told.running;
    return this.#now() - told.at <= KEPT_MS ? told.items : undefined;
  }

  async #refresh(told: Told<Item>, provider: ResourceProvider, query: ResourceQuery): Promise<void> {
    const {asks, logger} = this.#parts;
    try {
      const answer: unknown = await withinTime(LIMIT_MS, async (signal) => provider[asks]?.(query, signal));
      const parsed = this.#items.safeParse(answer);
      if (parsed.success) {
        told.items = parsed.data;
        told.at = this.#now();
      } else {
        logger.error('provider.nonsense', {provider: provider.name, at: parsed.error.issues[0]?.path.join('.') ?? ''});
      }
    } catch (error) {
      logger.error('provider.failed', {provider: provider.name, error: describeFailure(error)});
    } finally {
      told.askedAt = this.#now();
    }
  }

  /** What stands in for nothing any more. */
  #forget(): void {
    for (const [key, {askedAt, running}] of this.#told) {
      if (!running && this.#now() - askedAt > KEPT_MS) {
        this.#told.delete(key);
      }
    }
  }

  #now(): number {
    return this.#parts.now().getTime();
  }
}
