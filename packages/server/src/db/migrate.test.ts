import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {PGlite} from '@electric-sql/pglite';
import {sql} from 'kysely';
import {engines} from '../testing/engines.ts';
import {createPostgresql, testDatabaseUrl, withPlainRole} from '../testing/postgresql.ts';
import type {Database} from './database.ts';
import {checkIsolation} from './isolation.ts';
import {migrate} from './migrate.ts';
import {migrations} from './migrations/index.ts';
import {databaseOfPglite} from './pglite.ts';
import {openPostgresql} from './postgresql.ts';
import {UnusableDatabase} from './unusable.ts';

const applied = (database: Database): Promise<unknown[]> =>
  database.asOwner(async (owner) => (await sql`select number, name from tenantry_migrations order by number`.execute(owner)).rows);

const all = migrations.map(({number, name}) => ({number, name}));

/** Roles as an earlier version wrote them; one has the permission already. */
const TWO_TENANTS = `
insert into tenants values ('ten_one', 'one', 'active'), ('ten_two', 'two', 'active');
insert into roles (tenant_id, id, key, name, name_key, description, kind, status, permissions, created_at, updated_at)
select tenant, 'rol_' || key, key, key, key, key, kind, 'enabled', permissions::text[], now(), now()
from (values
  ('ten_one', 'tenant-admin', 'builtIn', '{users.read}'),
  ('ten_one', 'auditor', 'builtIn', '{users.read}'),
  ('ten_two', 'tenant-admin', 'builtIn', '{users.update,users.read}'),
  ('ten_two', 'mine', 'custom', '{users.read}')
) as written (tenant, key, kind, permissions)`;

for (const engine of engines) {
  describe(`migrations on ${engine.name}`, {skip: engine.skip}, () => {
    test('T22: run once, in order, however often the server starts', async () => {
      const database = await engine.create({migrated: false});
      await migrate(database);
      await migrate(database);
      assert.deepEqual(await applied(database), all);
      await checkIsolation(database);
      await database.close();
    });

    test('T22: one that fails leaves nothing behind, and those before it stand', async () => {
      const database = await engine.create({migrated: false});
      const broken = {number: migrations.length + 1, name: 'broken', sql: 'create table half (); select nothing'};
      await assert.rejects(migrate(database, [...migrations, broken]), {code: '42703'});
      assert.deepEqual(await applied(database), all);
      const {rows} = await database.asOwner((owner) => sql`select to_regclass('half') as half`.execute(owner));
      assert.deepEqual(rows, [{half: null}]);
      await database.close();
    });

    test('T22: one that was another when it ran is noticed', async () => {
      const database = await engine.create({migrated: true});
      const changed = migrations.map((step) => ({...step, sql: `${step.sql} `}));
      await assert.rejects(migrate(database, changed), UnusableDatabase);
      await database.close();
    });

    test('D5: tenants that are there get what new ones have: a row to lock, and administrators who may do with users what those of new ones may', async () => {
      const database = await engine.create({migrated: false});
      await migrate(database, migrations.slice(0, 3));
      await database.asOwner((owner) => sql.raw(TWO_TENANTS).execute(owner));
      await migrate(database);
      await database.asOwner((owner) => sql`insert into tenants values ('ten_new', 'new', 'active')`.execute(owner));
      const {rows: locks} = await database.asOwner((owner) => sql`select tenant_id from tenant_locks order by 1`.execute(owner));
      assert.deepEqual(locks, [{tenant_id: 'ten_new'}, {tenant_id: 'ten_one'}, {tenant_id: 'ten_two'}]);
      const {rows} = await database.asOwner((owner) =>
        sql`select tenant_id, key, permissions, version from roles order by tenant_id, key`.execute(owner),
      );
      const added = ['users.update', 'users.deactivate', 'users.resetPassword', 'users.delete'];
      const dashboard = ['resources.read', 'resources.readAll', 'dashboard.editOwn', 'dashboard.editTenant'];
      assert.deepEqual(rows, [
        {tenant_id: 'ten_one', key: 'auditor', permissions: ['users.read', 'resources.readAll'], version: 1},
        {tenant_id: 'ten_one', key: 'tenant-admin', permissions: ['users.read', ...added, ...dashboard], version: 1},
        {tenant_id: 'ten_two', key: 'mine', permissions: ['users.read'], version: 1},
        {
          tenant_id: 'ten_two',
          key: 'tenant-admin',
          permissions: ['users.update', 'users.read', ...added.slice(1), ...dashboard],
          version: 1,
        },
      ]);
      await database.close();
    });

    test('D5: a database that a newer version has migrated still serves this one', async () => {
      const database = await engine.create({migrated: true});
      const newer = {number: migrations.length + 1, name: 'newer', sql: 'create table newer ()'};
      await migrate(database, [...migrations, newer]);
      await migrate(database);
      assert.equal((await applied(database)).length, all.length + 1);
      await database.close();
    });
  });
}

test('T14: on PostgreSQL 18 too the owner of the schema may be an ordinary role that makes roles', async () => {
  const pglite = await PGlite.create();
  await pglite.exec('create role plain createrole; grant create on schema public to plain; set session authorization plain');
  const database = databaseOfPglite(pglite);
  await migrate(database);
  await checkIsolation(database);
  const {rows} = await database.asOwner((owner) => sql`select rolsuper from pg_roles where rolname = session_user`.execute(owner));
  assert.deepEqual(rows, [{rolsuper: false}]);
  await database.close();
});

describe('migrations on PostgreSQL alone', {skip: testDatabaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL'}, () => {
  test('T22: of several servers that start at once, one migrates and the others wait for it', async () => {
    const {url, database, close} = await createPostgresql(testDatabaseUrl ?? '', {migrated: false});
    const others = Array.from({length: 5}, () => openPostgresql({url, poolSize: 1}));
    await Promise.all([database, ...others].map((each) => migrate(each)));
    assert.deepEqual(await applied(database), all);
    // A pending one as well, which takes its time and could not run twice.
    const pending = {number: migrations.length + 1, name: 'pending', sql: 'select pg_sleep(0.2); create table pending ()'};
    await Promise.all([database, ...others].map((each) => migrate(each, [...migrations, pending])));
    assert.equal((await applied(database)).length, all.length + 1);
    await Promise.all(others.map((other) => other.close()));
    await close();
  });

  test('T14: the owner of the schema is an ordinary role in these tests', async () => {
    const {database, close} = await createPostgresql(testDatabaseUrl ?? '', {migrated: true});
    const {rows} = await database.asOwner((owner) =>
      sql`select rolsuper, rolbypassrls from pg_roles where rolname = session_user`.execute(owner),
    );
    assert.deepEqual(rows, [{rolsuper: false, rolbypassrls: false}]);
    await close();
  });

  test('an owner that may neither make the role nor take it is told what to do', async () => {
    await withPlainRole(testDatabaseUrl ?? '', async (url) => {
      const database = openPostgresql({url});
      await assert.rejects(migrate(database), (error) => {
        assert.ok(error instanceof UnusableDatabase);
        assert.match(error.message, /grant tenantry_app to/);
        return true;
      });
      await database.close();
    });
  });
});
