import type {RandomBytes} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';
import {toHex} from '../hex.ts';
import {
  deleteEntry,
  hasDueEntries,
  holdDispatcher,
  releaseDispatcher,
  selectDueEntry,
  selectEntry,
  setAttempt,
  type TakenEntry,
} from './queries.ts';

/** What a handler is told. */
export interface Told {
  readonly tenantId: string;
  /** The entry's id. */
  readonly id: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * Tells what entries of one kind hold, outside any transaction. When it throws, it is asked again later, up to the last attempt; where a
 * process ends in the midst, the same entry comes twice. The signal says that its time is over.
 */
export type OutboxHandler = (told: Told, signal: AbortSignal) => Promise<void>;

export interface OutboxParts extends Pick<Dependencies, 'database' | 'now' | 'logger'> {
  readonly random: RandomBytes;
  /** One for each kind. */
  readonly handlers: Readonly<Record<string, OutboxHandler>>;
  /** How long `deliver` waits. Default: 5 s. */
  readonly deliveryMs?: number;
}

/** Tells what lies in the outbox. */
export interface Outbox {
  /** Tells what of a tenant is due, one after another, unless somebody else does so already. Never throws for what a handler threw. */
  dispatch(tenantId: string): Promise<void>;
  /** Tells one entry at once, due or not. `false` when that has failed: it stays, to be told later. Never throws. */
  deliver(tenantId: string, id: string): Promise<boolean>;
  /** Ends what is being told: it counts as failed. */
  close(): void;
}

const MINUTE_MS = 60_000;
/** After each attempt that failed, how many minutes later the next one is. After the last of them it is given up. */
const PAUSES = [1, 5, 15, 60, 240, 480, 720];
/** What an entry waits for whoever made it to tell it themselves. */
export const HELD_MS = MINUTE_MS;
/** How long a handler may take. A dispatcher is held for longer. */
const HANDLER_MS = 15_000;
const HELD_DISPATCHER_MS = 4 * HANDLER_MS;
/** How long a request waits that tells an entry itself: less than a client does. */
const DELIVERY_MS = 5_000;
/** So many failures one after another, and the rest waits for the next run: what is told is most likely down. */
const MOST_FAILURES = 3;

export const outboxOf = ({database, now, logger, random, handlers, deliveryMs = DELIVERY_MS}: OutboxParts): Outbox => {
  const closing = new AbortController();
  const later = (milliseconds: number): Date => new Date(now().getTime() + milliseconds);

  const take = async (transaction: TenantTransaction, tenantId: string, entry: TakenEntry | undefined): Promise<TakenEntry | undefined> => {
    if (entry) {
      const {id, attempt} = entry;
      await setAttempt(transaction, tenantId, {id, attempt, dueAt: later((PAUSES[attempt - 1] ?? 1) * MINUTE_MS)});
    }
    return entry;
  };

  const tell = async (tenantId: string, {id, kind, payload, attempt}: TakenEntry, limitMs = HANDLER_MS): Promise<boolean> => {
    try {
      const handler = handlers[kind];
      if (!handler) {
        throw new Error('Nobody handles this kind');
      }
      await within([AbortSignal.timeout(limitMs), closing.signal], (signal) => handler({tenantId, id, payload}, signal));
    } catch (error) {
      const isGivenUp = attempt > PAUSES.length;
      logger.error(isGivenUp ? 'outbox.givenUp' : 'outbox.failed', {tenantId, kind, attempt, error: describeFailure(error)});
      if (isGivenUp) {
        await database.inTenant(tenantId, (transaction) => deleteEntry(transaction, tenantId, id));
      }
      return false;
    }
    // Where this fails it is told once more.
    await database.inTenant(tenantId, (transaction) => deleteEntry(transaction, tenantId, id));
    return true;
  };

  const dispatch = async (tenantId: string): Promise<void> => {
    if (!(await database.inTenant(tenantId, (transaction) => hasDueEntries(transaction, tenantId, now())))) {
      return;
    }
    const by = toHex(random(new Uint8Array(16)));
    for (let failures = 0; failures < MOST_FAILURES && !closing.signal.aborted; ) {
      const entry = await database.inTenant(tenantId, async (transaction) => {
        const isHeld = await holdDispatcher(transaction, tenantId, {by, now: now(), until: later(HELD_DISPATCHER_MS)});
        const due = isHeld ? await take(transaction, tenantId, await selectDueEntry(transaction, tenantId, now())) : undefined;
        if (isHeld && !due) {
          await releaseDispatcher(transaction, tenantId, by);
        }
        return due;
      });
      if (!entry) {
        return;
      }
      failures = (await tell(tenantId, entry)) ? 0 : failures + 1;
    }
    await database.inTenant(tenantId, (transaction) => releaseDispatcher(transaction, tenantId, by));
  };

  return {
    dispatch,
    deliver: async (tenantId, id) => {
      try {
        const entry = await database.inTenant(tenantId, async (transaction) =>
          take(transaction, tenantId, await selectEntry(transaction, tenantId, id)),
        );
        // What somebody has cancelled meanwhile, nobody waits for.
        return entry === undefined || (await tell(tenantId, entry, deliveryMs));
      } catch (error) {
        logger.error('outbox.failed', {tenantId, error: describeFailure(error)});
        return false;
      }
    },
    close: () => closing.abort(),
  };
};

/** Does work until the first signal, whether or not the work heeds it. */
const within = async (signals: readonly AbortSignal[], work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
  const signal = AbortSignal.any([...signals]);
  signal.throwIfAborted();
  const over = Promise.withResolvers<never>();
  const end = (): void => over.reject(signal.reason);
  signal.addEventListener('abort', end);
  try {
    await Promise.race([work(signal), over.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
};
