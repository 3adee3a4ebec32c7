import assert from 'node:assert/strict';
import {cpus, hostname, totalmem} from 'node:os';
import {describe, test} from 'node:test';
import type {BareMetal} from '@tenantry/sdk/contract';
import {engines} from '../../testing/engines.ts';
import {useTestServer} from '../../testing/server.ts';
import {hostProvider} from './index.ts';
import {gpusOf, type Machine, thisMachine} from './machine.ts';

const CONFIG = {type: 'host', name: 'me', url: null, tokenEnv: null, tenants: {acme: {}}, options: {}};
const ACME = {tenant: {id: 'ten_1', slug: 'acme'}, visible: 'all'} as const;
const GIB = 2 ** 30;

const machine = (members: Partial<Machine> = {}): Machine => ({
  hostname: 'box',
  cores: 8,
  load: () => 2.345,
  memory: async () => ({total: 64 * GIB, available: 48 * GIB}),
  gpus: async () => null,
  ...members,
});

const told = async (members?: Partial<Machine>): Promise<BareMetal> => {
  const {bareMetal} = (await hostProvider(CONFIG, {}, machine(members)).summary?.(ACME, AbortSignal.timeout(5_000))) ?? {};
  assert.ok(bareMetal && !(bareMetal instanceof Error));
  return bareMetal;
};

test('a host is one server that is on: its cores and memory, and as much of them as is in use', async () => {
  const {total, byPower, health, capacity} = await told();
  assert.deepEqual([total, byPower.on, health.healthy], [1, 1, 1]);
  assert.deepEqual(capacity, {
    gpus: {total: null, inUse: null, byModel: []},
    cpuCores: {total: 8, inUse: 2.35},
    memoryGiB: {total: 64, inUse: 16},
  });
});

test('a load that waits for cores is no more than there are; a load that nobody counts is not known; a host that is out of memory is degraded', async () => {
  assert.deepEqual((await told({load: () => 40})).capacity.cpuCores, {total: 8, inUse: 8});
  assert.deepEqual((await told({load: () => null})).capacity.cpuCores, {total: 8, inUse: null});
  assert.deepEqual((await told({memory: async () => ({total: 64 * GIB, available: GIB})})).health, {
    healthy: 0,
    degraded: 1,
    unhealthy: 0,
    unknown: 0,
  });
});

test('GPUs are counted by model, and as in use when something runs on them', async () => {
  const all = 'GPU-1, NVIDIA H200\nGPU-2, NVIDIA H200\nGPU-3, NVIDIA A100-SXM4-80GB\n';
  const gpus = gpusOf(all, 'GPU-2\nGPU-2\n');
  assert.deepEqual((await told({gpus: async () => gpus})).capacity.gpus, {
    total: 3,
    inUse: 1,
    byModel: [
      {model: 'H200', total: 2, inUse: 1, mig: []},
      {model: 'A100-SXM4-80GB', total: 1, inUse: 0, mig: []},
    ],
  });
  assert.deepEqual(gpusOf('No devices were found\n', ''), []);
});

test('W1: a tenant that is not named has nothing of the host, and who may see other things only does not see it', async () => {
  const provider = hostProvider(CONFIG, {}, machine());
  const {signal} = new AbortController();
  const stranger = {tenant: {id: 'ten_2', slug: 'toString'}, visible: 'all'} as const;
  assert.deepEqual([provider.serves?.(ACME.tenant), provider.serves?.(stranger.tenant)], [true, false]);
  assert.deepEqual([await provider.summary?.(stranger, signal), await provider.list?.(stranger, signal)], [{}, []]);
  assert.deepEqual(await provider.list?.({...ACME, visible: [{type: 'bareMetalServer', id: 'me/other'}]}, signal), []);
  const ref = {type: 'bareMetalServer', id: 'me/box', label: 'box'};
  assert.deepEqual(await provider.list?.({...ACME, visible: [ref]}, signal), [ref]);
});

for (const engine of engines) {
  describe(`this machine on ${engine.name}`, {skip: engine.skip}, () => {
    const tenants: Record<string, object> = {};
    const server = useTestServer(engine, {resources: [hostProvider({...CONFIG, tenants})]});

    test('S0-17: the overview has the real figures of this machine', async () => {
      const tenant = await server.freshTenant();
      tenants[tenant.slug] = {};
      const {bareMetal} = await server.client(tenant.administrator).dashboard.summary();
      const {cpuCores, memoryGiB} = bareMetal.data?.capacity ?? assert.fail();
      assert.deepEqual([bareMetal.status, bareMetal.sources[0]?.simulated, bareMetal.data?.total], ['ok', false, 1]);
      assert.ok((cpuCores.total ?? 0) >= 1 && (cpuCores.total ?? 0) <= cpus().length);
      assert.equal(memoryGiB.total, Math.round((totalmem() / GIB) * 100) / 100);
      assert.ok((memoryGiB.inUse ?? 0) > 0);
      assert.equal(thisMachine().hostname, hostname());
    });
  });
}
