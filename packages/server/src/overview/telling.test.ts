import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {engines} from '../testing/engines.ts';
import {openEvents} from '../testing/event-reader.ts';
import {addHelper, addRole, giveRole} from '../testing/new-users.ts';
import {useTestServer} from '../testing/server.ts';
import {NEVER, someSlurm, TestSource} from '../testing/sources.ts';

for (const engine of engines) {
  describe(`other figures on ${engine.name}`, {skip: engine.skip}, () => {
    const hpc = new TestSource('hpc', ['slurm']);
    const server = useTestServer(engine, {resources: [hpc]});

    test('V3: whoever may read figures hears when there are other ones, in their own tenant, and when there are not, nobody does', async (t) => {
      const tenant = await server.freshTenant();
      const elsewhere = await server.freshTenant();
      const look = () => server.client(tenant.administrator).dashboard.summary();
      hpc.answer = () => ({slurm: someSlurm('hpc', 1)});
      const open = async (permissions: readonly ('resources.read' | 'resources.readAll' | 'users.read')[], types?: readonly string[]) => {
        const reader = await openEvents(server, tenant.path, {
          as: await addHelper(server, tenant, permissions),
          ...(types && {types}),
        });
        t.after(() => reader.close());
        return reader;
      };
      const readers = [await open(['resources.read']), await open(['resources.readAll'])];
      const others = [await open(['users.read']), await open(['resources.read'], ['user.updated'])];
      const stranger = await openEvents(server, elsewhere.path, {as: elsewhere.administrator});
      t.after(() => stranger.close());
      await look();
      server.clock.advance({seconds: 11});
      await look();
      server.clock.advance({seconds: 11});
      hpc.answer = () => ({slurm: someSlurm('hpc', 2)});
      await look();
      const at = server.clock.now().toISOString();
      await Promise.all(readers.map((reader) => reader.until(({heard}) => heard.length > 0)));
      for (const reader of readers) {
        const [first, ...more] = reader.heard;
        assert.deepEqual(
          [first?.event, first?.data.at, first?.data.subject, more],
          ['summary.updated', at, {type: 'summary', id: tenant.id, version: null}, []],
        );
      }
      hpc.answer = NEVER;
      for (const reader of [...others, stranger]) {
        assert.equal(
          reader.told().some((told) => told.startsWith('summary')),
          false,
        );
      }
    });

    test('V2: the message has no number of its own: whoever comes back behind it misses nothing', async (t) => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const look = () => server.client(tenant.administrator).dashboard.summary();
      hpc.answer = () => ({slurm: someSlurm('hpc', 1)});
      server.clock.advance({seconds: 11});
      const reader = await openEvents(server, tenant.path, {as: tenant.administrator});
      const before = reader.lastId;
      await look();
      server.clock.advance({seconds: 11});
      hpc.answer = () => ({slurm: someSlurm('hpc', 2)});
      await look();
      await reader.until(({heard}) => heard.length > 0);
      assert.deepEqual([reader.heard[0]?.event, reader.lastId, reader.heard[0]?.data.id], ['summary.updated', before, before]);
      await reader.close();
      const changed = await server.request(`${tenant.path}/users/${user.id}/deactivate`, {as: tenant.administrator, json: {}});
      assert.equal(changed.status, 200);
      const again = await openEvents(server, tenant.path, {as: tenant.administrator, last: reader.lastId});
      t.after(() => again.close());
      await again.until(({heard}) => heard.length > 0);
      assert.deepEqual(again.told(), [`user.deactivated ${user.id}`]);
    });

    test('A4: whoever has lost the right to read figures hears of no other ones', async (t) => {
      const tenant = await server.freshTenant();
      const helper = await addHelper(server, tenant, ['resources.read']);
      const look = () => server.client(tenant.administrator).dashboard.summary();
      hpc.answer = () => ({slurm: someSlurm('hpc', 1)});
      const [reader, witness] = [
        await openEvents(server, tenant.path, {as: helper}),
        await openEvents(server, tenant.path, {as: tenant.administrator}),
      ];
      t.after(() => Promise.all([reader.close(), witness.close()]));
      await look();
      await giveRole(server, tenant, helper, await addRole(server, tenant, 'blind', ['users.read']));
      server.clock.advance({seconds: 11});
      hpc.answer = () => ({slurm: someSlurm('hpc', 2)});
      await look();
      await witness.until(({heard}) => heard.length > 0);
      const user = await tenant.addUser();
      await server.request(`${tenant.path}/users/${user.id}/deactivate`, {as: tenant.administrator, json: {}});
      await reader.until(({heard}) => heard.length > 0);
      assert.deepEqual(reader.told(), [`user.deactivated ${user.id}`]);
    });
  });
}
