import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {engines} from '../testing/engines.ts';
import {layoutOf, resetLayout, saveLayout, tile} from '../testing/layouts.ts';
import {waitingForLock} from '../testing/locks.ts';
import {outcome} from '../testing/new-users.ts';
import {useTestServer} from '../testing/server.ts';
import {insertLayer, lockLayer, updateLayer} from './queries.ts';

const arrangement = {widgets: [tile('first')], locked: [], basedOn: null, basedOnVersion: null};

// The embedded database has one connection: no transaction of it ever waits for another.
for (const engine of engines.filter(({name}) => name === 'PostgreSQL')) {
  describe(`saves of layouts that had to wait on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('E35, D3: who waits for somebody else’s save is told of it, and undoes nothing', async () => {
      const tenant = await server.freshTenant();
      const {body} = await saveLayout(server, tenant, [tile('old')], {version: null});
      const late = await server.database.inTenant(tenant.id, async (transaction) => {
        await lockLayer(transaction, tenant.id, null);
        const waiting = [saveLayout(server, tenant, [tile('late')], {version: 1})];
        await waitingForLock(server.database);
        await updateLayer(transaction, tenant.id, {id: body.layout.id, arrangement, at: server.clock.now()});
        return waiting;
      });
      const [refused] = await Promise.all(late);
      assert.deepEqual([refused?.status, refused?.body.current.layout.widgets], [412, [tile('first')]]);
    });

    test('E35, W9: of two who make the first one at once, the later is told what the other has made', async () => {
      const tenant = await server.freshTenant();
      const late = await server.database.inTenant(tenant.id, async (transaction) => {
        const [id, at] = [server.newId('lay'), server.clock.now()];
        await insertLayer(transaction, tenant.id, {id, userId: null, arrangement, at});
        const waiting = [saveLayout(server, tenant, [tile('late')], {version: null})];
        await waitingForLock(server.database);
        return waiting;
      });
      const [refused] = await Promise.all(late);
      assert.deepEqual([refused?.status, refused?.body.current.layout.widgets], [412, [tile('first')]]);
      assert.equal(refused?.headers.get('etag'), '"1"');
    });

    test('E35: who waits for a reset finds nothing there any more', async () => {
      const tenant = await server.freshTenant();
      const {body} = await saveLayout(server, tenant, [tile('old')], {version: null});
      const late = await server.database.inTenant(tenant.id, async (transaction) => {
        await lockLayer(transaction, tenant.id, null);
        const waiting = [saveLayout(server, tenant, [tile('late')], {version: 1}), resetLayout(server, tenant, {version: 1})];
        await waitingForLock(server.database);
        await transaction.deleteFrom('layouts').where('tenant_id', '=', tenant.id).where('id', '=', body.layout.id).execute();
        return waiting;
      });
      const [saved, reset] = await Promise.all(late);
      assert.deepEqual([saved?.status, saved?.body.current.layout.version], [412, null]);
      assert.deepEqual(reset && outcome(reset), [404, 'not-found', []]);
      assert.equal((await layoutOf(server, tenant)).layer, 'builtIn');
    });
  });
}
