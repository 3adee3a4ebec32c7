import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isProblem} from '@tenantry/sdk';
import {type Page, PERMISSIONS, type Session, SessionPage} from '@tenantry/sdk/contract';
import {auditTrail, lastDenied} from '../testing/audit.ts';
import {ownChanges} from '../testing/own-changes.ts';
import {signedIn} from '../testing/browser.ts';
import {act, change} from '../testing/changed-users.ts';
import {engines} from '../testing/engines.ts';
import {createIssuer} from '../testing/issuer.ts';
import {addHelper} from '../testing/new-users.ts';
import {TestClock} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`sessions of users on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const list = async (tenant: TestTenant, {id}: TestUser, query = ''): Promise<Page<Session>> =>
      SessionPage.parse(await (await server.request(`${tenant.path}/users/${id}/sessions${query}`, {as: tenant.administrator})).json());

    interface Ended {
      readonly status: number;
      readonly body: any;
    }

    const end = async (
      {path, administrator}: TestTenant,
      {id}: Pick<TestUser, 'id'>,
      as: TestUser = administrator,
      headers: Record<string, string> = {},
    ): Promise<Ended> => {
      const response = await server.request(`${path}/users/${id}/sessions`, {as, method: 'DELETE', headers});
      const text = await response.text();
      return {status: response.status, body: text === '' ? undefined : JSON.parse(text)};
    };

    const outcome = ({status, body}: Ended): unknown => [status, body?.code, body?.missing ?? body?.required];

    test('endpoint 19: a user’s open sessions, newest first, page by page; nobody else’s, and none that is over', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await signedIn(server, tenant, user);
      server.clock.advance({minutes: 31});
      const laptop = await signedIn(server, tenant, user);
      server.clock.advance({minutes: 1});
      await signedIn(server, tenant, user);
      await signedIn(server, tenant, tenant.administrator);
      const {items, next, prev} = await list(tenant, user);
      assert.deepEqual(
        [items.map(({userId, current, kind}) => [userId, current, kind]), next, prev],
        [
          [
            [user.id, false, 'full'],
            [user.id, false, 'full'],
          ],
          null,
          null,
        ],
      );
      const own = await (await laptop.request('/v1/me/sessions')).json();
      assert.deepEqual(
        items,
        own.items.map((session: Session) => ({...session, current: false})),
      );
      const first = await list(tenant, user, '?limit=1&count=capped');
      assert.deepEqual([first.items, first.total], [items.slice(0, 1), {value: 2, relation: 'eq'}]);
      assert.deepEqual((await list(tenant, user, `?limit=1&cursor=${first.next}`)).items, items.slice(1));
      assert.deepEqual((await list(tenant, user, '?sort=createdAt')).items, items.toReversed());
    });

    test('endpoint 19: who reads oneself finds the session that asks', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      await signedIn(server, tenant, tenant.administrator);
      const path = `${tenant.path}/users/${tenant.administrator.id}/sessions`;
      const {items} = SessionPage.parse(await (await browser.request(path)).json());
      assert.deepEqual(items.map(({current}) => current).toSorted(), [false, true]);
    });

    test('W11, E10: a cursor of one user’s sessions is none of another’s', async () => {
      const tenant = await server.freshTenant();
      const [user, other] = [await tenant.addUser(), await tenant.addUser()];
      for (const who of [user, user, other, other]) {
        await signedIn(server, tenant, who);
      }
      const {next} = await list(tenant, user, '?limit=1');
      const path = `${tenant.path}/users/${other.id}/sessions?limit=1&cursor=${next}`;
      const refused = await server.request(path, {as: tenant.administrator});
      assert.deepEqual([refused.status, (await refused.json()).code], [400, 'invalid-cursor']);
    });

    test('A4, L18: every session and token of the user ends on the very next request, nobody else’s; the audit tells; the user may come back', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const browsers = [await signedIn(server, tenant, user), await signedIn(server, tenant, user)];
      const colleague = await signedIn(server, tenant, tenant.administrator);
      const token = await user.token();
      const statuses = async (): Promise<number[]> => {
        const byToken = server.request('/v1/me', {headers: {Authorization: `Bearer ${token}`}});
        return (await Promise.all([...browsers.map((browser) => browser.request('/v1/me')), byToken])).map(({status}) => status);
      };
      assert.deepEqual(await statuses(), [200, 200, 200]);
      server.clock.advance({seconds: 1});
      assert.deepEqual(outcome(await end(tenant, user)), [204, undefined, undefined]);
      assert.deepEqual(await statuses(), [401, 401, 401]);
      assert.equal((await colleague.request('/v1/me')).status, 200);
      assert.deepEqual((await list(tenant, user)).items, []);
      const {action, outcome: how, actor_id, target_id, changes} = (await auditTrail(server, tenant)).at(-1) ?? assert.fail();
      assert.deepEqual([action, how, actor_id, target_id, changes], ['session.ended', 'success', tenant.administrator.id, user.id, []]);
      await signedIn(server, tenant, user);
      assert.equal((await server.request('/v1/me', {as: user})).status, 200);
      const {version} = await (await server.request(`${tenant.path}/users/${user.id}`, {as: tenant.administrator})).json();
      assert.equal(version, 1);
    });

    test('endpoint 19: for who is deactivated everything has ended: nothing changes, and nothing is written down', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await act(server, tenant, user, 'deactivate');
      const audited = (await auditTrail(server, tenant)).length;
      assert.equal((await end(tenant, user)).status, 204);
      assert.equal((await auditTrail(server, tenant)).length, audited);
    });

    test('W10: the same again under its key ends no session that was opened since', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const key = {'Idempotency-Key': 'once'};
      assert.equal((await end(tenant, user, undefined, key)).status, 204);
      const browser = await signedIn(server, tenant, user);
      assert.equal((await end(tenant, user, undefined, key)).status, 204);
      assert.equal((await browser.request('/v1/me')).status, 200);
    });

    test('endpoint 19: reading needs users.read, ending users.resetPassword, and nothing else', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const without = (permission: string): Promise<TestUser> =>
        addHelper(
          server,
          tenant,
          PERMISSIONS.filter((name) => name !== permission),
        );
      const denied = async (permission: string, method: string): Promise<unknown> => {
        const init = {as: await without(permission), method};
        const {status, body} = await server
          .request(`${tenant.path}/users/${user.id}/sessions`, init)
          .then(async (response) => ({status: response.status, body: await response.json()}));
        return [status, body.code, body.required];
      };
      assert.deepEqual(await denied('users.read', 'GET'), [403, 'permission-denied', 'users.read']);
      assert.deepEqual(await denied('users.resetPassword', 'DELETE'), [403, 'permission-denied', 'users.resetPassword']);
      const reader = await addHelper(server, tenant, ['users.read']);
      assert.equal((await server.request(`${tenant.path}/users/${user.id}/sessions`, {as: reader})).status, 200);
      assert.equal((await end(tenant, user, await addHelper(server, tenant, ['users.resetPassword']))).status, 204);
    });

    test('G2, G3, E13: nobody ends the sessions of a stronger user, nor all of one’s own here', async () => {
      const tenant = await server.freshTenant();
      const {administrator} = tenant;
      const helper = await addHelper(server, tenant, ['users.resetPassword', 'users.read']);
      const extra = await tenant.addUser();
      await change(server, tenant, extra, {extraPermissions: ['users.export']});
      const browsers = [await signedIn(server, tenant, administrator), await signedIn(server, tenant, extra)];
      const lacked = [
        'dashboard.editTenant',
        'resources.readAll',
        'users.assignRole',
        'users.create',
        'users.deactivate',
        'users.delete',
        'users.export',
        'users.update',
      ];
      for (const [user, as, code, missing] of [
        [administrator, helper, 'insufficient-authority', lacked],
        [extra, helper, 'insufficient-authority', ['users.export']],
        [administrator, administrator, 'self-modification', undefined],
      ] as const) {
        assert.deepEqual(outcome(await end(tenant, user, as)), [403, code, missing]);
        assert.deepEqual(await lastDenied(server, tenant), ['user', as.id, user.id, code]);
      }
      for (const browser of browsers) {
        assert.equal((await browser.request('/v1/me')).status, 200);
      }
    });

    test('E11: the sessions of a user who is deleted, another tenant’s or never was are not found, in the same bytes', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const theirs = await signedIn(server, other, other.administrator);
      const deleted = await tenant.addUser();
      await server.database.asOwner((owner) => owner.deleteFrom('users').where('id', '=', deleted.id).execute());
      for (const method of ['GET', 'DELETE']) {
        const bytes = async (id: string): Promise<string> => {
          const init = {as: tenant.administrator, method, headers: {'X-Request-Id': 'same'}};
          const response = await server.request(`${tenant.path}/users/${id}/sessions`, init);
          return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
        };
        const never = await bytes(server.newId('usr'));
        assert.match(never, /^404 .*not-found/);
        for (const id of [deleted.id, other.administrator.id, 'nobody']) {
          assert.equal(await bytes(id), never);
        }
      }
      assert.equal((await theirs.request('/v1/me')).status, 200);
    });

    test('S10: the SDK lists and ends the sessions of a user, and tells whoever listens about the user', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const browser = await signedIn(server, tenant, user);
      const client = server.client(tenant.administrator);
      const {users} = client;
      const heard = ownChanges(client);
      const {items, total} = await users.sessions(user.id, {count: 'capped', sort: 'createdAt'});
      assert.deepEqual([items.map(({userId}) => userId), total], [[user.id], {value: 1, relation: 'eq'}]);
      assert.equal(await users.endSessions(user.id), undefined);
      assert.deepEqual(heard, [{action: 'sessionsEnded', subject: {type: 'user', id: user.id}}]);
      assert.equal((await browser.request('/v1/me')).status, 401);
      await assert.rejects(users.endSessions(server.newId('usr')), (error) => isProblem(error, 'not-found'));
      await assert.rejects(users.sessions('no/id'), (error) => error instanceof Error);
    });
  });

  describe(`operators and sessions of users on ${engine.name}`, {skip: engine.skip}, async () => {
    const issuer = await createIssuer(new TestClock().now, {issuer: 'https://platform.example', operators: true});
    const server = useTestServer(engine, {bearer: {issuers: [issuer.options]}});

    test('G5: an operator ends anybody’s sessions, and the tenant sees it', async () => {
      const tenant = await server.freshTenant();
      const {administrator, path} = tenant;
      const browser = await signedIn(server, tenant, administrator);
      const operator = {...administrator, token: () => issuer.sign({sub: 'op-7', scope: 'users.resetPassword'})};
      assert.equal((await server.request(`${path}/users/${administrator.id}/sessions`, {as: operator, method: 'DELETE'})).status, 204);
      assert.equal((await browser.request('/v1/me')).status, 401);
      const {action, actor_type, actor_id, target_id} = (await auditTrail(server, tenant)).at(-1) ?? assert.fail();
      assert.deepEqual([action, actor_type, actor_id, target_id], ['session.ended', 'operator', 'op-7', administrator.id]);
    });
  });
}
