import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {sql} from 'kysely';
import {auditTrail} from '../testing/audit.ts';
import {engines} from '../testing/engines.ts';
import {sleeping, waitingForLock} from '../testing/locks.ts';
import {countUsers, JOHN} from '../testing/new-users.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant} from '../testing/tenants.ts';

// The embedded database has one connection: there, who is second waits for its turn and is answered as the first.
for (const engine of engines.filter(({name}) => name === 'PostgreSQL')) {
  describe(`a write whose first try is still running on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const create = async ({path, administrator}: TestTenant, username: string): Promise<{status: number; headers: Headers; body: any}> => {
      const json = {...JOHN, username, email: `${username}@example.com`};
      const response = await server.request(`${path}/users`, {as: administrator, json, headers: {'Idempotency-Key': 'once'}});
      return {status: response.status, headers: response.headers, body: await response.json()};
    };

    test('W10, D3: the second waits 2 seconds, then 409 idempotency-in-progress with Retry-After: 1; later it is answered as the first', async () => {
      const tenant = await server.freshTenant();
      await server.database.asOwner(async (owner) => {
        await sql
          .raw(`create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(3); return new; end $$`)
          .execute(owner);
        await sql
          .raw(`create trigger slow before insert on users for each row when (new.username = 'slow') execute function slow()`)
          .execute(owner);
      });
      const before = (await auditTrail(server, tenant)).length;
      const first = create(tenant, 'slow');
      await sleeping(server.database);
      const started = performance.now();
      const second = await create(tenant, 'slow');
      assert.ok(performance.now() - started >= 1900);
      assert.deepEqual([second.status, second.body.code, second.headers.get('retry-after')], [409, 'idempotency-in-progress', '1']);
      const {status, body, headers} = await first;
      assert.deepEqual([status, headers.get('idempotency-replayed')], [201, null]);
      const later = await create(tenant, 'slow');
      assert.deepEqual([later.status, later.headers.get('idempotency-replayed'), later.body.user.id], [201, 'true', body.user.id]);
      assert.deepEqual([await countUsers(server, tenant), (await auditTrail(server, tenant)).length], [2, before + 1]);
    });

    test('W10: when the first fails, the second takes its place', async () => {
      const tenant = await server.freshTenant();
      const held = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      const running = server.database.inTenant(tenant.id, async (transaction) => {
        await transaction
          .insertInto('idempotency_records')
          .values({
            tenant_id: tenant.id,
            principal_type: 'user',
            principal_id: tenant.administrator.id,
            method: 'POST',
            path: `/api${tenant.path}/users`,
            key: 'once',
            fingerprint: 'of the first',
            status: 0,
            headers: '{}',
            body: null,
            created_at: server.clock.now(),
          })
          .execute();
        held.resolve();
        await release.promise;
        throw new Error('planted');
      });
      await held.promise;
      const second = create(tenant, 'second');
      await waitingForLock(server.database);
      release.resolve();
      await assert.rejects(running, /planted/);
      const {status, headers} = await second;
      assert.deepEqual([status, headers.get('idempotency-replayed')], [201, null]);
    });

    test('D3: who waits too long for anything but the key is answered 503, and the key stays free', async () => {
      const tenant = await server.freshTenant();
      const held = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      const running = server.database.inTenant(tenant.id, async (transaction) => {
        await transaction.selectFrom('users').select('id').where('tenant_id', '=', tenant.id).forUpdate().execute();
        held.resolve();
        await release.promise;
      });
      await held.promise;
      const {status, body, headers} = await create(tenant, 'patient');
      release.resolve();
      await running;
      assert.deepEqual([status, body.code, headers.get('retry-after')], [503, 'temporarily-unavailable', '1']);
      const again = await create(tenant, 'patient');
      assert.deepEqual([again.status, again.headers.get('idempotency-replayed')], [201, null]);
    });
  });
}
