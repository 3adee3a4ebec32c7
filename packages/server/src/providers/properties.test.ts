import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import type {ResourceQuery} from '../resources/provider.ts';
import {Chance} from '../testing/generated.ts';
import {type Recorded, ReplayedCluster} from '../testing/kubernetes.ts';
import {PROJECT, ReplayedCloud} from '../testing/openstack.ts';
import {ReplayedServers, systemOf} from '../testing/redfish.ts';
import {assertSound} from '../testing/sums.ts';

const RUNS = 60;
const {signal} = new AbortController();
const whoever = (slug: string): ResourceQuery => ({tenant: {id: `ten_${slug}`, slug}, visible: 'all'});
const TENANTS = ['acme', 'globex', 'owner'];

const quantityOf = (chance: Chance): unknown => chance.perhaps(chance.one(['1', '500m', '16Gi', '2Ti', '1e3', '64', '0']));

const resourcesOf = (chance: Chance): Recorded =>
  Object.fromEntries(
    ['cpu', 'memory', 'requests.cpu', 'nvidia.com/gpu', 'nvidia.com/mig-1g.10gb', 'amd.com/gpu', 'requests.nvidia.com/gpu', 'pods']
      .filter(() => chance.next() < 0.6)
      .map((name) => [name, name.includes('gpu') || name.includes('mig') ? chance.perhaps(`${chance.upTo(8)}`) : quantityOf(chance)]),
  );

const madeUpCluster = (cluster: ReplayedCluster, chance: Chance): void => {
  const nodes = ['a', 'b', 'c', 'd'];
  const container = () => ({resources: {requests: resourcesOf(chance), limits: chance.perhaps({})}});
  cluster.nodes = nodes.slice(0, chance.upTo(4)).map((name) => ({
    metadata: {name, labels: chance.perhaps({'nvidia.com/gpu.product': chance.perhaps(chance.one(['H200', 'A100-MIG-1g.10gb']))})},
    spec: {unschedulable: chance.perhaps(chance.next() < 0.3)},
    status: chance.perhaps({
      allocatable: chance.perhaps(resourcesOf(chance)),
      conditions: chance.perhaps([
        {type: 'Ready', status: chance.perhaps(chance.one(['True', 'False', 'Unknown']))},
        {type: 'MemoryPressure', status: chance.perhaps('True')},
        {type: 'MemoryPressure', status: chance.perhaps('True')},
        chance.nonsense(),
      ]),
    }),
  }));
  cluster.pods = chance.some(12, () => ({
    metadata: {namespace: chance.one(['tenant-a', 'tenant-b'])},
    spec: {
      nodeName: chance.perhaps(chance.one(nodes)),
      containers: chance.some(2, container),
      initContainers: chance.perhaps(chance.some(1, container)),
      overhead: chance.perhaps({cpu: '1'}),
    },
    status: {phase: chance.perhaps(chance.one(['Running', 'Pending', 'Succeeded', 'Failed', 'Unknown']))},
  }));
  cluster.quotas = chance.some(3, () => ({
    metadata: {namespace: chance.one(['tenant-a', 'tenant-b'])},
    status: chance.perhaps({hard: resourcesOf(chance), used: chance.perhaps(resourcesOf(chance))}),
  }));
};

const madeUpCloud = (cloud: ReplayedCloud, chance: Chance): void => {
  cloud.servers = chance.some(8, () => ({
    id: `${chance.next()}`,
    name: chance.perhaps('vm'),
    tenant_id: chance.perhaps(chance.one([PROJECT, 'tenant-a'])),
    status: chance.perhaps(chance.one(['ACTIVE', 'SHUTOFF', 'SHELVED_OFFLOADED', 'ERROR'])),
    flavor: chance.perhaps({
      extra_specs: chance.perhaps({'resources:VGPU': chance.perhaps('1'), 'pci_passthrough:alias': chance.perhaps('gpu:2,gpu-b:1')}),
    }),
  }));
  cloud.nodes = chance.some(8, () => ({
    uuid: `${chance.next()}`,
    provision_state: chance.perhaps(chance.one(['active', 'available', 'clean failed', 'cleaning'])),
    power_state: chance.perhaps(chance.one(['power on', 'power off'])),
    target_power_state: chance.perhaps(null),
    maintenance: chance.perhaps(false),
    fault: chance.perhaps(null),
    owner: chance.perhaps(PROJECT),
    lessee: chance.perhaps(null),
    traits: chance.perhaps(['CUSTOM_GPU_H200']),
    resource_class: chance.perhaps('bm'),
    properties: chance.perhaps({
      cpus: chance.perhaps(chance.one([64, '64'])),
      memory_mb: chance.perhaps(1024),
      capabilities: chance.perhaps(`gpu_count:${chance.one(['8', '-1', 'many', ''])},x:y`),
    }),
  }));
  const limit = () => chance.perhaps(chance.upTo(100));
  cloud.limits = {limits: {absolute: {maxTotalCores: limit(), totalCoresUsed: limit(), maxTotalRAMSize: limit(), totalRAMUsed: limit()}}};
  const inventory = () => chance.perhaps({total: limit(), reserved: chance.perhaps(0), allocation_ratio: chance.perhaps(1.5)});
  cloud.inventories = {inventories: chance.perhaps({VCPU: inventory(), MEMORY_MB: inventory(), VGPU: inventory()})};
  cloud.usages = {usages: chance.perhaps({VCPU: limit(), MEMORY_MB: limit(), VGPU: limit()})};
};

const madeUpServers = (servers: ReplayedServers, chance: Chance): void => {
  let last = 0;
  servers.systems = chance.some(6, () => {
    last += 1;
    return systemOf(`${last}`, {
      PowerState: chance.perhaps(chance.one(['On', 'Off', 'Paused'])),
      Status: chance.perhaps({State: chance.perhaps('Enabled'), Health: chance.perhaps(chance.one(['OK', 'Warning', 'Critical']))}),
      ProcessorSummary: chance.perhaps({CoreCount: chance.perhaps(64)}),
      MemorySummary: chance.perhaps({TotalSystemMemoryGiB: chance.perhaps(512.5)}),
    });
  });
};

suite('states add up, and a number that makes no sense is not known', () => {
  const systems = {
    kubernetes: {start: () => ReplayedCluster.start(), makeUp: madeUpCluster},
    openstack: {start: () => ReplayedCloud.start(), makeUp: madeUpCloud},
    redfish: {start: () => ReplayedServers.start(), makeUp: madeUpServers},
  };

  for (const [name, {start, makeUp}] of Object.entries(systems)) {
    test(`${name}: as recorded`, async () => {
      await using system = await start();
      const provider = system.provider();
      for (const slug of TENANTS) {
        assertSound(await provider.summary(whoever(slug), signal));
      }
    });

    test(`${name}: as made up`, async () => {
      await using system = await start();
      const provider = system.provider();
      for (let seed = 1; seed <= RUNS; seed += 1) {
        // Each with its own.
        (makeUp as (system: unknown, chance: Chance) => void)(system, new Chance(seed));
        for (const slug of TENANTS) {
          const said = await provider.summary(whoever(slug), signal);
          assert.ok(
            Object.values(said).every((section) => !(section instanceof Error)),
            `seed ${seed}`,
          );
          assertSound(said);
        }
      }
    });
  }
});
