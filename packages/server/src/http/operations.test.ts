import assert from 'node:assert/strict';
import {before, describe, test} from 'node:test';
import {PERMISSIONS} from '@tenantry/sdk/contract';
import {signedIn, type TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {createIssuer} from '../testing/issuer.ts';
import {TestMailer} from '../testing/mail.ts';
import {addHelper} from '../testing/new-users.ts';
import {TestClock} from '../testing/ports.ts';
import {type TestRequest, useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';
import {NOWHERE, PUBLIC, type Trial, TRIALS} from '../testing/trials.ts';

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
      // One of its own: the other has more users than a page.
      const small = await server.freshTenant();
      const reader = await small.addUser();
      await server.database.inTenant(small.id, (transaction) =>
        transaction
          .updateTable('users')
          .set({extra_permissions: ['users.read']})
          .where('id', '=', reader.id)
          .execute(),
      );
      const count = (as: TestUser, kind: string): Promise<Response> => server.request(`${small.path}/users?limit=200&count=${kind}`, {as});
      assert.equal((await count(reader, 'capped')).status, 200);
      const refused = await count(reader, 'exact');
      assert.deepEqual([refused.status, (await refused.json()).required], [403, 'users.export']);
      const {total, items} = await (await count(small.administrator, 'exact')).json();
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
