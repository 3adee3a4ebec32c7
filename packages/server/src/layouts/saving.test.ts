import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isProblem} from '@tenantry/sdk';
import {auditTrail} from '../testing/audit.ts';
import type {Answered} from '../testing/deleted-users.ts';
import {engines} from '../testing/engines.ts';
import {openEvents} from '../testing/event-reader.ts';
import {layoutOf, readLayout, resetLayout, saveLayout, setPersonalLayouts, tile} from '../testing/layouts.ts';
import {addHelper, outcome} from '../testing/new-users.ts';
import {ownChanges} from '../testing/own-changes.ts';
import {useTestServer} from '../testing/server.ts';

const codes = (answers: readonly Answered[]): unknown[] =>
  answers.map(({status, body}) => `${status} ${body?.code ?? ''}`.trim()).toSorted();

for (const engine of engines) {
  describe(`saving layouts on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('W9: a layout is saved and reset by the version that was arranged, or where there must be none', async () => {
      const tenant = await server.freshTenant();
      const as = await tenant.addUser();
      for (const layer of ['tenant', 'personal'] as const) {
        const how = {layer, ...(layer === 'personal' && {as})};
        const save = (version?: number | '*' | null, headers = {}): Promise<Answered> =>
          saveLayout(server, tenant, [tile('one')], {...how, headers, ...(version !== undefined && {version})});
        assert.deepEqual(outcome(await save()), [428, 'precondition-required', []]);
        for (const version of [1, '*'] as const) {
          const {status, body, headers} = await save(version);
          assert.deepEqual([status, body.code, body.current.layout.version, headers.get('etag')], [412, 'precondition-failed', null, null]);
        }
        assert.equal((await save(null)).headers.get('etag'), '"1"');
        const {body: taken, headers} = await save(null);
        assert.deepEqual([taken.code, taken.current.layout.widgets, headers.get('etag')], ['precondition-failed', [tile('one')], '"1"']);
        assert.deepEqual(outcome(await save()), [428, 'precondition-required', []]);
        assert.equal((await save(1)).body.layout.version, 2);
        assert.equal((await save('*')).body.layout.version, 3);
        assert.deepEqual(outcome(await save(2)), [412, 'precondition-failed', []]);
        for (const odd of [{'If-None-Match': '"3"'}, {'If-None-Match': '*', 'If-Match': '"3"'}, {'If-Match': '3'}]) {
          assert.deepEqual(outcome(await save(undefined, odd)), [400, 'invalid-precondition', []]);
        }
        assert.deepEqual(outcome(await resetLayout(server, tenant, how)), [428, 'precondition-required', []]);
        assert.equal((await resetLayout(server, tenant, {...how, version: 2})).status, 412);
        assert.equal((await resetLayout(server, tenant, {...how, version: 3})).status, 204);
        assert.equal((await resetLayout(server, tenant, {...how, version: 3})).status, 404);
      }
    });

    test('E35: of two tabs or people that save at once one is told what the other has saved; neither layer hinders the other', async () => {
      const tenant = await server.freshTenant();
      const [as, second] = [await tenant.addUser(), await tenant.addUser({role: 'tenant-admin'})];
      const own = {as, layer: 'personal'} as const;
      for (const version of [null, 1, 2]) {
        for (const [how, people] of [
          [own, [as, as]],
          [{}, [tenant.administrator, second]],
        ] as const) {
          const answers = await Promise.all(
            people.map((person, at) => saveLayout(server, tenant, [tile(`of-${at}`)], {...how, as: person, version})),
          );
          assert.deepEqual(codes(answers), ['200', '412 precondition-failed']);
          const [saved, refused] = answers.toSorted((one, other) => one.status - other.status);
          assert.deepEqual(refused?.body.current, saved?.body);
          assert.deepEqual(saved?.body, (await readLayout(server, tenant, {layer: 'tenant', ...how})).body);
        }
      }
      const both = await Promise.all([
        saveLayout(server, tenant, [tile('mine')], {...own, version: 3}),
        saveLayout(server, tenant, [tile('theirs')], {version: 3}),
      ]);
      assert.deepEqual(codes(both), ['200', '200']);
    });

    test('E2, W10: a save that is sent again has one effect and the same answer', async () => {
      const tenant = await server.freshTenant();
      const headers = {'Idempotency-Key': 'once'};
      const first = await saveLayout(server, tenant, [tile('one')], {version: null, headers});
      const again = await saveLayout(server, tenant, [tile('one')], {version: null, headers});
      assert.deepEqual([again.status, again.text, again.headers.get('etag')], [200, first.text, '"1"']);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.equal((await auditTrail(server, tenant)).filter(({action}) => action === 'layout.updated').length, 1);
      assert.equal((await saveLayout(server, tenant, [tile('two')], {version: null, headers})).body.code, 'idempotency-key-reused');
    });

    test('L14: a locked tile stays in every personal layout as the tenant has it; only its place is free', async () => {
      const tenant = await server.freshTenant();
      const as = await tenant.addUser();
      const own = {as, layer: 'personal'} as const;
      const notice = tile('notice', {type: 'links', title: 'News', options: {limit: 3, key: 'b'}});
      await saveLayout(server, tenant, {widgets: [tile('free'), notice], locked: ['notice']}, {version: null});
      for (const changed of [
        undefined,
        {...notice, type: 'jobs'},
        {...notice, columns: 3 as const},
        {...notice, rows: 1},
        {...notice, hidden: true},
        {...notice, title: null},
        {...notice, options: {limit: 3}},
        {...notice, options: {limit: 3, key: 'c'}},
        {...notice, options: {limit: 3, key: 'b', more: true}},
      ]) {
        const {status, body} = await saveLayout(server, tenant, [tile('mine'), ...(changed ? [changed] : [])], {...own, version: null});
        assert.deepEqual([status, body.code, body.locked], [422, 'locked-widget', ['notice']], JSON.stringify(changed));
      }
      const moved = [{...notice, options: {key: 'b', limit: 3}}, tile('mine')];
      const {status, body} = await saveLayout(server, tenant, moved, {...own, version: null});
      assert.deepEqual([status, body.layout.locked], [200, ['notice']]);
      assert.deepEqual((await layoutOf(server, tenant, {as})).widgets, [notice, tile('mine')]);
    });

    test('L14: what is locked afterwards comes into a personal layout: at the end where it is missing, in its place where it differs', async () => {
      const tenant = await server.freshTenant();
      const as = await tenant.addUser();
      const mine = [tile('b', {columns: 3, hidden: true}), tile('mine')];
      await saveLayout(server, tenant, mine, {as, layer: 'personal', version: null});
      const widgets = [tile('a'), tile('b'), tile('c')];
      await saveLayout(server, tenant, {widgets, locked: ['b', 'c']}, {version: null});
      for (const layer of [undefined, 'personal'] as const) {
        const layout = await layoutOf(server, tenant, {as, ...(layer && {layer})});
        assert.deepEqual(layout.widgets, [tile('b'), tile('mine'), tile('c')]);
        assert.deepEqual([layout.locked, layout.outdated, layout.version], [['b', 'c'], true, 1]);
      }
      await saveLayout(server, tenant, widgets, {version: 1});
      assert.deepEqual((await layoutOf(server, tenant, {as})).widgets, mine, 'unlocked, it is as its owner left it');
    });

    test('L14: nobody has to keep a locked tile that they may not see, nor are they shown it', async () => {
      const tenant = await server.freshTenant();
      const as = await addHelper(server, tenant, ['dashboard.editOwn', 'resources.read']);
      const own = {as, layer: 'personal'} as const;
      const widgets = [tile('slurm'), tile('jobs', {type: 'jobs'})];
      await saveLayout(server, tenant, {widgets, locked: ['slurm', 'jobs']}, {version: null});
      assert.deepEqual((await layoutOf(server, tenant, own)).locked, ['slurm']);
      assert.equal((await saveLayout(server, tenant, [tile('slurm')], {...own, version: null})).status, 200);
      assert.deepEqual((await layoutOf(server, tenant, {as})).widgets, [tile('slurm')]);
      assert.deepEqual((await layoutOf(server, tenant, own)).widgets, [tile('slurm')]);
      const broken = await saveLayout(server, tenant, [tile('slurm'), tile('jobs')], {...own, version: 1});
      assert.deepEqual(outcome(broken), [422, 'locked-widget', []]);
    });

    test('W7: what cannot be a layout is refused by the field that is wrong', async () => {
      const tenant = await server.freshTenant();
      const many = (count: number): Record<string, number> => Object.fromEntries(Array.from({length: count}, (_, at) => [`o${at}`, at]));
      const refused = async (body: object, layer: 'tenant' | 'personal' = 'tenant'): Promise<unknown> => {
        const [status, , fields] = outcome(await saveLayout(server, tenant, body, {layer, version: null}));
        assert.equal(status, 422);
        return (fields as string[]).join();
      };
      assert.equal(await refused({widgets: [tile('a'), tile('b'), tile('a')]}), '#/widgets/2/id not-allowed');
      assert.equal(await refused({widgets: [tile('a')], locked: ['a', 'z']}), '#/locked/1 unknown-reference');
      assert.equal(await refused({widgets: [tile('a')], locked: []}, 'personal'), '#/locked unknown-member');
      assert.equal(await refused({widgets: [tile('a')], basedOnVersion: null}), '#/basedOnVersion unknown-member');
      assert.equal(await refused({widgets: [], basedOnVersion: 2 ** 31}, 'personal'), '#/basedOnVersion too-big');
      assert.equal(await refused({widgets: Array.from({length: 41}, (_, at) => tile(`t${at}`))}), '#/widgets too-long');
      assert.equal(await refused({widgets: [tile('a', {options: many(21)})]}), '#/widgets/0/options too-long');
      assert.equal(await refused({widgets: [tile('A')]}), '#/widgets/0/id format');
      assert.equal(await refused({widgets: [tile('a', {columns: 5 as never})]}), '#/widgets/0/columns not-allowed');
      assert.equal(await refused({widgets: [tile('a', {rows: 7})]}), '#/widgets/0/rows too-big');
      assert.equal(await refused({widgets: [{...tile('a'), x: 3}]}), '#/widgets/0/x unknown-member');
      assert.equal(await refused({}), '#/widgets required');
      const most = {widgets: Array.from({length: 40}, (_, at) => tile(`t${at}`, {options: many(20)})), locked: ['t1', 't1']};
      const {status, body} = await saveLayout(server, tenant, most, {version: null});
      assert.deepEqual([status, body.layout.widgets, body.layout.locked], [200, most.widgets, ['t1']]);
    });

    test('W8: permission before schema, schema before version, version before the rules of the state', async () => {
      const tenant = await server.freshTenant();
      const as = await tenant.addUser();
      const own = {as, layer: 'personal'} as const;
      assert.deepEqual(outcome(await saveLayout(server, tenant, {}, {as})), [403, 'permission-denied', []]);
      assert.equal((await saveLayout(server, tenant, {locked: 1}, own)).status, 422);
      await saveLayout(server, tenant, {widgets: [tile('a')], locked: ['a']}, {version: null});
      assert.equal((await saveLayout(server, tenant, [], own)).status, 428);
      assert.equal((await saveLayout(server, tenant, [], {...own, version: 4})).status, 412);
      await setPersonalLayouts(server, tenant, false);
      assert.equal((await saveLayout(server, tenant, [], {...own, version: null})).body.code, 'personal-layouts-off');
      const auditor = await tenant.addUser({role: 'auditor'});
      assert.equal((await saveLayout(server, tenant, [], {...own, as: auditor, version: null})).body.required, 'dashboard.editOwn');
    });

    test('V1, V3: everybody hears of the tenant’s layout, of a personal one only its owner, with the version it has now', async (t) => {
      const tenant = await server.freshTenant();
      const [as, other] = [await tenant.addUser(), await tenant.addUser({role: 'tenant-admin'})];
      const readers = [];
      for (const listener of [as, other]) {
        const reader = await openEvents(server, tenant.path, {as: listener, types: ['layout.updated']});
        t.after(() => reader.close());
        readers.push(reader);
      }
      const [mine, theirs] = readers;
      const own = {as, layer: 'personal'} as const;
      const {id: ownId} = (await saveLayout(server, tenant, [tile('mine')], {...own, version: null})).body.layout;
      await mine?.until(({heard}) => heard.length === 1);
      await resetLayout(server, tenant, {...own, version: 1});
      const {id} = (await saveLayout(server, tenant, [tile('theirs')], {version: null})).body.layout;
      await Promise.all([mine?.until(({heard}) => heard.length === 3), theirs?.until(({heard}) => heard.length === 1)]);
      await resetLayout(server, tenant, {version: 1});
      await Promise.all([mine?.until(({heard}) => heard.length === 4), theirs?.until(({heard}) => heard.length === 2)]);
      const updated = (...ids: string[]): string[] => ids.map((one) => `layout.updated ${one}`);
      assert.deepEqual(mine?.told(), updated(ownId, ownId, id, id));
      assert.deepEqual(theirs?.told(), updated(id, id));
      assert.deepEqual(
        mine?.heard.map(({data}) => [data.subject.type, data.subject.version]),
        [1, null, 1, null].map((version) => ['layout', version]),
      );
    });

    test('§11: the client fetches, saves and resets each layer, and tells what has changed', async () => {
      const tenant = await server.freshTenant();
      const client = server.client(await tenant.addUser());
      const changes = ownChanges(client);
      const {layout} = await client.dashboard.layout({layer: 'personal'});
      assert.deepEqual([layout.layer, layout.version], ['personal', null]);
      const {layout: saved} = await client.dashboard.saveLayout('personal', layout.widgets, {version: layout.version});
      assert.deepEqual([saved.version, saved.widgets], [1, layout.widgets]);
      assert.equal((await client.dashboard.layout()).layout.layer, 'personal');
      await assert.rejects(client.dashboard.saveLayout('personal', [], {version: null}), (error) => {
        assert.ok(isProblem(error, 'precondition-failed'));
        return true;
      });
      const basedOnVersion = null;
      await client.dashboard.saveLayout('personal', {widgets: [tile('one')], basedOnVersion}, {version: 1});
      await client.dashboard.resetLayout('personal', {version: 2});
      assert.equal((await client.dashboard.layout()).layout.layer, 'builtIn');
      const {id} = saved;
      assert.deepEqual(changes, [
        {subject: {type: 'layout', id, version: 1}, action: 'updated'},
        {subject: {type: 'layout', id, version: 2}, action: 'updated'},
        {subject: {type: 'layout', id: null}, action: 'updated'},
      ]);
      await assert.rejects(client.dashboard.saveLayout('tenant', [], {version: null}), (error) => isProblem(error, 'permission-denied'));
    });
  });
}
