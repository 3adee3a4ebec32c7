import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';
import {someServers, TestSource, TestSourceError} from '../testing/sources.ts';

for (const engine of engines) {
  describe(`a source of two sections on ${engine.name}`, {skip: engine.skip}, () => {
    const cloud = new TestSource('cloud', ['virtualMachine', 'bareMetal']);
    const server = useTestServer(engine, {resources: [cloud]});

    test('tells the one where the other has failed alone, and why that is', async () => {
      cloud.answer = () => ({bareMetal: someServers(3), failures: {virtualMachine: new TestSourceError('rate-limited')}});
      const tenant = await server.freshTenant();
      const {bareMetal, virtualMachine} = await server.client(await tenant.addUser()).dashboard.summary();
      assert.deepEqual([bareMetal.status, bareMetal.data], ['ok', someServers(3)]);
      assert.deepEqual(
        [virtualMachine.status, virtualMachine.data, virtualMachine.sources[0]?.code],
        ['unavailable', null, 'rate-limited'],
      );
    });
  });
}
