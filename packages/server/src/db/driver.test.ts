import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {sql} from 'kysely';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import {createPostgresql, testDatabaseUrl, withPlainRole} from '../testing/postgresql.ts';
import {openPostgresql} from './postgresql.ts';

// So often is a statement planned for its values before the database keeps one plan for all.
const UNTIL_KEPT = 8;

for (const engine of engines) {
  describe(`statements on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    test('T14: a plan that is kept shows each tenant its own rows', async () => {
      const [one, other] = [await parts.freshTenant(), await parts.freshTenant()];
      await other.addUser();
      for (let round = 0; round < UNTIL_KEPT; round++) {
        for (const [tenant, users] of [[one, 1] as const, [other, 2] as const]) {
          const found = await parts.database.inTenant(tenant.id, (transaction) =>
            transaction.selectFrom('users').select('tenant_id').where('status', '=', 'active').execute(),
          );
          assert.deepEqual(
            found.map((row) => row.tenant_id),
            Array<string>(users).fill(tenant.id),
          );
        }
      }
    });

    test('D5: a statement that is kept goes on when another version changes its table', async () => {
      await parts.database.asOwner(async (owner) => {
        await sql`create table changing (one int)`.execute(owner);
        await sql`grant all on changing to tenantry_app`.execute(owner);
        await sql`insert into changing values (1)`.execute(owner);
      });
      const read = () =>
        parts.database.inTenant('', async (transaction) => (await sql`select * from changing where one = ${1}`.execute(transaction)).rows);
      for (let round = 0; round < UNTIL_KEPT; round++) {
        assert.deepEqual(await read(), [{one: 1}]);
      }
      await parts.database.asOwner((owner) => sql`alter table changing add column two int`.execute(owner));
      assert.deepEqual(await read(), [{one: 1, two: null}]);
      await parts.database.asOwner((owner) => sql`drop table changing`.execute(owner));
    });

    test('what one statement fails with is not the next one’s', async () => {
      const divide = (by: number) =>
        parts.database.inTenant(
          '',
          async (transaction) => (await sql<{value: number}>`select 6 / ${by}::int as value`.execute(transaction)).rows,
        );
      assert.deepEqual(await divide(2), [{value: 3}]);
      await assert.rejects(divide(0), {code: '22012'});
      assert.deepEqual(await divide(3), [{value: 2}]);
      const misspelt = () => parts.database.inTenant('', (transaction) => sql`select ${1}::int from nowhere`.execute(transaction));
      await assert.rejects(misspelt(), {code: '42P01'});
      await assert.rejects(misspelt(), {code: '42P01'});
      assert.deepEqual(await divide(1), [{value: 6}]);
    });

    test('a parameter arrives as it was given', async () => {
      const text = `it's "quoted" \\ {,} $1 \n ключ 𝒳`;
      const {rows} = await parts.database.inTenant('', (transaction) =>
        sql<Record<string, unknown>>`
          select ${text}::text as text, ${''}::text as empty, ${null}::text as nothing, ${-1.5}::float8 as number, ${true}::boolean as yes,
            ${9007199254740993n}::int8 as big, ${new Date('2024-02-29T23:59:59.999Z')}::timestamptz as time, ${[text, '', 'NULL']}::text[] as list,
            ${[]}::text[] as none, ${{text, list: [1, null]}}::jsonb as json`.execute(transaction),
      );
      assert.deepEqual(rows, [
        {
          text,
          empty: '',
          nothing: null,
          number: -1.5,
          yes: true,
          big: '9007199254740993',
          time: new Date('2024-02-29T23:59:59.999Z'),
          list: [text, '', 'NULL'],
          none: [],
          json: {text, list: [1, null]},
        },
      ]);
    });

    test('a transaction that asks nothing ends like any other', async () => {
      assert.equal(await parts.database.inTenant('', async () => 'nothing'), 'nothing');
      await assert.rejects(
        parts.database.inTenant('', async () => {
          throw new TypeError('planted');
        }),
        TypeError,
      );
      assert.deepEqual(
        await parts.database.lookup((lookup) => lookup.selectFrom('tenants').select('id').where('id', '=', 'none').execute()),
        [],
      );
    });
  });
}

describe('statements on PostgreSQL alone', {skip: testDatabaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL'}, () => {
  test('T14: where the role cannot be taken, nothing behind it is carried out', () =>
    withPlainRole(testDatabaseUrl ?? '', async (url) => {
      const database = openPostgresql({url});
      await database.asOwner((owner) => sql`create table entered (one int)`.execute(owner));
      await assert.rejects(
        database.inTenant('', (transaction) => sql`insert into entered values (${1})`.execute(transaction)),
        {code: '42501'},
      );
      const {rows} = await database.asOwner((owner) => sql`select one from entered`.execute(owner));
      assert.deepEqual(rows, []);
      await database.close();
    }));

  test('however many statements there are, a connection keeps some hundreds', async () => {
    const {url, close} = await createPostgresql(testDatabaseUrl ?? '', {migrated: true});
    const database = openPostgresql({url, poolSize: 1});
    const kept = () =>
      database.inTenant('', async (transaction) => {
        const {rows} = await sql<{count: number}>`select count(*)::int as count from pg_prepared_statements`.execute(transaction);
        return rows[0]?.count ?? 0;
      });
    let most = 0;
    for (let index = 0; index < 1200; index++) {
      await database.inTenant('', (transaction) => sql`select ${index}::int as ${sql.ref(`number_${index}`)}`.execute(transaction));
      most = index % 100 === 0 ? Math.max(most, await kept()) : most;
    }
    assert.ok(most > 100, `keeps ${most}`);
    assert.ok(most <= 520, `keeps ${most}`);
    await database.close();
    await close();
  });
});
