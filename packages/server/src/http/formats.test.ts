import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';

/** Every value of a JSON document, with the name of its member. */
const valuesOf = (value: unknown, name = ''): [name: string, value: unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([member, inner]) => valuesOf(inner, member))
    : [[name, value]];

for (const engine of engines) {
  describe(`formats on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('W4 every time is RFC 3339 in UTC with three fraction digits, and what is not known is null', async () => {
      const tenant = await server.freshTenant();
      await tenant.addUser({createdAt: new Date('2026-02-28T23:59:59.007Z')});
      const {items} = await server.client(tenant.administrator).users.list({include: ['activity']});
      const times = valuesOf(items).filter(([name]) => /(?:At|Until)$/.test(name));
      assert.ok(times.some(([, value]) => value === '2026-02-28T23:59:59.007Z'));
      assert.ok(times.some(([, value]) => value === null));
      for (const [name, value] of times) {
        assert.ok(value === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value)), `${name}: ${value}`);
      }
    });

    test('W5 counts are integers', async () => {
      const tenant = await server.freshTenant();
      const client = server.client(tenant.administrator);
      const users = await client.users.list({count: 'exact', include: ['activity']});
      const roles = await client.roles.list({include: ['counts']});
      const counts = [users.total?.value, users.items[0]?.activity?.openSessions, ...roles.items.map(({userCount}) => userCount)];
      assert.ok(counts.length > 5);
      for (const count of counts) {
        assert.ok(Number.isSafeInteger(count), `${count}`);
      }
    });

    test('G3 nobody changes their own role, rights or status: /v1/me knows names alone', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const own = {roleId: tenant.roleIds['tenant-admin'], extraPermissions: ['users.read'], status: 'active', email: 'other@example.com'};
      for (const [member, value] of Object.entries(own)) {
        const response = await server.request('/v1/me', {as: user, method: 'PATCH', json: {[member]: value}, headers: {'If-Match': '*'}});
        const {errors} = (await response.json()) as {errors: {pointer: string; code: string}[]};
        assert.equal(response.status, 422);
        assert.deepEqual(
          errors.map(({pointer, code}) => [pointer, code]),
          [[`#/${member}`, 'unknown-member']],
        );
      }
      const {user: after} = await server.client(user).me.get();
      assert.equal(after.version, 1);
      assert.equal(after.role.key, 'tenant-user');
    });
  });
}
