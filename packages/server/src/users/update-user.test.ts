import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isApiError} from '@tenantry/sdk';
import {User} from '@tenantry/sdk/contract';
import {auditTrail} from '../testing/audit.ts';
import {signedIn} from '../testing/browser.ts';
import {change} from '../testing/changed-users.ts';
import {engines} from '../testing/engines.ts';
import {addRole} from '../testing/new-users.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';
import {ownChanges} from '../testing/own-changes.ts';

for (const engine of engines) {
  describe(`changing users on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const found = async ({path, administrator}: TestTenant, q: string): Promise<number> =>
      (await (await server.request(`${path}/users?q=${q}`, {as: administrator})).json()).items.length;

    const stored = ({id: tenantId}: TestTenant, {id}: TestUser) =>
      server.database.inTenant(tenantId, (transaction) =>
        transaction.selectFrom('users').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirstOrThrow(),
      );

    test('endpoint 12, W9: what is sent changes, the rest stays; one version more, as ETag; the audit names the fields and no values (L18)', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({firstName: 'Old', lastName: 'Name'});
      server.clock.advance({minutes: 1});
      const changed = await change(server, tenant, user, {lastName: '  Müller ', note: ' one\ntwo '}, {ifMatch: '"1"'});
      assert.deepEqual([changed.status, changed.etag], [200, '"2"']);
      const {firstName, lastName, note, email, version, updatedAt} = User.parse(changed.body);
      assert.deepEqual([firstName, lastName, note, email, version], ['Old', 'Müller', 'one\ntwo', user.email, 2]);
      assert.equal(updatedAt, server.clock.now().toISOString());
      assert.deepEqual([await found(tenant, 'muller'), await found(tenant, 'name'), await found(tenant, 'old')], [1, 0, 1]);
      const row = (await auditTrail(server, tenant)).at(-1);
      assert.deepEqual(
        [row?.action, row?.target_id, row?.outcome, row?.actor_id],
        ['user.updated', user.id, 'success', tenant.administrator.id],
      );
      assert.deepEqual(row?.changes, [{path: '/lastName'}, {path: '/note'}]);
      assert.doesNotMatch(JSON.stringify(row), /ller|two/);
    });

    test('W2: null clears the note, as an empty one does; nothing else can be cleared', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      for (const note of [null, '  ']) {
        assert.equal((await change(server, tenant, user, {note: 'x'})).body.note, 'x');
        assert.equal((await change(server, tenant, user, {note})).body.note, null);
      }
      for (const member of ['email', 'firstName', 'lastName', 'roleId', 'extraPermissions']) {
        const {status, body} = await change(server, tenant, user, {[member]: null});
        assert.deepEqual([status, body.errors[0].pointer, body.errors[0].code], [422, `#/${member}`, 'type']);
      }
    });

    test('endpoint 12: what changes nothing answers the user as it is: no version, no audit row', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({firstName: 'Same'});
      await change(server, tenant, user, {extraPermissions: ['users.read', 'models.query']});
      const before = (await auditTrail(server, tenant)).length;
      const roleId = tenant.roleIds['tenant-user'];
      for (const patch of [
        {},
        {reason: 'no reason'},
        {firstName: ' Same ', email: user.email, note: null, roleId},
        {extraPermissions: ['users.read', 'models.query', 'users.read']},
      ]) {
        const {status, etag, body} = await change(server, tenant, user, patch, {ifMatch: '"2"'});
        assert.deepEqual([status, etag, body.version], [200, '"2"', 2]);
      }
      assert.equal((await auditTrail(server, tenant)).length, before);
    });

    test('L4: another address is not verified, is found by its words and is unique by its key', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const verify = () =>
        server.database.inTenant(tenant.id, (transaction) =>
          transaction.updateTable('users').set({email_verified: true}).where('id', '=', user.id).execute(),
        );
      await verify();
      assert.equal((await change(server, tenant, user, {firstName: 'Other'})).body.emailVerified, true, 'a name takes nothing away');
      const {body} = await change(server, tenant, user, {email: ' Zoë.New@BÜCHER.example '});
      assert.deepEqual([body.email, body.emailVerified], ['Zoë.New@xn--bcher-kva.example', false]);
      const {email_key, email_sort} = await stored(tenant, user);
      assert.deepEqual([email_key, email_sort], ['zoë.new@xn--bcher-kva.example', 'zoe.new@xn--bcher-kva.example']);
      assert.deepEqual([await found(tenant, 'zoe'), await found(tenant, 'bcher')], [1, 1]);
      const colleague = await tenant.addUser();
      const taken = await change(server, tenant, colleague, {email: 'ZOË.new@bücher.example'});
      assert.deepEqual([taken.status, taken.body.code, taken.body.errors[0].pointer], [409, 'email-taken', '#/email']);
      assert.equal((await stored(tenant, colleague)).version, 1);
      // The user who has the key may write it another way.
      assert.equal((await change(server, tenant, user, {email: 'zoë.NEW@bücher.example'})).status, 200);
    });

    test('L4: two who are given one address at once: one gets it, the other is told', async () => {
      const tenant = await server.freshTenant();
      const users = [await tenant.addUser(), await tenant.addUser()];
      const answers = await Promise.all(users.map((user) => change(server, tenant, user, {email: 'one@aurora.example'})));
      assert.deepEqual(answers.map(({status}) => status).toSorted(), [200, 409]);
    });

    test('V3, L18: a role change is an audit row of its own, from which role to which, with the reason; extra permissions tell their values', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const before = (await auditTrail(server, tenant)).length;
      const {developer = '', 'tenant-user': former} = tenant.roleIds;
      const patch = {roleId: developer, firstName: 'Dev', extraPermissions: ['users.read', 'users.read'], reason: ' joins the team '};
      const {body} = await change(server, tenant, user, patch);
      assert.deepEqual([body.roleId, body.role.key, body.extraPermissions, body.version], [developer, 'developer', ['users.read'], 2]);
      assert.ok(!('reason' in body));
      assert.deepEqual(
        (await auditTrail(server, tenant)).slice(before).map(({action, changes, reason}) => ({action, changes, reason})),
        [
          {action: 'user.roleChanged', changes: [{path: '/roleId', from: former, to: developer}], reason: 'joins the team'},
          {
            action: 'user.updated',
            changes: [{path: '/firstName'}, {path: '/extraPermissions', from: [], to: ['users.read']}],
            reason: 'joins the team',
          },
        ],
      );
    });

    test('S0-33, S1-11, L8, E18: another role acts on the very next request, by cookie and by token, and the session goes on', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({role: 'auditor'});
      const browser = await signedIn(server, tenant, user);
      const session = (await (await browser.request('/v1/me')).json()).session.id;
      const answers = async (): Promise<number[]> => [
        (await browser.request(`${tenant.path}/users`)).status,
        (await server.request(`${tenant.path}/users`, {as: user})).status,
      ];
      assert.deepEqual(await answers(), [200, 200]);
      await change(server, tenant, user, {roleId: tenant.roleIds.developer});
      assert.deepEqual(await answers(), [403, 403]);
      await change(server, tenant, user, {extraPermissions: ['users.read']});
      assert.deepEqual(await answers(), [200, 200]);
      const me = await (await browser.request('/v1/me')).json();
      assert.deepEqual([me.session.id, me.user.role.key], [session, 'developer']);
    });

    test('E1: two administrators edit one user: the second is told with what is there now, and neither change is lost', async () => {
      const tenant = await server.freshTenant();
      const [user, second] = [await tenant.addUser(), await tenant.addUser({role: 'tenant-admin'})];
      const answers = await Promise.all([
        change(server, tenant, user, {firstName: 'One'}, {ifMatch: '"1"'}),
        change(server, tenant, user, {lastName: 'Two'}, {ifMatch: '"1"', as: second}),
      ]);
      const [done, late] = answers.toSorted((one, other) => one.status - other.status);
      assert.deepEqual([done?.status, late?.status, late?.body.code, late?.etag], [200, 412, 'precondition-failed', '"2"']);
      assert.deepEqual(User.parse(late?.body.current), done?.body);
    });

    test('W9, E7: without If-Match 428; a weakened tag counts; without quotes 400', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const answer = async (ifMatch: string | null): Promise<unknown> => {
        const {status, body} = await change(server, tenant, user, {note: String(ifMatch)}, {ifMatch});
        return [status, body.code];
      };
      assert.deepEqual(await answer(null), [428, 'precondition-required']);
      assert.deepEqual(await answer('W/"1"'), [200, undefined]);
      assert.deepEqual(await answer('2'), [400, 'invalid-precondition']);
      assert.deepEqual(await answer('"1"'), [412, 'precondition-failed']);
    });

    test('W10: the same change again under its key has no second effect, and is answered before its version is compared', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const send = () => change(server, tenant, user, {firstName: 'Once'}, {ifMatch: '"1"', headers: {'Idempotency-Key': 'once'}});
      const [first, second] = [await send(), await send()];
      assert.deepEqual(second, first);
      assert.deepEqual([first.status, first.etag, (await stored(tenant, user)).version], [200, '"2"', 2]);
    });

    test('E11: a user who is deleted, another tenant’s or never was is not found, in the same bytes', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const deleted = await tenant.addUser();
      await server.database.asOwner((owner) => owner.deleteFrom('users').where('id', '=', deleted.id).execute());
      const bytes = async (id: string, json: unknown, ifMatch: string): Promise<string> => {
        const headers = {'X-Request-Id': 'same', 'If-Match': ifMatch};
        const response = await server.request(`${tenant.path}/users/${id}`, {as: tenant.administrator, method: 'PATCH', json, headers});
        return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
      };
      for (const json of [{}, {firstName: 'X'}, {roleId: tenant.roleIds.developer}, {roleId: server.newId('rol')}]) {
        for (const ifMatch of ['*', '"7"']) {
          const never = await bytes(server.newId('usr'), json, ifMatch);
          assert.match(never, /^404 .*not-found/);
          for (const id of [deleted.id, other.administrator.id, 'nobody']) {
            assert.equal(await bytes(id, json, ifMatch), never);
          }
        }
      }
    });

    test('E11: a role that is not there or is another tenant’s is an unknown reference; a disabled one cannot be given, and is kept', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const user = await tenant.addUser();
      const answer = async (roleId: string | undefined): Promise<unknown> => {
        const {status, body} = await change(server, tenant, user, {roleId}, {headers: {'X-Request-Id': 'same'}});
        return {status, ...body};
      };
      const never: any = await answer(server.newId('rol'));
      assert.deepEqual([never.status, never.errors[0].pointer, never.errors[0].code], [422, '#/roleId', 'unknown-reference']);
      assert.deepEqual(await answer(other.roleIds.developer), never);
      const retired = await addRole(server, tenant, 'retired', ['roles.read'], 'disabled');
      const refused: any = await answer(retired);
      assert.deepEqual([refused.status, refused.code, refused.errors[0].code], [422, 'role-not-assignable', 'not-allowed']);
      await server.database.asOwner((owner) => owner.updateTable('users').set({role_id: retired}).where('id', '=', user.id).execute());
      assert.equal((await change(server, tenant, user, {roleId: retired, firstName: 'Kept'})).status, 200);
      assert.equal((await stored(tenant, user)).version, 2);
    });

    test('E12, W7: members that nobody sets by a change are refused, and nothing is stored', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      for (const member of ['username', 'status', 'tenantId', 'version', 'isAdmin', 'emailVerified', 'id']) {
        const {status, body} = await change(server, tenant, user, {firstName: 'Eve', [member]: 'x'});
        assert.deepEqual([status, body.errors[0].pointer, body.errors[0].code], [422, `#/${member}`, 'unknown-member']);
      }
      assert.equal((await stored(tenant, user)).version, 1);
    });

    test('S10: the SDK changes a user, hears of it, and shows what somebody else has changed first', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const client = server.client(tenant.administrator);
      const heard = ownChanges(client);
      const changed = await client.users.update(user.id, {firstName: 'New'}, {version: 1});
      assert.deepEqual([changed.firstName, changed.version], ['New', 2]);
      assert.deepEqual(heard, [{action: 'updated', subject: {type: 'user', id: user.id, version: 2}}]);
      await assert.rejects(client.users.update(user.id, {firstName: 'Late'}, {version: 1}), (error) => {
        assert.ok(isApiError(error));
        assert.deepEqual([error.code, User.parse(error.current)], ['precondition-failed', changed]);
        return true;
      });
      assert.equal((await client.users.update(user.id, {firstName: 'Late'}, {version: '*'})).version, 3);
    });
  });
}
