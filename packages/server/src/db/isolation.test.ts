import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {type RawBuilder, sql} from 'kysely';
import {createTenantServer} from '../app.ts';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import {checkIsolation} from './isolation.ts';
import {UnusableDatabase} from './unusable.ts';

const NOT_ALLOWED = {code: '42501'};
const NO_SUCH_REFERENCE = {code: '23503'};
const TENANT_TABLES = [
  'audit_events',
  'credentials',
  'deletions',
  'external_ids',
  'idempotency_records',
  'layouts',
  'links',
  'operations',
  'outbox',
  'outbox_dispatchers',
  'roles',
  'sessions',
  'sign_in_budgets',
  'tenant_locks',
  'tenant_profiles',
  'user_activity',
  'user_words',
  'username_holds',
  'users',
];

for (const engine of engines) {
  describe(`one tenant and another on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    /** Runs a statement as the app, in a tenant. */
    const as = <Row>(tenantId: string, statement: RawBuilder<Row>): Promise<Row[]> =>
      parts.database.inTenant(tenantId, async (transaction) => (await statement.execute(transaction)).rows);

    /** Runs a statement as the schema's owner. */
    const asOwner = <Row>(statement: RawBuilder<Row>): Promise<Row[]> =>
      parts.database.asOwner(async (owner) => (await statement.execute(owner)).rows);

    const count = async (tenantId: string, table: string): Promise<number> => {
      const [row] = await as(tenantId, sql<{count: number}>`select count(*)::int as count from ${sql.table(table)}`);
      return row?.count ?? -1;
    };

    test('T14: without a tenant nothing is seen, in any table', async () => {
      await parts.freshTenant();
      for (const table of TENANT_TABLES) {
        assert.equal(await count('', table), 0, table);
      }
    });

    test('T14: a query that names no tenant sees the rows of its own alone', async () => {
      const [one, other] = [await parts.freshTenant(), await parts.freshTenant()];
      await other.addUser();
      assert.equal(await count(one.id, 'users'), 1);
      assert.equal(await count(other.id, 'users'), 2);
      assert.deepEqual(await as(one.id, sql`select id from users where tenant_id = ${other.id}`), []);
    });

    test('T14: rows of another tenant cannot be changed', async () => {
      const [one, other] = [await parts.freshTenant(), await parts.freshTenant()];
      await as(one.id, sql`update users set note = 'changed'`);
      await as(one.id, sql`delete from user_words`);
      assert.deepEqual(await as(other.id, sql`select note from users`), [{note: null}]);
      assert.ok((await count(other.id, 'user_words')) > 0);
    });

    test('T14: a row cannot be written into another tenant', async () => {
      const [one, other] = [await parts.freshTenant(), await parts.freshTenant()];
      const insert = sql`insert into user_words values (${other.id}, 'word', ${other.administrator.id}, false)`;
      await assert.rejects(as(one.id, insert), NOT_ALLOWED);
      await assert.rejects(as('', insert), NOT_ALLOWED);
      await assert.rejects(as(one.id, sql`update users set tenant_id = ${other.id}`), NOT_ALLOWED);
    });

    test('E11: a reference to another tenant is one to nothing', async () => {
      const [one, other] = [await parts.freshTenant(), await parts.freshTenant()];
      const word = sql`insert into user_words values (${one.id}, 'word', ${other.administrator.id}, false)`;
      await assert.rejects(as(one.id, word), NO_SUCH_REFERENCE);
      const role = sql`update users set role_id = ${other.roleIds.auditor ?? ''} where tenant_id = ${one.id}`;
      await assert.rejects(as(one.id, role), NO_SUCH_REFERENCE);
    });

    test('D1: the two tables by which a tenant is found can be read and not written', async () => {
      const {id, slug} = await parts.freshTenant();
      assert.deepEqual(await as('', sql`select id from tenants where slug = ${slug}`), [{id}]);
      await assert.rejects(as('', sql`insert into tenants values ('ten_x', 'x', 'active')`), NOT_ALLOWED);
      await assert.rejects(as(id, sql`update tenants set status = 'suspended'`), NOT_ALLOWED);
      await assert.rejects(as(id, sql`delete from issuers`), NOT_ALLOWED);
    });

    test('T14: the app may not do more to a table than it does', async () => {
      const {id} = await parts.freshTenant();
      for (const statement of [
        sql`truncate users cascade`,
        sql`truncate sessions cascade`,
        sql`update roles set permissions = '{users.read}'`,
        sql`insert into tenant_profiles values (${id}, 'again', '{}')`,
        sql`update tenant_profiles set name = 'changed'`,
        sql`insert into tenant_locks values (${id})`,
        sql`delete from tenant_locks`,
        sql`alter table users disable row level security`,
        sql`create table mine ()`,
      ]) {
        await assert.rejects(as(id, statement), NOT_ALLOWED);
      }
    });

    test('D1: the app gets no further by leaving its role', async () => {
      const {id} = await parts.freshTenant();
      const [before] = await asOwner(sql<{role: string}>`select current_user as role`);
      await as(id, sql`select 1`);
      const [after] = await asOwner(sql<{role: string; tenant: string}>`
        select current_user as role, current_setting('app.tenant_id', true) as tenant`);
      assert.equal(after?.role, before?.role);
      assert.equal(after?.tenant || '', '', 'the tenant ends with its transaction');
    });

    test('D1: tenant_id comes first in every primary key and in every foreign key', async () => {
      const keys = await asOwner(sql<{table: string; kind: string; first: string; target: string | null; aimed: string | null}>`
        select class.relname as table, con.contype as kind, own.attname as first, target.relname as target, theirs.attname as aimed
        from pg_constraint con
        join pg_class class on class.oid = con.conrelid
        join pg_attribute own on own.attrelid = con.conrelid and own.attnum = con.conkey[1]
        left join pg_class target on target.oid = con.confrelid
        left join pg_attribute theirs on theirs.attrelid = con.confrelid and theirs.attnum = con.confkey[1]
        where con.contype in ('p', 'f') and class.relname = any(${TENANT_TABLES})`);
      assert.equal(keys.filter(({kind}) => kind === 'p').length, TENANT_TABLES.length);
      for (const {table, first, target, aimed} of keys) {
        assert.equal(first, 'tenant_id', table);
        assert.ok(target === null || aimed === (target === 'tenants' ? 'id' : 'tenant_id'), `${table} → ${target}`);
      }
    });

    test('T14: every table but the two has a policy for reading and for writing', async () => {
      const tables = await asOwner(sql<{table: string; guarded: boolean; policies: number}>`
        select class.relname as table, class.relrowsecurity as guarded,
          (select count(*)::int from pg_policy where polrelid = class.oid and polqual is not null and polwithcheck is not null) as policies
        from pg_class class
        where class.relkind = 'r' and class.relnamespace = 'public'::regnamespace
        order by class.relname`);
      const open = tables.filter(({guarded}) => !guarded).map(({table}) => table);
      assert.deepEqual(open, ['issuers', 'tenantry_migrations', 'tenants']);
      assert.deepEqual(
        tables.filter(({policies}) => policies === 1).map(({table}) => table),
        TENANT_TABLES,
      );
    });

    test('D2: what is compared for equality or order is compared by code point', async () => {
      const columns = await asOwner(sql<{name: string}>`
        select class.relname || '.' || att.attname as name
        from pg_index ind
        join pg_class class on class.oid = ind.indrelid and class.relnamespace = 'public'::regnamespace
        join pg_attribute att on att.attrelid = ind.indrelid and att.attnum = any(ind.indkey)
        where att.atttypid = 'text'::regtype and att.attcollation <> '"C"'::regcollation`);
      assert.deepEqual(columns, []);
    });
  });

  describe(`the start on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    const withChange = async (change: string, undo: string, check: () => Promise<void>): Promise<void> => {
      await parts.database.asOwner((owner) => sql.raw(change).execute(owner));
      try {
        await check();
      } finally {
        await parts.database.asOwner((owner) => sql.raw(undo).execute(owner));
      }
    };

    test('D1: goes on where row-level security binds the app', async () => {
      await checkIsolation(parts.database);
    });

    test('T38: with row-level security switched off by hand, a tenant sees another, and the server does not start', async () => {
      const [one, other] = [await parts.freshTenant(), await parts.freshTenant()];
      const visible = () =>
        parts.database.inTenant(one.id, (transaction) =>
          transaction.selectFrom('users').select('id').where('tenant_id', '=', other.id).execute(),
        );
      assert.equal((await visible()).length, 0);
      await withChange('alter table users disable row level security', 'alter table users enable row level security', async () => {
        assert.equal((await visible()).length, 1);
        await assert.rejects(createTenantServer({publicUrl: 'https://portal.example/api', database: parts.database}), (error) => {
          assert.ok(error instanceof UnusableDatabase);
          assert.match(error.message, /Row-level security does not bind the role tenantry_app on users/);
          return true;
        });
      });
      assert.equal((await visible()).length, 0);
    });

    // Roles belong to the whole cluster, which on PostgreSQL other tests use at the same time.
    if (engine.name === 'PGlite') {
      test('D1: is refused for a role that no policy binds', async () => {
        for (const attribute of ['bypassrls', 'superuser']) {
          await withChange(`alter role tenantry_app ${attribute}`, `alter role tenantry_app no${attribute}`, () =>
            assert.rejects(checkIsolation(parts.database), UnusableDatabase),
          );
        }
      });

      test('D1: is refused for a role that owns a table', async () => {
        await withChange('alter table sessions owner to tenantry_app', 'alter table sessions owner to postgres', () =>
          assert.rejects(checkIsolation(parts.database), /owns sessions/),
        );
      });
    }
  });
}
