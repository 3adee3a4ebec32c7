import type {Dependencies} from './dependencies.ts';
import {deleteSessionsOver} from './sessions/queries.ts';

const TENANTS_AT_ONCE = 500;

/** Does what time brings, tenant by tenant, one transaction each: sessions that are over are forgotten. */
export const runDue = async ({database, now}: Pick<Dependencies, 'database' | 'now'>): Promise<void> => {
  for await (const tenantId of tenantIds(database)) {
    await database.inTenant(tenantId, (transaction) => deleteSessionsOver(transaction, tenantId, now()));
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
