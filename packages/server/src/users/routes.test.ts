import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isProblem} from '@tenantry/sdk';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestUser} from '../testing/tenants.ts';
import {lockRole} from './assignment.queries.ts';
import {selectCreationContext, selectTakenKeys, selectTakenUsernames} from './create.queries.ts';
import {selectAdministrators, selectLastAdministrator} from './guards.queries.ts';
import {selectUser} from './queries.ts';
import {lockUser} from './update.queries.ts';

for (const engine of engines) {
  describe(`reading users on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const get = async (path: string, as: TestUser): Promise<{status: number; etag: string | null; body: any}> => {
      const response = await server.request(path, {as});
      return {status: response.status, etag: response.headers.get('etag'), body: await response.json()};
    };

    test('endpoint 11, W9: a user is read with its version; who may read users, or oneself', async () => {
      const tenant = await server.freshTenant();
      const [user, colleague] = [await tenant.addUser(), await tenant.addUser()];
      const byAdmin = await get(`${tenant.path}/users/${user.id}`, tenant.administrator);
      assert.deepEqual([byAdmin.status, byAdmin.etag, byAdmin.body.note], [200, '"1"', null]);
      const byOneself = await get(`${tenant.path}/users/${user.id}`, user);
      assert.deepEqual([byOneself.status, 'note' in byOneself.body], [200, false]);
      const {note: _, ...rest} = byAdmin.body;
      assert.deepEqual(byOneself.body, rest);
      const byColleague = await get(`${tenant.path}/users/${user.id}`, colleague);
      assert.deepEqual([byColleague.status, byColleague.body.required], [403, 'users.read']);
      assert.equal((await get(`/v1/tenants/self/users/${user.id}`, user)).status, 200);
    });

    test('W8: who lacks the permission is told so whether or not there is such a user', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      assert.equal((await get(`${tenant.path}/users/${server.newId('usr')}`, user)).body.code, 'permission-denied');
    });

    test('E11: a user of another tenant is not found, in the same words as one that never was', async () => {
      const tenant = await server.freshTenant();
      const other = await server.freshTenant();
      const words = async (id: string): Promise<unknown> => {
        const {status, body} = await get(`${tenant.path}/users/${id}`, tenant.administrator);
        const {requestId: _, ...rest} = body;
        return {status, ...rest};
      };
      const never = await words(server.newId('usr'));
      assert.equal((never as {status: number}).status, 404);
      assert.deepEqual(await words(other.administrator.id), never);
      assert.deepEqual(await words('nobody'), never);
      assert.equal((await get(`${other.path}/users/${other.administrator.id}`, tenant.administrator)).status, 404);
    });

    test('who created a user is named as now, and reads "deleted user" when gone', async () => {
      const tenant = await server.freshTenant();
      const creator = await tenant.addUser({role: 'tenant-admin', username: 'creator'});
      const {user} = await server.client(creator).users.create({
        username: 'made',
        email: 'made@example.com',
        firstName: 'Made',
        lastName: 'Up',
        credential: {type: 'temporary', delivery: 'show'},
      });
      assert.deepEqual(user.createdBy, {type: 'user', id: creator.id, label: 'creator'});
      await server.database.asOwner((owner) =>
        owner.deleteFrom('users').where('tenant_id', '=', tenant.id).where('id', '=', creator.id).execute(),
      );
      const {createdBy} = await server.client(tenant.administrator).users.get(user.id);
      assert.deepEqual(createdBy, {type: 'user', id: creator.id, label: 'deleted user'});
    });

    test('endpoint 22: a username that is free is available', async () => {
      const tenant = await server.freshTenant();
      const {users} = server.client(tenant.administrator);
      assert.deepEqual(await users.checkUsername(' New.Person '), {available: true, key: 'new.person', suggestions: []});
    });

    test('endpoint 22, S0-09: a username that is taken comes with three near it that are free', async () => {
      const tenant = await server.freshTenant();
      const {users} = server.client(tenant.administrator);
      const suggest = async (): Promise<readonly string[]> => (await users.checkUsername('John.Doe')).suggestions;
      await tenant.addUser({username: 'john.doe'});
      const check = await users.checkUsername('John.Doe');
      assert.deepEqual(check, {
        available: false,
        key: 'john.doe',
        problem: 'username-taken',
        suggestions: ['john.doe2', 'j.doe', 'john.doe3'],
      });
      await tenant.addUser({username: 'John.Doe2'});
      await tenant.addUser({username: 'j.doe'});
      const next = await suggest();
      assert.equal(next.length, 3);
      for (const username of next) {
        assert.equal((await users.checkUsername(username)).available, true, username);
      }
    });

    test('endpoint 22, L1, L3: what cannot be a username, and what nobody may have, is named and answered with something near it', async () => {
      const tenant = await server.freshTenant();
      const {users} = server.client(tenant.administrator);
      assert.deepEqual(await users.checkUsername('Jörg Schmidt'), {
        available: false,
        key: null,
        problem: 'not-allowed',
        suggestions: ['jorg.schmidt', 'jorg.schmidt2', 'j.schmidt'],
      });
      assert.deepEqual(await users.checkUsername('Admin'), {
        available: false,
        key: 'admin',
        problem: 'username-reserved',
        suggestions: ['admin2', 'admin3', 'admin4'],
      });
      assert.deepEqual((await users.checkUsername('王小明')).suggestions, []);
      assert.deepEqual(await users.checkUsername(''), {available: false, key: null, problem: 'not-allowed', suggestions: []});
    });

    test('E16: the username check is for who may create users, and knows nothing of other tenants', async () => {
      const tenant = await server.freshTenant();
      const other = await server.freshTenant();
      await other.addUser({username: 'john.doe'});
      const user = await tenant.addUser({role: 'auditor'});
      await assert.rejects(server.client(user).users.checkUsername('john.doe'), (error) => isProblem(error, 'permission-denied'));
      assert.equal((await server.client(tenant.administrator).users.checkUsername('john.doe')).available, true);
    });

    test('endpoint 45: every session reads the password policy', async () => {
      const tenant = await server.freshTenant();
      for (const role of ['tenant-user', 'auditor']) {
        const policy = await server.client(await tenant.addUser({role})).passwordPolicy.get();
        assert.deepEqual(policy, {
          minLength: 15,
          maxLength: 128,
          maxAgeDays: null,
          temporaryPasswordTtlHours: 24,
          blocklist: true,
          forbidPersonal: true,
          composition: null,
        });
      }
      assert.equal((await server.request(`${tenant.path}/password-policy`)).status, 401);
    });

    test('T14, T38: each query names its tenant itself: where row-level security does not bind, none reaches another tenant', async () => {
      const tenant = await server.freshTenant();
      const other = await server.freshTenant();
      const stranger = await other.addUser({username: 'stranger'});
      const person = {username: 'stranger', email: stranger.email, lastName: 'X', emailUnique: true};
      await server.database.asOwner((owner) =>
        owner.transaction().execute(async (transaction) => {
          assert.equal(await selectUser(transaction, tenant.id, stranger.id), undefined);
          assert.deepEqual(await selectTakenUsernames(transaction, tenant.id, ['stranger']), new Set());
          assert.deepEqual(await selectTakenKeys(transaction, tenant.id, person), {username: false, email: false});
          assert.deepEqual(await selectTakenKeys(transaction, other.id, person), {username: true, email: true});
          assert.equal((await selectCreationContext(transaction, tenant.id, other.roleIds.developer)).role, null);
          assert.equal(await lockUser(transaction, tenant.id, stranger.id), false);
          assert.equal(await lockRole(transaction, tenant.id, other.roleIds.developer ?? ''), null);
          const {administrator} = other;
          const theirs = await selectAdministrators(transaction, tenant.id, administrator.id, server.clock.now());
          assert.deepEqual(theirs, {isOne: false, hasOthers: true});
          assert.deepEqual(await selectAdministrators(transaction, other.id, administrator.id, server.clock.now()), {
            isOne: true,
            hasOthers: false,
          });
          assert.equal(await selectLastAdministrator(transaction, tenant.id, server.clock.now()), tenant.administrator.id);
        }),
      );
    });
  });
}
