import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {sql} from 'kysely';
import {Refusal} from '../refusal.ts';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import {createPostgresql, testDatabaseUrl} from '../testing/postgresql.ts';
import type {TenantTransaction} from './database.ts';
import {openPglite} from './pglite.ts';
import {openPostgresql} from './postgresql.ts';

const failing = (transaction: TenantTransaction, code: string): Promise<unknown> =>
  sql.raw(`do $$ begin raise exception 'planted' using errcode = '${code}'; end $$`).execute(transaction);

const isUnavailable = (error: unknown): boolean => error instanceof Refusal && error.code === 'temporarily-unavailable';

for (const engine of engines) {
  describe(`transactions on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    for (const [code, what] of [
      ['40001', 'a serialization failure'],
      ['40P01', 'a deadlock'],
    ] as const) {
      test(`D3: after ${what} the work is done again, three times at most`, async () => {
        let runs = 0;
        const succeedingAt = (run: number) => async (transaction: TenantTransaction) => {
          runs++;
          if (runs < run) {
            await failing(transaction, code);
          }
          return runs;
        };
        assert.equal(await parts.database.inTenant('', succeedingAt(4)), 4);
        runs = 0;
        await assert.rejects(parts.database.inTenant('', succeedingAt(5)), isUnavailable);
        assert.equal(runs, 4);
      });
    }

    test('D3: what timed out at a lock or in the pool is temporarily unavailable, and is not tried again', async () => {
      for (const code of ['55P03', '57014', '53300', '57P01']) {
        let runs = 0;
        const work = (transaction: TenantTransaction): Promise<unknown> => {
          runs++;
          return failing(transaction, code);
        };
        await assert.rejects(parts.database.inTenant('', work), isUnavailable);
        assert.equal(runs, 1);
      }
    });

    test('every other failure comes through as it is, and nothing of its transaction stays', async () => {
      const {id, administrator} = await parts.freshTenant();
      await assert.rejects(
        parts.database.inTenant(id, async (transaction) => {
          await transaction.updateTable('users').set({note: 'half'}).where('tenant_id', '=', id).execute();
          throw new TypeError('planted');
        }),
        TypeError,
      );
      const user = await parts.database.inTenant(id, (transaction) =>
        transaction.selectFrom('users').select('note').where('tenant_id', '=', id).where('id', '=', administrator.id).executeTakeFirst(),
      );
      assert.deepEqual(user, {note: null});
    });

    test('T14: a tenant is a value, whatever characters its id is made of', async () => {
      const found = await parts.database.inTenant("x', true), set_config('app.tenant_id', 'y", async (transaction) => {
        const {rows} = await sql<{tenant: string}>`select current_setting('app.tenant_id') as tenant`.execute(transaction);
        return rows;
      });
      assert.deepEqual(found, [{tenant: "x', true), set_config('app.tenant_id', 'y"}]);
    });

    test('values have the same types on both databases', async () => {
      const {rows} = await parts.database.inTenant('', (transaction) =>
        sql<Record<string, unknown>>`
          select 9007199254740993::int8 as big, 7::int4 as number, date '2024-02-29' as day, array['a', 'b'] as list, '{"a": 1}'::jsonb as json,
            timestamptz '2024-02-29T12:00:00.123Z' as time, true as yes, null::text as nothing, 0.5::float8 as half`.execute(transaction),
      );
      assert.deepEqual(rows, [
        {
          big: '9007199254740993',
          number: 7,
          day: '2024-02-29',
          list: ['a', 'b'],
          json: {a: 1},
          time: new Date('2024-02-29T12:00:00.123Z'),
          yes: true,
          nothing: null,
          half: 0.5,
        },
      ]);
    });
  });
}

describe('PGlite in a folder', () => {
  test('T15: every commit is told to reach the disk, and is there after the next start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tenantry-test-'));
    try {
      const first = await openPglite({folder: join(folder, 'data')});
      const settings = await first.asOwner(async (owner) => {
        await sql`create table kept as select 1 as one`.execute(owner);
        return (await sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`.execute(owner)).rows;
      });
      assert.deepEqual(settings, [{fsync: 'on', commit: 'on'}]);
      await first.close();
      const second = await openPglite({folder: join(folder, 'data')});
      const {rows} = await second.asOwner((owner) => sql`select one from kept`.execute(owner));
      assert.deepEqual(rows, [{one: 1}]);
      await second.close();
    } finally {
      await rm(folder, {recursive: true});
    }
  });
});

describe('PostgreSQL itself', {skip: testDatabaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL'}, () => {
  test('T15: every connection has its limits and its name', async () => {
    const {database, close} = await createPostgresql(testDatabaseUrl ?? '', {migrated: false});
    const {rows} = await database.asOwner((owner) =>
      sql`select name, setting from pg_settings
        where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'application_name') order by name`.execute(
        owner,
      ),
    );
    assert.deepEqual(rows, [
      {name: 'application_name', setting: 'tenantry'},
      {name: 'idle_in_transaction_session_timeout', setting: '10000'},
      {name: 'lock_timeout', setting: '2000'},
      {name: 'statement_timeout', setting: '5000'},
    ]);
    await close();
  });

  test('D3: two that wait for each other both get through', async () => {
    const {database, close} = await createPostgresql(testDatabaseUrl ?? '', {migrated: false});
    await database.asOwner((owner) =>
      sql
        .raw('create table t (id int primary key, n int); insert into t values (1, 0), (2, 0); grant all on t to tenantry_app')
        .execute(owner),
    );
    const add = (first: number, second: number): Promise<unknown> =>
      database.inTenant('', async (transaction) => {
        await sql`update t set n = n + 1 where id = ${first}`.execute(transaction);
        await sql`select pg_sleep(0.1)`.execute(transaction);
        await sql`update t set n = n + 1 where id = ${second}`.execute(transaction);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    const {rows} = await database.asOwner((owner) => sql`select n from t`.execute(owner));
    assert.deepEqual(rows, [{n: 2}, {n: 2}]);
    await close();
  });

  test('a server that is away is temporarily unavailable', async () => {
    const database = openPostgresql({url: 'postgres://nobody@127.0.0.1:1/nothing'});
    await assert.rejects(
      database.lookup((lookup) => lookup.selectFrom('tenants').select('id').execute()),
      isUnavailable,
    );
    await database.close();
  });
});
