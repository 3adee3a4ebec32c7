import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {TenantTransaction} from '../db/database.ts';
import {auditTrail} from '../testing/audit.ts';
import {signedIn, type TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {until, waitingForLock} from '../testing/locks.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

// The embedded database has one connection: no transaction of it ever waits for another.
for (const engine of engines.filter(({name}) => name === 'PostgreSQL')) {
  describe(`changes that had to wait on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const rename = (browser: TestBrowser, firstName = 'Late'): Promise<Response> =>
      browser.request('/v1/me', {method: 'PATCH', json: {firstName}, headers: {'If-Match': '*'}});

    /** Answers what a request of a user is told that had to wait while `meanwhile` happened, in a transaction that had the user first. */
    const afterWaiting = async (
      {id: tenantId}: TestTenant,
      {id}: TestUser,
      send: () => Promise<Response>,
      meanwhile: (transaction: TenantTransaction) => Promise<unknown>,
    ): Promise<[number, string | undefined]> => {
      const {waiting} = await server.database.inTenant(tenantId, async (transaction) => {
        await transaction
          .selectFrom('users')
          .select('id')
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .forNoKeyUpdate()
          .execute();
        const sent = send();
        await waitingForLock(server.database);
        await meanwhile(transaction);
        return {waiting: sent};
      });
      const response = await waiting;
      return [response.status, (await response.json()).code];
    };

    test('A4: a change that waits while its session is ended takes no effect', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      const before = (await auditTrail(server, tenant)).length;
      const answer = await afterWaiting(
        tenant,
        tenant.administrator,
        () => rename(browser),
        (transaction) => transaction.deleteFrom('sessions').where('tenant_id', '=', tenant.id).execute(),
      );
      assert.deepEqual(answer, [401, 'session-ended']);
      const me = await (await server.request('/v1/me', {as: tenant.administrator})).json();
      assert.deepEqual([me.user.firstName, (await auditTrail(server, tenant)).length], ['Ada', before]);
    });

    test('A4: a change that waits while its caller loses the role is refused by what the new one allows', async () => {
      const tenant = await server.freshTenant();
      const helper = await tenant.addUser({role: 'tenant-admin'});
      const json = {
        username: 'new.user',
        email: 'new.user@aurora.example',
        firstName: 'New',
        lastName: 'User',
        credential: {type: 'temporary', delivery: 'show'},
      };
      const answer = await afterWaiting(
        tenant,
        helper,
        () => server.request(`${tenant.path}/users`, {as: helper, json}),
        (transaction) =>
          transaction
            .updateTable('users')
            .set({role_id: tenant.roleIds['tenant-user'] ?? ''})
            .where('tenant_id', '=', tenant.id)
            .where('id', '=', helper.id)
            .execute(),
      );
      assert.deepEqual(answer, [403, 'permission-denied']);
    });

    test('A4, D3: a session that a change goes by ends after it; being seen does not wait for either', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      server.clock.advance({minutes: 6});
      const sessions = (transaction: TenantTransaction) => transaction.selectFrom('sessions').where('tenant_id', '=', tenant.id);
      const order: string[] = [];
      const going: Promise<unknown>[] = [];
      await server.database.inTenant(tenant.id, async (transaction) => {
        // A change needs the audit's counter last of all, when it holds everything else.
        await transaction.selectFrom('tenant_profiles').select('tenant_id').where('tenant_id', '=', tenant.id).forNoKeyUpdate().execute();
        going.push(rename(browser).then(({status}) => order.push(`changed ${status}`)));
        await waitingForLock(server.database);
        assert.equal((await browser.request('/v1/me')).status, 200);
        await until('seen', async () => {
          const row = await server.database.inTenant(tenant.id, (other) =>
            sessions(other).select('last_seen_at').executeTakeFirstOrThrow(),
          );
          return row.last_seen_at.getTime() === server.clock.now().getTime();
        });
        const end = server.database.inTenant(tenant.id, (other) =>
          other.deleteFrom('sessions').where('tenant_id', '=', tenant.id).execute(),
        );
        going.push(end.then(() => order.push('ended')));
        await waitingForLock(server.database, 2);
      });
      await Promise.all(going);
      assert.deepEqual(order, ['changed 200', 'ended']);
    });

    test('D3: changes, looks and endings of one user’s sessions at once: nobody waits for ever, nothing breaks', async () => {
      const tenant = await server.freshTenant();
      const browsers = await Promise.all(Array.from({length: 6}, () => signedIn(server, tenant, tenant.administrator)));
      const ids = await Promise.all(browsers.map(async (browser) => (await (await browser.request('/v1/me')).json()).session.id));
      server.clock.advance({minutes: 6});
      const answers = await Promise.all(
        browsers.flatMap((browser, index) => [
          browser.request('/v1/me'),
          rename(browser, `Name ${index}`),
          browser.request(`/v1/me/sessions/${ids[(index + 1) % ids.length]}`, {method: 'DELETE'}),
          browser.request('/v1/me'),
        ]),
      );
      await server.settled();
      const statuses = new Set(answers.map(({status}) => status));
      assert.deepEqual(
        [...statuses].filter((status) => ![200, 204, 401, 404].includes(status)),
        [],
      );
      assert.deepEqual(server.logger.entries, []);
    });
  });
}
