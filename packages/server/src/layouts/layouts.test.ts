import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {type DashboardLayout, LayoutAnswer} from '@tenantry/sdk/contract';
import {auditTrail} from '../testing/audit.ts';
import {remove} from '../testing/deleted-users.ts';
import {engines} from '../testing/engines.ts';
import {layoutOf, readLayout, resetLayout, saveLayout, setPersonalLayouts, tile} from '../testing/layouts.ts';
import {addHelper} from '../testing/new-users.ts';
import {useTestServer} from '../testing/server.ts';

const idsOf = ({widgets}: DashboardLayout): string[] => widgets.map(({id}) => id);

const BUILT_IN = ['bare-metal', 'virtual-machine', 'kubernetes', 'slurm', 'jobs'];

for (const engine of engines) {
  describe(`layouts on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('L14: what nobody has arranged is built in: four kinds of six columns and two rows, and jobs across', async () => {
      const tenant = await server.freshTenant();
      const {status, body, headers} = await readLayout(server, tenant);
      assert.equal(status, 200);
      assert.equal(headers.get('etag'), null);
      const {layout, editable} = LayoutAnswer.parse(body);
      assert.deepEqual(
        layout.widgets.map(({type, columns, rows}) => [type, columns, rows]),
        [
          ['bareMetal', 6, 2],
          ['virtualMachine', 6, 2],
          ['kubernetes', 6, 2],
          ['slurm', 6, 2],
          ['jobs', 12, 2],
        ],
      );
      const {widgets: _, ...rest} = layout;
      assert.deepEqual(rest, {
        id: null,
        tenantId: tenant.id,
        layer: 'builtIn',
        locked: [],
        basedOnVersion: null,
        outdated: false,
        createdAt: null,
        updatedAt: null,
        version: null,
      });
      assert.deepEqual(editable, {personal: true, tenant: true});
      const users = await readLayout(server, tenant, {as: await tenant.addUser()});
      assert.deepEqual(users.body.editable, {personal: true, tenant: false});
      const auditors = await readLayout(server, tenant, {as: await tenant.addUser({role: 'auditor'})});
      assert.deepEqual(auditors.body.editable, {personal: false, tenant: false});
    });

    test('L14: a tile whose data somebody may not read is left out; a link and a type that nobody knows stay', async () => {
      const tenant = await server.freshTenant();
      const types = ['bareMetal', 'virtualMachine', 'kubernetes', 'slurm', 'gpu', 'jobs', 'links', 'newer', 'toString'];
      const widgets = types.map((type) => tile(type.toLowerCase(), {type}));
      assert.equal((await saveLayout(server, tenant, widgets, {version: null})).status, 200);
      const resources = ['baremetal', 'virtualmachine', 'kubernetes', 'slurm', 'gpu'];
      const others = ['links', 'newer', 'tostring'];
      for (const [permissions, seen] of [
        [[], others],
        [['jobs.read'], ['jobs', ...others]],
        [['resources.read'], [...resources, ...others]],
        [['resources.readAll'], [...resources, 'jobs', ...others]],
      ] as const) {
        const as = await addHelper(server, tenant, permissions);
        assert.deepEqual(idsOf(await layoutOf(server, tenant, {as})), seen, permissions.join());
        assert.deepEqual(idsOf(await layoutOf(server, tenant, {as, layer: 'personal'})), seen, 'a personal one begins with the same');
        assert.equal((await layoutOf(server, tenant, {as, layer: 'tenant'})).widgets.length, widgets.length);
      }
    });

    test('L14: one’s own stands before the tenant’s, and that before the built-in one; taken away, the one beneath shows', async () => {
      const tenant = await server.freshTenant();
      const [user, other] = [await tenant.addUser(), await tenant.addUser()];
      const shown = async (as = user): Promise<unknown> => {
        const layout = await layoutOf(server, tenant, {as});
        return [layout.layer, idsOf(layout).join()];
      };
      assert.deepEqual(await shown(), ['builtIn', BUILT_IN.join()]);
      const saved = await saveLayout(server, tenant, [tile('theirs')], {version: null});
      assert.deepEqual([saved.status, saved.headers.get('etag'), saved.body.layout.version], [200, '"1"', 1]);
      assert.deepEqual(await shown(), ['tenant', 'theirs']);
      await saveLayout(server, tenant, [tile('mine'), tile('also')], {as: user, layer: 'personal', version: null});
      assert.deepEqual(await shown(), ['personal', 'mine,also']);
      assert.deepEqual(await shown(other), ['tenant', 'theirs']);
      await setPersonalLayouts(server, tenant, false);
      assert.deepEqual(await shown(), ['tenant', 'theirs']);
      await setPersonalLayouts(server, tenant, true);
      const reset = await resetLayout(server, tenant, {as: user, layer: 'personal', version: 1});
      assert.deepEqual([reset.status, reset.text], [204, '']);
      assert.deepEqual(await shown(), ['tenant', 'theirs']);
      assert.equal((await resetLayout(server, tenant, {version: '*'})).status, 204);
      assert.deepEqual(await shown(), ['builtIn', BUILT_IN.join()]);
      assert.equal((await resetLayout(server, tenant, {version: '*'})).status, 404);
    });

    test('endpoint 28: a layer that is not there has what it would begin with, under its own name and without a version', async () => {
      const tenant = await server.freshTenant();
      const as = await tenant.addUser();
      const begun = async (layer: 'tenant' | 'personal'): Promise<unknown> => {
        const layout = await layoutOf(server, tenant, {as, layer});
        return [layout.layer, layout.id, layout.version, layout.basedOnVersion, layout.locked, idsOf(layout).join()];
      };
      assert.deepEqual(await begun('tenant'), ['tenant', null, null, null, [], BUILT_IN.join()]);
      assert.deepEqual(await begun('personal'), ['personal', null, null, null, [], BUILT_IN.join()]);
      await saveLayout(server, tenant, {widgets: [tile('a'), tile('b')], locked: ['b']}, {version: null});
      assert.deepEqual(await begun('personal'), ['personal', null, null, 1, ['b'], 'a,b']);
      const [, id, ...rest] = (await begun('tenant')) as unknown[];
      assert.match(String(id), /^lay_/);
      assert.deepEqual(rest, [1, null, ['b'], 'a,b']);
    });

    test('L14, E35: a personal layout that is older than the tenant’s says so and stays as it is, until it is saved again', async () => {
      const tenant = await server.freshTenant();
      const as = await tenant.addUser();
      const mine = {as, layer: 'personal'} as const;
      const state = async (): Promise<unknown> => {
        const {outdated, basedOnVersion, widgets} = await layoutOf(server, tenant, {as});
        return [outdated, basedOnVersion, widgets.map(({id}) => id).join()];
      };
      await saveLayout(server, tenant, [tile('mine')], {...mine, version: null});
      assert.deepEqual(await state(), [false, null, 'mine']);
      await saveLayout(server, tenant, [tile('theirs')], {version: null});
      assert.deepEqual(await state(), [true, null, 'mine']);
      await saveLayout(server, tenant, [tile('mine')], {...mine, version: 1});
      assert.deepEqual(await state(), [false, 1, 'mine']);
      await saveLayout(server, tenant, [tile('theirs')], {version: 1});
      assert.deepEqual(await state(), [true, 1, 'mine']);
      await saveLayout(server, tenant, {widgets: [tile('mine')], basedOnVersion: 1}, {...mine, version: 2});
      assert.deepEqual(await state(), [true, 1, 'mine'], 'who kept the old one on purpose is asked again');
      await saveLayout(server, tenant, {widgets: [tile('mine')], basedOnVersion: 2}, {...mine, version: 3});
      assert.deepEqual(await state(), [false, 2, 'mine']);
      await resetLayout(server, tenant, {version: 2});
      assert.deepEqual(await state(), [true, 2, 'mine']);
      await saveLayout(server, tenant, [tile('theirs')], {version: null});
      await saveLayout(server, tenant, [tile('theirs')], {version: 1});
      assert.deepEqual(await state(), [true, 2, 'mine'], 'one made anew is another one, though it has come to the same number');
    });

    test('E35: a tile of a type that nobody here knows is kept, whole', async () => {
      const tenant = await server.freshTenant();
      const widget = tile('future', {
        type: 'x-forecast.v9',
        columns: 3,
        rows: 6,
        hidden: true,
        title: 'Zürich',
        options: {b: 1.5, a: 'x', c: false},
      });
      const {body} = await saveLayout(server, tenant, [widget], {version: null});
      assert.deepEqual(body.layout.widgets, [widget]);
      assert.deepEqual((await layoutOf(server, tenant)).widgets, [widget]);
    });

    test('L14: with personal layouts off nobody saves or resets one, and nobody is offered to', async () => {
      const tenant = await server.freshTenant();
      const as = await tenant.addUser();
      const mine = {as, layer: 'personal'} as const;
      await saveLayout(server, tenant, [tile('mine')], {...mine, version: null});
      await setPersonalLayouts(server, tenant, false);
      for (const {status, body} of [
        await saveLayout(server, tenant, [tile('mine')], {...mine, version: 1}),
        await resetLayout(server, tenant, {...mine, version: 1}),
      ]) {
        assert.deepEqual([status, body.code], [409, 'personal-layouts-off']);
      }
      assert.deepEqual((await readLayout(server, tenant, {as})).body.editable, {personal: false, tenant: false});
      assert.equal((await saveLayout(server, tenant, [tile('theirs')], {version: null})).status, 200);
      await setPersonalLayouts(server, tenant, true);
      assert.deepEqual(idsOf(await layoutOf(server, tenant, {as})), ['mine'], 'it was only put aside');
    });

    test('W1: one tenant sees and changes nothing of another’s; nobody sees or changes anybody else’s own', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const [user, colleague] = [await tenant.addUser(), await tenant.addUser()];
      await saveLayout(server, tenant, [tile('secret')], {version: null});
      await saveLayout(server, tenant, [tile('private')], {as: user, layer: 'personal', version: null});
      for (const layer of [undefined, 'tenant', 'personal'] as const) {
        const reading = layer && {layer};
        assert.equal((await readLayout(server, tenant, {as: other.administrator, ...reading})).status, 404);
        assert.doesNotMatch((await readLayout(server, other, reading)).text, /secret|private/);
        for (const as of [colleague, tenant.administrator]) {
          assert.doesNotMatch((await readLayout(server, tenant, {as, ...reading})).text, /private/);
        }
      }
      assert.equal((await saveLayout(server, other, [tile('x')], {version: null})).status, 200);
      assert.equal((await saveLayout(server, tenant, [tile('x')], {as: colleague, layer: 'personal', version: null})).status, 200);
      assert.equal((await resetLayout(server, tenant, {as: colleague, layer: 'personal', version: '*'})).status, 204);
      assert.equal((await resetLayout(server, other, {version: '*'})).status, 204);
      assert.deepEqual(idsOf(await layoutOf(server, tenant, {as: user})), ['private']);
      assert.deepEqual(idsOf(await layoutOf(server, tenant)), ['secret']);
    });

    test('L10: who is deleted leaves no layout behind', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await saveLayout(server, tenant, [tile('mine')], {as: user, layer: 'personal', version: null});
      await saveLayout(server, tenant, [tile('theirs')], {version: null});
      assert.equal((await remove(server, tenant, user)).status, 204);
      const left = await server.database.inTenant(tenant.id, (transaction) =>
        transaction.selectFrom('layouts').select('user_id').where('tenant_id', '=', tenant.id).execute(),
      );
      assert.deepEqual(left, [{user_id: null}]);
    });

    test('L18: what was arranged is written down by its layer and version, without a word of what stands there', async () => {
      const tenant = await server.freshTenant();
      const as = await tenant.addUser();
      const {body} = await saveLayout(server, tenant, [tile('mine', {title: 'Ada’s own'})], {as, layer: 'personal', version: null});
      await resetLayout(server, tenant, {as, layer: 'personal', version: 1});
      const rows = (await auditTrail(server, tenant)).slice(-2);
      assert.deepEqual(
        rows.map(({action, actor_id, target_type, target_id, changes}) => [action, actor_id, target_type, target_id, changes]),
        [
          [null, 1],
          [1, null],
        ].map(([from, to]) => [
          'layout.updated',
          as.id,
          'layout',
          body.layout.id,
          [
            {path: '/layer', to: 'personal'},
            {path: '/version', from, to},
          ],
        ]),
      );
    });
  });
}
