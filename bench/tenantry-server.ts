// A whole server on a database of its own with one large tenant. Started by list-users.ts.
import {listen} from '@tenantry/server/node';
import {sql} from 'kysely';
import {cursorsOf} from '../packages/server/src/http/cursor.ts';
import {deriveKeys} from '../packages/server/src/http/keys.ts';
import {signedIn} from '../packages/server/src/testing/browser.ts';
import {addManyUsers} from '../packages/server/src/testing/many-users.ts';
import {createPostgresql, preparePostgresql, testDatabaseUrl} from '../packages/server/src/testing/postgresql.ts';
import {startTestServer} from '../packages/server/src/testing/server.ts';

/** What the bench is told of the server once it answers. */
export interface Ready {
  readonly databaseUrl: string;
  readonly tenantId: string;
  /** Where the tenant's users are listed. */
  readonly users: string;
  readonly token: string;
  readonly cookie: string;
  /** Goes on from the middle of the list. */
  readonly cursor: string;
  readonly seedSeconds: number;
}

const users = Number(process.argv[2]);
if (testDatabaseUrl === undefined) {
  throw new Error('Set TENANTRY_TEST_DATABASE_URL to the URL of a superuser of a PostgreSQL: node tooling/postgresql.mjs starts one.');
}
await preparePostgresql(testDatabaseUrl);
const {database, url, close} = await createPostgresql(testDatabaseUrl, {migrated: true});
const now = (): Date => new Date();
const keys = crypto.getRandomValues(new Uint8Array(32));
const server = await startTestServer(
  {name: 'PostgreSQL', skip: false, create: async () => ({...database, close})},
  // Counted, and never used up.
  {clock: now, keys, limits: {default: {quota: 1_000_000_000, windowSeconds: 60}}},
);
const tenant = await server.freshTenant();
const started = performance.now();
await addManyUsers(server, tenant, users);
const seedSeconds = (performance.now() - started) / 1000;

const [middle] = await database.inTenant(tenant.id, async (transaction) => {
  const {rows} = await sql<{key: string; id: string}>`
    select created_at::text as key, id from users where tenant_id = ${tenant.id}
    order by created_at desc, id desc offset ${Math.floor(users / 2)} limit 1`.execute(transaction);
  return rows;
});
const cursors = await cursorsOf((await deriveKeys(keys)).cursor, now);
const cursor = await cursors.seal(
  middle ?? {key: null, id: ''},
  false,
  {operationId: 'users.list', query: {sort: {key: 'createdAt', descending: true}, conditions: []}},
  {tenantId: tenant.id, type: 'user', id: tenant.administrator.id},
);

const browser = await signedIn(server, tenant, tenant.administrator);
const ours = await listen(server.fetch, {port: 0});
const ready: Ready = {
  databaseUrl: url,
  tenantId: tenant.id,
  users: `${ours.url.origin}/api${tenant.path}/users`,
  token: await tenant.administrator.token(),
  cookie: browser.cookie ?? '',
  cursor,
  seedSeconds,
};
process.send?.(ready);
process.once('disconnect', async () => {
  await ours.close();
  await server.close();
});
