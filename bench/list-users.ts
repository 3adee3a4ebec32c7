// A page of 50 users out of 100,000: the server against bare pg behind node:http, on one PostgreSQL, turn by turn in one run.
// TENANTRY_TEST_DATABASE_URL=… node --conditions=@tenantry/source bench/list-users.ts [users]
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {listen} from '@tenantry/server/node';
import pg from 'pg';
import {addManyUsers} from '../packages/server/src/testing/many-users.ts';
import {createPostgresql, preparePostgresql, testDatabaseUrl} from '../packages/server/src/testing/postgresql.ts';
import {startTestServer} from '../packages/server/src/testing/server.ts';

const USERS = Number(process.argv[2] ?? 100_000);
const REQUESTS = 400;
const AT_ONCE = 8;
const ROUNDS = 5;

if (testDatabaseUrl === undefined) {
  throw new Error('Set TENANTRY_TEST_DATABASE_URL to the URL of a superuser of a PostgreSQL: node tooling/postgresql.mjs starts one.');
}
await preparePostgresql(testDatabaseUrl);
const {database, url, close} = await createPostgresql(testDatabaseUrl, {migrated: true});
const server = await startTestServer({name: 'PostgreSQL', skip: false, create: async () => ({...database, close})});
const tenant = await server.freshTenant();
await addManyUsers(server, tenant, USERS);
const ours = await listen(server.fetch, {port: 0});

const pool = new pg.Pool({connectionString: url, max: 10});
const raw = createServer(async (_request, response) => {
  const {rows} = await pool.query('select * from users where tenant_id = $1 order by created_at desc, id desc limit 51', [tenant.id]);
  response.setHeader('content-type', 'application/json').end(JSON.stringify(rows));
}).listen(0, '127.0.0.1');
await once(raw, 'listening');

const token = await tenant.administrator.token();
const targets = [
  {name: 'raw', url: `http://127.0.0.1:${(raw.address() as AddressInfo).port}/`, best: 0},
  {name: 'ours', url: `${ours.url.origin}/api${tenant.path}/users`, best: 0},
];

const requestsPerSecond = async (target: string): Promise<number> => {
  let left = REQUESTS;
  const started = performance.now();
  const visitor = async (): Promise<void> => {
    while (left-- > 0) {
      const response = await fetch(target, {headers: {authorization: `Bearer ${token}`}});
      await response.arrayBuffer();
      if (!response.ok) {
        throw new Error(`${target} answered ${response.status}`);
      }
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, visitor));
  return (REQUESTS * 1000) / (performance.now() - started);
};

for (let round = 0; round < ROUNDS; round++) {
  for (const target of targets) {
    target.best = Math.max(target.best, await requestsPerSecond(target.url));
  }
}
const [bare, whole] = targets;
process.stdout.write(`${targets.map(({name, best}) => `${name}: ${best.toFixed(0)} requests a second`).join('\n')}\n`);
process.stdout.write(`ours is ${((whole?.best ?? 0) / (bare?.best ?? 1)).toFixed(2)} × raw, with ${USERS} users\n`);

raw.close();
raw.closeAllConnections();
await pool.end();
await ours.close();
await server.close();
