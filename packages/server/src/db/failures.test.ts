import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {PGlite} from '@electric-sql/pglite';
import {sql} from 'kysely';
import {Refusal} from '../refusal.ts';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import {createPostgresql, testDatabaseUrl} from '../testing/postgresql.ts';
import type {Database, TenantTransaction} from './database.ts';
import {databaseOfPglite} from './pglite.ts';
import {openPostgresql} from './postgresql.ts';

interface Place {
  readonly role: string;
  readonly tenant: string | null;
  readonly kept: number;
}

/** Where a statement is carried out, and how many the connection has kept. */
const place = async (transaction: TenantTransaction): Promise<Place> => {
  const {rows} = await sql<Place>`
    select current_user::text as role, current_setting('app.tenant_id', true) as tenant,
      (select count(*)::int from pg_prepared_statements) as kept`.execute(transaction);
  return rows[0] ?? assert.fail();
};

const placeIn = async (database: Database, tenantId: string): Promise<Omit<Place, 'kept'>> => {
  const {role, tenant} = await database.inTenant(tenantId, place);
  return {role, tenant};
};

/** What cannot be written as a parameter, and what is said of it. */
const UNWRITABLE: readonly (readonly [string, unknown, new () => Error])[] = [
  ['a time that is none', new Date(Number.NaN), RangeError],
  ['JSON of a number too large for it', {n: 1n}, TypeError],
];

for (const engine of engines) {
  describe(`statements that fail on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    for (const [what, value, error] of UNWRITABLE) {
      test(`T14: after ${what} was to be a parameter, the transaction goes on in its tenant`, async () => {
        const {role, tenant} = await parts.database.inTenant('one', async (transaction) => {
          await assert.rejects(sql`select ${value}::text`.execute(transaction), error);
          return place(transaction);
        });
        assert.deepEqual({role, tenant}, {role: 'tenantry_app', tenant: 'one'});
        await assert.rejects(
          parts.database.inTenant('', (transaction) => sql`select ${value}::text`.execute(transaction)),
          error,
        );
        await assert.rejects(
          parts.database.asOwner((owner) => sql`select ${value}::text`.execute(owner)),
          error,
        );
        assert.deepEqual(await placeIn(parts.database, 'two'), {role: 'tenantry_app', tenant: 'two'});
      });
    }

    test('however often statements fail, a connection keeps some hundreds', async () => {
      for (let index = 0; index < 600; index++) {
        await assert.rejects(
          parts.database.inTenant('', (transaction) => sql`select 1 / ${0}::int`.execute(transaction)),
          {code: '22012'},
        );
      }
      const {kept} = await parts.database.inTenant('', place);
      assert.ok(kept <= 520, `keeps ${kept}`);
    });

    test('a transaction of which a statement failed carries out no other, and is not committed', async () => {
      await parts.database.asOwner(async (owner) => {
        await sql`create table entered_after (one int)`.execute(owner);
        await sql`grant all on entered_after to tenantry_app`.execute(owner);
      });
      const enter = (transaction: TenantTransaction) => sql`insert into entered_after values (${1})`.execute(transaction);
      await assert.rejects(
        parts.database.inTenant('', async (transaction) => {
          await enter(transaction);
          await assert.rejects(sql`select 1 / ${0}::int`.execute(transaction), {code: '22012'});
          await assert.rejects(enter(transaction));
        }),
        /had failed/,
      );
      const {rows} = await parts.database.asOwner((owner) => sql`select one from entered_after`.execute(owner));
      assert.deepEqual(rows, []);
    });

    test('values have the same types whether a statement is kept or not', async () => {
      const read = "select date '2024-02-29' as day, array['a'] as list, timestamptz '2024-02-29T12:00:00Z' as time";
      const kept = await parts.database.inTenant('', (transaction) => sql.raw(read).execute(transaction));
      const plain = await parts.database.asOwner((owner) => sql.raw(read).execute(owner));
      const long = await parts.database.inTenant('', (transaction) => sql.raw(`${read} -- ${'x'.repeat(9000)}`).execute(transaction));
      assert.deepEqual(plain.rows, kept.rows);
      assert.deepEqual(long.rows, kept.rows);
    });

    // Of several connections, the one that was used last is used next.
    const loseKept = async (): Promise<void> => {
      await placeIn(parts.database, 'one');
      await parts.database.asOwner((owner) => sql`deallocate all`.execute(owner));
    };

    test('a connection that has lost what it kept goes on', async () => {
      await loseKept();
      assert.deepEqual(await placeIn(parts.database, 'two'), {role: 'tenantry_app', tenant: 'two'});
    });

    test('T14: where a transaction could not be opened, nothing is carried out outside of it', async () => {
      await parts.database.asOwner(async (owner) => {
        await sql`create table entered (by text)`.execute(owner);
        await sql`grant all on entered to tenantry_app`.execute(owner);
      });
      const enter = (transaction: TenantTransaction) =>
        sql`insert into entered select current_user || ${''} || current_setting('app.tenant_id', true)`.execute(transaction);
      await loseKept();
      await assert.rejects(
        parts.database.inTenant('one', async (transaction) => {
          const [first, second] = await Promise.allSettled([enter(transaction), enter(transaction)]);
          assert.deepEqual([first.status, second.status], ['rejected', 'rejected']);
          await enter(transaction);
        }),
      );
      await loseKept();
      await assert.rejects(
        parts.database.asOwner((owner) =>
          owner.transaction().execute(async (transaction) => {
            await assert.rejects(sql`insert into entered values ('owner')`.execute(transaction));
            await sql`insert into entered values ('owner')`.execute(transaction);
          }),
        ),
      );
      const {rows} = await parts.database.asOwner((owner) => sql`select by from entered`.execute(owner));
      assert.deepEqual(rows, []);
      assert.deepEqual(await placeIn(parts.database, 'two'), {role: 'tenantry_app', tenant: 'two'});
    });
  });
}

describe('the one session of PGlite', () => {
  test('T14: what a lost connection left in it is neither committed nor in the way', async () => {
    const pglite = await PGlite.create();
    let isLost = false;
    const database = databaseOfPglite({
      waitReady: pglite.waitReady,
      close: () => pglite.close(),
      execProtocolStream: (...message: Parameters<PGlite['execProtocolStream']>) => {
        if (isLost) {
          isLost = false;
          throw new Error('planted');
        }
        return pglite.execProtocolStream(...message);
      },
    } as unknown as PGlite);
    await database.asOwner((owner) =>
      sql.raw('create role tenantry_app; create table entered (one int); grant all on entered to tenantry_app').execute(owner),
    );
    await assert.rejects(
      database.inTenant('one', async (transaction) => {
        await sql`insert into entered values (${1})`.execute(transaction);
        isLost = true;
        await place(transaction);
      }),
    );
    assert.deepEqual(await placeIn(database, 'two'), {role: 'tenantry_app', tenant: 'two'});
    const {rows} = await database.asOwner((owner) => sql`select one from entered`.execute(owner));
    assert.deepEqual(rows, []);
    await database.close();
  });
});

describe('connections that fail', {skip: testDatabaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL'}, () => {
  /** A database behind a single connection, and another to it. */
  const withOne = async (work: (database: Database, beside: Database) => Promise<void>): Promise<void> => {
    const {url, database: beside, close} = await createPostgresql(testDatabaseUrl ?? '', {migrated: true});
    const database = openPostgresql({url, poolSize: 1});
    try {
      await work(database, beside);
    } finally {
      await database.close();
      await close();
    }
  };

  const isUnavailable = (error: unknown): boolean => error instanceof Refusal && error.code === 'temporarily-unavailable';

  test('two servers behind one pooler name nothing alike', () =>
    withOne(async (one, other) => {
      const names = (database: Database) =>
        database.inTenant('', async (transaction) => {
          await place(transaction);
          const {rows} = await sql<{name: string}>`select name from pg_prepared_statements where name <> ${''}`.execute(transaction);
          return rows.map(({name}) => name);
        });
      const found = await names(one);
      assert.ok(found.length > 0);
      const others = await names(other);
      assert.deepEqual(
        found.filter((name) => others.includes(name)),
        [],
      );
    }));

  const process = async (transaction: TenantTransaction): Promise<number> => {
    const {rows} = await sql<{pid: number}>`select pg_backend_pid() as pid`.execute(transaction);
    return rows[0]?.pid ?? assert.fail();
  };

  test('D3: a connection that is lost, whenever that is, is replaced', () =>
    withOne(async (database, beside) => {
      const end = async (pid: number): Promise<void> => {
        await beside.asOwner((owner) => sql`select pg_terminate_backend(${pid}::int)`.execute(owner));
        for (let looks = 0; looks < 500; looks++) {
          const {rows} = await beside.asOwner((owner) => sql`select from pg_stat_activity where pid = ${pid}::int`.execute(owner));
          if (rows.length === 0) {
            return;
          }
        }
        assert.fail('The connection stays');
      };
      const states: Readonly<Record<string, () => Promise<unknown>>> = {
        'between two statements': () =>
          database.inTenant('one', async (transaction) => {
            await end(await process(transaction));
            return place(transaction);
          }),
        'before it is committed': () => database.inTenant('one', async (transaction) => end(await process(transaction))),
        'while it is asked': () =>
          database.inTenant('one', async (transaction) => {
            const pid = await process(transaction);
            await Promise.all([sql`select pg_sleep(${4})`.execute(transaction), end(pid)]);
          }),
        'before it is rolled back': () =>
          database.inTenant('one', async (transaction) => {
            await end(await process(transaction));
            throw new Refusal('temporarily-unavailable', 'planted');
          }),
      };
      for (const [state, work] of Object.entries(states)) {
        await assert.rejects(work(), isUnavailable, state);
        assert.deepEqual(await placeIn(database, 'two'), {role: 'tenantry_app', tenant: 'two'}, state);
      }
      await end(await database.inTenant('one', process));
      assert.deepEqual(await placeIn(database, 'two'), {role: 'tenantry_app', tenant: 'two'}, 'while nobody asks');
    }));
});
