import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {Me, type Page, type Session, SessionPage} from '@tenantry/sdk/contract';
import {auditTrail} from '../testing/audit.ts';
import {signedIn} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {type TestRequest, useTestServer} from '../testing/server.ts';
import type {TestUser} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`oneself on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const me = async (user: TestUser): Promise<Me> => Me.parse(await (await server.request('/v1/me', {as: user})).json());

    const patch = (user: TestUser, json: unknown, ifMatch?: string, init: TestRequest = {}): Promise<Response> =>
      server.request('/v1/me', {as: user, method: 'PATCH', json, ...init, headers: ifMatch === undefined ? {} : {'If-Match': ifMatch}});

    test('A13: everybody lands on the dashboard', async () => {
      const tenant = await server.freshTenant();
      assert.equal((await me(tenant.administrator)).landing, 'dashboard');
      for (const role of ['auditor', 'tenant-user']) {
        assert.equal((await me(await tenant.addUser({role}))).landing, 'dashboard');
      }
    });

    test('endpoint 5: Me says who, where, what is allowed and what time it is; an administrator’s note is not for its subject', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({role: 'developer'});
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction.updateTable('users').set({note: 'watch this one'}).where('id', '=', user.id).execute(),
      );
      const response = await server.request('/v1/me', {as: user});
      assert.equal(response.headers.get('etag'), null, 'W9: without ETag');
      const body = await response.json();
      const read = Me.parse(body);
      assert.ok(!('note' in body.user));
      assert.deepEqual(read.permissions, [...read.user.effectivePermissions]);
      assert.ok(read.permissions.includes('workloads.deploy') && !read.permissions.includes('users.read'));
      assert.equal(read.serverTime, server.clock.now().toISOString());
    });

    test('endpoint 5: names change by merge patch, the version counts, and the search finds the new ones (W19)', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({firstName: 'Old', lastName: 'Name'});
      server.clock.advance({minutes: 1});
      const response = await patch(user, {lastName: '  Müller  '}, '"1"', {headers: {'Content-Type': 'application/merge-patch+json'}});
      assert.equal(response.status, 200);
      const {user: changed} = Me.parse(await response.json());
      assert.deepEqual(
        [changed.firstName, changed.lastName, changed.version, changed.updatedAt],
        ['Old', 'Müller', 2, server.clock.now().toISOString()],
      );
      const found = async (q: string): Promise<number> =>
        (await (await server.request(`${tenant.path}/users?q=${q}`, {as: tenant.administrator})).json()).items.length;
      assert.deepEqual([await found('muller'), await found('name'), await found('old')], [1, 0, 1]);
      const row = (await auditTrail(server, tenant)).at(-1);
      assert.deepEqual([row?.action, row?.target_id, row?.changes], ['user.updated', user.id, [{path: '/lastName'}]]);
      assert.doesNotMatch(JSON.stringify(row), /ller/, 'L18: no names of persons');
    });

    test('endpoint 5: what changes nothing moves no version and is not written down', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({firstName: 'Same'});
      const before = (await auditTrail(server, tenant)).length;
      const response = await patch(user, {firstName: 'Same'}, '"1"');
      assert.equal(Me.parse(await response.json()).user.version, 1);
      assert.equal((await auditTrail(server, tenant)).length, before);
    });

    test('W9, T13: without If-Match 428; with another version 412 and oneself as one is now; weakened tags count (E7)', async () => {
      const user = await (await server.freshTenant()).addUser();
      assert.equal((await patch(user, {firstName: 'A'})).status, 428);
      assert.equal((await patch(user, {firstName: 'A'}, 'W/"1"')).status, 200);
      const late = await patch(user, {firstName: 'B'}, '"1"');
      assert.equal(late.status, 412);
      const problem = await late.json();
      assert.equal(problem.code, 'precondition-failed');
      assert.equal(Me.parse(problem.current).user.firstName, 'A');
      assert.equal((await patch(user, {firstName: 'B'}, '1')).status, 400);
      assert.equal((await patch(user, {firstName: 'B'}, '*')).status, 200);
    });

    test('E1: two who change the same version at once: one wins, the other is told', async () => {
      const user = await (await server.freshTenant()).addUser();
      const answers = await Promise.all([patch(user, {firstName: 'One'}, '"1"'), patch(user, {firstName: 'Two'}, '"1"')]);
      assert.deepEqual(answers.map(({status}) => status).toSorted(), [200, 412]);
    });

    test('E12, W7: members that are not for oneself to set are refused, and nothing is stored', async () => {
      const user = await (await server.freshTenant()).addUser({firstName: 'Uma'});
      for (const member of ['status', 'tenantId', 'version', 'isAdmin', 'roleId', 'username', 'extraPermissions', 'constructor']) {
        const response = await patch(user, {firstName: 'Eve', [member]: 'x'}, '*');
        assert.equal(response.status, 422);
        assert.deepEqual((await response.json()).errors, [
          {pointer: `#/${member}`, code: 'unknown-member', detail: 'This member does not exist'},
        ]);
      }
      assert.deepEqual([(await me(user)).user.firstName, (await me(user)).user.version], ['Uma', 1]);
    });

    test('W6: names are trimmed, NFC, 1 to 100 code points, without what cannot be shown', async () => {
      const user = await (await server.freshTenant()).addUser();
      const codes = async (firstName: unknown): Promise<unknown> => (await (await patch(user, {firstName}, '*')).json()).errors?.[0].code;
      assert.equal(await codes('𝒜'.repeat(100)), undefined);
      assert.equal(await codes('𝒜'.repeat(101)), 'too-long');
      assert.equal(await codes('   '), 'required');
      assert.equal(await codes(null), 'type');
      assert.equal(await codes(7), 'type');
      for (const text of ['a\u202eb', 'a\u0007', 'a\nb', 'a\ufdd0', '\u200f']) {
        assert.equal(await codes(text), 'control-character', JSON.stringify(text));
      }
      assert.equal(Me.parse(await (await patch(user, {firstName: 'e\u0301'}, '*')).json()).user.firstName, 'é');
    });

    test('endpoint 8: one’s own sessions, newest first, the current one marked; ending another ends it at once', async () => {
      const tenant = await server.freshTenant();
      const laptop = await signedIn(server, tenant, tenant.administrator);
      server.clock.advance({minutes: 1});
      const phone = await signedIn(server, tenant, tenant.administrator);
      await signedIn(server, tenant, await tenant.addUser());
      const list = async (query = ''): Promise<Page<Session>> =>
        SessionPage.parse(await (await laptop.request(`/v1/me/sessions${query}`)).json());
      const {items} = await list();
      assert.deepEqual(
        items.map(({current, userId}) => [current, userId]),
        [
          [false, tenant.administrator.id],
          [true, tenant.administrator.id],
        ],
      );
      assert.deepEqual(
        (await list('?sort=createdAt&limit=1&count=capped')).items.map(({id}) => id),
        [items[1]?.id],
      );
      assert.deepEqual((await list('?count=capped')).total, {value: 2, relation: 'eq'});
      const path = `/v1/me/sessions/${items[0]?.id}`;
      assert.equal((await laptop.request(path, {method: 'DELETE'})).status, 204);
      assert.equal((await phone.request('/v1/me')).status, 401);
      assert.equal((await laptop.request(path, {method: 'DELETE'})).status, 404);
      assert.equal((await list()).items.length, 1);
      assert.equal((await laptop.request(`/v1/me/sessions/${items[1]?.id}`, {method: 'DELETE'})).status, 204);
      assert.match(laptop.setCookie ?? '', /Max-Age=0/, 'ending the current session is signing out');
    });

    test('endpoint 8: sessions that are over are not listed', async () => {
      const tenant = await server.freshTenant();
      await signedIn(server, tenant, tenant.administrator);
      server.clock.advance({minutes: 30});
      const browser = await signedIn(server, tenant, tenant.administrator);
      const {items} = SessionPage.parse(await (await browser.request('/v1/me/sessions')).json());
      assert.deepEqual(
        items.map(({current}) => current),
        [true],
      );
    });

    test('E11: a session of somebody else is not there, in the same words as one that never was', async () => {
      const tenant = await server.freshTenant();
      const other = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      const ids: string[] = [server.newId('ses'), 'x'];
      for (const [owner, user] of [
        [tenant, await tenant.addUser()],
        [other, other.administrator],
      ] as const) {
        const theirs = await signedIn(server, owner, user);
        ids.push((await (await theirs.request('/v1/me')).json()).session.id);
      }
      const answers = new Set<string>();
      for (const id of ids) {
        const response = await browser.request(`/v1/me/sessions/${id}`, {method: 'DELETE', headers: {'X-Request-Id': 'same'}});
        answers.add(`${response.status} ${await response.text()}`);
      }
      assert.equal(answers.size, 1, [...answers].join('\n'));
      assert.match([...answers][0] ?? '', /^404 .*not-found/);
    });
  });
}
