import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, test} from 'node:test';
import {TenantClient} from '@tenantry/sdk';
import {Hono} from 'hono';
import {createTenantServer, type TenantServer} from './app.ts';
import {nodeListener} from './node/node-listener.ts';
import {engines} from './testing/engines.ts';
import {TestHasher, TestLogger} from './testing/ports.ts';

const [pglite] = engines;
assert.ok(pglite);

const administrator = {username: 'tenant.admin', email: 'admin@example.com', firstName: 'Ada', lastName: 'Admin'};

const start = async (publicUrl: string): Promise<TenantServer> =>
  createTenantServer({
    publicUrl,
    database: await pglite.create({migrated: true}),
    passwordHasher: new TestHasher(),
    bootstrap: {tenant: {slug: 'demo', name: 'Demo'}, administrator},
  });

test('D7: the first start hands over the password it made, once, and it signs in', async () => {
  const server = await start('http://127.0.0.1:4310/api');
  const {bootstrapped} = server;
  assert.ok(bootstrapped?.password);
  const response = await server.fetch(
    new Request('http://127.0.0.1:4310/api/v1/session', {
      method: 'POST',
      headers: {'Content-Type': 'application/json', 'X-Requested-With': 'tenantry', Origin: 'http://127.0.0.1:4310'},
      body: JSON.stringify({tenant: 'demo', username: administrator.username, password: bootstrapped.password}),
    }),
  );
  assert.equal(response.status, 201);
  assert.match(response.headers.get('set-cookie') ?? '', /^tenantry=ten_/);
  await server.close();
});

test('the path of publicUrl is the root: outside of it there is nothing', async () => {
  const server = await start('https://portal.example/api/');
  for (const [path, status] of [
    ['/api/healthz', 200],
    ['/api/v1/openapi.json', 200],
    ['/healthz', 404],
    ['/v1/openapi.json', 404],
    ['/api', 404],
    ['/apix/healthz', 404],
  ] as const) {
    assert.equal((await server.fetch(new Request(`https://portal.example${path}`))).status, status, path);
  }
  await server.close();
});

test('A2: a server whose cookies would travel in the clear does not start', async () => {
  await assert.rejects(createTenantServer({publicUrl: 'http://portal.example'}), /insecureCookies/);
});

test('T19, W15: origins and limits that are none are refused at start', async () => {
  await assert.rejects(createTenantServer({publicUrl: 'https://portal.example', origins: ['null']}), /origins must list/);
  await assert.rejects(
    createTenantServer({publicUrl: 'https://portal.example', limits: {write: {quota: 0, windowSeconds: 1}}}),
    /rate limit/,
  );
});

test('a secret that is too short is refused at start', async () => {
  await assert.rejects(createTenantServer({publicUrl: 'https://portal.example', keys: new Uint8Array(31)}), /32 bytes/);
});

test('cursors survive a restart with the same secret', async () => {
  const database = await pglite.create({migrated: true});
  const keys = crypto.getRandomValues(new Uint8Array(32));
  const make = (): Promise<TenantServer> =>
    createTenantServer({
      publicUrl: 'http://127.0.0.1/',
      database: {...database, close: async () => {}},
      keys,
      passwordHasher: new TestHasher(),
      bootstrap: {tenant: {slug: 'demo', name: 'Demo'}, administrator: {...administrator, password: 'quiet harbour lantern 42'}},
    });
  let cookie = '';
  const ask = async (server: TenantServer, path: string, init: RequestInit = {}): Promise<Response> =>
    server.fetch(
      new Request(`http://127.0.0.1${path}`, {
        ...init,
        headers: {'Content-Type': 'application/json', 'X-Requested-With': 'tenantry', Origin: 'http://127.0.0.1', Cookie: cookie},
      }),
    );
  const first = await make();
  const signIn = {tenant: 'demo', username: 'tenant.admin', password: 'quiet harbour lantern 42'};
  cookie = (await ask(first, '/v1/session', {method: 'POST', body: JSON.stringify(signIn)})).headers.get('set-cookie')?.split(';')[0] ?? '';
  const {next} = await (await ask(first, '/v1/tenants/self/roles?limit=1')).json();
  await first.close();
  const second = await make();
  assert.equal(second.bootstrapped, null);
  assert.equal((await ask(second, `/v1/tenants/self/roles?limit=1&cursor=${next}`)).status, 200);
  await second.close();
  await database.close();
});

test('what happens after an answer is waited for when the server closes, and logged when it fails', async () => {
  const logger = new TestLogger();
  const database = await pglite.create({migrated: true});
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  let transactions = Number.NEGATIVE_INFINITY;
  const server = await createTenantServer({
    publicUrl: 'http://127.0.0.1',
    database: {
      ...database,
      inTenant: (tenantId, work) => (++transactions > 1 ? Promise.reject(new Error('gone')) : database.inTenant(tenantId, work)),
    },
    clock: () => new Date(now),
    logger,
    passwordHasher: new TestHasher(),
    bootstrap: {tenant: {slug: 'demo', name: 'Demo'}, administrator: {...administrator, password: 'quiet harbour lantern 42'}},
  });
  const headers = {'Content-Type': 'application/json', 'X-Requested-With': 'tenantry', Origin: 'http://127.0.0.1'};
  const body = JSON.stringify({tenant: 'demo', username: 'tenant.admin', password: 'quiet harbour lantern 42'});
  const signedIn = await server.fetch(new Request('http://127.0.0.1/v1/session', {method: 'POST', headers, body}));
  const Cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  now += 600_000;
  // The request's own transaction is the first; the note that the user was here is the second.
  transactions = 0;
  assert.equal((await server.fetch(new Request('http://127.0.0.1/v1/me', {headers: {Cookie}}))).status, 200);
  await server.close();
  assert.deepEqual([transactions, logger.entries.map(({event}) => event)], [2, ['background.failed']]);
});

describe('mounted in other frameworks', () => {
  const through = async (baseUrl: string): Promise<void> => {
    const cookies: string[] = [];
    const client = new TenantClient({
      baseUrl,
      auth: {cookie: true},
      fetch: async (input, init) => {
        const request = new Request(input, init);
        request.headers.set('Origin', new URL(baseUrl).origin);
        if (cookies[0]) {
          request.headers.set('Cookie', cookies[0]);
        }
        const response = await fetch(request);
        const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
        if (cookie) {
          cookies[0] = cookie;
        }
        return response;
      },
    });
    await client.session.signIn({tenant: 'demo', username: 'tenant.admin', password: 'quiet harbour lantern 42'});
    assert.equal((await client.me.get()).user.username, 'tenant.admin');
    assert.equal((await client.users.list()).items.length, 1);
    const {user} = await client.users.create({
      username: 'ada',
      email: 'ada@example.com',
      firstName: 'Ada',
      lastName: 'L',
      credential: {type: 'temporary', delivery: 'show'},
    });
    assert.equal((await client.users.get(user.id)).username, 'ada');
    await client.session.signOut();
    await assert.rejects(client.me.get());
  };

  /** Opens a port that answers by `mount`, and the server behind it, whose public address that is. */
  const serve = async (mount: (fetch: TenantServer['fetch']) => (request: Request) => Promise<Response>): Promise<void> => {
    let answer: (request: Request) => Promise<Response> = async () => new Response(null, {status: 503});
    const node = createServer(nodeListener((request) => answer(request)));
    await new Promise<void>((resolve) => void node.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(node.address() as AddressInfo).port}/api`;
    const server = await createTenantServer({
      publicUrl: baseUrl,
      database: await pglite.create({migrated: true}),
      passwordHasher: new TestHasher(),
      bootstrap: {tenant: {slug: 'demo', name: 'Demo'}, administrator: {...administrator, password: 'quiet harbour lantern 42'}},
    });
    answer = mount(server.fetch);
    try {
      await through(baseUrl);
    } finally {
      node.close();
      node.closeAllConnections();
      await server.close();
    }
  };

  test('in node:http, the SDK signs in, creates a user and signs out', () => serve((fetch) => fetch));

  test('in Hono as well', () =>
    serve((fetch) => {
      const app = new Hono().get('/', (context) => context.text('host')).all('/api/*', (context) => fetch(context.req.raw));
      return async (request) => app.fetch(request);
    }));
});
