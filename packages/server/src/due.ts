import type {Database, TenantTransaction} from './db/database.ts';
import type {Dependencies} from './dependencies.ts';
import {deleteRecordsOver} from './idempotency/queries.ts';
import {deleteWholeBudgets} from './limits/sign-in.queries.ts';
import {UNKNOWN_TENANT} from './limits/sign-in-throttle.ts';
import {deleteSessionsOver} from './sessions/queries.ts';

const TENANTS_AT_ONCE = 500;
/** So many rows of a table go in one transaction (T15): however much has piled up, none takes longer than a statement may. */
const ROWS_AT_ONCE = 1_000;

/**
 * Does what time brings, tenant by tenant, in transactions of their own: keys of writes and sessions are forgotten when they are over,
 * budgets of sign-in when they are whole. A tenant where that fails keeps no other from it. What was not done, a later run does.
 *
 * @throws What failed first, when every tenant has had its turn.
 */
export const runDue = async ({database, now}: Pick<Dependencies, 'database' | 'now'>): Promise<void> => {
  const failures: unknown[] = [];
  for await (const tenantId of tenantIds(database)) {
    try {
      // In the order in which writes lock them.
      await forget(database, tenantId, now, [deleteRecordsOver, deleteSessionsOver, deleteWholeBudgets]);
    } catch (error) {
      failures.push(error);
    }
  }
  await forget(database, UNKNOWN_TENANT, now, [deleteWholeBudgets]);
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
