import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {type TestRequest, useTestServer} from '../testing/server.ts';

// What is the same whichever database answers is tried on the one that is always there.
const [engine] = engines;
assert.ok(engine);

describe('the wire', () => {
  const server = useTestServer(engine, {origins: ['https://admin.example']});

  test('W16, T19: every answer says no-store, nosniff, no frames, no referrer, and names the request', async () => {
    const {administrator} = await server.freshTenant();
    const answers = [
      await server.request('/v1/me', {as: administrator}),
      await server.request('/v1/me'),
      await server.request('/v1/nothing'),
      await server.request('/v1/me', {method: 'OPTIONS'}),
      await server.request('/v1/openapi.json'),
      await server.request('/healthz'),
      await server.request('/problems/csrf'),
      await server.request('/v1/session', {json: {}}),
    ];
    for (const {headers, url, status} of answers) {
      assert.equal(headers.get('cache-control'), 'no-store', `${url} ${status}`);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'");
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-site');
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-z]{26}$/);
      assert.equal(headers.get('x-powered-by'), null);
    }
  });

  test('W16: the client’s request id is kept when it is one, and stands in the problem', async () => {
    const id = async (given: string): Promise<(string | null)[]> => {
      const response = await server.request('/v1/me', {headers: {'X-Request-Id': given}});
      return [response.headers.get('x-request-id'), (await response.json()).requestId];
    };
    const long = 'a'.repeat(64);
    assert.deepEqual(await id('job-7.A_b'), ['job-7.A_b', 'job-7.A_b']);
    assert.deepEqual(await id(long), [long, long]);
    for (const given of [`${long}a`, 'a b', '<script>', 'é', '']) {
      const [header, member] = await id(given);
      assert.notEqual(header, given);
      assert.equal(header, member);
    }
  });

  test('W16: CORS is an exact allow-list: nothing is reflected', async () => {
    for (const origin of ['https://portal.example', 'https://admin.example']) {
      const {headers} = await server.request('/healthz', {headers: {Origin: origin}});
      assert.equal(headers.get('access-control-allow-origin'), origin);
      assert.equal(headers.get('access-control-allow-credentials'), 'true');
      assert.match(headers.get('access-control-expose-headers') ?? '', /ETag, Location, .*Retry-After, X-Request-Id/);
      assert.equal(headers.get('vary'), 'Origin');
    }
    for (const origin of [
      'null',
      'https://evil.example',
      'http://portal.example',
      'https://portal.example.evil.example',
      'https://portal.example:8443',
      'https://xportal.example',
      'https://ADMIN.example',
    ]) {
      const {headers} = await server.request('/v1/me', {method: 'OPTIONS', headers: {Origin: origin}});
      assert.deepEqual(
        [...headers.keys()].filter((name) => name.startsWith('access-control')),
        [],
        origin,
      );
      assert.equal(headers.get('vary'), 'Origin');
    }
  });

  test('E38: OPTIONS answers 204 with the methods of the path, and to a known origin what it may send', async () => {
    const response = await server.request('/v1/me', {method: 'OPTIONS', headers: {Origin: 'https://admin.example'}});
    assert.deepEqual([response.status, await response.text()], [204, '']);
    assert.equal(response.headers.get('allow'), 'GET, PATCH, HEAD, OPTIONS');
    assert.equal(response.headers.get('access-control-allow-methods'), 'GET, PATCH, HEAD, OPTIONS');
    assert.equal(response.headers.get('access-control-max-age'), '600');
    for (const name of ['Authorization', 'Content-Type', 'If-Match', 'Idempotency-Key', 'X-Request-Id', 'X-Requested-With']) {
      assert.ok(response.headers.get('access-control-allow-headers')?.includes(name), name);
    }
    assert.equal((await server.request('/v1/nothing', {method: 'OPTIONS'})).status, 404);
  });

  test('E38: HEAD answers as GET does, without the body', async () => {
    const {administrator} = await server.freshTenant();
    const [get, head] = [
      await server.request('/v1/me', {as: administrator, headers: {'X-Request-Id': 'x'}}),
      await server.request('/v1/me', {as: administrator, method: 'HEAD', headers: {'X-Request-Id': 'x'}}),
    ];
    assert.deepEqual([...head.headers], [...get.headers]);
    assert.deepEqual([head.status, await head.text()], [200, '']);
    assert.equal((await server.request('/v1/me', {method: 'HEAD'})).status, 401);
  });

  test('E38: an unknown method answers 405 with Allow, a trailing or encoded slash 404', async () => {
    const {administrator: as, id} = await server.freshTenant();
    for (const method of ['PUT', 'DELETE', 'POST', 'FOO', 'get'.toUpperCase() + 'X']) {
      const response = await server.request('/v1/me', {as, method});
      assert.deepEqual([response.status, (await response.json()).code], [405, 'method-not-allowed'], method);
      assert.equal(response.headers.get('allow'), 'GET, PATCH, HEAD, OPTIONS');
    }
    for (const path of [
      '/v1/me/',
      '/v1//me',
      '/v1%2Fme',
      '/v1/tenants/self%2Fusers',
      `/v1/tenants/${id}%2fusers`,
      '/v1/tenants/self/users/',
      '/v1/tenants/self/users/..%2f..%2froles',
      '/v1/tenants/self/users/%00',
      '/v1/tenants/self/users/%ff',
      '/v1/tenants/%2e%2e/users',
      '/V1/me',
      '/healthz/',
      '/',
    ]) {
      const response = await server.request(path, {as});
      assert.deepEqual([response.status, (await response.json()).code], [404, 'not-found'], path);
    }
  });

  test('W9: If-Match is read where a version is changed, and nowhere else', async () => {
    const {administrator: as, path} = await server.freshTenant();
    const headers = {'If-Match': 'no tag'};
    assert.equal((await server.request(`${path}/users`, {as, headers})).status, 200);
    assert.equal((await server.request('/v1/me', {as, headers})).status, 200);
    const patch = await server.request('/v1/me', {as, headers, method: 'PATCH', json: {firstName: 'New'}});
    assert.equal((await patch.json()).code, 'invalid-precondition');
  });

  test('A3: a change by cookie needs X-Requested-With, and a known origin or Sec-Fetch-Site: same-origin', async () => {
    const tenant = await server.freshTenant();
    const browser = await signedIn(server, tenant, tenant.administrator);
    const attempt = async (headers: Record<string, string>): Promise<string> => {
      const response = await server.request('/v1/me', {
        method: 'PATCH',
        json: {firstName: 'New'},
        headers: {Cookie: browser.cookie ?? '', 'If-Match': '*', ...headers},
      });
      return response.status === 200 ? 'done' : (await response.json()).code;
    };
    const requested = {'X-Requested-With': 'tenantry'};
    assert.equal(await attempt({...requested, Origin: 'https://portal.example'}), 'done');
    assert.equal(await attempt({...requested, Origin: 'https://admin.example', 'Sec-Fetch-Site': 'cross-site'}), 'done');
    assert.equal(await attempt({...requested, 'Sec-Fetch-Site': 'same-origin'}), 'done');
    for (const headers of [
      {},
      requested,
      {Origin: 'https://portal.example'},
      {'Sec-Fetch-Site': 'same-origin'},
      {...requested, Origin: 'null'},
      {...requested, Origin: 'https://evil.example'},
      {...requested, Origin: 'https://portal.example.evil.example'},
      {...requested, 'Sec-Fetch-Site': 'same-site'},
      {...requested, 'Sec-Fetch-Site': 'cross-site'},
      {...requested, 'Sec-Fetch-Site': 'none'},
      {'X-Requested-With': 'XMLHttpRequest', Origin: 'https://portal.example'},
    ]) {
      assert.equal(await attempt(headers), 'csrf', JSON.stringify(headers));
    }
  });

  test('W7, W11: a query that cannot be understood is 400, on lists and elsewhere', async () => {
    const {administrator: as, path} = await server.freshTenant();
    for (const query of ['?limit=0', '?foo=1', '?sort=password', '?status=gone', '?count=1', '?cursor=x']) {
      const response = await server.request(`${path}/users${query}`, {as});
      assert.equal(response.status, 400, query);
      assert.equal((await response.json()).code, query === '?cursor=x' ? 'invalid-cursor' : 'invalid-query');
    }
    assert.equal((await server.request('/v1/me?verbose=1', {as})).status, 400);
  });

  test('W11: the pages of a list follow next to its end and prev back to its beginning', async () => {
    const tenant = await server.freshTenant();
    for (let index = 0; index < 6; index++) {
      await tenant.addUser();
    }
    const page = async (
      cursor: string | null,
    ): Promise<{items: {username: string}[]; next: string | null; prev: string | null; limit: number}> => {
      const query = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      return (await server.request(`${tenant.path}/users?sort=username&limit=3${query}`, {as: tenant.administrator})).json();
    };
    const first = await page(null);
    const second = await page(first.next);
    const third = await page(second.next);
    const names = [first, second, third].flatMap(({items}) => items.map(({username}) => username));
    assert.deepEqual(names, ['tenant.admin', 'user.1', 'user.2', 'user.3', 'user.4', 'user.5', 'user.6']);
    assert.deepEqual([first.prev, third.next, first.limit], [null, null, 3]);
    assert.deepEqual((await page(third.prev)).items, second.items);
    const back = await page(second.prev);
    assert.deepEqual([back.items, back.prev], [first.items, null]);
  });

  test('E20: nothing that a body, a path or a query can hold makes the server answer 500', async () => {
    const {administrator: as, path} = await server.freshTenant();
    const json = {'Content-Type': 'application/json'};
    const bodies: TestRequest['body'][] = [
      '',
      'null',
      '[]',
      '"x"',
      '{"username":null}',
      '{"username":{"$ne":1}}',
      '{"username":"a\\ud800"}',
      '{"username":"a\\u0000"}',
      '{"__proto__":{"username":"a"}}',
      `{"username":"${'a'.repeat(60_000)}"}`,
      '{"credential":{"type":"root"}}',
      '{"credential":[]}',
      '{"extraPermissions":"users.read"}',
      new Uint8Array([0xff, 0xfe]),
    ];
    for (const body of bodies) {
      const response = await server.request(`${path}/users`, {as, method: 'POST', headers: json, body: body ?? ''});
      assert.ok([400, 422].includes(response.status), `${body}: ${response.status}`);
      assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
    }
    for (const username of ['a\u200db', 'a\u202eb', 'ſmith', 'Ⅳ', 'İ', '\u212aelvin', 'ａｄａ', 'аdа', '-a', 'a..b', 'a'.repeat(65), '']) {
      const response = await server.request(`${path}/users`, {
        as,
        json: {username, email: 'a@b.example', firstName: 'A', lastName: 'B', credential: {type: 'temporary', delivery: 'show'}},
      });
      const {code, errors} = await response.json();
      assert.deepEqual([response.status, code, errors[0].pointer], [422, 'validation-failed', '#/username'], JSON.stringify(username));
    }
    for (const query of [
      '?q=%00',
      '?q=%ff',
      '?q=%ed%a0%80',
      '?username=%f0%28',
      '?email=%25',
      `?q=${'%F0%9D%92%9C'.repeat(100)}`,
      '?roleId=x',
    ]) {
      assert.ok((await server.request(`${path}/users${query}`, {as})).status < 500, query);
    }
  });

  test('a body is asked for where there is one: required fields are named by their pointers', async () => {
    const {administrator: as, path} = await server.freshTenant();
    const response = await server.request(`${path}/users`, {as, json: {username: 'a', credential: {type: 'temporary'}}});
    const {errors} = await response.json();
    assert.deepEqual(errors.map(({pointer, code}: {pointer: string; code: string}) => `${pointer} ${code}`).toSorted(), [
      '#/credential/delivery required',
      '#/email required',
      '#/firstName required',
      '#/lastName required',
    ]);
  });

  test('A2: a cookie of the other scheme’s name is no credential', async () => {
    const tenant = await server.freshTenant();
    const browser = await signedIn(server, tenant, tenant.administrator);
    const stranger = new TestBrowser(server);
    stranger.cookie = browser.cookie?.replace('__Host-', '');
    assert.equal((await stranger.request('/v1/me')).status, 401);
  });
});
