import type {Database, TenantTransaction} from './db/database.ts';
import type {Dependencies} from './dependencies.ts';
import {deleteDeletionsOver, deleteHoldsOver} from './deletion/queries.ts';
import {deleteRecordsOver} from './idempotency/queries.ts';
import {deleteWholeBudgets} from './limits/sign-in.queries.ts';
import {UNKNOWN_TENANT} from './limits/sign-in-throttle.ts';
import {deleteOperationsOver} from './operations/queries.ts';
import {deleteLinksOver} from './sessions/links.queries.ts';
import {deleteSessionsOver} from './sessions/queries.ts';

const TENANTS_AT_ONCE = 500;
/** So many rows of a table go in one transaction (T15): however much has piled up, none takes longer than a statement may. */
const ROWS_AT_ONCE = 1_000;

/** So many tenants are told what lies in their outbox at once: one that is slow to hear keeps few others waiting. */
const OUTBOXES_AT_ONCE = 8;

/** In the order in which writes lock them. */
const DELETIONS = [
  deleteRecordsOver,
  deleteSessionsOver,
  deleteLinksOver,
  deleteDeletionsOver,
  deleteHoldsOver,
  deleteOperationsOver,
  deleteWholeBudgets,
] as const;

export interface DueParts extends Pick<Dependencies, 'database' | 'now'> {
  /** Tells what of a tenant's outbox is due. Default: nothing is. */
  readonly dispatch?: (tenantId: string) => Promise<void>;
  /** Carries on the operations of a tenant that nobody is at. Default: there are none. */
  readonly resume?: (tenantId: string) => Promise<void>;
}

/**
 * Does what time brings, tenant by tenant, in transactions of their own: keys of writes, sessions, links, operations and usernames that
 * were held are forgotten when they are over, budgets of sign-in when they are whole; then operations are carried on that a process has left
 * behind, and what lies in the outbox is told. A tenant where that fails keeps no other from it. What was not done, a later run does.
 *
 * @throws What failed first, when every tenant has had its turn.
 */
export const runDue = async ({
  database,
  now,
  dispatch = async () => undefined,
  resume = async () => undefined,
}: DueParts): Promise<void> => {
  const failures: unknown[] = [];
  const telling = new Set<Promise<void>>();
  const tell = async (tenantId: string): Promise<void> => {
    const told: Promise<void> = dispatch(tenantId)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => telling.delete(told));
    telling.add(told);
    if (telling.size >= OUTBOXES_AT_ONCE) {
      await Promise.race(telling);
    }
  };
  for await (const tenantId of tenantIds(database)) {
    try {
      await forget(database, tenantId, now, DELETIONS);
      await resume(tenantId);
    } catch (error) {
      failures.push(error);
    }
    await tell(tenantId);
  }
  await forget(database, UNKNOWN_TENANT, now, [deleteWholeBudgets]);
  await tell(UNKNOWN_TENANT);
  await Promise.all(telling);
  if (failures.length > 0) {
    throw failures[0];
  }
};

type Deletion = (transaction: TenantTransaction, tenantId: string, over: {readonly now: Date; readonly most: number}) => Promise<number>;

/** Repeats deletions, which say how many rows they deleted, until there is nothing left for any. */
const forget = async (database: Database, tenantId: string, now: () => Date, deletions: readonly Deletion[]): Promise<void> => {
  let isMore = true;
  while (isMore) {
    isMore = await database.inTenant(tenantId, async (transaction) => {
      let most = 0;
      for (const deletion of deletions) {
        most = Math.max(most, await deletion(transaction, tenantId, {now: now(), most: ROWS_AT_ONCE}));
      }
      return most === ROWS_AT_ONCE;
    });
  }
};

async function* tenantIds(database: Dependencies['database']): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const found = await database.lookup((lookup) =>
      lookup.selectFrom('tenants').select('id').where('id', '>', after).orderBy('id').limit(TENANTS_AT_ONCE).execute(),
    );
    const last = found.at(-1);
    if (!last) {
      return;
    }
    yield* found.map(({id}) => id);
    after = last.id;
  }
}
