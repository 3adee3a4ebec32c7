import assert from 'node:assert/strict';
import {afterEach, describe, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {DeletionCheck, Operation, PERMISSIONS} from '@tenantry/sdk/contract';
import {sql} from 'kysely';
import {auditTrail, lastDenied} from '../testing/audit.ts';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {act, change} from '../testing/changed-users.ts';
import {type Answered, ask, askDeletion, finished, remove, transfer} from '../testing/deleted-users.ts';
import {engines} from '../testing/engines.ts';
import {addHelper, create, JOHN} from '../testing/new-users.ts';
import {TestProvider} from '../testing/owners.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

const outcome = ({status, body}: Answered): unknown[] => [status, body?.code];

for (const engine of engines) {
  describe(`deleting users on ${engine.name}`, {skip: engine.skip}, () => {
    const provider = new TestProvider();
    const server = useTestServer(engine, {resources: [provider]});
    afterEach(() => {
      provider.answer = provider.beforeEach = provider.beforeHearing = undefined;
    });

    const read = ({path, administrator}: TestTenant, {id}: Pick<TestUser, 'id'>): Promise<Answered> =>
      ask(server, `${path}/users/${id}`, {as: administrator});

    test('endpoints 16 to 18, L10, W18: refused while something is owned, transferred, then deleted', async () => {
      const tenant = await server.freshTenant();
      const [user, colleague] = [await tenant.addUser(), await tenant.addUser()];
      provider.give(user.id, 'job', 'train', 'evaluate', 'a', 'b', 'c', 'd');
      provider.give(user.id, 'storageVolume', 'home');
      const job = {type: 'job', count: 6, sample: ['train', 'evaluate', 'a', 'b', 'c'], unfinished: true, transferable: true};
      const volume = {type: 'storageVolume', count: 1, sample: ['home'], unfinished: false, transferable: true};
      const asked = await askDeletion(server, tenant, user);
      const checkedAt = server.clock.now().toISOString();
      assert.deepEqual(DeletionCheck.parse(asked.body), {deletable: false, blockers: [job, volume], warnings: [], checkedAt});
      const refused = await remove(server, tenant, user);
      assert.deepEqual([refused.status, refused.body.code, refused.body.blockers], [409, 'user-owns-resources', [job, volume]]);

      const begun = await transfer(server, tenant, user, {toUserId: colleague.id});
      assert.equal(begun.status, 202);
      const {id, status, kind, progress} = Operation.parse(begun.body);
      assert.deepEqual([kind, status, progress], ['transfer', 'pending', {done: 0, total: null}]);
      assert.equal(begun.headers.get('location'), `https://portal.example/api${tenant.path}/operations/${id}`);
      assert.deepEqual([begun.headers.get('retry-after'), begun.headers.get('etag')], ['1', '"1"']);
      const ended = await finished(server, tenant, id);
      assert.deepEqual([ended.status, ended.progress, ended.result, ended.error], ['succeeded', {done: 7, total: 7}, {moved: 7}, null]);
      assert.deepEqual([provider.namesOf(colleague.id, 'job').length, provider.namesOf(colleague.id, 'storageVolume')], [6, ['home']]);
      assert.equal((await askDeletion(server, tenant, user)).body.deletable, true);

      const deleted = await remove(server, tenant, user, {ifMatch: '"1"'});
      assert.deepEqual([deleted.status, deleted.text], [204, '']);
      assert.equal((await read(tenant, user)).status, 404);
      const by = tenant.administrator.id;
      const trail = (await auditTrail(server, tenant)).slice(1);
      assert.deepEqual(
        trail.map(({action, target_id, actor_id, outcome: how}) => [action, target_id, actor_id, how]),
        [
          ['operation.updated', id, by, 'success'],
          ['operation.updated', id, by, 'success'],
          ['user.deleted', user.id, by, 'success'],
        ],
      );
      await server.settled();
      assert.deepEqual(provider.heard.at(-1), {tenantId: tenant.id, userId: user.id, change: 'deleted'});
    });

    test('L10, E11: a second deletion, another tenant’s user, and one who never was are not there, in the same bytes', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const gone = await tenant.addUser();
      assert.equal((await remove(server, tenant, gone)).status, 204);
      const asked = provider.asked;
      for (const what of [
        (id: string, headers: Record<string, string>) => remove(server, tenant, {id}, {headers}),
        (id: string, headers: Record<string, string>) => transfer(server, tenant, {id}, {toUserId: tenant.administrator.id}, {headers}),
        (id: string, headers: Record<string, string>) =>
          ask(server, `${tenant.path}/users/${id}/deletion-check`, {as: tenant.administrator, headers}),
        (id: string, headers: Record<string, string>) => ask(server, `${tenant.path}/operations/${id}`, {as: gone, headers}),
      ].slice(0, 3)) {
        const bytes = async (id: string): Promise<string> => {
          const {status, headers, text} = await what(id, {'X-Request-Id': 'same'});
          return `${status} ${JSON.stringify([...headers])} ${text}`;
        };
        const never = await bytes(server.newId('usr'));
        assert.match(never, /^404 .*not-found/);
        for (const id of [gone.id, other.administrator.id, 'nobody']) {
          assert.equal(await bytes(id), never);
        }
      }
      assert.equal(provider.asked, asked, 'nobody was asked what they own');
      assert.equal((await read(other, other.administrator)).status, 200);
    });

    test('W8, W9: target, version, authority, state, in that order; without a version 428', async () => {
      const tenant = await server.freshTenant();
      const weak = await addHelper(server, tenant, ['users.delete']);
      const deputy = await addHelper(server, tenant, PERMISSIONS);
      provider.give(tenant.administrator.id, 'job', 'x');
      const nobody = {id: server.newId('usr')};
      assert.deepEqual(outcome(await remove(server, tenant, nobody, {as: await tenant.addUser()})), [403, 'permission-denied']);
      assert.deepEqual(outcome(await remove(server, tenant, nobody, {as: weak, ifMatch: null})), [404, 'not-found']);
      assert.deepEqual(outcome(await remove(server, tenant, weak, {as: weak, ifMatch: null})), [428, 'precondition-required']);
      assert.deepEqual(outcome(await remove(server, tenant, weak, {as: weak, ifMatch: '2'})), [400, 'invalid-precondition']);
      const late = await remove(server, tenant, weak, {as: weak, ifMatch: '"9"'});
      assert.deepEqual([...outcome(late), late.body.current.id, late.headers.get('etag')], [412, 'precondition-failed', weak.id, '"1"']);
      assert.deepEqual(outcome(await remove(server, tenant, weak, {as: weak})), [403, 'self-modification']);
      assert.deepEqual(outcome(await remove(server, tenant, tenant.administrator, {as: weak})), [403, 'insufficient-authority']);
      assert.deepEqual(outcome(await remove(server, tenant, tenant.administrator, {as: deputy})), [409, 'last-administrator']);
    });

    test('G2, G3: whoever may not delete a user is not told what that user owns, nor may give it away; each try is written down', async () => {
      const tenant = await server.freshTenant();
      const helper = await addHelper(server, tenant, ['users.delete', 'users.read']);
      const asked = provider.asked;
      for (const attempt of [
        (user: TestUser) => remove(server, tenant, user, {as: helper}),
        (user: TestUser) => askDeletion(server, tenant, user, helper),
        (user: TestUser) => transfer(server, tenant, user, {toUserId: helper.id}, {as: helper}),
      ]) {
        const refused = await attempt(tenant.administrator);
        assert.deepEqual(outcome(refused), [403, 'insufficient-authority']);
        assert.ok(refused.body.missing.includes('users.update'));
        assert.deepEqual(await lastDenied(server, tenant), ['user', helper.id, tenant.administrator.id, 'insufficient-authority']);
        assert.deepEqual(outcome(await attempt(helper)), [403, 'self-modification']);
        assert.deepEqual(await lastDenied(server, tenant), ['user', helper.id, helper.id, 'self-modification']);
      }
      assert.equal(provider.asked, asked);
      assert.equal((await remove(server, tenant, await tenant.addUser({role: 'developer'}), {as: helper})).status, 204);
    });

    test('G4, E33: the last administrator is not deleted, and the check says so; the last but one is', async () => {
      const tenant = await server.freshTenant();
      const deputy = await addHelper(server, tenant, PERMISSIONS);
      const {administrator} = tenant;
      const check = await askDeletion(server, tenant, administrator, deputy);
      assert.deepEqual([check.body.deletable, check.body.warnings], [false, ['last-administrator']]);
      assert.deepEqual(outcome(await remove(server, tenant, administrator, {as: deputy})), [409, 'last-administrator']);
      assert.deepEqual(await lastDenied(server, tenant), ['user', deputy.id, administrator.id, 'last-administrator']);
      const second = await tenant.addUser({role: 'tenant-admin'});
      assert.equal((await askDeletion(server, tenant, administrator, deputy)).body.deletable, true);
      provider.answer = async () => {
        provider.answer = undefined;
        await act(server, tenant, second, 'deactivate', {as: deputy});
        return [];
      };
      assert.deepEqual(outcome(await remove(server, tenant, administrator, {as: deputy})), [409, 'last-administrator'], 'as it is by then');
      await act(server, tenant, second, 'reactivate', {as: deputy});
      assert.equal((await remove(server, tenant, administrator, {as: deputy})).status, 204);
      assert.deepEqual(outcome(await remove(server, tenant, second, {as: deputy})), [409, 'last-administrator']);
    });

    test('G4, E4: two last administrators delete each other at once: exactly one succeeds', async () => {
      const tenant = await server.freshTenant();
      const pair = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})] as const;
      let asked = 0;
      const both = Promise.withResolvers<void>();
      provider.answer = async () => {
        if (++asked === 2) {
          both.resolve();
        }
        // Where one was asked before the other came in, the other is refused already.
        await Promise.race([both.promise, sleep(100)]);
        return [];
      };
      const answers = await Promise.all(pair.map((as, index) => remove(server, tenant, pair[1 - index] ?? as, {as})));
      assert.deepEqual(answers.map(({status}) => status === 204).toSorted(), [false, true], answers.map(({text}) => text).join());
      const winner = answers[0]?.status === 204 ? pair[0] : pair[1];
      assert.equal((await ask(server, `${tenant.path}/users`, {as: winner})).body.items.length, 1);
    });

    test('L10, E37: nothing personal is left of a deleted user, in any table; what keeps the id shows a deleted user', async () => {
      const tenant = await server.freshTenant();
      const {body} = await create(server, tenant, {...JOHN, username: 'quentin.xylander', email: 'qx@zebra.example', note: 'Zebrawood'});
      const {user, handoff} = body;
      const own = {username: user.username, password: handoff.temporaryPassword};
      await change(
        server,
        tenant,
        user,
        {firstName: 'Quentin', lastName: 'Xylander', roleId: tenant.roleIds['tenant-admin']},
        {
          headers: {'Idempotency-Key': 'changed'},
        },
      );
      const browser = await signedIn(server, tenant, own);
      await browser.request('/v1/me/password', {json: {currentPassword: own.password, newPassword: 'copper kettle meadow 71'}});
      const made = await browser.request(`${tenant.path}/users`, {
        json: {...JOHN, username: 'made.by.them'},
        headers: {'Idempotency-Key': 'made'},
      });
      assert.equal(made.status, 201);
      await server.settled();
      assert.equal((await remove(server, tenant, user, {headers: {'Idempotency-Key': 'gone'}})).status, 204);
      await server.settled();
      const left = await server.database.asOwner(async (owner) => {
        const {rows: tables} = await sql<{table: string}>`
          select class.relname as table from pg_class class join pg_attribute att on att.attrelid = class.oid and att.attname = 'tenant_id'
          where class.relkind = 'r' and class.relnamespace = 'public'::regnamespace`.execute(owner);
        const found: string[] = [];
        for (const {table} of tables) {
          const {rows} = await sql<{
            row: unknown;
          }>`select to_jsonb(t) as row from ${sql.table(table)} t where tenant_id = ${tenant.id}`.execute(owner);
          found.push(...rows.map(({row}) => `${table} ${JSON.stringify(row)}`).filter((row) => /quentin|xylander|zebra|qx@/i.test(row)));
        }
        return found;
      });
      assert.deepEqual(left, []);
      const {items} = (await ask(server, `${tenant.path}/users?username=made.by.them`, {as: tenant.administrator})).body;
      assert.deepEqual(items[0].createdBy, {type: 'user', id: user.id, label: 'deleted user'});
      assert.ok((await auditTrail(server, tenant)).some(({action, target_id}) => action === 'user.created' && target_id === user.id));
      assert.equal((await browser.request('/v1/me')).status, 401);
      const door = await new TestBrowser(server).signIn(tenant, {...own, password: 'copper kettle meadow 71'});
      assert.deepEqual([door.status, (await door.json()).code], [401, 'invalid-credentials']);
    });

    test('W10, E37: a repeat of what was answered about a deleted user has no second effect and tells nothing of them', async () => {
      const tenant = await server.freshTenant();
      const send = (): Promise<Answered> =>
        ask(server, `${tenant.path}/users`, {as: tenant.administrator, json: JOHN, headers: {'Idempotency-Key': 'once'}});
      const {body} = await send();
      const erase = (): Promise<Answered> => remove(server, tenant, body.user, {headers: {'Idempotency-Key': 'gone'}});
      assert.equal((await erase()).status, 204);
      const again = await erase();
      assert.deepEqual([again.status, again.headers.get('idempotency-replayed')], [204, 'true']);
      const repeated = await send();
      assert.deepEqual(outcome(repeated), [404, 'not-found']);
      assert.doesNotMatch(repeated.text, /john/i);
    });

    test('L3: a deleted user’s name is held for 30 days, whatever its case, and then free; other tenants have it at once', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const user = await tenant.addUser({username: 'Held.Name'});
      assert.equal((await remove(server, tenant, user)).status, 204);
      const wanted = {...JOHN, username: 'hELD.nAME'};
      const check = async (at: TestTenant): Promise<any> =>
        (await ask(server, `${at.path}/username-check?value=held.name`, {as: at.administrator})).body;
      const refused = await create(server, tenant, wanted);
      assert.deepEqual([refused.status, refused.body.code, refused.body.errors[0].pointer], [409, 'username-reserved', '#/username']);
      const {available, problem, suggestions} = await check(tenant);
      assert.deepEqual([available, problem, suggestions.includes('held.name')], [false, 'username-reserved', false]);
      assert.equal((await check(other)).available, true);
      assert.equal((await create(server, other, wanted)).status, 201);
      server.clock.advance({hours: 30 * 24 - 1});
      await server.runDue();
      assert.equal((await create(server, tenant, wanted)).status, 409);
      server.clock.advance({hours: 1});
      assert.equal((await create(server, tenant, wanted)).status, 201);
      await server.runDue();
      const {rows} = await server.database.asOwner((owner) =>
        sql`select from username_holds where tenant_id = ${tenant.id}`.execute(owner),
      );
      assert.equal(rows.length, 0);
    });

    test('E5: one deletes, another edits: 204 then 404, or 412 then 204; nobody comes back', async () => {
      for (let round = 0; round < 10; round++) {
        const tenant = await server.freshTenant();
        const user = await tenant.addUser();
        const edit = (): Promise<{status: number}> => change(server, tenant, user, {firstName: 'Else'}, {ifMatch: '"1"'});
        const erase = (): Promise<{status: number}> => remove(server, tenant, user, {ifMatch: '"1"'});
        const [edited, erased] = await Promise.all(round % 2 === 0 ? [edit(), erase()] : [erase(), edit()].toReversed());
        const both = [edited?.status, erased?.status];
        assert.ok([`404,204`, `200,412`].includes(both.join()), both.join());
        assert.equal((await read(tenant, user)).status, erased?.status === 204 ? 404 : 200);
      }
    });
  });
}
