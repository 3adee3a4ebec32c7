import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {auditTrail} from '../../../packages/server/src/testing/audit.ts';
import {signedIn, TestBrowser} from '../../../packages/server/src/testing/browser.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {startTestServer, type TestServer} from '../../../packages/server/src/testing/server.ts';
import type {TestTenant} from '../../../packages/server/src/testing/tenants.ts';

const TRIES = atScale({small: 100, full: 10_000});
/** Of tries that aim at several people, fewer show the same. */
const SCATTERED = atScale({small: 60, full: 2_000});
/** How many wrong tries one address has in five minutes. */
const ADDRESS_QUOTA = atScale({small: 30, full: 300});
/** How far the clock goes on from one wrong try to the next. */
const SECONDS_BETWEEN = 2;

for (const engine of engines) {
  describe(`a sprayer with many addresses, on ${engine.name}`, {skip: engine.skip}, () => {
    let server: TestServer;
    const limits = {'sign-in-address': {quota: ADDRESS_QUOTA, windowSeconds: 300}};
    before(async () => {
      server = await startTestServer(engine, {limits, clientAddress: ({headers}) => headers.get('x-test-address') ?? ''});
    });
    after(() => server.close());

    let addresses = 0;
    const guess = (tenant: TestTenant, username: string): Promise<Response> => {
      const address = `10.${++addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`;
      return new TestBrowser(server).request('/v1/session', {
        json: {tenant: tenant.slug, username, password: `guess ${addresses}`},
        headers: {'X-Test-Address': address},
      });
    };

    test('A7, E17: is slowed down, and locks nobody out: neither the known browser, nor a new one for longer than 90 seconds', async (t) => {
      const tenant = await server.freshTenant();
      const {administrator} = tenant;
      const open = await signedIn(server, tenant, administrator);
      const known = await signedIn(server, tenant, administrator);
      const began = server.clock.now().getTime();
      const runsBefore = server.hasher.runs;
      const statuses = new Map<number, number>();
      let signIns = 0;
      for (let index = 0; index < TRIES; index++) {
        const {status} = await guess(tenant, administrator.username);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        server.clock.advance({seconds: SECONDS_BETWEEN});
        if (index % 50 === 49) {
          assert.equal((await known.signIn(tenant, administrator)).status, 201, `after ${index} guesses`);
          assert.equal((await open.request('/v1/me')).status, 200, 'a session goes on');
          signIns++;
        }
      }
      const seconds = (server.clock.now().getTime() - began) / 1000;
      const looked = server.hasher.runs - runsBefore - signIns;
      t.diagnostic(`${TRIES} guesses in ${seconds} s of the clock: ${looked} passwords looked at, ${JSON.stringify([...statuses])}`);
      assert.ok(looked <= 10 + Math.ceil(seconds / 90), `${looked} passwords were looked at in ${seconds} s`);
      assert.deepEqual([...statuses.keys()].toSorted(), [401, 429]);

      const elsewhere = await new TestBrowser(server).signIn(tenant, administrator);
      assert.ok([201, 429].includes(elsewhere.status));
      assert.ok(Number(elsewhere.headers.get('retry-after') ?? 0) <= 90);
      server.clock.advance({seconds: 90});
      assert.equal((await new TestBrowser(server).signIn(tenant, administrator)).status, 201);

      const failed = (await auditTrail(server, tenant)).filter(({action}) => action === 'session.signInFailed');
      assert.equal(failed.length, looked, 'L18: each password that was looked at is written down');
    });

    test('E17: no wrong tries, whatever they aim at, ever deactivate or change anything', async () => {
      const tenant = await server.freshTenant();
      const users = [tenant.administrator, await tenant.addUser(), await tenant.addUser({role: 'tenant-admin'})];
      const state = (): Promise<unknown> =>
        server.database.inTenant(tenant.id, async (transaction) => ({
          users: await transaction.selectFrom('users').selectAll().orderBy('id').execute(),
          credentials: await transaction.selectFrom('credentials').selectAll().orderBy('user_id').execute(),
          activity: await transaction.selectFrom('user_activity').selectAll().orderBy('user_id').execute(),
        }));
      const before = await state();
      for (let index = 0; index < SCATTERED; index++) {
        await guess(tenant, users[index % users.length]?.username ?? '');
        if (index % 25 === 24) {
          server.clock.advance({minutes: index % 7});
        }
      }
      await server.runDue();
      assert.deepEqual(await state(), before);
      server.clock.advance({seconds: 90});
      for (const user of users) {
        assert.equal((await new TestBrowser(server).signIn(tenant, user)).status, 201);
      }
    });

    test('E17: one password against many names runs into the budget of its address', async () => {
      const tenant = await server.freshTenant();
      const statuses: number[] = [];
      for (let index = 0; index < ADDRESS_QUOTA * 2; index++) {
        const answer = await new TestBrowser(server).request('/v1/session', {
          json: {tenant: tenant.slug, username: `name.${index}`, password: 'spring is here 26'},
          headers: {'X-Test-Address': '192.0.2.66'},
        });
        statuses.push(answer.status);
      }
      assert.equal(statuses.indexOf(429), ADDRESS_QUOTA);
      assert.equal(statuses.filter((status) => status === 401).length, ADDRESS_QUOTA);
    });
  });
}
