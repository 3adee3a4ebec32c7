import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isProblem} from '@tenantry/sdk';
import {PERMISSIONS, type UserAction} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import {engines} from '../testing/engines.ts';
import {finished} from '../testing/deleted-users.ts';
import {createIssuer} from '../testing/issuer.ts';
import {addHelper} from '../testing/new-users.ts';
import {TestProvider} from '../testing/owners.ts';
import {TestClock} from '../testing/ports.ts';
import {type TestRequest, useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

/** How each action is done, and with whom: as a request behind the path of the user. */
const ATTEMPTS: Readonly<Record<string, (tenant: TestTenant, roleId: string, heirId: string) => [path: string, init: TestRequest]>> = {
  edit: () => ['', {method: 'PATCH', json: {firstName: 'Else'}, headers: {'If-Match': '*'}}],
  resetPassword: () => ['/reset-password', {json: {delivery: 'show'}}],
  changeRole: ({roleIds}, roleId) => [
    '',
    {
      method: 'PATCH',
      json: {roleId: roleIds['tenant-user'] === roleId ? roleIds.analyst : roleIds['tenant-user']},
      headers: {'If-Match': '*'},
    },
  ],
  deactivate: () => ['/deactivate', {json: {}}],
  reactivate: () => ['/reactivate', {json: {}}],
  endSessions: () => ['/sessions', {method: 'DELETE'}],
  transfer: (_tenant, _roleId, toUserId) => ['/transfers', {json: {toUserId}}],
  delete: () => ['', {method: 'DELETE', headers: {'If-Match': '*'}}],
};

const issuer = await createIssuer(new TestClock().now, {issuer: 'https://platform.example', operators: true});

const operator = (user: TestUser, scope: string): TestUser => ({...user, token: () => issuer.sign({sub: 'op-7', scope})});

for (const [engine, kind] of engines.flatMap((one) => [[one, 'users'] as const, [one, 'operators'] as const])) {
  describe(`what ${kind} may do with users on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine, {
      resources: [new TestProvider()],
      ...(kind === 'operators' && {bearer: {issuers: [issuer.options]}}),
    });

    const set = ({id: tenantId}: TestTenant, {id}: TestUser, values: Readonly<Record<string, unknown>>): Promise<unknown> =>
      server.database.asOwner((owner) =>
        owner
          .updateTable('users')
          .set(values as object)
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .execute(),
      );

    const peopleOf = async (tenant: TestTenant): Promise<Record<'actors' | 'targets', Record<string, TestUser>>> => {
      const targets = {
        administrator: tenant.administrator,
        developer: await tenant.addUser({role: 'developer'}),
        'tenant user': await tenant.addUser(),
        'somebody who reads users': await tenant.addUser(),
        'somebody who is deactivated': await tenant.addUser({deactivated: {at: server.clock.now(), reason: null}}),
        'an administrator who is deactivated': await tenant.addUser({
          role: 'tenant-admin',
          deactivated: {at: server.clock.now(), reason: null},
        }),
        'somebody without a password': await tenant.addUser(),
        'somebody whose password is elsewhere': await tenant.addUser(),
      };
      await set(tenant, targets['somebody who reads users'], {extra_permissions: ['users.read']});
      await set(tenant, targets['somebody without a password'], {credential: 'none'});
      await set(tenant, targets['somebody whose password is elsewhere'], {credential: 'external'});
      const deputy = await addHelper(server, tenant, PERMISSIONS);
      const actors: Record<string, TestUser> = {};
      for (const permission of PERMISSIONS.filter((name) => name.startsWith('users.'))) {
        const held = ['users.read', permission];
        actors[held.join(' ')] = kind === 'users' ? await addHelper(server, tenant, held) : operator(deputy, held.join(' '));
      }
      if (kind === 'operators') {
        return {actors: {...actors, everything: operator(deputy, PERMISSIONS.join(' '))}, targets: {...targets, deputy}};
      }
      const {administrator} = tenant;
      return {actors: {...actors, administrator, deputy, auditor: await tenant.addUser({role: 'auditor'})}, targets: {...targets, deputy}};
    };

    /** What is told of each user, by the list; of a single one the same is told. */
    const told = async ({path}: TestTenant, as: TestUser): Promise<Map<string, UserAction[]>> => {
      const {items} = await (await server.request(`${path}/users?include=actions&limit=200`, {as})).json();
      return new Map(items.map(({id, allowedActions}: {id: string; allowedActions: UserAction[]}) => [id, allowedActions]));
    };

    const inTenant = <Result>({id}: TestTenant, work: (transaction: TenantTransaction) => Promise<Result>): Promise<Result> =>
      server.database.inTenant(id, work);

    const rowsOf = (tenant: TestTenant, {id}: TestUser) =>
      inTenant(tenant, async (transaction) => ({
        user: await transaction.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
        credentials: await transaction.selectFrom('credentials').selectAll().where('user_id', '=', id).execute(),
        identities: await transaction.selectFrom('external_ids').selectAll().where('user_id', '=', id).execute(),
      }));

    /** How many acts the audit trail tells of. */
    const acts = async (tenant: TestTenant): Promise<number> => {
      const {count} = await inTenant(tenant, (transaction) =>
        transaction
          .selectFrom('audit_events')
          .select((eb) => eb.fn.countAll<string>().as('count'))
          .where('outcome', '=', 'success')
          .where('target_type', '=', 'user')
          .executeTakeFirstOrThrow(),
      );
      return Number(count);
    };

    /** The actions that have an effect. Each is taken back. */
    const succeeding = async (tenant: TestTenant, as: TestUser, target: TestUser, heirId: string): Promise<string[]> => {
      const {user: row, credentials, identities} = await rowsOf(tenant, target);
      const {created_at: _, ...user} = row;
      const found: string[] = [];
      let before = await acts(tenant);
      for (const [action, attempt] of Object.entries(ATTEMPTS)) {
        const [path, init] = attempt(tenant, user.role_id, heirId);
        const response = await server.request(`${tenant.path}/users/${target.id}${path}`, {...init, as});
        const {status} = response;
        if (status === 202) {
          await finished(server, tenant, (await response.json()).id, as);
          found.push(action);
          continue;
        }
        assert.ok([200, 204, 403, 409].includes(status), `${action} answered ${status}`);
        const after = status < 300 ? await acts(tenant) : before;
        if (after > before) {
          found.push(action);
          await server.database.asOwner(async (owner) => {
            if (action === 'delete') {
              await owner.insertInto('users').values(row).execute();
              await owner.insertInto('external_ids').values(identities).execute();
            }
            await owner.updateTable('users').set(user).where('tenant_id', '=', tenant.id).where('id', '=', target.id).execute();
            await owner.deleteFrom('credentials').where('user_id', '=', target.id).execute();
            for (const credential of credentials) {
              await owner.insertInto('credentials').values(credential).execute();
            }
          });
        }
        before = after;
      }
      return found;
    };

    for (const [administrators, second] of [
      ['one administrator', false],
      ['two administrators', true],
    ] as const) {
      test(`endpoints 9 and 11, G1 to G5: with ${administrators}, every actor is told of every user what then succeeds, and nothing else`, async () => {
        const tenant = await server.freshTenant();
        const {actors, targets: everybody} = await peopleOf(tenant);
        const heir = await tenant.addUser();
        const targets = second
          ? {administrator: tenant.administrator, second: await tenant.addUser({role: 'tenant-admin'}), deputy: everybody.deputy}
          : everybody;
        const seen = new Set<string>();
        for (const [who, actor] of Object.entries(actors)) {
          const all = await told(tenant, actor);
          for (const [whom, target] of Object.entries(targets)) {
            assert.ok(target);
            const actions = all.get(target.id);
            const one = await (await server.request(`${tenant.path}/users/${target.id}?include=actions`, {as: actor})).json();
            assert.deepEqual(one.allowedActions, actions, `${who}, ${whom}`);
            const found = await succeeding(tenant, actor, target, heir.id);
            assert.deepEqual(actions, found, `${who}, ${whom}`);
            found.forEach((action) => seen.add(action));
          }
        }
        const possible = Object.keys(ATTEMPTS).filter((action) => !second || action !== 'reactivate');
        assert.deepEqual([...seen].toSorted(), possible.toSorted());
      });
    }
  });
}

for (const engine of engines) {
  describe(`asking what one may do on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('endpoint 11: who may read nobody else is told what to do with oneself: nothing; who does not ask is told nothing', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const {users} = server.client(user);
      assert.deepEqual((await users.get(user.id, {include: ['actions']})).allowedActions, []);
      assert.equal('allowedActions' in (await users.get(user.id)), false);
      const {users: all} = server.client(tenant.administrator);
      const [found] = (await all.list({include: ['activity', 'actions'], filter: {username: user.username}})).items;
      assert.deepEqual(found?.allowedActions, ['edit', 'resetPassword', 'changeRole', 'deactivate', 'endSessions', 'delete']);
      assert.equal(found?.activity?.openSessions, 0);
      assert.equal('allowedActions' in ((await all.list()).items[0] ?? {}), false);
      const unknown = all.get(user.id, {include: ['activity' as 'actions']});
      await assert.rejects(unknown, (error) => isProblem(error, 'invalid-query'));
    });
  });
}
