import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {PERMISSIONS, type Permission} from '@tenantry/sdk/contract';
import {auditTrail, lastDenied} from '../testing/audit.ts';
import {signedIn} from '../testing/browser.ts';
import {administratorsOf, type Changed, change} from '../testing/changed-users.ts';
import {engines} from '../testing/engines.ts';
import {createIssuer} from '../testing/issuer.ts';
import {addHelper} from '../testing/new-users.ts';
import {TestClock} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`guards of users on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    /** A user with a custom role of these permissions. */
    const helperOf = (tenant: TestTenant, permissions: readonly Permission[]): Promise<TestUser> => addHelper(server, tenant, permissions);

    const outcome = ({status, body}: Changed): unknown => [status, body.code, body.missing ?? body.required];

    const versionOf = async ({path, administrator}: TestTenant, {id}: TestUser): Promise<number> =>
      (await (await server.request(`${path}/users/${id}`, {as: administrator})).json()).version;

    test('endpoint 12: e-mail, names and note need users.update, role and extra permissions users.assignRole', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const editor = await helperOf(tenant, ['users.update']);
      const assigner = await helperOf(tenant, ['users.assignRole']);
      const details = [{email: 'new@aurora.example'}, {firstName: 'New'}, {lastName: 'New'}, {note: 'new'}];
      const rights = [{roleId: tenant.roleIds.developer}, {extraPermissions: ['models.query']}];
      for (const patch of details) {
        assert.deepEqual(outcome(await change(server, tenant, user, patch, {as: assigner})), [403, 'permission-denied', 'users.update']);
        assert.equal((await change(server, tenant, user, patch, {as: editor})).status, 200);
      }
      for (const patch of [...rights, {...details[0], ...rights[0]}]) {
        assert.deepEqual(outcome(await change(server, tenant, user, patch, {as: editor})), [403, 'permission-denied', 'users.assignRole']);
      }
      for (const patch of rights) {
        assert.equal((await change(server, tenant, user, patch, {as: assigner})).status, 200);
      }
      const reader = await tenant.addUser({role: 'auditor'});
      assert.deepEqual(outcome(await change(server, tenant, user, {}, {as: reader})), [403, 'permission-denied', 'users.update']);
      assert.equal(await versionOf(tenant, user), 7);
    });

    test('W8: the first check that fails answers: permission, schema, permission of a member, target, version, guards, state', async () => {
      const tenant = await server.freshTenant();
      const admin = tenant.administrator;
      const editor = await helperOf(tenant, ['users.update']);
      const deputy = await helperOf(tenant, PERMISSIONS);
      const weak = await helperOf(tenant, ['users.update', 'users.assignRole']);
      const nobody = {id: server.newId('usr')};
      const unknown = {roleId: server.newId('rol')};
      const code = async (...[user, json, options]: [Pick<TestUser, 'id'>, unknown, Parameters<typeof change>[4]]): Promise<string> =>
        (await change(server, tenant, user, json, options)).body.code;
      assert.equal(await code(nobody, {x: 1}, {as: await tenant.addUser()}), 'permission-denied');
      assert.equal(await code(nobody, {x: 1, ...unknown}, {as: editor}), 'validation-failed');
      assert.equal(await code(nobody, unknown, {as: editor, ifMatch: null}), 'permission-denied');
      assert.equal(await code({id: 'nobody'}, unknown, {as: editor, ifMatch: null}), 'permission-denied');
      assert.equal(await code(nobody, unknown, {as: admin, ifMatch: null}), 'not-found');
      assert.equal(await code(admin, unknown, {as: admin, ifMatch: null}), 'precondition-required');
      assert.equal(await code(admin, unknown, {as: admin, ifMatch: '"9"'}), 'precondition-failed');
      assert.equal(await code(admin, unknown, {as: admin}), 'self-modification');
      assert.equal(await code(admin, {...unknown, email: editor.email}, {as: weak}), 'insufficient-authority');
      assert.equal(await code(editor, {roleId: tenant.roleIds['tenant-admin'], email: admin.email}, {as: weak}), 'privilege-escalation');
      assert.equal(await code(admin, {roleId: tenant.roleIds.developer, email: editor.email}, {as: deputy}), 'last-administrator');
      assert.equal(await code(editor, {roleId: tenant.roleIds.developer, email: admin.email}, {as: deputy}), 'email-taken');
    });

    test('G1: nobody gives by a role, or by extra permissions, rights over others that they lack; the attempt is in the audit trail', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const helper = await helperOf(tenant, ['users.assignRole', 'users.read']);
      const give = (patch: unknown): Promise<Changed> => change(server, tenant, user, patch, {as: helper});
      const escalation = [
        403,
        'privilege-escalation',
        [
          'dashboard.editTenant',
          'resources.readAll',
          'users.create',
          'users.deactivate',
          'users.delete',
          'users.export',
          'users.resetPassword',
          'users.update',
        ],
      ];
      assert.deepEqual(outcome(await give({roleId: tenant.roleIds['tenant-admin']})), escalation);
      assert.deepEqual(await lastDenied(server, tenant), ['user', helper.id, user.id, 'privilege-escalation']);
      assert.deepEqual(outcome(await give({extraPermissions: ['users.create', 'users.read']})), [
        403,
        'privilege-escalation',
        ['users.create'],
      ]);
      assert.deepEqual(await lastDenied(server, tenant), ['user', helper.id, user.id, 'privilege-escalation']);
      const both = {roleId: tenant.roleIds.developer, extraPermissions: ['users.export']};
      assert.deepEqual(outcome(await give(both)), [403, 'privilege-escalation', ['users.export']]);
      assert.equal(await versionOf(tenant, user), 1);
      // What one has oneself, and what one may do for oneself only.
      assert.equal((await give({roleId: tenant.roleIds.developer, extraPermissions: ['users.read', 'users.assignRole']})).status, 200);
    });

    test('G2, E13: nobody changes the address, the role or the permissions of a user with a right over others that they lack', async () => {
      const tenant = await server.freshTenant();
      const helper = await helperOf(tenant, ['users.update', 'users.assignRole', 'users.read', 'users.create']);
      const {administrator} = tenant;
      for (const patch of [
        {email: 'mine@aurora.example'},
        {roleId: tenant.roleIds['tenant-user']},
        {extraPermissions: ['models.query']},
        {firstName: 'Renamed', email: 'mine@aurora.example'},
      ]) {
        const answer = outcome(await change(server, tenant, administrator, patch, {as: helper}));
        assert.deepEqual(answer, [
          403,
          'insufficient-authority',
          ['dashboard.editTenant', 'resources.readAll', 'users.deactivate', 'users.delete', 'users.export', 'users.resetPassword'],
        ]);
        assert.deepEqual(await lastDenied(server, tenant), ['user', helper.id, administrator.id, 'insufficient-authority']);
      }
      assert.equal(await versionOf(tenant, administrator), 1);
      const extra = await tenant.addUser();
      await change(server, tenant, extra, {extraPermissions: ['users.export']});
      assert.equal((await change(server, tenant, extra, {extraPermissions: []}, {as: helper})).status, 403, 'an extra permission counts');
      assert.equal((await change(server, tenant, administrator, {lastName: 'Renamed', note: 'x'}, {as: helper})).status, 200);
      const developer = await tenant.addUser({role: 'developer'});
      const equal = {email: 'dev@aurora.example', roleId: tenant.roleIds['tenant-user']};
      assert.equal((await change(server, tenant, developer, equal, {as: helper})).status, 200, 'rights for oneself are no authority');
    });

    test('G3: nobody changes oneself as a user, not even in nothing; one’s own names are under /v1/me', async () => {
      const tenant = await server.freshTenant();
      const admin = await tenant.addUser({role: 'tenant-admin'});
      for (const patch of [{roleId: tenant.roleIds.developer}, {extraPermissions: ['models.query']}, {firstName: 'New'}, {note: 'x'}, {}]) {
        assert.deepEqual(outcome(await change(server, tenant, admin, patch, {as: admin})), [403, 'self-modification', undefined]);
        assert.deepEqual(await lastDenied(server, tenant), ['user', admin.id, admin.id, 'self-modification']);
      }
      const browser = await signedIn(server, tenant, admin);
      const init = {method: 'PATCH', json: {firstName: 'New'}, headers: {'If-Match': '*'}};
      assert.equal((await browser.request(`/v1/tenants/self/users/${admin.id}`, init)).status, 403);
      assert.equal((await browser.request('/v1/me', init)).status, 200);
    });

    test('G4, E33, E15: the last administrator keeps the role; an equal custom role does not count, and is told so', async () => {
      const tenant = await server.freshTenant();
      const deputy = await helperOf(tenant, PERMISSIONS);
      const demote = (user: TestUser): Promise<Changed> =>
        change(server, tenant, user, {roleId: tenant.roleIds.developer, firstName: 'Was'}, {as: deputy});
      assert.deepEqual(outcome(await demote(tenant.administrator)), [409, 'last-administrator', undefined]);
      assert.deepEqual(await lastDenied(server, tenant), ['user', deputy.id, tenant.administrator.id, 'last-administrator']);
      assert.equal(await versionOf(tenant, tenant.administrator), 1);
      const second = await tenant.addUser({role: 'tenant-admin'});
      assert.equal((await demote(tenant.administrator)).status, 200);
      assert.deepEqual(outcome(await demote(second)), [409, 'last-administrator', undefined]);
      assert.deepEqual(await administratorsOf(server, tenant), [second.id]);
    });

    test('G4: who is deactivated, or has no way to sign in, is no other administrator, and may lose the role', async () => {
      const hour = 3_600_000;
      const at = server.clock.now().getTime();
      const asOwner = (table: 'credentials' | 'external_ids', {id}: TestUser): Promise<unknown> =>
        server.database.asOwner((owner) => owner.deleteFrom(table).where('user_id', '=', id).execute());
      const temporary = ({id}: TestUser, expires_at: Date): Promise<unknown> =>
        server.database.asOwner((owner) =>
          owner.updateTable('credentials').set({temporary: true, expires_at}).where('user_id', '=', id).execute(),
        );
      const ways: readonly [string, counts: boolean, (user: TestUser) => Promise<unknown>][] = [
        ['a password alone', true, (user) => asOwner('external_ids', user)],
        ['an identity alone', true, (user) => asOwner('credentials', user)],
        ['neither', false, (user) => asOwner('external_ids', user).then(() => asOwner('credentials', user))],
        ['a temporary password', true, (user) => asOwner('external_ids', user).then(() => temporary(user, new Date(at + hour)))],
        ['one past its time', false, (user) => asOwner('external_ids', user).then(() => temporary(user, new Date(at)))],
        [
          'an identity of an issuer that does not mean this tenant',
          false,
          (user) =>
            asOwner('credentials', user).then(() =>
              server.database.asOwner((owner) =>
                owner.updateTable('external_ids').set({issuer: 'https://gone.example'}).where('user_id', '=', user.id).execute(),
              ),
            ),
        ],
        [
          'deactivated',
          false,
          (user) =>
            server.database.asOwner((owner) => owner.updateTable('users').set({status: 'deactivated'}).where('id', '=', user.id).execute()),
        ],
      ];
      for (const [way, counts, take] of ways) {
        const tenant = await server.freshTenant();
        const deputy = await helperOf(tenant, PERMISSIONS);
        const other = await tenant.addUser({role: 'tenant-admin'});
        await take(other);
        const demote = async (user: TestUser): Promise<number> =>
          (await change(server, tenant, user, {roleId: tenant.roleIds.developer}, {as: deputy})).status;
        assert.equal(await demote(tenant.administrator), counts ? 200 : 409, way);
        assert.equal(await demote(other), counts ? 409 : 200, way);
      }
    });

    test('E4: two last administrators demote each other at once: exactly one succeeds', async () => {
      const tenant = await server.freshTenant();
      const pair = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})] as const;
      const roleId = tenant.roleIds['tenant-user'];
      const answers = await Promise.all(
        pair.map((as, index) => change(server, tenant, pair[1 - index] ?? as, {roleId}, {as, ifMatch: '"1"'})),
      );
      assert.deepEqual(answers.map(({status}) => status).toSorted(), [200, 403]);
      assert.equal((await administratorsOf(server, tenant)).length, 1);
    });

    test('E4, G4: two who are no administrators demote the two last ones at once: exactly one succeeds', async () => {
      const tenant = await server.freshTenant();
      const targets = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})];
      const deputies = [await helperOf(tenant, PERMISSIONS), await helperOf(tenant, PERMISSIONS)];
      const roleId = tenant.roleIds['tenant-user'];
      const answers = await Promise.all(
        targets.map((user, index) => change(server, tenant, user, {roleId}, {as: deputies[index] ?? user})),
      );
      assert.deepEqual(answers.map(({status}) => status).toSorted(), [200, 409]);
      assert.equal((await administratorsOf(server, tenant)).length, 1);
    });
  });

  describe(`operators and users on ${engine.name}`, {skip: engine.skip}, async () => {
    const issuer = await createIssuer(new TestClock().now, {issuer: 'https://platform.example', operators: true});
    const server = useTestServer(engine, {bearer: {issuers: [issuer.options]}});

    test('G5: an operator is bound by the last administrator alone, and the tenant sees each act', async () => {
      const tenant = await server.freshTenant();
      const [user, second] = [await tenant.addUser(), await tenant.addUser({role: 'tenant-admin'})];
      const operator = {...user, token: () => issuer.sign({sub: 'op-7', scope: 'users.update users.assignRole'})};
      const act = async (target: TestUser, patch: unknown): Promise<unknown> => {
        const {status, body} = await change(server, tenant, target, patch, {as: operator});
        const {action, outcome, actor_type, actor_id, target_id} = (await auditTrail(server, tenant)).at(-1) ?? assert.fail();
        assert.deepEqual([actor_type, actor_id, target_id], ['operator', 'op-7', target.id]);
        return [status, body.code, action, outcome];
      };
      assert.deepEqual(await act(user, {roleId: tenant.roleIds['tenant-admin']}), [200, undefined, 'user.roleChanged', 'success']);
      assert.deepEqual(await act(second, {email: 'second@aurora.example'}), [200, undefined, 'user.updated', 'success']);
      assert.deepEqual(await act(second, {extraPermissions: ['users.export']}), [200, undefined, 'user.updated', 'success']);
      const roleId = tenant.roleIds.developer;
      assert.deepEqual(await act(user, {roleId}), [200, undefined, 'user.roleChanged', 'success']);
      assert.deepEqual(await act(second, {roleId}), [200, undefined, 'user.roleChanged', 'success']);
      assert.deepEqual(await act(tenant.administrator, {roleId}), [409, 'last-administrator', 'access.denied', 'denied']);
    });

    test('A14: an operator whose scope has neither permission changes nobody', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const operator = {...user, token: () => issuer.sign({sub: 'op-7', scope: 'users.read'})};
      const {status, body} = await change(server, tenant, user, {firstName: 'X'}, {as: operator});
      assert.deepEqual([status, body.code], [403, 'permission-denied']);
    });
  });
}
