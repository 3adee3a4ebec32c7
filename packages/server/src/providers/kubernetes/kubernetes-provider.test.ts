import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Kubernetes} from '@tenantry/sdk/contract';
import type {ResourceQuery} from '../../resources/provider.ts';
import {type Recorded, ReplayedCluster} from '../../testing/kubernetes.ts';
import {SourceError} from '../source-error.ts';

const whoever = (slug: string, visible: ResourceQuery['visible'] = 'all'): ResourceQuery => ({tenant: {id: `ten_${slug}`, slug}, visible});
const {signal} = new AbortController();

const seenBy = async (cluster: ReplayedCluster, slug: string, visible?: ResourceQuery['visible']): Promise<Kubernetes | undefined> =>
  (await cluster.provider().summary(whoever(slug, visible), signal)).kubernetes;

const pod = (name: string, members: Recorded = {}): Recorded => ({
  metadata: {name, namespace: 'tenant-a'},
  spec: {nodeName: 'gpu-1', containers: [], ...members.spec},
  status: {phase: 'Running', ...members.status},
});

test('a recorded cluster that is a tenant’s alone is told whole, as kubectl told it', async () => {
  await using cluster = await ReplayedCluster.start();
  assert.deepEqual(await seenBy(cluster, 'owner'), {
    clusters: {
      total: 1,
      byPhase: {provisioning: 0, running: 1, upgrading: 0, deleting: 0, failed: 0, unknown: 0},
      byVersion: [{version: 'v1.20.2', count: 1}],
      healthy: 0,
      degraded: 1,
      unhealthy: 0,
      unknown: 0,
    },
    nodes: {total: 6, ready: 5, notReady: 1, unknown: 0, unschedulable: 1, pressure: {memory: 0, disk: 0, pid: 0, network: 0}},
    pods: {running: 8, pending: 0, succeeded: 0, failed: 1, unknown: 0},
    capacity: {
      gpus: {total: 16, inUse: 15, byModel: [{model: 'NVIDIA-H200', total: 16, inUse: 15, mig: []}]},
      cpuCores: {total: 330, inUse: 46.4},
      memoryGiB: {total: 4391.5, inUse: 337.25},
    },
  });
});

test('G6: a tenant sees the pods and quotas of its namespaces, the nodes that these pods are on, and nothing else', async () => {
  await using cluster = await ReplayedCluster.start();
  const acme = await seenBy(cluster, 'acme');
  assert.deepEqual([acme?.nodes.total, acme?.pods], [1, {running: 3, pending: 0, succeeded: 0, failed: 0, unknown: 0}]);
  assert.deepEqual(acme?.capacity, {
    // The quota of 8 came when 13 were there.
    gpus: {total: 8, inUse: null, byModel: [{model: 'NVIDIA-H200', total: 8, inUse: null, mig: []}]},
    cpuCores: {total: 64, inUse: 38},
    memoryGiB: {total: 512, inUse: 273},
  });
  const globex = await seenBy(cluster, 'globex');
  assert.deepEqual([globex?.nodes.total, globex?.pods], [3, {running: 5, pending: 0, succeeded: 0, failed: 1, unknown: 0}]);
  // It has no quota: what it may use is not known, what it does is.
  assert.deepEqual(globex?.capacity, {
    gpus: {total: null, inUse: 2, byModel: []},
    cpuCores: {total: null, inUse: 8.4},
    memoryGiB: {total: null, inUse: 64.25},
  });
  assert.deepEqual(
    cluster.replay.paths.filter((path) => path.startsWith('/api/v1/pods')),
    [],
  );
});

test('G6: pods of another namespace are not counted even where a source tells of them', async () => {
  await using cluster = await ReplayedCluster.start();
  for (const {metadata} of [...cluster.pods, ...cluster.quotas]) {
    Object.defineProperty(metadata, 'namespace', {get: () => 'tenant-b', enumerable: true});
  }
  const other = cluster.pods.map((one) => ({...one, metadata: {...one.metadata, namespace: 'tenant-b'}}));
  cluster.replay.goWrong({body: {items: other}}, {where: /pods$/});
  assert.deepEqual((await seenBy(cluster, 'acme'))?.pods, {running: 0, pending: 0, succeeded: 0, failed: 0, unknown: 0});
});

test('a tenant that is not named has nothing there, and nobody is asked', async () => {
  await using cluster = await ReplayedCluster.start();
  const provider = cluster.provider();
  assert.equal(provider.serves({id: 'ten_x', slug: 'initech'}), false);
  assert.deepEqual(await provider.summary(whoever('initech'), signal), {});
  assert.deepEqual(await provider.list(whoever('initech'), signal), []);
  assert.deepEqual(cluster.replay.asked, []);
});

test('who sees but some of a tenant’s namespaces is told of these, never of another tenant’s', async () => {
  await using cluster = await ReplayedCluster.start();
  const ref = (name: string) => ({type: 'kubernetesNamespace', id: `k1/${name}`});
  assert.equal((await seenBy(cluster, 'owner', [ref('tenant-b')]))?.pods.running, 5);
  assert.equal(await seenBy(cluster, 'acme', [ref('tenant-b')]), undefined);
  assert.equal((await seenBy(cluster, 'acme', [{type: 'kubernetesCluster', id: 'k1'}]))?.pods.running, 3);
  assert.equal(await seenBy(cluster, 'owner', []), undefined);
  assert.equal(await seenBy(cluster, 'owner', [ref('../../nodes')]), undefined);
});

test('the catalog has the cluster and the tenant’s namespaces', async () => {
  await using cluster = await ReplayedCluster.start();
  const provider = cluster.provider();
  assert.deepEqual(await provider.list(whoever('acme'), signal), [
    {type: 'kubernetesCluster', id: 'k1', label: 'k1'},
    {type: 'kubernetesNamespace', id: 'k1/tenant-a', label: 'tenant-a (k1)'},
  ]);
  assert.equal((await provider.list(whoever('owner'), signal)).length, 7);
  assert.deepEqual(await provider.ownedBy(), []);
});

test('lists are turned over page by page, and begun anew once where they have changed meanwhile', async () => {
  await using cluster = await ReplayedCluster.start();
  cluster.pageSize = 2;
  assert.equal((await seenBy(cluster, 'owner'))?.pods.running, 8);
  assert.equal(cluster.replay.paths.filter((path) => path.startsWith('/api/v1/pods')).length, 5);
  cluster.replay.goWrong({status: 410, body: {kind: 'Status', reason: 'Expired', code: 410}}, {where: /pods$/, times: 1});
  assert.equal((await seenBy(cluster, 'owner'))?.pods.running, 8);
  cluster.replay.goWrong({status: 410}, {where: /pods$/});
  await assert.rejects(seenBy(cluster, 'owner'), {code: 'failed'});
});

test('pages that lead nowhere are a bad answer', async () => {
  await using cluster = await ReplayedCluster.start();
  cluster.replay.goWrong({body: {metadata: {continue: 'again'}, items: []}}, {where: /pods$/});
  await assert.rejects(seenBy(cluster, 'owner'), {code: 'bad-response'});
});

test('what several ask for at the same time is asked once', async () => {
  await using cluster = await ReplayedCluster.start();
  const provider = cluster.provider();
  await Promise.all(Array.from({length: 10}, () => provider.summary(whoever('owner'), signal)));
  assert.deepEqual(cluster.replay.paths.toSorted(), ['/api/v1/nodes?limit=500', '/api/v1/pods?limit=500', '/version']);
});

test('GPUs are counted by the model of their node, and parts of them by their profile', async () => {
  await using cluster = await ReplayedCluster.start();
  const node = (name: string, labels: Recorded, gpus: Recorded) => ({
    metadata: {name, labels},
    status: {allocatable: {cpu: '8', memory: '16Gi', ...gpus}, conditions: [{type: 'Ready', status: 'True'}]},
  });
  const asks = (nodeName: string, gpus: Recorded) => pod(nodeName, {spec: {nodeName, containers: [{resources: {limits: gpus}}]}});
  cluster.nodes = [
    node('a', {'nvidia.com/gpu.product': 'NVIDIA-A100'}, {'nvidia.com/gpu': '4', 'nvidia.com/mig-1g.10gb': '7'}),
    node('b', {'nvidia.com/gpu.product': 'NVIDIA-A100-MIG-2g.20gb'}, {'nvidia.com/gpu': '3'}),
    node('c', {'amd.com/gpu.product-name': 'MI300X'}, {'amd.com/gpu': '8'}),
    node('d', {}, {'nvidia.com/gpu': '2'}),
  ];
  cluster.pods = [
    asks('a', {'nvidia.com/gpu': '1'}),
    asks('a', {'nvidia.com/mig-1g.10gb': '2'}),
    asks('b', {'nvidia.com/gpu': '3'}),
    asks('c', {'amd.com/gpu': '5'}),
    asks('gone', {'amd.com/gpu': '5'}),
  ];
  assert.deepEqual((await seenBy(cluster, 'owner'))?.capacity.gpus, {
    total: 14,
    inUse: 6,
    byModel: [
      {model: 'MI300X', total: 8, inUse: 5, mig: []},
      {
        model: 'NVIDIA-A100',
        total: 4,
        inUse: 1,
        mig: [
          {profile: '1g.10gb', total: 7, inUse: 2},
          {profile: '2g.20gb', total: 3, inUse: 3},
        ],
      },
      {model: 'nvidia.com/gpu', total: 2, inUse: 0, mig: []},
    ],
  });
});

test('a pod holds what its containers ask for together, or one before them alone, while it has a place and has not ended', async () => {
  await using cluster = await ReplayedCluster.start();
  const asks = (cpu: string, more: Recorded = {}): Recorded => ({resources: {requests: {cpu}}, ...more});
  const inUse = async (...pods: readonly Recorded[]): Promise<number | null | undefined> => {
    cluster.pods = [...pods];
    return (await seenBy(cluster, 'owner'))?.capacity.cpuCores.inUse;
  };
  assert.equal(await inUse(pod('a', {spec: {containers: [asks('1'), asks('500m')]}})), 1.5);
  assert.equal(await inUse(pod('a', {spec: {containers: [asks('1')], initContainers: [asks('4'), asks('2')]}})), 4);
  assert.equal(await inUse(pod('a', {spec: {containers: [asks('1')], initContainers: [asks('2', {restartPolicy: 'Always'})]}})), 3);
  assert.equal(await inUse(pod('a', {spec: {containers: [asks('1')], overhead: {cpu: '250m'}}})), 1.25);
  assert.equal(await inUse(pod('a', {spec: {containers: [asks('1')], resources: {requests: {cpu: '6'}}}})), 6);
  assert.equal(await inUse(pod('a', {spec: {containers: [asks('-1')]}})), null);
  for (const phase of ['Succeeded', 'Failed']) {
    assert.equal(await inUse(pod('a', {spec: {containers: [asks('1')]}, status: {phase}})), 0);
  }
  assert.equal(await inUse(pod('a', {spec: {nodeName: undefined, containers: [asks('1')]}, status: {phase: 'Pending'}})), 0);
});

test('conditions of nodes are told: readiness, pressure, no more pods', async () => {
  await using cluster = await ReplayedCluster.start();
  const node = (conditions: readonly [string, string][], spec: Recorded = {}) => ({
    metadata: {name: 'n'},
    spec,
    status: {allocatable: {cpu: '1', memory: '1Gi'}, conditions: conditions.map(([type, status]) => ({type, status}))},
  });
  cluster.nodes = [
    node([
      ['Ready', 'True'],
      ['MemoryPressure', 'True'],
      ['DiskPressure', 'True'],
    ]),
    node(
      [
        ['Ready', 'False'],
        ['PIDPressure', 'True'],
        ['NetworkUnavailable', 'True'],
      ],
      {unschedulable: true},
    ),
    node([['Ready', 'Unknown']]),
    node([]),
    node([['Ready', 'Perhaps']]),
  ];
  const {nodes, clusters} = (await seenBy(cluster, 'owner')) ?? {};
  assert.deepEqual(nodes, {
    total: 5,
    ready: 1,
    notReady: 1,
    unknown: 3,
    unschedulable: 1,
    pressure: {memory: 1, disk: 1, pid: 1, network: 1},
  });
  assert.deepEqual(cluster.logger.entries, [
    {level: 'info', event: 'provider.unknownValue', fields: {provider: 'k1', what: 'node.ready', value: 'Perhaps'}},
  ]);
  assert.equal(clusters?.degraded, 1);
  cluster.nodes = [node([['Ready', 'False']])];
  assert.equal((await seenBy(cluster, 'owner'))?.clusters.unhealthy, 1);
  cluster.nodes = [node([['Ready', 'True']])];
  assert.equal((await seenBy(cluster, 'owner'))?.clusters.healthy, 1);
});

test('of several quotas the closest counts; a resource that one namespace has no bound for has none', async () => {
  await using cluster = await ReplayedCluster.start();
  const quota = (namespace: string, cpu: string) => ({
    metadata: {namespace},
    status: {hard: {'requests.cpu': cpu}, used: {'requests.cpu': '1'}},
  });
  const tenants = {acme: {namespaces: ['tenant-a', 'tenant-b']}};
  const cores = async () => (await cluster.provider({tenants}).summary(whoever('acme'), signal)).kubernetes?.capacity.cpuCores;
  cluster.quotas = [quota('tenant-a', '8'), quota('tenant-a', '6'), quota('tenant-b', '10')];
  assert.deepEqual(await cores(), {total: 16, inUse: 2});
  cluster.quotas = [quota('tenant-a', '8')];
  assert.deepEqual(await cores(), {total: null, inUse: 9.4});
});

test('a configuration that cannot be used is refused by the name of its member', async () => {
  await using cluster = await ReplayedCluster.start();
  const refuses = (config: Parameters<ReplayedCluster['provider']>[0], member: string): void =>
    assert.throws(
      () => cluster.provider(config),
      (error) => error instanceof Error && !(error instanceof SourceError) && error.message.startsWith(`providers.k1.${member} `),
    );
  refuses({url: null}, 'url');
  refuses({url: 'ftp://k1'}, 'url');
  refuses({url: 'https://user:word@k1'}, 'url');
  refuses({tenants: {acme: {}}}, 'tenants.acme.namespaces');
  refuses({tenants: {acme: {namespaces: ['a/b']}}}, 'tenants.acme.namespaces');
});
