import type {Dependencies} from './dependencies.ts';
import {deleteRecordsOver} from './idempotency/queries.ts';
import {deleteWholeBudgets} from './limits/sign-in.queries.ts';
import {UNKNOWN_TENANT} from './limits/sign-in-throttle.ts';
import {deleteSessionsOver} from './sessions/queries.ts';

const TENANTS_AT_ONCE = 500;

/**
 * Does what time brings, tenant by tenant, one transaction each: keys of writes and sessions are forgotten when they are over, budgets of
 * sign-in when they are whole. A tenant where that fails keeps no other from it. What was not done, a later run does.
 *
 * @throws What failed first, when every tenant has had its turn.
 */
export const runDue = async ({database, now}: Pick<Dependencies, 'database' | 'now'>): Promise<void> => {
  const failures: unknown[] = [];
  for await (const tenantId of tenantIds(database)) {
    try {
      await database.inTenant(tenantId, async (transaction) => {
        // In the order in which writes lock them.
        await deleteRecordsOver(transaction, tenantId, now());
        await deleteSessionsOver(transaction, tenantId, now());
        await deleteWholeBudgets(transaction, tenantId, now());
      });
    } catch (error) {
      failures.push(error);
    }
  }
  await database.inTenant(UNKNOWN_TENANT, (transaction) => deleteWholeBudgets(transaction, UNKNOWN_TENANT, now()));
  if (failures.length > 0) {
    throw failures[0];
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
