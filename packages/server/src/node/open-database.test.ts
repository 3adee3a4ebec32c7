import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {sql} from 'kysely';
import {createTenantServer, type TenantServer} from '../app.ts';
import {createPostgresql, testDatabaseUrl} from '../testing/postgresql.ts';
import {type Environment, readEnvironment} from './environment.ts';
import {FolderInUse} from './lock.ts';
import {openDatabase, type OpenOptions} from './open-database.ts';
import {resetAdministrator} from './reset-administrator.ts';

const KEY = 'x'.repeat(43);
const PASSWORD = 'violet kettle forgets monday';
const HEADERS = {Origin: 'http://127.0.0.1:4310', 'X-Requested-With': 'tenantry', 'Content-Type': 'application/json'};

let root: string;
const children = new Set<ChildProcess>();
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'open-'));
});
after(async () => {
  for (const child of children) {
    child.kill('SIGKILL');
  }
  await rm(root, {recursive: true, force: true});
});

const start = async (environment: Environment, options: OpenOptions = {}): Promise<TenantServer> => {
  const opened = await openDatabase(environment, options);
  return createTenantServer({
    ...opened,
    publicUrl: 'http://127.0.0.1:4310',
    bootstrap: {
      tenant: {slug: 'demo', name: 'Demo'},
      administrator: {username: 'tenant.admin', email: 'ta@demo.example', firstName: 'T', lastName: 'A', password: PASSWORD},
    },
  });
};

const signIn = async (server: TenantServer, password: string): Promise<any> => {
  const body = JSON.stringify({tenant: 'demo', username: 'tenant.admin', password});
  const answer = await server.fetch(new Request('http://127.0.0.1:4310/v1/session', {method: 'POST', headers: HEADERS, body}));
  return answer.json();
};

test('D7, D8: a second start finds everything again; meanwhile the folder is this process’s alone', async () => {
  const environment = readEnvironment({TENANTRY_DATA_DIR: join(root, 'twice')});
  const first = await start(environment);
  assert.ok(first.bootstrapped);
  await assert.rejects(openDatabase(environment), FolderInUse);
  await first.close();
  const second = await start(environment);
  assert.equal(second.bootstrapped, null);
  assert.equal((await signIn(second, PASSWORD)).user.username, 'tenant.admin');
  await second.close();
  assert.deepEqual((await readdir(environment.dataFolder)).toSorted(), ['database', 'key']);
});

test('D8, T15: a process that holds the folder is killed in the midst of its writes; the next start gets in at once and finds them', async () => {
  const folder = join(root, 'killed');
  const writer = `
    import {openDatabase, readEnvironment} from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
    import {sql} from 'kysely';
    const {database} = await openDatabase(readEnvironment({TENANTRY_DATA_DIR: process.argv[1]}));
    await database.asOwner(async (owner) => {
      await sql\`create table written (number integer)\`.execute(owner);
      for (let number = 1; ; number++) {
        await sql\`insert into written values (\${number})\`.execute(owner);
        process.send(number);
      }
    });
  `;
  const child = spawn(process.execPath, ['--conditions=@tenantry/source', '--input-type=module', '-e', writer, folder], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.add(child);
  let acknowledged = 0;
  child.on('message', (number) => {
    acknowledged = Number(number);
    if (acknowledged === 50) {
      child.kill('SIGKILL');
    }
  });
  await once(child, 'close');
  assert.ok(acknowledged >= 50);
  const {database} = await openDatabase(readEnvironment({TENANTRY_DATA_DIR: folder}));
  const {rows} = await database.asOwner((owner) => sql<{count: number}>`select count(*)::int as count from written`.execute(owner));
  await database.close();
  assert.ok((rows[0]?.count ?? 0) >= acknowledged);
});

test('a reset deletes the data of a folder that nobody uses, keeps its key, and leaves one in use alone', async () => {
  const environment = readEnvironment({TENANTRY_DATA_DIR: join(root, 'reset')});
  const first = await start(environment);
  await assert.rejects(openDatabase(environment, {reset: true}), FolderInUse);
  assert.equal((await signIn(first, PASSWORD)).user.username, 'tenant.admin');
  await first.close();
  const {keys, database} = await openDatabase(environment);
  await database.close();
  const reset = await openDatabase(environment, {reset: true});
  await reset.database.close();
  assert.deepEqual(reset.keys, keys);
  const second = await start(environment);
  assert.ok(second.bootstrapped);
  await second.close();
});

test('A10, L7: who has lost the way in gets a new temporary password; the old one and its sessions are gone', async () => {
  const environment = readEnvironment({TENANTRY_DATA_DIR: join(root, 'lost')});
  const opened = await openDatabase(environment);
  assert.equal(await startedWithout(opened), undefined);
  await opened.database.close();
  const server = await start(environment);
  const {session} = await signIn(server, PASSWORD);
  assert.equal(session.kind, 'full');
  await server.close();

  const again = await openDatabase(environment);
  const reset = await resetAdministrator(again.database);
  assert.ok(reset);
  assert.deepEqual([reset.tenant, reset.username], ['demo', 'tenant.admin']);
  const sessions = await again.database.asOwner((owner) => owner.selectFrom('sessions').select('id').execute());
  assert.deepEqual(sessions, []);
  const audit = await again.database.asOwner((owner) =>
    owner.selectFrom('audit_events').selectAll().where('action', '=', 'user.passwordReset').executeTakeFirstOrThrow(),
  );
  assert.equal(audit.actor_type, 'system');
  assert.ok(!JSON.stringify(audit).includes(reset.password));
  await again.database.close();

  const later = await start(environment);
  assert.equal((await signIn(later, PASSWORD)).code, 'invalid-credentials');
  assert.equal((await signIn(later, reset.password)).session.kind, 'passwordChangeRequired');
  await later.close();
});

/** Before the first tenant there is nobody to give a password to. */
const startedWithout = async ({database, keys}: Awaited<ReturnType<typeof openDatabase>>) => {
  const server = await createTenantServer({database, keys, publicUrl: 'http://127.0.0.1:4310'});
  assert.equal(server.bootstrapped, null);
  return resetAdministrator(database);
};

describe('on PostgreSQL', {skip: testDatabaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL'}, () => {
  test('a reset needs confirmation, drops what the server made and nothing else', async () => {
    const {url, database, close} = await createPostgresql(testDatabaseUrl ?? '', {migrated: false});
    try {
      const environment = readEnvironment({DATABASE_URL: url, TENANTRY_KEY: KEY});
      const first = await start(environment);
      assert.ok(first.bootstrapped);
      await first.close();
      await database.asOwner((owner) => sql`create table somebody_elses (x integer)`.execute(owner));
      await assert.rejects(openDatabase(environment, {reset: true}), /--yes/);
      const found = await start(environment);
      assert.equal(found.bootstrapped, null);
      await found.close();
      await (await openDatabase(environment, {reset: true, resetConfirmed: true})).database.close();
      const {rows} = await database.asOwner((owner) =>
        sql<{name: string}>`
          select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S', 'm')
          union all
          select proname from pg_proc where pronamespace = 'public'::regnamespace
        `.execute(owner),
      );
      assert.deepEqual(rows, [{name: 'somebody_elses'}]);
      const second = await start(environment);
      assert.ok(second.bootstrapped);
      await second.close();
    } finally {
      await close();
    }
  });
});
