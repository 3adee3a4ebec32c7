import assert from 'node:assert/strict';
import {before, describe, test} from 'node:test';
import {PERMISSIONS, type Permission} from '@tenantry/sdk/contract';
import {signedIn, type TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {createIssuer} from '../testing/issuer.ts';
import {TestMailer} from '../testing/mail.ts';
import {addHelper} from '../testing/new-users.ts';
import {TestClock} from '../testing/ports.ts';
import {type TestRequest, useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

/** How to try an operation, and what it should say to those who may less than an administrator. */
interface Trial {
  readonly request: (tenant: TestTenant, ids: Readonly<Record<'usr' | 'rol' | 'ses', string>>) => [path: string, init?: TestRequest];
  /** The permission without which nobody may, as the contract has it. */
  readonly needs: Permission | null;
  /** Another that does as well. */
  readonly orElse?: Permission;
  /** Without a credential. */
  readonly anonymous: number;
  /** By a session that must choose a new password (A6). */
  readonly forced: number;
  /** By a tenant user, who has no rights over others. */
  readonly tenantUser: number;
}

const CREATE = {
  username: 'new.user',
  email: 'new.user@aurora.example',
  firstName: 'New',
  lastName: 'User',
  credential: {type: 'temporary', delivery: 'show'},
};

const NEW_LAYOUT = {method: 'PUT', json: {widgets: []}, headers: {'If-None-Match': '*'}};

/** What needs no credential, with the code of its answer where it refuses what is tried here. */
const PUBLIC: Readonly<Record<string, string | undefined>> = {
  'session.signIn': 'invalid-credentials',
  'me.requestReset': undefined,
  'me.completeReset': 'link-expired',
};

/** A tenant to ask for the paths of requests: which of them name their tenant. */
const NOWHERE = {path: '/v1/tenants/{tenantId}'} as TestTenant;

// Every operation of the API. One that is missing here fails the test, as does one here that is not there.
const TRIALS: Readonly<Record<string, Trial>> = {
  'session.signIn': {
    needs: null,
    request: () => ['/v1/session', {json: {tenant: 'x', username: 'x', password: 'x'}}],
    anonymous: 401,
    forced: 401,
    tenantUser: 401,
  },
  'me.requestReset': {
    needs: null,
    request: () => ['/v1/password-resets', {json: {tenant: 'x', login: 'x'}}],
    anonymous: 202,
    forced: 202,
    tenantUser: 202,
  },
  'me.completeReset': {
    needs: null,
    request: () => ['/v1/password-resets/complete', {json: {token: 'x', newPassword: 'x'}}],
    anonymous: 410,
    forced: 410,
    tenantUser: 410,
  },
  'session.get': {needs: null, request: () => ['/v1/session'], anonymous: 401, forced: 200, tenantUser: 200},
  'session.signOut': {needs: null, request: () => ['/v1/session', {method: 'DELETE'}], anonymous: 401, forced: 204, tenantUser: 204},
  'me.get': {needs: null, request: () => ['/v1/me'], anonymous: 401, forced: 200, tenantUser: 200},
  'me.update': {
    needs: null,
    request: () => ['/v1/me', {method: 'PATCH', json: {firstName: 'New'}, headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'me.changePassword': {
    needs: null,
    request: () => ['/v1/me/password', {json: {currentPassword: '', newPassword: ''}}],
    anonymous: 401,
    forced: 403, // wrong-password: it got as far as that
    tenantUser: 403,
  },
  'me.sessions': {needs: null, request: () => ['/v1/me/sessions'], anonymous: 401, forced: 403, tenantUser: 200},
  'me.endSession': {
    needs: null,
    request: (_, {ses}) => [`/v1/me/sessions/${ses}`, {method: 'DELETE'}],
    anonymous: 401,
    forced: 403,
    tenantUser: 404,
  },
  'users.list': {needs: 'users.read', request: ({path}) => [`${path}/users`], anonymous: 401, forced: 403, tenantUser: 403},
  'users.create': {
    needs: 'users.create',
    request: ({path}) => [`${path}/users`, {json: CREATE}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.get': {needs: 'users.read', request: ({path}, {usr}) => [`${path}/users/${usr}`], anonymous: 401, forced: 403, tenantUser: 403},
  'users.update': {
    needs: 'users.update',
    request: ({path}, {usr}) => [`${path}/users/${usr}`, {method: 'PATCH', json: {firstName: 'New'}, headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.resetPassword': {
    needs: 'users.resetPassword',
    request: ({path}, {usr}) => [`${path}/users/${usr}/reset-password`, {json: {delivery: 'show'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.welcome': {
    needs: 'users.create',
    request: ({path}, {usr}) => [`${path}/users/${usr}/welcome`, {method: 'POST'}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.deactivate': {
    needs: 'users.deactivate',
    request: ({path}, {usr}) => [`${path}/users/${usr}/deactivate`, {json: {}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.reactivate': {
    needs: 'users.deactivate',
    request: ({path}, {usr}) => [`${path}/users/${usr}/reactivate`, {json: {}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.sessions': {
    needs: 'users.read',
    request: ({path}, {usr}) => [`${path}/users/${usr}/sessions`],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.endSessions': {
    needs: 'users.resetPassword',
    request: ({path}, {usr}) => [`${path}/users/${usr}/sessions`, {method: 'DELETE'}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.checkDeletion': {
    needs: 'users.delete',
    request: ({path}, {usr}) => [`${path}/users/${usr}/deletion-check`],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.transfer': {
    needs: 'users.delete',
    request: ({path}, {usr}) => [`${path}/users/${usr}/transfers`, {json: {toUserId: `usr_${'0'.repeat(26)}`}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.delete': {
    needs: 'users.delete',
    request: ({path}, {usr}) => [`${path}/users/${usr}`, {method: 'DELETE', headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'operations.get': {
    needs: null,
    request: ({path}, {usr}) => [`${path}/operations/${usr.replace('usr', 'opn')}`],
    anonymous: 401,
    forced: 403,
    tenantUser: 404,
  },
  'operations.cancel': {
    needs: null,
    request: ({path}, {usr}) => [`${path}/operations/${usr.replace('usr', 'opn')}/cancel`, {method: 'POST'}],
    anonymous: 401,
    forced: 403,
    tenantUser: 404,
  },
  'users.checkUsername': {
    needs: 'users.create',
    request: ({path}) => [`${path}/username-check?value=x`],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'roles.list': {needs: 'roles.read', request: ({path}) => [`${path}/roles`], anonymous: 401, forced: 403, tenantUser: 200},
  'roles.get': {needs: 'roles.read', request: ({path}, {rol}) => [`${path}/roles/${rol}`], anonymous: 401, forced: 403, tenantUser: 404},
  'roles.matrix': {needs: 'roles.read', request: ({path}) => [`${path}/roles/matrix`], anonymous: 401, forced: 403, tenantUser: 200},
  'permissions.list': {needs: 'roles.read', request: ({path}) => [`${path}/permissions`], anonymous: 401, forced: 403, tenantUser: 200},
  'dashboard.summary': {
    needs: 'resources.read',
    request: ({path}) => [`${path}/dashboard/summary`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'dashboard.layout': {needs: null, request: ({path}) => [`${path}/dashboard/layout`], anonymous: 401, forced: 403, tenantUser: 200},
  'dashboard.layout.tenant': {
    needs: null,
    request: ({path}) => [`${path}/dashboard/layouts/tenant`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'dashboard.layout.personal': {
    needs: null,
    request: ({path}) => [`${path}/dashboard/layouts/personal`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'dashboard.resetLayout.tenant': {
    needs: 'dashboard.editTenant',
    request: ({path}) => [`${path}/dashboard/layouts/tenant`, {method: 'DELETE', headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'dashboard.resetLayout.personal': {
    needs: 'dashboard.editOwn',
    request: ({path}) => [`${path}/dashboard/layouts/personal`, {method: 'DELETE', headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 404,
  },
  'dashboard.saveLayout.tenant': {
    needs: 'dashboard.editTenant',
    request: ({path}) => [`${path}/dashboard/layouts/tenant`, NEW_LAYOUT],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'dashboard.saveLayout.personal': {
    needs: 'dashboard.editOwn',
    request: ({path}) => [`${path}/dashboard/layouts/personal`, NEW_LAYOUT],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'resources.list': {
    needs: 'resources.read',
    orElse: 'resources.readAll',
    request: ({path}) => [`${path}/resources`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'jobs.list': {
    needs: 'jobs.read',
    orElse: 'resources.readAll',
    request: ({path}) => [`${path}/jobs`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'events.subscribe': {needs: null, request: ({path}) => [`${path}/events`], anonymous: 401, forced: 403, tenantUser: 200},
  'passwordPolicy.get': {needs: null, request: ({path}) => [`${path}/password-policy`], anonymous: 401, forced: 200, tenantUser: 200},
};

for (const engine of engines) {
  describe(`every operation on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine, {mailer: new TestMailer()});
    let tenant: TestTenant;
    let user: TestUser;

    before(async () => {
      tenant = await server.freshTenant();
      user = await tenant.addUser();
    });

    const attempt = async (
      operationId: string,
      browser: Pick<TestBrowser, 'request'>,
    ): Promise<{status: number; code: string | undefined; required: string | undefined}> => {
      const ids = {usr: server.newId('usr'), rol: server.newId('rol'), ses: server.newId('ses')};
      const [path, init] = TRIALS[operationId]?.request(tenant, ids) ?? [''];
      const response = await browser.request(path, init);
      await (response.ok ? response.body?.cancel() : undefined); // It may be one that never ends.
      const {code, required} = response.ok ? {} : await response.json();
      return {status: response.status, code, required};
    };

    const asToken = (as: TestUser): Pick<TestBrowser, 'request'> => ({request: (path, init) => server.request(path, {...init, as})});

    test('S1-02: the trials below cover the API exactly', async () => {
      const {paths} = await (await server.request('/v1/openapi.json')).json();
      const operations = Object.values<Record<string, {operationId: string}>>(paths).flatMap((path) => Object.values(path));
      assert.deepEqual(operations.map(({operationId}) => operationId).toSorted(), Object.keys(TRIALS).toSorted());
    });

    for (const [operationId, {anonymous, forced, tenantUser}] of Object.entries(TRIALS)) {
      test(`${operationId} without a credential answers ${anonymous}`, async () => {
        const browser = await signedIn(server, tenant, user);
        browser.cookie = undefined;
        const {status, code} = await attempt(operationId, browser);
        assert.deepEqual([status, code], [anonymous, operationId in PUBLIC ? PUBLIC[operationId] : 'unauthenticated']);
      });

      test(`A6: ${operationId} by a session that must change its password answers ${forced}`, async () => {
        const newcomer = await tenant.addUser({role: 'tenant-admin'});
        await server.database.inTenant(tenant.id, (transaction) =>
          transaction.updateTable('credentials').set({temporary: true}).where('user_id', '=', newcomer.id).execute(),
        );
        const {status, code} = await attempt(operationId, await signedIn(server, tenant, newcomer));
        assert.equal(status, forced);
        assert.equal(code === 'password-change-required', forced === 403 && operationId !== 'me.changePassword');
      });

      test(`S0-02: ${operationId} by a tenant user answers ${tenantUser}`, async () => {
        const {status, code} = await attempt(operationId, await signedIn(server, tenant, user));
        assert.equal(status, tenantUser);
        assert.equal(code === 'permission-denied', tenantUser === 403 && operationId !== 'me.changePassword');
      });
    }

    for (const [operationId, {needs, orElse, request}] of Object.entries(TRIALS).filter(([id]) => !(id in PUBLIC))) {
      const isScoped = request(NOWHERE, {usr: '', rol: '', ses: ''})[0].startsWith(NOWHERE.path);
      const others = PERMISSIONS.filter((permission) => permission !== needs && permission !== orElse);

      test(`§4: ${operationId} by a user with ${needs ?? 'no permission'} alone, by all who have it, and by nobody else`, async () => {
        const mayBe = async (as: TestUser): Promise<boolean> => {
          const {status, code, required} = await attempt(operationId, asToken(as));
          assert.notEqual(status, 401);
          assert.equal(required, code === 'permission-denied' ? needs : undefined);
          return code !== 'permission-denied';
        };
        assert.equal(await mayBe(await addHelper(server, tenant, needs === null ? [] : [needs])), true);
        assert.equal(await mayBe(await addHelper(server, tenant, orElse ? [orElse] : others)), needs === null || orElse !== undefined);
        assert.equal(await mayBe(await addHelper(server, tenant, others)), needs === null);
        assert.equal(await mayBe(tenant.administrator), true);
        const auditor = await tenant.addUser({role: 'auditor'});
        assert.equal(
          await mayBe(auditor),
          needs === null || orElse === 'resources.readAll' || ['users.read', 'users.export', 'roles.read'].includes(needs),
        );
      });

      if (isScoped) {
        test(`E11, W1: ${operationId} in another tenant is not found, whether or not what it is about is there, in the same bytes`, async () => {
          const stranger = (await server.freshTenant()).administrator;
          const bytes = async (at: TestTenant, ids: Readonly<Record<'usr' | 'rol' | 'ses', string>>): Promise<string> => {
            const [path, {headers, ...init} = {}] = request(at, ids);
            const response = await server.request(path, {...init, headers: {...headers, 'X-Request-Id': 'same'}, as: stranger});
            return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
          };
          const there = {usr: user.id, rol: tenant.roleIds.auditor ?? '', ses: ''};
          const never = {usr: server.newId('usr'), rol: server.newId('rol'), ses: ''};
          const answer = await bytes({...tenant, path: `/v1/tenants/${server.newId('ten')}`}, never);
          assert.match(answer, /^404 .*not-found/);
          assert.deepEqual([await bytes(tenant, there), await bytes(tenant, never)], [answer, answer]);
        });
      }
    }

    test('W8: a lacking permission answers 403 whether or not the target exists, and names the permission', async () => {
      for (const id of [tenant.administrator.id, server.newId('usr')]) {
        const response = await server.request(`${tenant.path}/users/${id}`, {as: user});
        const problem = await response.json();
        assert.deepEqual([response.status, problem.code, problem.required], [403, 'permission-denied', 'users.read']);
      }
    });

    test('W8: the first check that fails answers', async () => {
      const browser = await signedIn(server, tenant, user);
      const post = async (init: TestRequest, path = `${tenant.path}/users`): Promise<string> =>
        (await (await browser.request(path, {method: 'POST', ...init})).json()).code;
      const json = {'Content-Type': 'application/json'};
      const {cookie} = browser;
      assert.equal(await post({body: 'x', headers: {Cookie: ''}}), 'unsupported-media-type', 'type before credential');
      assert.equal(await post({body: 'x'.repeat(70_000), headers: {...json, Cookie: ''}}), 'too-large', 'size before credential');
      browser.cookie = undefined;
      assert.equal(
        await post({body: '{', headers: {...json, Origin: 'https://evil.example'}}),
        'unauthenticated',
        'credential before origin',
      );
      browser.cookie = cookie;
      assert.equal(await post({body: '{', headers: {...json, Origin: 'https://evil.example'}}), 'csrf', 'origin before tenant');
      const other = await server.freshTenant();
      assert.equal(await post({body: '{', headers: json}, `${other.path}/users`), 'not-found', 'tenant before permission');
      assert.equal(await post({body: '{', headers: json}), 'permission-denied', 'permission before schema');
      const admin = await signedIn(server, tenant, tenant.administrator);
      const response = await admin.request(`${tenant.path}/users`, {method: 'POST', body: '{', headers: json});
      assert.equal((await response.json()).code, 'malformed-body');
    });

    test('W12: an exact count needs users.export', async () => {
      const reader = await tenant.addUser();
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction
          .updateTable('users')
          .set({extra_permissions: ['users.read']})
          .where('id', '=', reader.id)
          .execute(),
      );
      const count = (as: TestUser, kind: string): Promise<Response> => server.request(`${tenant.path}/users?limit=200&count=${kind}`, {as});
      assert.equal((await count(reader, 'capped')).status, 200);
      const refused = await count(reader, 'exact');
      assert.deepEqual([refused.status, (await refused.json()).required], [403, 'users.export']);
      const {total, items} = await (await count(tenant.administrator, 'exact')).json();
      assert.deepEqual(total, {value: items.length, relation: 'eq'});
    });
  });

  describe(`every operation by an operator on ${engine.name}`, {skip: engine.skip}, async () => {
    const issuer = await createIssuer(new TestClock().now, {issuer: 'https://platform.example', operators: true});
    const server = useTestServer(engine, {mailer: new TestMailer(), bearer: {issuers: [issuer.options]}});

    test('A14: it takes the permission in the scope, in the tenant of the path; what is one’s own an operator has not', async () => {
      const tenant = await server.freshTenant();
      const codes = async (scope: readonly string[], {request}: Trial): Promise<unknown> => {
        const as = {...tenant.administrator, token: () => issuer.sign({sub: 'op-7', scope: scope.join(' ')})};
        const [path, init] = request(tenant, {usr: server.newId('usr'), rol: server.newId('rol'), ses: server.newId('ses')});
        const response = await server.request(path, {...init, as});
        await (response.ok ? response.body?.cancel() : undefined);
        return response.ok ? undefined : (await response.json()).code;
      };
      for (const [operationId, trial] of Object.entries(TRIALS).filter(([id]) => !(id in PUBLIC))) {
        const {needs, orElse, request} = trial;
        const others = PERMISSIONS.filter((permission) => permission !== needs && permission !== orElse);
        if (!request(NOWHERE, {usr: '', rol: '', ses: ''})[0].startsWith(NOWHERE.path)) {
          assert.equal(await codes(PERMISSIONS, trial), 'not-a-member', operationId);
        } else {
          assert.ok([undefined, 'not-found'].includes((await codes(needs === null ? [] : [needs], trial)) as undefined), operationId);
          assert.equal((await codes(others, trial)) === 'permission-denied', needs !== null, operationId);
        }
      }
    });
  });
}
