import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {auditTrail} from '../testing/audit.ts';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`sessions on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const answer = async (response: Response): Promise<[number, string | undefined]> => [
      response.status,
      response.status === 204 ? undefined : (await response.json()).code,
    ];

    const updateUser = (tenant: TestTenant, id: string, values: object): Promise<unknown> =>
      server.database.inTenant(tenant.id, (transaction) =>
        transaction.updateTable('users').set(values).where('tenant_id', '=', tenant.id).where('id', '=', id).execute(),
      );

    test('endpoint 2: signing out ends the session, clears the cookie and is written down', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      const cookie = browser.cookie ?? '';
      const response = await browser.request('/v1/session', {method: 'DELETE'});
      assert.equal(response.status, 204);
      assert.match(browser.setCookie ?? '', /^__Host-tenantry=; .*Max-Age=0/);
      assert.deepEqual(await answer(await browser.request('/v1/session', {headers: {Cookie: cookie}})), [401, 'session-ended']);
      assert.equal((await auditTrail(server, tenant)).at(-1)?.action, 'session.ended');
    });

    test('endpoint 2: a bearer token has no session to end', async () => {
      const {administrator} = await server.freshTenant();
      assert.equal((await server.request('/v1/session', {as: administrator, method: 'DELETE'})).status, 204);
      const me = await (await server.request('/v1/session', {as: administrator})).json();
      assert.equal(me.session, null);
    });

    test('without a credential, and with a cookie that no server wrote: 401 unauthenticated', async () => {
      const browser = new TestBrowser(server);
      const tenant = await server.freshTenant();
      for (const cookie of [undefined, '__Host-tenantry=x', `__Host-tenantry=${tenant.id}.short`, `__Host-tenantry=x.${'0'.repeat(64)}`]) {
        browser.cookie = cookie;
        const response = await browser.request('/v1/me');
        assert.equal(response.headers.get('www-authenticate'), 'Bearer');
        assert.deepEqual(await answer(response), [401, 'unauthenticated'], String(cookie));
      }
      browser.cookie = `__Host-tenantry=${tenant.id}.${'0'.repeat(64)}`;
      assert.deepEqual(await answer(await browser.request('/v1/me')), [401, 'session-ended']);
    });

    test('A2: a session is bound to its tenant: its secret opens nothing elsewhere', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const browser = await signedIn(server, tenant, tenant.administrator);
      browser.cookie = browser.cookie?.replace(tenant.id, other.id);
      assert.deepEqual(await answer(await browser.request('/v1/me')), [401, 'session-ended']);
    });

    test('A2, E19: a session ends after 30 idle minutes of the server’s clock; use keeps it alive', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      for (const _ of [1, 2, 3]) {
        server.clock.advance({minutes: 29});
        assert.equal((await browser.request('/v1/me')).status, 200);
        await server.settled();
      }
      server.clock.advance({minutes: 30});
      assert.deepEqual(await answer(await browser.request('/v1/me')), [401, 'session-ended']);
    });

    test('A2, E19: a session ends after 12 hours, however much it is used', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
        server.clock.advance({minutes: 20});
        assert.equal((await browser.request('/v1/me')).status, 200, `after ${minutes} minutes`);
        await server.settled();
      }
      server.clock.advance({minutes: 20});
      assert.deepEqual(await answer(await browser.request('/v1/me')), [401, 'session-ended']);
    });

    test('A2: lastSeenAt is written at most every five minutes', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      const lastSeen = async (): Promise<string> => {
        await browser.request('/v1/me');
        await server.settled();
        return (await (await browser.request('/v1/me')).json()).session.lastSeenAt;
      };
      const start = server.clock.now().toISOString();
      server.clock.advance({minutes: 4, seconds: 59});
      assert.equal(await lastSeen(), start);
      server.clock.advance({seconds: 1});
      assert.equal(await lastSeen(), server.clock.now().toISOString());
    });

    test('A4: deactivation, a lost permission and an ended session count at the very next request', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({role: 'tenant-admin'});
      const browser = await signedIn(server, tenant, user);
      const list = () => browser.request(`${tenant.path}/users`);
      assert.equal((await list()).status, 200);
      await updateUser(tenant, user.id, {role_id: tenant.roleIds['tenant-user']});
      assert.deepEqual(await answer(await list()), [403, 'permission-denied']);
      await updateUser(tenant, user.id, {role_id: tenant.roleIds['tenant-admin']});
      assert.equal((await list()).status, 200);
      await updateUser(tenant, user.id, {status: 'deactivated'});
      assert.deepEqual(await answer(await list()), [401, 'session-ended']);
      assert.deepEqual(await answer(await server.request('/v1/me', {as: user})), [401, 'session-ended']);
      await updateUser(tenant, user.id, {status: 'active'});
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction.deleteFrom('sessions').where('user_id', '=', user.id).execute(),
      );
      assert.deepEqual(await answer(await list()), [401, 'session-ended']);
    });

    test('A4: extra permissions count beside the role’s', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await updateUser(tenant, user.id, {extra_permissions: ['users.read']});
      assert.equal((await server.request(`${tenant.path}/users`, {as: user})).status, 200);
    });

    test('A4, T12: rights lost between the check and the change stop the change', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({role: 'tenant-admin'});
      const {administrator} = tenant;
      // While the password is hashed, outside any transaction, the caller loses the role.
      const {hash} = server.hasher;
      server.hasher.hash = async (password) => {
        server.hasher.hash = hash;
        await updateUser(tenant, user.id, {role_id: tenant.roleIds['tenant-user']});
        return hash.call(server.hasher, password);
      };
      const response = await server.request(`${tenant.path}/users`, {
        as: user,
        json: {
          username: 'new.user',
          email: 'new.user@aurora.example',
          firstName: 'New',
          lastName: 'User',
          credential: {type: 'temporary', delivery: 'show'},
        },
      });
      assert.deepEqual(await answer(response), [403, 'permission-denied']);
      const {items} = await (await server.request(`${tenant.path}/users?q=new.user`, {as: administrator})).json();
      assert.deepEqual(items, []);
    });

    test('A6: a session that must change its password may do that, read oneself and sign out, and read the policy', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({role: 'tenant-admin'});
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction.updateTable('credentials').set({temporary: true}).where('user_id', '=', user.id).execute(),
      );
      const browser = await signedIn(server, tenant, user);
      for (const path of ['/v1/me', '/v1/session', `${tenant.path}/password-policy`]) {
        assert.equal((await browser.request(path)).status, 200, path);
      }
      for (const path of ['/v1/me/sessions', `${tenant.path}/users`, `${tenant.path}/users/${user.id}`, `${tenant.path}/roles`]) {
        assert.deepEqual(await answer(await browser.request(path)), [403, 'password-change-required'], path);
      }
      const patch = await browser.request('/v1/me', {method: 'PATCH', json: {firstName: 'X'}, headers: {'If-Match': '*'}});
      assert.deepEqual(await answer(patch), [403, 'password-change-required']);
      assert.equal((await browser.request('/v1/session', {method: 'DELETE'})).status, 204);
    });

    test('runDue forgets sessions that are over, tenant by tenant, and no other', async () => {
      const tenants = [await server.freshTenant(), await server.freshTenant()];
      const browsers = [];
      for (const tenant of tenants) {
        await signedIn(server, tenant, tenant.administrator);
        browsers.push(await signedIn(server, tenant, tenant.administrator));
      }
      server.clock.advance({minutes: 29});
      for (const browser of browsers) {
        await browser.request('/v1/me');
      }
      await server.settled();
      server.clock.advance({minutes: 1});
      await server.runDue();
      for (const tenant of tenants) {
        const left = await server.database.inTenant(tenant.id, (transaction) => transaction.selectFrom('sessions').select('id').execute());
        assert.equal(left.length, 1);
      }
    });
  });
}
