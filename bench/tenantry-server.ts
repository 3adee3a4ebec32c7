// A whole server on a database of its own with one large tenant. Started by list-users.ts.
import {listen} from '@tenantry/server/node';
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
  readonly seedSeconds: number;
}

const users = Number(process.argv[2]);
if (testDatabaseUrl === undefined) {
  throw new Error('Set TENANTRY_TEST_DATABASE_URL to the URL of a superuser of a PostgreSQL: node tooling/postgresql.mjs starts one.');
}
await preparePostgresql(testDatabaseUrl);
const {database, url, close} = await createPostgresql(testDatabaseUrl, {migrated: true});
const server = await startTestServer(
  {name: 'PostgreSQL', skip: false, create: async () => ({...database, close})},
  {clock: () => new Date()},
);
const tenant = await server.freshTenant();
const started = performance.now();
await addManyUsers(server, tenant, users);
const seedSeconds = (performance.now() - started) / 1000;
const browser = await signedIn(server, tenant, tenant.administrator);
const ours = await listen(server.fetch, {port: 0});
const ready: Ready = {
  databaseUrl: url,
  tenantId: tenant.id,
  users: `${ours.url.origin}/api${tenant.path}/users`,
  token: await tenant.administrator.token(),
  cookie: browser.cookie ?? '',
  seedSeconds,
};
process.send?.(ready);
process.once('disconnect', async () => {
  await ours.close();
  await server.close();
});
