import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {signedIn} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestUser} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`tenants on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    /** The whole answer but for its request id. */
    const bytes = async (path: string, as: TestUser): Promise<string> => {
      const response = await server.request(path, {as, headers: {'X-Request-Id': 'same'}});
      return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
    };

    test('W1: a tenant is named by its id or by self', async () => {
      const {administrator, path} = await server.freshTenant();
      assert.equal(await bytes(`${path}/roles`, administrator), await bytes('/v1/tenants/self/roles', administrator));
    });

    test('W1, E11: another tenant answers like one that never was, in everything but the request id', async () => {
      const [{administrator}, other] = [await server.freshTenant(), await server.freshTenant()];
      for (const rest of ['/users', '/roles', '/roles/matrix', '/permissions', '/password-policy', `/users/${other.administrator.id}`]) {
        const never = await bytes(`/v1/tenants/${server.newId('ten')}${rest}`, administrator);
        assert.equal(await bytes(`${other.path}${rest}`, administrator), never, rest);
        assert.equal(await bytes(`/v1/tenants/${other.slug}${rest}`, administrator), never, rest);
        assert.match(never, /^404 .*not-found/);
      }
    });

    test('E11, S0-25: ids of another tenant are not there, in the same words as ids that never were', async () => {
      const [{administrator, path}, other] = [await server.freshTenant(), await server.freshTenant()];
      for (const [kind, theirs, never] of [
        ['users', other.administrator.id, server.newId('usr')],
        ['roles', other.roleIds.developer ?? '', server.newId('rol')],
      ] as const) {
        const answer = await bytes(`${path}/${kind}/${never}`, administrator);
        assert.equal(await bytes(`${path}/${kind}/${theirs}`, administrator), answer);
        assert.equal(await bytes(`${path}/${kind}/nonsense`, administrator), answer);
        assert.match(answer, /^404 .*not-found/);
      }
    });

    test('E11: a filter by another tenant’s role finds nobody, like one by a role that never was', async () => {
      const [{administrator, path}, other] = [await server.freshTenant(), await server.freshTenant()];
      for (const id of [other.roleIds['tenant-admin'], server.newId('rol')]) {
        const {items} = await (await server.request(`${path}/users?roleId=${id}`, {as: administrator})).json();
        assert.deepEqual(items, []);
      }
    });

    test('E10, E11: a cursor of another tenant, user, list or filter is refused', async () => {
      const tenant = await server.freshTenant();
      const other = await server.freshTenant();
      const colleague = await tenant.addUser({role: 'auditor'});
      await other.addUser();
      const {next} = await (await server.request(`${tenant.path}/users?limit=1`, {as: tenant.administrator})).json();
      const code = async (as: TestUser, path: string): Promise<string | undefined> =>
        (await (await server.request(path, {as})).json()).code;
      assert.equal(await code(tenant.administrator, `${tenant.path}/users?cursor=${next}`), undefined);
      assert.equal(await code(tenant.administrator, `${tenant.path}/users?cursor=${next}&limit=7&count=capped`), undefined);
      for (const [as, path] of [
        [other.administrator, `${other.path}/users?cursor=${next}`],
        [colleague, `${tenant.path}/users?cursor=${next}`],
        [tenant.administrator, `${tenant.path}/roles?cursor=${next}`],
        [tenant.administrator, `${tenant.path}/users?cursor=${next}&sort=email`],
        [tenant.administrator, `${tenant.path}/users?cursor=${next}&status=active`],
        [tenant.administrator, `${tenant.path}/users?cursor=${next}x`],
      ] as const) {
        assert.equal(await code(as, path), 'invalid-cursor', path);
      }
      server.clock.advance({hours: 24});
      assert.equal(await code(tenant.administrator, `${tenant.path}/users?cursor=${next}`), 'invalid-cursor');
    });

    test('W1: a suspended tenant answers its own members 403, by cookie and by token, and is back at once', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      const suspend = (status: 'active' | 'suspended'): Promise<unknown> =>
        server.database.asOwner((owner) => owner.updateTable('tenants').set({status}).where('id', '=', tenant.id).execute());
      await suspend('suspended');
      for (const response of [await browser.request('/v1/me'), await server.request(`${tenant.path}/users`, {as: tenant.administrator})]) {
        assert.deepEqual([response.status, (await response.json()).code], [403, 'tenant-suspended']);
      }
      await suspend('active');
      assert.equal((await browser.request('/v1/me')).status, 200);
    });
  });
}
