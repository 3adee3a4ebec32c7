import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {engines} from '../testing/engines.ts';
import {type Answered, addRole, auditOf, countUsers, create, giveRole, JOHN, outcome} from '../testing/new-users.ts';
import {useTestServer} from '../testing/server.ts';

for (const engine of engines) {
  describe(`roles of new users on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('S0-05: without a role and without a default one the role is required', async () => {
      const tenant = await server.freshTenant();
      await server.database.asOwner((owner) =>
        owner.updateTable('tenant_profiles').set({default_role_id: null}).where('tenant_id', '=', tenant.id).execute(),
      );
      assert.deepEqual(outcome(await create(server, tenant, JOHN)), [422, 'validation-failed', ['#/roleId required']]);
      assert.equal((await create(server, tenant, {...JOHN, roleId: tenant.roleIds.developer})).status, 201);
    });

    test('S0-05, E11: a role that is not there, or is another tenant’s, is an unknown reference, in the same words', async () => {
      const tenant = await server.freshTenant();
      const other = await server.freshTenant();
      const never = await create(server, tenant, {...JOHN, roleId: server.newId('rol')});
      const foreign = await create(server, tenant, {...JOHN, roleId: other.roleIds.developer});
      const malformed = await create(server, tenant, {...JOHN, roleId: 'developer'});
      assert.deepEqual(outcome(never), [422, 'validation-failed', ['#/roleId unknown-reference']]);
      const words = ({body}: Answered): unknown => ({...body, requestId: undefined});
      assert.deepEqual(words(foreign), words(never));
      assert.deepEqual(outcome(malformed), outcome(never));
    });

    test('S0-05: a disabled role cannot be assigned', async () => {
      const tenant = await server.freshTenant();
      const roleId = await addRole(server, tenant, 'retired', ['roles.read'], 'disabled');
      const answered = await create(server, tenant, {...JOHN, roleId});
      assert.deepEqual(outcome(answered), [422, 'role-not-assignable', ['#/roleId not-allowed']]);
    });

    test('S0-05, G1: nobody gives rights over others that they lack; the attempt is in the audit trail', async () => {
      const tenant = await server.freshTenant();
      const helper = await tenant.addUser();
      await giveRole(server, tenant, helper, await addRole(server, tenant, 'helper', ['users.create', 'users.assignRole', 'roles.read']));
      const asAdmin = await create(server, tenant, {...JOHN, roleId: tenant.roleIds['tenant-admin']}, helper);
      assert.deepEqual(
        [asAdmin.status, asAdmin.body.code, asAdmin.body.missing],
        [
          403,
          'privilege-escalation',
          [
            'dashboard.editTenant',
            'resources.readAll',
            'users.deactivate',
            'users.delete',
            'users.export',
            'users.read',
            'users.resetPassword',
            'users.update',
          ],
        ],
      );
      const byExtra = await create(server, tenant, {...JOHN, extraPermissions: ['users.read', 'models.query']}, helper);
      assert.deepEqual([byExtra.status, byExtra.body.missing], [403, ['users.read']]);
      const [last] = await auditOf(server, tenant);
      assert.deepEqual(
        [last?.action, last?.outcome, last?.actor_id, last?.reason],
        ['access.denied', 'denied', helper.id, 'privilege-escalation'],
      );
      // What one may do for oneself gives no power over others: a helper without it may give it.
      assert.equal((await create(server, tenant, {...JOHN, roleId: tenant.roleIds.developer}, helper)).status, 201);
      assert.equal(await countUsers(server, tenant), 3);
    });

    test('S0-05: another role than the default one, or extra permissions, need users.assignRole', async () => {
      const tenant = await server.freshTenant();
      const clerk = await tenant.addUser();
      await giveRole(server, tenant, clerk, await addRole(server, tenant, 'clerk', ['users.create']));
      for (const more of [{roleId: tenant.roleIds.developer}, {roleId: server.newId('rol')}, {extraPermissions: ['models.query']}]) {
        const answered = await create(server, tenant, {...JOHN, ...more}, clerk);
        assert.deepEqual([answered.status, answered.body.required], [403, 'users.assignRole']);
      }
      const given = {...JOHN, roleId: tenant.roleIds['tenant-user'], extraPermissions: []};
      assert.equal((await create(server, tenant, given, clerk)).status, 201);
    });

    test('S0-05: extra permissions add to the role’s, each once and in order', async () => {
      const tenant = await server.freshTenant();
      const {body} = await create(server, tenant, {...JOHN, extraPermissions: ['users.read', 'models.query', 'users.read']});
      assert.deepEqual(body.user.extraPermissions, ['models.query', 'users.read']);
      assert.deepEqual(body.user.effectivePermissions, [
        'dashboard.editOwn',
        'jobs.read',
        'jobs.submit',
        'models.query',
        'notebooks.use',
        'resources.read',
        'roles.read',
        'users.read',
      ]);
    });
  });
}
