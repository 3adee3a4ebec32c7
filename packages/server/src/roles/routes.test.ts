import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {PERMISSIONS, type Role, type RoleMatrix} from '@tenantry/sdk/contract';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestUser} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`roles on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const get = async (user: TestUser, path: string): Promise<{status: number; etag: string | null; body: any}> => {
      const response = await server.request(path, {as: user});
      return {status: response.status, etag: response.headers.get('etag'), body: await response.json()};
    };

    test('endpoint 23: a new tenant has the five built-in roles, in the order of their names', async () => {
      const {administrator, path} = await server.freshTenant();
      const {status, body} = await get(administrator, `${path}/roles`);
      assert.equal(status, 200);
      assert.deepEqual(
        body.items.map(({key, kind, status: state}: Role) => [key, kind, state]),
        ['analyst', 'auditor', 'developer', 'tenant-admin', 'tenant-user'].map((key) => [key, 'builtIn', 'enabled']),
      );
      assert.deepEqual([body.next, body.prev, body.total], [null, null, null]);
    });
  });
}
