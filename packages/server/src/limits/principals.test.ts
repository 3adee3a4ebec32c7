import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {signedIn} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {createIssuer} from '../testing/issuer.ts';
import {startTestServer, useTestServer} from '../testing/server.ts';
import type {TestTenant} from '../testing/tenants.ts';

const [engine] = engines;
assert.ok(engine);

const limitsOf = ({headers}: Response): (string | null)[] => [headers.get('ratelimit-policy'), headers.get('ratelimit')];

const NO_LIMITS = [null, null];

describe('what principals may take', () => {
  const limits = {
    default: {quota: 5, windowSeconds: 60},
    write: {quota: 2, windowSeconds: 30},
    secret: {quota: 1, windowSeconds: 20},
    'sign-in': false,
    'sign-in-address': false,
  } as const;
  const server = useTestServer(engine, {limits});

  let created = 0;
  const create = ({administrator: as, path}: TestTenant): Promise<Response> => {
    const username = `new.${++created}`;
    const credential = {type: 'temporary', delivery: 'show'};
    return server.request(`${path}/users`, {
      as,
      json: {username, email: `${username}@aurora.example`, firstName: 'New', lastName: 'User', credential},
    });
  };

  test('W15: each answer says which policies applied, what is left, and when it is whole again', async () => {
    const {administrator: as, path} = await server.freshTenant();
    const get = (): Promise<Response> => server.request('/v1/me', {as});
    assert.deepEqual(limitsOf(await get()), ['"default";q=5;w=60', '"default";r=4;t=60']);
    server.clock.advance({seconds: 12});
    const patch = await server.request('/v1/me', {as, method: 'PATCH', json: {firstName: 'New'}, headers: {'If-Match': '*'}});
    assert.equal(patch.status, 200);
    assert.deepEqual(limitsOf(patch), ['"default";q=5;w=60, "write";q=2;w=30', '"default";r=3;t=48, "write";r=1;t=30']);
    const refused = await server.request(`${path}/users/${server.newId('usr')}`, {as});
    assert.deepEqual([refused.status, ...limitsOf(refused)], [404, '"default";q=5;w=60', '"default";r=2;t=48']);
  });

  test('W15: 429 rate-limited names the policies and says in whole seconds when to come back; then it goes on', async () => {
    const {administrator: as} = await server.freshTenant();
    for (let call = 0; call < 5; call++) {
      assert.equal((await server.request('/v1/me', {as})).status, 200);
    }
    server.clock.advance({milliseconds: 500});
    const refused = await server.request('/v1/me', {as});
    const {code, policies} = await refused.json();
    assert.deepEqual([refused.status, code, policies], [429, 'rate-limited', ['default']]);
    assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.equal(refused.headers.get('retry-after'), '60');
    assert.deepEqual(limitsOf(refused), ['"default";q=5;w=60', '"default";r=0;t=60']);
    server.clock.advance({seconds: 60});
    assert.equal((await server.request('/v1/me', {as})).status, 200);
  });

  test('W15: changes have a budget, what makes a secret another one; reads go on when they are used up', async () => {
    const tenant = await server.freshTenant();
    assert.equal((await create(tenant)).status, 201);
    const refused = await create(tenant);
    assert.deepEqual([refused.status, (await refused.json()).policies], [429, ['secret']]);
    assert.equal(refused.headers.get('retry-after'), '20');
    assert.deepEqual(limitsOf(refused), [
      '"default";q=5;w=60, "write";q=2;w=30, "secret";q=1;w=20',
      '"default";r=4;t=60, "write";r=1;t=30, "secret";r=0;t=20',
    ]);
    const patch = (): Promise<Response> =>
      server.request('/v1/me', {as: tenant.administrator, method: 'PATCH', json: {}, headers: {'If-Match': '*'}});
    assert.equal((await patch()).status, 200);
    assert.deepEqual((await (await patch()).json()).policies, ['write']);
    assert.equal((await server.request('/v1/me', {as: tenant.administrator})).status, 200);
  });

  test('W15: a principal is a user, by whichever credential; users do not share', async () => {
    const tenant = await server.freshTenant();
    const [user, other] = [await tenant.addUser(), await tenant.addUser()];
    const [laptop, phone] = [await signedIn(server, tenant, user), await signedIn(server, tenant, user)];
    const left = [await laptop.request('/v1/me'), await phone.request('/v1/me'), await server.request('/v1/me', {as: user})];
    assert.deepEqual(
      left.map((answer) => limitsOf(answer)[1]),
      ['"default";r=4;t=60', '"default";r=3;t=60', '"default";r=2;t=60'],
    );
    assert.equal(limitsOf(await server.request('/v1/me', {as: other}))[1], '"default";r=4;t=60');
  });

  test('W8, W15: the rate limit comes after credential, origin and session kind, and before tenant and permission', async () => {
    const tenant = await server.freshTenant();
    const user = await tenant.addUser();
    const foreign = `/v1/tenants/${server.newId('ten')}/users`;
    const browser = await signedIn(server, tenant, user);
    const code = async (answer: Promise<Response>): Promise<unknown[]> => [(await (await answer).json()).code, limitsOf(await answer)];
    assert.deepEqual(await code(server.request('/v1/me')), ['unauthenticated', NO_LIMITS]);
    assert.deepEqual(await code(browser.request('/v1/me/sessions/x', {method: 'DELETE', headers: {Origin: 'https://evil.example'}})), [
      'csrf',
      NO_LIMITS,
    ]);
    for (const [path, reason] of [
      [foreign, 'not-found'],
      [`${tenant.path}/users`, 'permission-denied'],
      [foreign, 'not-found'],
      [`${tenant.path}/users?foo=1`, 'permission-denied'],
      ['/v1/me?foo=1', 'invalid-query'],
    ] as const) {
      const [found, [policy]] = (await code(browser.request(path))) as [string, string[]];
      assert.deepEqual([found, policy], [reason, '"default";q=5;w=60'], path);
    }
    assert.equal((await code(browser.request(foreign)))[0], 'rate-limited');
    assert.equal((await code(browser.request(`${tenant.path}/users`)))[0], 'rate-limited');
    assert.equal((await code(server.request('/v1/me', {headers: {Authorization: 'Bearer x'}})))[0], 'invalid-token');
    await server.database.inTenant(tenant.id, (transaction) =>
      transaction.updateTable('sessions').set({kind: 'passwordChangeRequired'}).where('user_id', '=', user.id).execute(),
    );
    assert.deepEqual(await code(browser.request(foreign)), ['password-change-required', NO_LIMITS]);
  });

  test('W15: what needs no credential has no such budget', async () => {
    for (const path of ['/healthz', '/v1/openapi.json', '/v1/nothing']) {
      assert.deepEqual(limitsOf(await server.request(path)), NO_LIMITS, path);
    }
  });

  test('W15: OpenAPI says of every operation that it may answer 429, and in which headers', async () => {
    const {paths} = await (await server.request('/v1/openapi.json')).json();
    for (const {operationId, responses} of Object.values<object>(paths).flatMap((path) => Object.values(path))) {
      assert.match(responses['429']?.description ?? '', /rate-limited/, operationId);
      assert.ok('Retry-After' in responses['429'].headers, operationId);
      for (const answer of Object.values<any>(responses)) {
        assert.ok('RateLimit' in answer.headers && 'RateLimit-Policy' in answer.headers, operationId);
      }
    }
  });

  test('W15: no policy is forgotten in an answer that another origin reads', async () => {
    const {administrator: as} = await server.freshTenant();
    const {headers} = await server.request('/v1/me', {as, headers: {Origin: 'https://portal.example'}});
    assert.match(headers.get('access-control-expose-headers') ?? '', /RateLimit, RateLimit-Policy, Retry-After/);
  });
});

test('W15: an operator has one budget, in tenants that are there and in those that are not', async () => {
  const issuer = await createIssuer(() => new Date(), {issuer: 'https://operators.example', operators: true});
  const server = await startTestServer(engine, {
    clock: () => new Date(),
    bearer: {issuers: [issuer.options]},
    limits: {default: {quota: 2, windowSeconds: 60}},
  });
  try {
    const tenant = await server.freshTenant();
    const token = await issuer.sign({sub: 'pager', scope: 'users.read'});
    const statuses: number[] = [];
    for (const path of [`/v1/tenants/${server.newId('ten')}/users`, `${tenant.path}/users`, `/v1/tenants/${server.newId('ten')}/users`]) {
      statuses.push((await server.request(path, {headers: {Authorization: `Bearer ${token}`}})).status);
    }
    assert.deepEqual(statuses, [404, 200, 429]);
  } finally {
    await server.close();
  }
});

test('W15: a limiter of one’s own counts instead, and is asked once a request', async () => {
  const asked: string[] = [];
  const server = await startTestServer(engine, {
    limits: {},
    rateLimiter: {
      take: (key, policies) => {
        asked.push(`${key.slice(0, 4)} ${policies.map(({name}) => name).join(' ')}`);
        return policies.map((policy) => ({policy, left: 7, resetSeconds: 9, retryAfterSeconds: undefined}));
      },
      giveBack: (_, policy) => ({policy, left: 8, resetSeconds: 9, retryAfterSeconds: undefined}),
    },
  });
  try {
    const {administrator: as} = await server.freshTenant();
    assert.equal(limitsOf(await server.request('/v1/me', {as}))[1], '"default";r=7;t=9');
    await server.request('/v1/me', {as, method: 'PATCH', json: {firstName: 'New'}, headers: {'If-Match': '*'}});
    assert.deepEqual(asked, ['usr_ default', 'usr_ default write']);
  } finally {
    await server.close();
  }
});
