import assert from 'node:assert/strict';
import {afterEach, describe, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {Operation} from '@tenantry/sdk/contract';
import {createTenantServer} from '../app.ts';
import {auditTrail} from '../testing/audit.ts';
import {act} from '../testing/changed-users.ts';
import {type Answered, ask, finished, readOperation, remove, transfer} from '../testing/deleted-users.ts';
import {engines} from '../testing/engines.ts';
import {until} from '../testing/locks.ts';
import {TestProvider} from '../testing/owners.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';
import {ownChanges} from '../testing/own-changes.ts';

const outcome = ({status, body}: Answered): unknown[] => [status, body?.code];

/** Waits for its signal, and for nothing else. */
const forEver = (_: string, signal: AbortSignal): Promise<void> =>
  new Promise((_go, stop) => signal.addEventListener('abort', () => stop(signal.reason)));

for (const engine of engines) {
  describe(`operations on ${engine.name}`, {skip: engine.skip}, () => {
    const provider = new TestProvider();
    const server = useTestServer(engine, {resources: [provider]});
    afterEach(() => {
      provider.answer = provider.beforeEach = provider.beforeHearing = undefined;
      server.logger.entries.length = 0;
    });

    const pair = async (tenant: TestTenant): Promise<[from: TestUser, to: TestUser]> => {
      const users = [await tenant.addUser(), await tenant.addUser()] as const;
      provider.give(users[0].id, 'job', 'a', 'b');
      provider.give(users[0].id, 'storageVolume', 'home');
      return [...users];
    };

    const cancel = (tenant: TestTenant, id: string, init: {as?: TestUser; headers?: Record<string, string>} = {}): Promise<Answered> =>
      ask(server, `${tenant.path}/operations/${id}/cancel`, {as: tenant.administrator, method: 'POST', ...init});

    const running = (tenant: TestTenant, id: string): Promise<void> =>
      until('it runs', async () => (await readOperation(server, tenant, id)).body.status === 'running');

    test('L11, E11: the target is an active other user of the tenant; one who never was, or another tenant’s, is an unknown reference', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const [from] = await pair(tenant);
      const off = await tenant.addUser({deactivated: {at: server.clock.now(), reason: null}});
      for (const toUserId of [from.id, off.id]) {
        assert.deepEqual(outcome(await transfer(server, tenant, from, {toUserId})), [422, 'transfer-target']);
      }
      const texts = new Set<string>();
      for (const toUserId of [other.administrator.id, server.newId('usr'), 'nobody']) {
        const refused = await transfer(server, tenant, from, {toUserId}, {headers: {'X-Request-Id': 'same'}});
        const [{pointer, code}] = refused.body.errors;
        assert.deepEqual([refused.status, refused.body.code, pointer, code], [422, 'validation-failed', '#/toUserId', 'unknown-reference']);
        texts.add(toUserId === 'nobody' ? ([...texts][0] ?? '') : refused.text);
      }
      assert.equal(texts.size, 1);
      for (const types of [[], [''], ['x'.repeat(65)], 'job', Array.from({length: 51}, () => 'job')]) {
        assert.equal((await transfer(server, tenant, from, {toUserId: tenant.administrator.id, types})).status, 422);
      }
      assert.deepEqual(provider.namesOf(from.id, 'job'), ['a', 'b']);
    });

    test('endpoint 17: only the types that are asked for are given; to oneself as well', async () => {
      const tenant = await server.freshTenant();
      const [from] = await pair(tenant);
      const {body} = await transfer(server, tenant, from, {toUserId: tenant.administrator.id, types: ['job', 'job', 'other']});
      assert.deepEqual((await finished(server, tenant, body.id)).result, {moved: 2});
      assert.deepEqual(provider.namesOf(from.id, 'storageVolume'), ['home']);
      assert.deepEqual(provider.namesOf(tenant.administrator.id, 'job'), ['a', 'b']);
    });

    test('endpoint 47: nobody but its starter knows of an operation, not even in other words than of one that never was', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      provider.beforeEach = forEver;
      const {body} = await transfer(server, tenant, from, {toUserId: to.id});
      const second = await tenant.addUser({role: 'tenant-admin'});
      const bytes = async (id: string, as: TestUser, end = ''): Promise<string> => {
        const init = {as, headers: {'X-Request-Id': 'same'}, method: end === '' ? 'GET' : 'POST'};
        const {status, headers, text} = await ask(server, `${tenant.path}/operations/${id}${end}`, init);
        return `${status} ${JSON.stringify([...headers])} ${text}`;
      };
      for (const end of ['', '/cancel']) {
        const never = await bytes(server.newId('opn'), second, end);
        assert.match(never, /^404 .*not-found/);
        for (const as of [second, from, to]) {
          assert.equal(await bytes(body.id, as, end), never);
        }
      }
      assert.equal((await cancel(tenant, body.id)).body.status, 'cancelled');
    });

    test('endpoint 47: one that is cancelled stops, keeps what it has done, and stays cancelled; the audit trail tells by whom', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      let isTold = false;
      provider.beforeEach = (name, signal) => {
        signal.addEventListener('abort', () => {
          isTold = true;
        });
        return name === 'b' ? forEver(name, signal) : undefined;
      };
      const {body} = await transfer(server, tenant, from, {toUserId: to.id});
      await until('one is given', async () => (await readOperation(server, tenant, body.id)).body.progress.done === 1);
      assert.equal((await cancel(tenant, body.id, {headers: {'If-Match': '"1"'}})).status, 412);
      const cancelled = await cancel(tenant, body.id);
      assert.deepEqual([cancelled.status, Operation.parse(cancelled.body).status], [202, 'cancelled']);
      assert.equal(cancelled.headers.get('retry-after'), null);
      assert.equal(isTold, true, 'the provider hears of it at once');
      await server.settled();
      const {version} = (await cancel(tenant, body.id)).body;
      assert.deepEqual([version, provider.namesOf(to.id, 'job')], [cancelled.body.version, ['a']]);
      assert.deepEqual(provider.namesOf(from.id, 'job'), ['b']);
      const row = (await auditTrail(server, tenant)).at(-1);
      assert.deepEqual([row?.action, row?.target_id, row?.actor_id], ['operation.updated', body.id, tenant.administrator.id]);
      assert.deepEqual(row?.changes, [{path: '/status', from: 'running', to: 'cancelled'}]);
      assert.deepEqual(server.logger.entries, []);
    });

    test('E25: one whose provider fails has failed, with a reason that tells nothing of it; the same again does the rest', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      provider.beforeEach = (name) => {
        if (name === 'b') {
          throw new Error('secret of the storage');
        }
      };
      const {body} = await transfer(server, tenant, from, {toUserId: to.id});
      const failed = await finished(server, tenant, body.id);
      assert.deepEqual([failed.status, failed.error?.code, failed.result], ['failed', 'temporarily-unavailable', null]);
      assert.doesNotMatch(JSON.stringify([failed, server.logger.entries]), /secret/);
      assert.equal((await auditTrail(server, tenant)).at(-1)?.outcome, 'failed');
      provider.beforeEach = undefined;
      const again = await transfer(server, tenant, from, {toUserId: to.id});
      assert.deepEqual((await finished(server, tenant, again.body.id)).result, {moved: 2});
      assert.deepEqual(provider.namesOf(to.id, 'job'), ['a', 'b']);
    });

    test('E25: one that a process has left behind is carried on by the next when its time is over, and nothing is lost', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      // As a process leaves it that is killed: held, and nobody there.
      const {body} = await transfer(server, tenant, from, {toUserId: to.id}, {headers: {'Idempotency-Key': 'once'}});
      await finished(server, tenant, body.id);
      const held_until = new Date(server.clock.now().getTime() + 30_000);
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction.updateTable('operations').set({status: 'running', held_by: 'gone', held_until}).where('id', '=', body.id).execute(),
      );
      provider.give(from.id, 'job', 'left');
      await server.runDue();
      await server.settled();
      assert.deepEqual(provider.namesOf(from.id, 'job'), ['left'], 'it may be going on elsewhere');
      server.clock.advance({seconds: 30});
      const moved: string[] = [];
      provider.beforeEach = async (name) => {
        moved.push(name);
        await sleep(50);
      };
      await Promise.all([server.runDue(), server.runDue()]);
      assert.equal((await finished(server, tenant, body.id)).status, 'succeeded');
      assert.deepEqual([provider.namesOf(to.id, 'job'), moved], [['a', 'b', 'left'], ['left']], 'by one alone');
    });

    test('E25: one in whose midst processes end again and again has failed', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      const {body} = await transfer(server, tenant, from, {toUserId: to.id});
      await finished(server, tenant, body.id);
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction.updateTable('operations').set({status: 'running', held_until: null, attempts: 5}).where('id', '=', body.id).execute(),
      );
      await server.runDue();
      assert.equal((await finished(server, tenant, body.id)).status, 'failed');
    });

    test('T22: a server that is closed lets go of what it was at, and the next one carries it on at once', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      const own = new TestProvider();
      own.give(from.id, 'job', 'a', 'b');
      own.beforeEach = forEver;
      const first = await createTenantServer({
        publicUrl: server.publicUrl,
        database: {...server.database, close: async () => undefined},
        clock: server.clock.now,
        passwordHasher: server.hasher,
        bearer: {issuers: [server.issuer.options]},
        limits: false,
        resources: [own],
      });
      const headers = {Authorization: `Bearer ${await tenant.administrator.token()}`, 'Content-Type': 'application/json'};
      const url = `${server.publicUrl.href}${tenant.path}/users/${from.id}/transfers`;
      const answer = await first.fetch(new Request(url, {method: 'POST', headers, body: JSON.stringify({toUserId: to.id})}));
      const {id} = await answer.json();
      await running(tenant, id);
      await first.close();
      assert.equal((await readOperation(server, tenant, id)).body.status, 'pending');
      await server.runDue();
      assert.equal((await finished(server, tenant, id)).status, 'succeeded');
      assert.deepEqual(provider.namesOf(to.id, 'job'), ['a', 'b']);
    });

    test('L11, E25: a target who is deactivated before it begins gets nothing', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      const {body} = await transfer(server, tenant, from, {toUserId: to.id});
      await finished(server, tenant, body.id);
      provider.give(from.id, 'job', 'left');
      await act(server, tenant, to, 'deactivate');
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction.updateTable('operations').set({status: 'pending'}).where('id', '=', body.id).execute(),
      );
      await server.runDue();
      const failed = await finished(server, tenant, body.id);
      assert.deepEqual([failed.status, failed.error?.code, failed.error?.status], ['failed', 'transfer-target', 422]);
      assert.deepEqual(provider.namesOf(from.id, 'job'), ['left']);
    });

    test('W18: a day after it began an operation is over, for whoever asks and for good; one that still goes on stops', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      provider.beforeEach = forEver;
      const {body} = await transfer(server, tenant, from, {toUserId: to.id});
      await running(tenant, body.id);
      server.clock.advance({hours: 24});
      assert.equal((await readOperation(server, tenant, body.id)).status, 404);
      assert.equal((await cancel(tenant, body.id)).status, 404);
      await server.runDue();
      const left = await server.database.inTenant(tenant.id, (transaction) => transaction.selectFrom('operations').selectAll().execute());
      assert.deepEqual(left, []);
      provider.answer = async () => [];
      assert.equal((await remove(server, tenant, from)).status, 204);
    });

    test('W10: the same request again begins nothing anew', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      const send = (): Promise<Answered> => transfer(server, tenant, from, {toUserId: to.id}, {headers: {'Idempotency-Key': 'once'}});
      const [first, second] = [await send(), await send()];
      assert.deepEqual([second.status, second.text, second.headers.get('location')], [202, first.text, first.headers.get('location')]);
      await finished(server, tenant, first.body.id);
      const all = await server.database.inTenant(tenant.id, (transaction) => transaction.selectFrom('operations').select('id').execute());
      assert.equal(all.length, 1);
    });

    test('the SDK waits as long as the server has it, tells how far it has come, and stops waiting when it is told to', async () => {
      const tenant = await server.freshTenant();
      const [from, to] = await pair(tenant);
      const client = server.client(tenant.administrator);
      const go = Promise.withResolvers<void>();
      provider.beforeEach = () => go.promise;
      const heard = ownChanges(client);
      const {id} = await client.users.transfer(from.id, {toUserId: to.id});
      const over = new AbortController();
      await assert.rejects(client.operations.wait(id, {signal: over.signal, onProgress: () => over.abort()}), {kind: 'aborted'});
      const statuses: string[] = [];
      const begun = performance.now();
      const ended = await client.operations.wait(id, {
        onProgress: ({status}) => {
          statuses.push(status);
          go.resolve();
        },
      });
      assert.ok(performance.now() - begun >= 990, 'a second, as Retry-After says');
      assert.deepEqual([ended.status, statuses.at(-1), statuses.length], ['succeeded', 'succeeded', 2]);
      assert.equal((await client.operations.cancel(id)).status, 'succeeded');
      await client.users.delete(from.id, {version: 1});
      assert.deepEqual(
        heard.map(({action}) => action),
        ['created', 'cancelled', 'deleted'],
      );
      assert.equal((await client.users.checkDeletion(to.id)).deletable, false);
      client.close();
    });
  });
}
