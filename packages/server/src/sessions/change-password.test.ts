import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {auditTrail} from '../testing/audit.ts';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

const NEW = 'copper kettle meadow 71';

for (const engine of engines) {
  describe(`a new password on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const change = (browser: TestBrowser, currentPassword: string, newPassword: string): Promise<Response> =>
      browser.request('/v1/me/password', {json: {currentPassword, newPassword}});

    const setCredential = (
      tenant: TestTenant,
      user: TestUser,
      values: {hash?: string; temporary?: boolean; expires_at?: Date},
    ): Promise<unknown> =>
      server.database.inTenant(tenant.id, (transaction) =>
        transaction.updateTable('credentials').set(values).where('user_id', '=', user.id).execute(),
      );

    const makeTemporary = (tenant: TestTenant, user: TestUser): Promise<unknown> => setCredential(tenant, user, {temporary: true});

    /** Does something while the new password is hashed: after it was checked, before it is set. */
    const whileHashing = async <Result>(happens: () => unknown, work: () => Promise<Result>): Promise<Result> => {
      const {hasher} = server;
      const hash = hasher.hash.bind(hasher);
      hasher.hash = async (password) => {
        await happens();
        return hash(password);
      };
      try {
        return await work();
      } finally {
        hasher.hash = hash;
      }
    };

    const signInStatus = async (tenant: TestTenant, user: TestUser, password: string): Promise<number> =>
      (await new TestBrowser(server).signIn(tenant, {...user, password})).status;

    test('endpoint 6, A10: 204 with a new cookie; the old cookie and every other session are over', async () => {
      const tenant = await server.freshTenant();
      const user = tenant.administrator;
      const browser = await signedIn(server, tenant, user);
      const other = await signedIn(server, tenant, user);
      const before = browser.cookie ?? '';
      const response = await change(browser, user.password, NEW);
      assert.deepEqual([response.status, await response.text()], [204, '']);
      assert.notEqual(browser.cookie, before);
      assert.equal((await browser.request('/v1/me')).status, 200);
      assert.equal((await other.request('/v1/me')).status, 401);
      assert.equal((await browser.request('/v1/me', {headers: {Cookie: before}})).status, 401);
      assert.deepEqual([await signInStatus(tenant, user, user.password), await signInStatus(tenant, user, NEW)], [401, 201]);
      const trail = await auditTrail(server, tenant);
      assert.ok(trail.some(({action, target_id}) => action === 'password.changed' && target_id === user.id));
      assert.doesNotMatch(JSON.stringify(trail), /copper|lantern/, 'A9: no password in the audit');
    });

    test('A10, E27: after the change the temporary password is dead and the session is a full one', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({role: 'tenant-admin'});
      await makeTemporary(tenant, user);
      const browser = await signedIn(server, tenant, user);
      assert.equal((await browser.request(`${tenant.path}/users`)).status, 403);
      assert.equal((await change(browser, user.password, NEW)).status, 204);
      assert.equal((await browser.request(`${tenant.path}/users`)).status, 200);
      const {user: me, session} = await (await browser.request('/v1/me')).json();
      assert.deepEqual([me.credential, me.temporaryPasswordExpiresAt, me.version, session.kind], ['password', null, 1, 'full']);
      assert.equal(await signInStatus(tenant, user, user.password), 401);
    });

    test('A10: the new password must differ from the temporary one', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await makeTemporary(tenant, user);
      const browser = await signedIn(server, tenant, user);
      const response = await change(browser, user.password, user.password);
      assert.equal(response.status, 422);
      assert.deepEqual((await response.json()).rules, ['same-as-temporary']);
    });

    test('A8: every rule that is broken is named, on the field, and nothing changes', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({username: 'grace.hopper'});
      const browser = await signedIn(server, tenant, user);
      const response = await change(browser, user.password, 'grace.hopper');
      const problem = await response.json();
      assert.deepEqual([response.status, problem.code], [422, 'password-policy']);
      assert.deepEqual(problem.rules.toSorted(), ['blocklisted', 'contains-personal', 'too-short']);
      assert.equal(problem.errors[0].pointer, '#/newPassword');
      assert.deepEqual((await (await change(browser, user.password, 'x'.repeat(129))).json()).rules, ['too-long']);
      assert.equal(await signInStatus(tenant, user, user.password), 201);
    });

    test('the current password has to be right: 403 wrong-password, whatever the new one', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      for (const newPassword of [NEW, 'short']) {
        const response = await change(browser, 'wrong', newPassword);
        assert.deepEqual([response.status, (await response.json()).code], [403, 'wrong-password']);
      }
    });

    test('of two changes at once one counts', async () => {
      const tenant = await server.freshTenant();
      const user = tenant.administrator;
      const [one, other] = [await signedIn(server, tenant, user), await signedIn(server, tenant, user)];
      const answers = await Promise.all([change(one, user.password, NEW), change(other, user.password, `${NEW} other`)]);
      const statuses = answers.map(({status}) => status);
      assert.equal(statuses.filter((status) => status === 204).length, 1, String(statuses));
      const byToken = await tenant.addUser();
      const json = {currentPassword: byToken.password, newPassword: NEW};
      const both = await Promise.all([1, 2].map(() => server.request('/v1/me/password', {as: byToken, json})));
      assert.deepEqual(both.map(({status}) => status).toSorted(), [204, 403]);
    });

    test('A4: a password that was replaced while the new one was hashed is no longer the current one', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const other = await server.hasher.hash('somebody else set this');
      const json = {currentPassword: user.password, newPassword: NEW};
      const response = await whileHashing(
        () => setCredential(tenant, user, {hash: other}),
        () => server.request('/v1/me/password', {as: user, json}),
      );
      assert.deepEqual([response.status, (await response.json()).code], [403, 'wrong-password']);
      assert.equal(await signInStatus(tenant, user, 'somebody else set this'), 201);
    });

    test('A10, E19, E27: a temporary password is good for nothing after its time, in a session that it opened before as well', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await setCredential(tenant, user, {temporary: true, expires_at: new Date(server.clock.now().getTime() + 60_000)});
      const browser = await signedIn(server, tenant, user);
      const runs = server.hasher.runs;
      const late = await whileHashing(
        () => server.clock.advance({minutes: 1}),
        () => change(browser, user.password, NEW),
      );
      assert.deepEqual([late.status, (await late.json()).code], [403, 'temporary-password-expired'], 'judged when it would take effect');
      assert.equal(server.hasher.runs, runs + 2);
      const later = await change(browser, user.password, NEW);
      assert.deepEqual([later.status, (await later.json()).code], [403, 'temporary-password-expired']);
      assert.equal(server.hasher.runs, runs + 3, 'the new one is not hashed for nothing');
      assert.equal((await (await change(browser, 'wrong', NEW)).json()).code, 'wrong-password');
      assert.equal(await signInStatus(tenant, user, NEW), 401);
    });

    test('A9: no problem, no log and no answer repeats a password', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      const answers = [
        await change(browser, 'secret-one', 'secret-two'),
        await change(browser, tenant.administrator.password, 'secret-two'),
        await browser.request('/v1/me/password', {json: {currentPassword: 'secret-one', newPassword: ['secret-two']}}),
      ];
      for (const response of answers) {
        assert.doesNotMatch(await response.text(), /secret/);
      }
      assert.doesNotMatch(JSON.stringify(server.logger.entries), /secret-/);
    });

    test('by a bearer token the password changes as well, and no cookie is set', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const response = await server.request('/v1/me/password', {
        as: user,
        json: {currentPassword: user.password, newPassword: NEW},
      });
      assert.deepEqual([response.status, response.headers.get('set-cookie')], [204, null]);
    });
  });
}
