import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {PERMISSIONS} from '@tenantry/sdk/contract';
import {auditTrail, lastDenied} from '../testing/audit.ts';
import {TestBrowser} from '../testing/browser.ts';
import {act, type Changed, change, reset} from '../testing/changed-users.ts';
import {engines} from '../testing/engines.ts';
import {createIssuer} from '../testing/issuer.ts';
import {addHelper, giveRole} from '../testing/new-users.ts';
import {TestClock} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`who may reset whose password on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const outcome = ({status, body}: Changed): unknown => [status, body.code, body.missing ?? body.required];

    const isAsBefore = async (tenant: TestTenant, user: TestUser): Promise<void> =>
      assert.equal((await new TestBrowser(server).signIn(tenant, user)).status, 201);

    test('endpoint 13: it needs users.resetPassword and nothing else', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const able = await addHelper(server, tenant, ['users.resetPassword']);
      const others = PERMISSIONS.filter((permission) => permission !== 'users.resetPassword');
      const unable = await addHelper(server, tenant, others);
      const denied = await reset(server, tenant, user, {as: unable});
      assert.deepEqual(outcome(denied), [403, 'permission-denied', 'users.resetPassword']);
      await isAsBefore(tenant, user);
      assert.equal((await reset(server, tenant, user, {as: able})).status, 200);
    });

    test('G2, E13: nobody resets the password of a user with a right over others that they lack, in whichever state the user is', async () => {
      const tenant = await server.freshTenant();
      const helper = await addHelper(server, tenant, ['users.resetPassword', 'users.read']);
      const second = await tenant.addUser({role: 'tenant-admin'});
      const extra = await tenant.addUser();
      await change(server, tenant, extra, {extraPermissions: ['users.export']});
      const refused = async (user: TestUser, missing: readonly string[]): Promise<void> => {
        const runs = server.hasher.runs;
        assert.deepEqual(outcome(await reset(server, tenant, user, {as: helper})), [403, 'insufficient-authority', missing]);
        assert.deepEqual(await lastDenied(server, tenant), ['user', helper.id, user.id, 'insufficient-authority']);
        assert.equal(server.hasher.runs, runs, 'refused before the slow work');
      };
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
      await refused(second, lacked);
      await isAsBefore(tenant, second);
      await refused(extra, ['users.export']);
      await isAsBefore(tenant, extra);
      await act(server, tenant, second, 'deactivate');
      await refused(second, lacked);
      const developer = await tenant.addUser({role: 'developer'});
      assert.equal((await reset(server, tenant, developer, {as: helper})).status, 200, 'rights for oneself are no authority');
    });

    test('G3: nobody resets the own password', async () => {
      const tenant = await server.freshTenant();
      const {administrator} = tenant;
      assert.deepEqual(outcome(await reset(server, tenant, administrator, {as: administrator})), [403, 'self-modification', undefined]);
      assert.deepEqual(await lastDenied(server, tenant), ['user', administrator.id, administrator.id, 'self-modification']);
      await isAsBefore(tenant, administrator);
    });

    test('W8: the first check that fails answers: permission, schema, target, version, guards, state', async () => {
      const tenant = await server.freshTenant();
      const weak = await addHelper(server, tenant, ['users.resetPassword']);
      const user = await tenant.addUser();
      const nobody = {id: server.newId('usr')};
      const code = async (...[to, as, options]: [Pick<TestUser, 'id'>, TestUser, object?]): Promise<string> =>
        (await reset(server, tenant, to, {as, ...options})).body.code;
      assert.equal(await code(nobody, user, {json: {}}), 'permission-denied');
      assert.equal(await code(nobody, weak, {json: {}}), 'validation-failed');
      assert.equal(await code(nobody, weak, {ifMatch: '"9"'}), 'not-found');
      assert.equal(await code(weak, weak, {ifMatch: '"9"'}), 'precondition-failed');
      assert.equal(await code(weak, weak), 'self-modification');
      await change(server, tenant, user, {extraPermissions: ['users.read']});
      await act(server, tenant, user, 'deactivate');
      assert.equal(await code(user, weak), 'insufficient-authority');
      assert.equal(await code(user, tenant.administrator), 'user-deactivated');
    });

    test('T12, A4: what changes while the password is hashed counts: rights of the caller, rights and state of the user, its version', async () => {
      for (const [happens, expected, ifMatch = null] of [
        [(tenant, {helper}) => giveRole(server, tenant, helper, tenant.roleIds.auditor ?? ''), 'permission-denied'],
        [(tenant, {user}) => giveRole(server, tenant, user, tenant.roleIds['tenant-admin'] ?? ''), 'insufficient-authority'],
        [(tenant, {user}) => act(server, tenant, user, 'deactivate'), 'user-deactivated'],
        [(tenant, {user}) => change(server, tenant, user, {firstName: 'Else'}), 'precondition-failed', '"1"'],
        [(_, {user}) => server.database.asOwner((owner) => owner.deleteFrom('users').where('id', '=', user.id).execute()), 'not-found'],
      ] as readonly [(tenant: TestTenant, who: Record<'helper' | 'user', TestUser>) => Promise<unknown>, string, string?][]) {
        const tenant = await server.freshTenant();
        const helper = await addHelper(server, tenant, ['users.resetPassword']);
        const user = await tenant.addUser();
        const {hasher} = server;
        const hash = hasher.hash.bind(hasher);
        hasher.hash = async (password) => {
          await happens(tenant, {helper, user});
          return hash(password);
        };
        const answer = await reset(server, tenant, user, {as: helper, ifMatch}).finally(() => {
          hasher.hash = hash;
        });
        assert.equal(answer.body.code, expected);
        const resets = (await auditTrail(server, tenant)).filter(({action}) => action === 'user.passwordReset');
        assert.deepEqual(resets, []);
      }
    });
  });

  describe(`operators and the passwords of users on ${engine.name}`, {skip: engine.skip}, async () => {
    const issuer = await createIssuer(new TestClock().now, {issuer: 'https://platform.example', operators: true});
    const server = useTestServer(engine, {bearer: {issuers: [issuer.options]}});

    test('G5, A14: an operator is not bound by G2, needs the permission in its scope, and the tenant sees the act', async () => {
      const tenant = await server.freshTenant();
      const {administrator} = tenant;
      const operator = (scope: string): TestUser => ({...administrator, token: () => issuer.sign({sub: 'op-7', scope})});
      const denied = await reset(server, tenant, administrator, {as: operator('users.update users.read')});
      assert.deepEqual([denied.status, denied.body.code], [403, 'permission-denied']);
      const {status, body} = await reset(server, tenant, administrator, {as: operator('users.resetPassword')});
      assert.equal(status, 200);
      const {action, actor_type, actor_id, target_id} = (await auditTrail(server, tenant)).at(-1) ?? assert.fail();
      assert.deepEqual([action, actor_type, actor_id, target_id], ['user.passwordReset', 'operator', 'op-7', administrator.id]);
      const signedInBy = await new TestBrowser(server).signIn(tenant, {...administrator, password: body.temporaryPassword});
      assert.equal(signedInBy.status, 201);
    });
  });
}
