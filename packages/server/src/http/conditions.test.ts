import assert from 'node:assert/strict';
import {test} from 'node:test';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {until} from '../testing/locks.ts';
import {TestProvider} from '../testing/owners.ts';
import {weakHash} from '../testing/ports.ts';
import {startTestServer, type TestRequest} from '../testing/server.ts';
import {TEST_PASSWORD} from '../testing/tenants.ts';
import {addTwin, disarmable, everythingOf, ONLY_TWIN, TWIN_ID} from '../testing/twin.ts';

const NEW_PASSWORD = 'copper kettle meadow 71';

for (const engine of engines) {
  test(`T14, T38: with row-level security switched off, each query’s own condition keeps a tenant from its twin, on ${engine.name}`, {
    skip: engine.skip,
  }, async (t) => {
    let disarm = (): void => {};
    const provider = new TestProvider();
    const server = await startTestServer(
      {
        ...engine,
        create: async (options) => {
          const made = disarmable(await engine.create(options));
          disarm = made.disarm;
          return made.database;
        },
      },
      {resources: [provider]},
    );
    t.after(() => server.close());
    const tenant = await server.freshTenant();
    const {administrator, path, roleIds} = tenant;
    const user = await tenant.addUser({firstName: 'Uma', lastName: 'Other'});
    const laptop = await signedIn(server, tenant, administrator);
    const phone = await signedIn(server, tenant, administrator);
    const theirs = await signedIn(server, tenant, user);
    await new TestBrowser(server).signIn(tenant, {...administrator, password: 'wrong'});
    await server.settled();
    await server.database.inTenant(tenant.id, (transaction) =>
      transaction
        .updateTable('credentials')
        .set({hash: weakHash(TEST_PASSWORD)})
        .where('user_id', '=', user.id)
        .execute(),
    );
    const keyed: TestRequest = {method: 'PATCH', json: {lastName: 'Again'}, headers: {'If-Match': '*', 'Idempotency-Key': 'once'}};
    await laptop.request('/v1/me', keyed);
    // An operation that nobody is at, of which the twin has its own.
    provider.beforeEach = (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    provider.give(user.id, 'job', 'train');
    const transfer = {json: {toUserId: administrator.id}};
    const abandoned = await (await laptop.request(`${path}/users/${user.id}/transfers`, transfer)).json();
    await laptop.request(`${path}/operations/${abandoned.id}/cancel`, {method: 'POST'});
    provider.beforeEach = undefined;
    const layout = (id: string): TestRequest => ({
      method: 'PUT',
      json: {widgets: [{id, type: 'links', columns: 6, rows: 2, hidden: false, title: null, options: {}}]},
    });
    for (const layer of ['tenant', 'personal']) {
      await laptop.request(`${path}/dashboard/layouts/${layer}`, {...layout(layer), headers: {'If-None-Match': '*'}});
    }
    await addTwin(server.database, tenant.id, user.id);
    const before = await everythingOf(server.database, TWIN_ID);
    disarm();

    /** What a request answers; nothing of the twin is ever in it. */
    const ask = async (what: string, init: TestRequest = {}, as: TestBrowser | 'token' = laptop): Promise<any> => {
      const response = as === 'token' ? await server.request(what, {...init, as: administrator}) : await as.request(what, init);
      await server.settled();
      const text = await response.text();
      assert.ok(response.status < 300, `${what} answered ${response.status} ${text}`);
      assert.doesNotMatch(text, new RegExp(`Twin|${TWIN_ID}`), what);
      return text === '' ? undefined : JSON.parse(text);
    };
    const ids = ({items}: {items: {id: string}[]}): string[] => items.map(({id}) => id).toSorted();

    const both = [administrator.id, user.id].toSorted();
    for (const as of [laptop, 'token'] as const) {
      server.clock.advance({minutes: 6});
      assert.equal((await ask('/v1/me', {}, as)).tenant.id, tenant.id);
      assert.equal((await ask('/v1/session', {}, as)).user.tenantId, tenant.id);
      assert.equal(ids(await ask('/v1/me/sessions?count=capped', {}, as)).length, 2);
      const users = await ask(`${path}/users?count=exact&include=activity,actions`, {}, as);
      assert.deepEqual([ids(users), users.total.value], [both, 2]);
      assert.deepEqual((await ask(`${path}/users/${user.id}?include=actions`, {}, as)).allowedActions, [
        'edit',
        'resetPassword',
        'changeRole',
        'deactivate',
        'endSessions',
        'transfer',
        'delete',
      ]);
      const oneself = users.items.find(({id}: {id: string}) => id === administrator.id);
      assert.equal(oneself.activity.lastActiveAt, server.clock.now().toISOString());
    }
    for (const sort of ['username', 'email', 'lastName', 'createdAt', 'lastSignInAt', 'status']) {
      for (const direction of ['', '-']) {
        assert.deepEqual(ids(await ask(`${path}/users?sort=${direction}${sort}&count=capped`)), both, sort);
      }
    }
    for (const filter of [
      'q=uma',
      'q=u&count=capped',
      'q=uma%20other',
      `username=${user.username}`,
      `email=${user.email}`,
      `roleId=${roleIds['tenant-user']}&count=exact`,
    ]) {
      assert.deepEqual(ids(await ask(`${path}/users?${filter}`)), [user.id], filter);
    }
    assert.equal((await ask(`${path}/users?lastSignInAt.isNull=false&include=activity`)).items.length, 2);
    const {activity} = (await ask(`${path}/users?username=tenant.admin&include=activity`)).items[0];
    assert.deepEqual([activity.openSessions, activity.signInFailures24h, activity.lastActiveAt], [2, 1, server.clock.now().toISOString()]);
    const {tenantId, externalIds} = await ask(`${path}/users/${user.id}`);
    assert.deepEqual([tenantId, externalIds.length], [tenant.id, 1]);
    const roles = await ask(`${path}/roles?include=counts&count=capped`);
    assert.deepEqual([roles.items.length, roles.total.value], [5, 5]);
    assert.deepEqual(roles.items.map(({userCount}: {userCount: number}) => userCount).toSorted(), [0, 0, 0, 1, 1]);
    assert.equal((await ask(`${path}/roles/${roleIds.developer}`)).tenantId, tenant.id);
    assert.equal((await ask(`${path}/roles/matrix`)).roles.length, 5);
    await ask(`${path}/permissions`);
    assert.equal((await ask(`${path}/password-policy`)).minLength, 15);

    for (const [layer, beneath] of [
      ['personal', 'tenant'],
      ['tenant', 'builtIn'],
    ]) {
      const shown = async (): Promise<string> => (await ask(`${path}/dashboard/layout`)).layout.layer;
      assert.equal(await shown(), layer);
      assert.equal((await ask(`${path}/dashboard/layouts/${layer}`)).layout.widgets[0].id, layer);
      const again = {...layout('again'), headers: {'If-Match': '"1"'}};
      assert.deepEqual((await ask(`${path}/dashboard/layouts/${layer}`, again)).layout.version, 2);
      await ask(`${path}/dashboard/layouts/${layer}`, {method: 'DELETE', headers: {'If-Match': '"2"'}});
      assert.equal(await shown(), beneath);
      await ask(`${path}/dashboard/layouts/${layer}`, {...layout('anew'), headers: {'If-None-Match': '*'}});
      await ask(`${path}/dashboard/layouts/${layer}`, {method: 'DELETE', headers: {'If-Match': '*'}});
    }
    assert.equal((await ask(`${path}/username-check?value=${ONLY_TWIN.username}`)).available, true);
    const json = {...ONLY_TWIN, firstName: 'New', lastName: 'User', credential: {type: 'temporary', delivery: 'show'}};
    const taken = await laptop.request(`${path}/users`, {json: {...json, email: user.email}});
    assert.equal((await taken.json()).code, 'email-taken');
    const {user: made} = await ask(`${path}/users`, {json});
    assert.equal(made.tenantId, tenant.id);
    assert.equal((await ask(`${path}/username-check?value=${ONLY_TWIN.username}`)).available, false);
    assert.deepEqual(ids(await ask(`${path}/users`)), [...both, made.id].toSorted());
    await ask('/v1/me', keyed);
    await ask('/v1/me', {method: 'PATCH', json: {firstName: 'Renamed'}, headers: {'If-Match': '*', 'Idempotency-Key': 'twice'}});
    const other = {lastName: 'Changed', roleId: roleIds.developer, email: ONLY_TWIN.email.replace('only', 'no')};
    const changed = await ask(`${path}/users/${user.id}`, {method: 'PATCH', json: other, headers: {'If-Match': '"1"'}});
    assert.deepEqual([changed.tenantId, changed.version, changed.role.key], [tenant.id, 2, 'developer']);
    assert.deepEqual(ids(await ask(`${path}/users?q=changed`)), [user.id]);
    assert.equal((await ask(`${path}/users/${user.id}/sessions?count=capped`)).items.length, 1);
    await ask(`${path}/users/${user.id}/sessions`, {method: 'DELETE'});
    assert.equal((await theirs.request('/v1/me')).status, 401);
    assert.equal((await theirs.signIn(tenant, user)).status, 201);
    const handoff = await ask(`${path}/users/${user.id}/reset-password`, {json: {delivery: 'show'}});
    assert.equal((await theirs.request('/v1/me')).status, 401);
    const temporary = {...user, password: handoff.temporaryPassword};
    assert.equal((await theirs.signIn(tenant, temporary)).status, 201);
    assert.equal((await ask(`${path}/users/${user.id}/deactivate`, {json: {reason: 'away'}})).tenantId, tenant.id);
    assert.equal((await theirs.request('/v1/me')).status, 401);
    assert.equal((await ask(`${path}/users/${user.id}/reactivate`, {json: {}})).version, 4);
    const {blockers} = await ask(`${path}/users/${user.id}/deletion-check`);
    assert.deepEqual(
      blockers.map(({type, count}: {type: string; count: number}) => [type, count]),
      [['job', 1]],
    );
    const {id: begun} = await ask(`${path}/users/${user.id}/transfers`, transfer);
    await until('the transfer has ended', async () => (await ask(`${path}/operations/${begun}`)).status === 'succeeded');
    assert.equal((await ask(`${path}/operations/${abandoned.id}`)).status, 'cancelled');
    await ask(`${path}/operations/${abandoned.id}/cancel`, {method: 'POST'});
    await ask(`${path}/users/${made.id}`, {method: 'DELETE', headers: {'If-Match': '"1"', 'Idempotency-Key': 'gone'}});
    assert.equal((await ask(`${path}/username-check?value=${ONLY_TWIN.username}`)).problem, 'username-reserved');
    assert.deepEqual(ids(await ask(`${path}/users`)), both);
    const {items} = await ask('/v1/me/sessions');
    const second = items.find(({current}: {current: boolean}) => !current);
    await ask(`/v1/me/sessions/${second.id}`, {method: 'DELETE'});
    assert.equal((await phone.request('/v1/me')).status, 401);
    await ask('/v1/me/password', {json: {currentPassword: TEST_PASSWORD, newPassword: NEW_PASSWORD}});
    await ask('/v1/session', {method: 'DELETE'});
    assert.equal((await theirs.signIn(tenant, temporary)).status, 201);
    assert.equal((await theirs.signIn(tenant, {...user, password: 'wrong'})).status, 401);
    server.clock.advance({hours: 25});
    await server.runDue();
    await ask('/v1/me', keyed, 'token');

    const after = await everythingOf(server.database, TWIN_ID);
    assert.deepEqual([before.filter((row) => !after.includes(row)), after.filter((row) => !before.includes(row))], [[], []]);
  });
}
