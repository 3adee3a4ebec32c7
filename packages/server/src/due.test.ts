import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {Database} from './db/database.ts';
import {openPostgresql} from './db/postgresql.ts';
import {runDue} from './due.ts';
import {startTestDatabase, type TestDatabase, useTestDatabase} from './testing/database.ts';
import {engines} from './testing/engines.ts';
import {createPostgresql, testDatabaseUrl} from './testing/postgresql.ts';
import type {TestTenant} from './testing/tenants.ts';

/** Gives a tenant's administrator sessions that are over as soon as the clock has moved on by a day. */
const addSessions = async ({database, clock, newId}: TestDatabase, tenant: TestTenant, count: number): Promise<void> => {
  const at = clock.now();
  await database.asOwner((owner) =>
    owner
      .insertInto('sessions')
      .values(
        Array.from({length: count}, (_, index) => ({
          tenant_id: tenant.id,
          id: newId('ses'),
          user_id: tenant.administrator.id,
          token_hash: `${tenant.id} ${index}`,
          kind: 'full' as const,
          method: 'password' as const,
          ip: '',
          user_agent: '',
          created_at: at,
          last_seen_at: at,
          expires_at: at,
        })),
      )
      .execute(),
  );
};

const countSessions = async ({database}: Pick<TestDatabase, 'database'>, {id}: TestTenant): Promise<number> => {
  const rows = await database.asOwner((owner) => owner.selectFrom('sessions').select('id').where('tenant_id', '=', id).execute());
  return rows.length;
};

for (const engine of engines) {
  describe(`what time brings on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    test('T22: a tenant where it fails keeps no other from it, loses nothing, and has its turn in the next run', async () => {
      const tenants = [await parts.freshTenant(), await parts.freshTenant(), await parts.freshTenant()];
      for (const tenant of tenants) {
        await addSessions(parts, tenant, 3);
      }
      parts.clock.advance({hours: 24});
      const [broken = tenants[0]] = tenants.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      // Ends in the midst, as when its process or its connection is cut off.
      const faulty: Database = {
        ...parts.database,
        inTenant: (tenantId, work) =>
          parts.database.inTenant(tenantId, async (transaction) => {
            const result = await work(transaction);
            if (tenantId === broken?.id) {
              throw new Error('cut off');
            }
            return result;
          }),
      };
      await assert.rejects(runDue({database: faulty, now: parts.clock.now}), /cut off/);
      for (const tenant of tenants) {
        assert.equal(await countSessions(parts, tenant), tenant === broken ? 3 : 0);
      }
      await runDue({database: parts.database, now: parts.clock.now});
      assert.equal(await countSessions(parts, tenants[0] as TestTenant), 0);
      assert.equal(await countSessions(parts, broken as TestTenant), 0);
    });

    test('T15: however much is over, it goes in small batches, and all of it', async () => {
      const tenant = await parts.freshTenant();
      await addSessions(parts, tenant, 2_500);
      parts.clock.advance({hours: 24});
      let counted = 2_500;
      const watched: Database = {
        ...parts.database,
        inTenant: async (tenantId, work) => {
          const result = await parts.database.inTenant(tenantId, work);
          const left = await countSessions(parts, tenant);
          assert.ok(counted - left <= 1_000, `${counted - left} at once`);
          counted = left;
          return result;
        },
      };
      await runDue({database: watched, now: parts.clock.now});
      assert.equal(counted, 0);
    });
  });
}

describe('what time brings, to two processes at once', {
  skip: testDatabaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL',
}, () => {
  test('T22: both do it and neither fails', async () => {
    const {url, database, close} = await createPostgresql(testDatabaseUrl ?? '', {migrated: true});
    const other = openPostgresql({url});
    const parts = await startTestDatabase({name: 'PostgreSQL', skip: false, create: async () => database});
    const tenants = [await parts.freshTenant(), await parts.freshTenant()];
    for (let round = 0; round < 5; round++) {
      for (const tenant of tenants) {
        await addSessions(parts, tenant, 200);
      }
      parts.clock.advance({hours: 24});
      await Promise.all([database, other, database].map((each) => runDue({database: each, now: parts.clock.now})));
      for (const tenant of tenants) {
        assert.equal(await countSessions(parts, tenant), 0);
      }
    }
    await other.close();
    await close();
  });
});
