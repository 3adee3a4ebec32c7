import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {type Page, PERMISSIONS, type Permission, PermissionPage, Role, RoleMatrix, RolePage} from '@tenantry/sdk/contract';
import type * as z from 'zod/mini';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestUser} from '../testing/tenants.ts';

const KEYS = ['analyst', 'auditor', 'developer', 'tenant-admin', 'tenant-user'];

/** §4: who holds what, of the permissions that are built. */
const HELD: Readonly<Record<string, readonly Permission[]>> = {
  'tenant-admin': PERMISSIONS,
  developer: [
    'roles.read',
    'resources.read',
    'dashboard.editOwn',
    'jobs.submit',
    'jobs.read',
    'notebooks.use',
    'models.query',
    'workloads.deploy',
  ],
  'tenant-user': ['roles.read', 'resources.read', 'dashboard.editOwn', 'jobs.submit', 'jobs.read', 'notebooks.use', 'models.query'],
  analyst: ['roles.read', 'resources.read', 'dashboard.editOwn', 'jobs.read', 'notebooks.use', 'models.query'],
  auditor: ['users.read', 'users.export', 'roles.read', 'resources.readAll'],
};

for (const engine of engines) {
  describe(`roles on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const read = async <Body>(user: TestUser, path: string, schema: z.ZodMiniType<Body>): Promise<Body> => {
      const response = await server.request(path, {as: user});
      assert.equal(response.status, 200);
      return schema.parse(await response.json());
    };

    const refused = async (user: TestUser, path: string): Promise<{status: number; code: string}> => {
      const response = await server.request(path, {as: user});
      const {code} = (await response.json()) as {code: string};
      return {status: response.status, code};
    };

    const keys = ({items}: Page<Role>): string[] => items.map(({key}) => key);

    test('endpoint 23: a tenant has the five built-in roles, each with the permissions of §4', async () => {
      const {administrator, path, id} = await server.freshTenant();
      const page = await read(administrator, `${path}/roles`, RolePage);
      assert.deepEqual(keys(page), KEYS);
      for (const role of page.items) {
        assert.deepEqual([role.tenantId, role.kind, role.status, role.basedOn, role.version], [id, 'builtIn', 'enabled', null, 1]);
        assert.deepEqual(role.permissions.toSorted(), HELD[role.key]?.toSorted());
        assert.ok(role.description.length >= 1 && role.description.length <= 500);
        assert.equal(role.userCount, undefined);
      }
    });

    test('endpoint 23: with counts each role says how many users have it', async () => {
      const {administrator, path, addUser} = await server.freshTenant();
      await addUser({role: 'developer'});
      await addUser({role: 'developer', deactivated: {at: server.clock.now(), reason: null}});
      const {items} = await read(administrator, `${path}/roles?include=counts`, RolePage);
      assert.deepEqual(
        items.map(({key, userCount}) => [key, userCount]),
        [
          ['analyst', 0],
          ['auditor', 0],
          ['developer', 2],
          ['tenant-admin', 1],
          ['tenant-user', 0],
        ],
      );
    });

    test('W11, W13, W14: roles are filtered, sorted, counted and read page by page', async () => {
      const {administrator, path} = await server.freshTenant();
      const list = (query: string): Promise<Page<Role>> => read(administrator, `${path}/roles?${query}`, RolePage);
      assert.deepEqual(keys(await list('sort=-name')), KEYS.toReversed());
      assert.deepEqual(keys(await list('kind=custom')), []);
      assert.deepEqual(keys(await list('kind=custom&kind=builtIn&status=enabled')), KEYS);
      assert.deepEqual((await list('count=capped&limit=1')).total, {value: 5, relation: 'eq'});
      const byAge = await list('sort=createdAt');
      assert.deepEqual(keys(byAge).toSorted(), KEYS);
      const first = await list('limit=2');
      const second = await list(`limit=2&cursor=${first.next}`);
      const third = await list(`limit=2&cursor=${second.next}`);
      assert.deepEqual([keys(first), keys(second), keys(third)], [KEYS.slice(0, 2), KEYS.slice(2, 4), KEYS.slice(4)]);
      assert.equal(third.next, null);
      assert.deepEqual(keys(await list(`limit=2&cursor=${third.prev}`)), keys(second));
    });

    test('endpoint 23, W9: one role, with its version in the ETag', async () => {
      const {administrator, path, roleIds} = await server.freshTenant();
      const response = await server.request(`${path}/roles/${roleIds.auditor}`, {as: administrator});
      assert.equal(response.headers.get('etag'), '"1"');
      const role = Role.parse(await response.json());
      assert.deepEqual([role.id, role.key], [roleIds.auditor, 'auditor']);
    });

    test('E11: a role of another tenant is not there, like one that never was', async () => {
      const [one, other] = [await server.freshTenant(), await server.freshTenant()];
      const notThere = {status: 404, code: 'not-found'};
      assert.deepEqual(await refused(one.administrator, `${one.path}/roles/${other.roleIds.auditor}`), notThere);
      assert.deepEqual(await refused(one.administrator, `${one.path}/roles/${server.newId('rol')}`), notThere);
      assert.deepEqual(await refused(one.administrator, `${other.path}/roles`), notThere);
    });

    test('endpoint 23: the matrix says who holds what, the permissions what they are', async () => {
      const {administrator, path, roleIds} = await server.freshTenant();
      const matrix = await read(administrator, `${path}/roles/matrix`, RoleMatrix);
      assert.deepEqual(
        matrix.roles.map(({key}) => key),
        KEYS,
      );
      for (const [key, permissions] of Object.entries(HELD)) {
        assert.deepEqual(matrix.held[roleIds[key] ?? '']?.toSorted(), permissions.toSorted());
      }
      const {items, next} = await read(administrator, `${path}/permissions`, PermissionPage);
      assert.equal(next, null);
      assert.deepEqual(
        items.map(({name}) => name),
        [...PERMISSIONS],
      );
      assert.deepEqual(matrix.permissions, items);
      assert.ok(items.every(({label, description, group}) => label !== '' && description !== '' && group !== ''));
    });

    test('§4: every built-in role may read the roles', async () => {
      const {path, addUser} = await server.freshTenant();
      for (const role of KEYS) {
        const user = await addUser({role});
        assert.equal((await read(user, `${path}/roles`, RolePage)).items.length, 5);
      }
    });

    test('the SDK lists the roles', async () => {
      const {administrator} = await server.freshTenant();
      const {items} = await server.client(administrator).roles.list({include: ['counts']});
      assert.deepEqual(
        items.map(({key, userCount}) => [key, userCount]),
        KEYS.map((key) => [key, key === 'tenant-admin' ? 1 : 0]),
      );
    });
  });
}
