import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {signedIn} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {type EventReader, openEvents} from '../testing/event-reader.ts';
import {addHelper, addRole, giveRole, JOHN} from '../testing/new-users.ts';
import {type TestServer, useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

const change = async (server: TestServer, tenant: TestTenant, {id}: {readonly id: string}, json: object): Promise<void> => {
  const init = {as: tenant.administrator, method: 'PATCH', headers: {'If-Match': '*'}, json};
  assert.equal((await server.request(`${tenant.path}/users/${id}`, init)).status, 200);
};

const act = async (server: TestServer, tenant: TestTenant, {id}: {readonly id: string}, action: string): Promise<void> => {
  const json = action === 'reset-password' ? {delivery: 'show'} : {};
  const {status} = await server.request(`${tenant.path}/users/${id}/${action}`, {as: tenant.administrator, json});
  assert.equal(status, 200);
};

for (const engine of engines) {
  describe(`events on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    /** A stream of somebody, and what they hear of from now on. */
    const listen = async (
      tenant: TestTenant,
      as: TestUser,
      options: {types?: readonly string[]; last?: string} = {},
    ): Promise<EventReader> => {
      server.clock.advance({minutes: 1});
      return openEvents(server, tenant.path, {as, ...options});
    };

    test('V1, V3: whoever may read users hears of every change of one, with the number, the type, the subject and its version', async (t) => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const reader = await listen(tenant, tenant.administrator);
      t.after(() => reader.close());
      assert.equal(reader.response.headers.get('content-type'), 'text/event-stream');
      assert.equal(reader.response.headers.get('cache-control'), 'no-store');
      const {user: created} = await (await server.request(`${tenant.path}/users`, {as: tenant.administrator, json: JOHN})).json();
      await reader.until(({heard}) => heard.length === 1);
      for (const [index, step] of [
        () => change(server, tenant, user, {firstName: 'Una'}),
        () => change(server, tenant, user, {roleId: tenant.roleIds.auditor}),
        () => act(server, tenant, user, 'reset-password'),
        () => act(server, tenant, user, 'deactivate'),
        () => act(server, tenant, user, 'reactivate'),
      ].entries()) {
        await step();
        // Several that are told together have the version of the last.
        await reader.until(({heard}) => heard.length === index + 2);
      }
      assert.deepEqual(reader.told(), [
        `user.created ${created.id}`,
        ...['updated', 'roleChanged', 'passwordReset', 'deactivated', 'reactivated'].map((what) => `user.${what} ${user.id}`),
      ]);
      const [first] = reader.heard;
      assert.deepEqual(first, {
        id: first?.data.id,
        event: 'user.created',
        data: {
          id: first?.data.id,
          type: 'user.created',
          at: server.clock.now().toISOString(),
          subject: {type: 'user', id: created.id, version: 1},
        },
      });
      assert.deepEqual(
        reader.heard.map(({data}) => data.subject.version),
        [1, 2, 3, null, 4, 5],
      );
    });

    test('V1: whoever may not read users hears of themselves alone', async (t) => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const other = await tenant.addUser();
      const reader = await listen(tenant, user);
      t.after(() => reader.close());
      await change(server, tenant, other, {firstName: 'Olga'});
      await change(server, tenant, user, {firstName: 'Una'});
      await reader.until(({heard}) => heard.length === 1);
      assert.deepEqual(reader.told(), [`user.updated ${user.id}`]);
    });

    test('V1: types= narrows it; an unknown one is refused, as is any other parameter (W7)', async (t) => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const reader = await listen(tenant, tenant.administrator, {types: ['user.deactivated', 'user.deleted']});
      t.after(() => reader.close());
      await change(server, tenant, user, {firstName: 'Una'});
      await act(server, tenant, user, 'deactivate');
      await reader.until(({heard}) => heard.length === 1);
      assert.deepEqual(reader.told(), [`user.deactivated ${user.id}`]);
      for (const query of ['types=user.renamed', 'types=', 'types=user.created&types=user.updated', 'since=1']) {
        const response = await server.request(`${tenant.path}/events?${query}`, {as: tenant.administrator});
        assert.deepEqual([response.status, (await response.json()).code], [400, 'invalid-query'], query);
      }
    });

    test('V1, W1: a tenant hears nothing of another, nor of what was refused', async (t) => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const user = await tenant.addUser();
      const helper = await addHelper(server, tenant, ['users.read', 'users.deactivate']);
      const reader = await listen(tenant, tenant.administrator);
      t.after(() => reader.close());
      await change(server, other, await other.addUser(), {firstName: 'Olga'});
      const refused = await server.request(`${tenant.path}/users/${tenant.administrator.id}/deactivate`, {as: helper, json: {}});
      assert.equal(refused.status, 403);
      await act(server, tenant, user, 'deactivate');
      await reader.until(({heard}) => heard.length === 1);
      assert.deepEqual(reader.told(), [`user.deactivated ${user.id}`]);
    });

    test('V2: Last-Event-ID goes on behind an event, with nothing lost and nothing twice', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const first = await listen(tenant, tenant.administrator);
      for (const firstName of ['Una', 'Ute']) {
        await change(server, tenant, user, {firstName});
      }
      await first.until(({heard}) => heard.length === 2);
      await first.close();
      for (const firstName of ['Ula', 'Uli', 'Udo']) {
        await change(server, tenant, user, {firstName});
      }
      const again = await listen(tenant, tenant.administrator, {last: first.heard[0]?.id ?? ''});
      await again.until(({heard}) => heard.length === 4);
      assert.equal(again.heard[0]?.id, first.heard[1]?.id);
      await again.close();
      const upToDate = await listen(tenant, tenant.administrator, {last: again.lastId});
      await change(server, tenant, user, {firstName: 'Uwe'});
      await upToDate.until(({heard}) => heard.length > 0);
      assert.deepEqual(upToDate.told(), [`user.updated ${user.id}`]);
      await upToDate.close();
    });

    test('V2: who comes back after more than 24 h, or names what never was, is told to ask again for everything, once', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const first = await listen(tenant, tenant.administrator);
      await first.close();
      await change(server, tenant, user, {firstName: 'Una'});
      server.clock.advance({hours: 23});
      const inTime = await listen(tenant, tenant.administrator, {last: first.lastId});
      await inTime.until(({heard}) => heard.length > 0);
      assert.deepEqual(inTime.told(), [`user.updated ${user.id}`]);
      await inTime.close();
      server.clock.advance({hours: 1});
      for (const last of [first.lastId, '999999', '-1', 'x', '9'.repeat(40)]) {
        const late = await listen(tenant, tenant.administrator, {last});
        await late.until(({heard}) => heard.length > 0);
        await change(server, tenant, user, {firstName: `U${last.length}${late.lastId}`});
        await late.until(({heard}) => heard.length > 1);
        assert.deepEqual(late.told(), ['reset', `user.updated ${user.id}`], last);
        await late.close();
      }
    });

    test('V2: a stream begins ten seconds early, so that who reads first and listens then misses nothing', async (t) => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await change(server, tenant, user, {firstName: 'Una'});
      server.clock.advance({seconds: 11});
      await act(server, tenant, user, 'deactivate');
      server.clock.advance({seconds: 9});
      const reader = await openEvents(server, tenant.path, {as: tenant.administrator});
      t.after(() => reader.close());
      await reader.until(({heard}) => heard.length > 0);
      assert.deepEqual(reader.told(), [`user.deactivated ${user.id}`]);
    });

    test('A4, E18: no event reaches who has lost the permission, from the very next on; the stream stays', async (t) => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const helper = await addHelper(server, tenant, ['users.read']);
      const reader = await listen(tenant, helper);
      t.after(() => reader.close());
      await change(server, tenant, user, {firstName: 'Una'});
      await reader.until(({heard}) => heard.length === 1);
      await change(server, tenant, helper, {roleId: tenant.roleIds['tenant-user']});
      await change(server, tenant, user, {firstName: 'Ute'});
      await change(server, tenant, helper, {firstName: 'Hedy'});
      await reader.until(({heard}) => heard.at(-1)?.event === 'user.updated' && heard.length >= 3);
      assert.deepEqual(reader.told(), [`user.updated ${user.id}`, `user.roleChanged ${helper.id}`, `user.updated ${helper.id}`]);
      await giveRole(server, tenant, helper, await addRole(server, tenant, 'reader-again', ['users.read']));
      await change(server, tenant, user, {firstName: 'Ula'});
      await reader.until(({heard}) => heard.length === 4);
      assert.equal(reader.told().at(-1), `user.updated ${user.id}`);
    });

    test('E6, E18: a deactivated user’s stream ends at once, with a cookie and with a token', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const browser = await signedIn(server, tenant, user);
      server.clock.advance({minutes: 1});
      const readers = [await openEvents(browser, tenant.path), await openEvents(server, tenant.path, {as: user})];
      await act(server, tenant, user, 'deactivate');
      const began = performance.now();
      for (const reader of readers) {
        await reader.until(({isOver}) => isOver, 5_000);
        assert.deepEqual(reader.told(), ['end']);
      }
      assert.ok(performance.now() - began < 1_000, 'not only at the next look');
    });

    test('E31, V2: a stream whose session ends elsewhere tells that, then ends; the one beside it goes on', async (t) => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const [one, other] = [await signedIn(server, tenant, user), await signedIn(server, tenant, user)];
      server.clock.advance({minutes: 1});
      const {session} = await (await one.request('/v1/session')).json();
      const [ended, staying] = [await openEvents(one, tenant.path), await openEvents(other, tenant.path)];
      t.after(() => staying.close());
      assert.equal((await one.request('/v1/session', {method: 'DELETE'})).status, 204);
      await ended.until(({isOver}) => isOver);
      assert.deepEqual(ended.told(), [`session.ended ${session.id}`, 'end']);
      await staying.until(({heard}) => heard.length > 0);
      assert.deepEqual(staying.told(), [`session.ended ${session.id}`]);
      assert.equal(staying.isOver, false);
    });

    test('A1, A2, V2, E6: a stream ends within 5 s of its session’s idle end, which it does not put off, and of its token’s', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const browser = await signedIn(server, tenant, user);
      const exp = Math.floor(server.clock.now().getTime() / 1000) + 1_800;
      const byToken = await openEvents(server, tenant.path, {as: {...user, token: () => user.token({exp})}});
      server.clock.advance({minutes: 20});
      const readers = [byToken, await openEvents(browser, tenant.path)];
      await change(server, tenant, user, {firstName: 'Una'});
      await Promise.all(readers.map((reader) => reader.until(({heard}) => heard.length === 1)));
      server.clock.advance({minutes: 11, seconds: 2});
      await Promise.all(readers.map((reader) => reader.until(({isOver}) => isOver, 5_000)));
      for (const reader of readers) {
        assert.deepEqual(reader.told(), [`user.updated ${user.id}`, 'end']);
      }
    });

    test('V1: HEAD answers like GET and opens nothing', async () => {
      const tenant = await server.freshTenant();
      const response = await server.request(`${tenant.path}/events`, {method: 'HEAD', as: tenant.administrator});
      assert.deepEqual([response.status, response.headers.get('content-type'), response.body], [200, 'text/event-stream', null]);
    });
  });

  describe(`limits of streams on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine, {limits: {stream: {quota: 2, windowSeconds: 7}}});

    test('W15, W8: a principal has so many streams open at once, and as many again when they are closed', async (t) => {
      const tenant = await server.freshTenant();
      const {administrator} = tenant;
      const open = [await openEvents(server, tenant.path, {as: administrator}), await openEvents(server, tenant.path, {as: administrator})];
      t.after(() => Promise.all(open.map((reader) => reader.close())));
      assert.match(open[0]?.response.headers.get('ratelimit') ?? '', /"stream";r=1;t=7/);
      const refused = await server.request(`${tenant.path}/events?types=nothing`, {as: administrator});
      const problem = await refused.json();
      assert.deepEqual([refused.status, refused.headers.get('retry-after'), problem.policies], [429, '7', ['stream']]);
      const other = await openEvents(server, tenant.path, {as: await tenant.addUser()});
      await other.close();
      await open.pop()?.close();
      open.push(await openEvents(server, tenant.path, {as: administrator}));
    });
  });
}
