import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Slurm} from '@tenantry/sdk/contract';
import type {ResourceQuery} from '../../resources/provider.ts';
import {ACME, change, inNewerShape, OTHER, type Recorded, sectionOf, signal, TestSlurmrestd} from '../../testing/slurm.ts';

const RECORDED_SECTION: Slurm = {
  clusters: {total: 1, healthy: 0, degraded: 1, unhealthy: 0, unknown: 0},
  partitions: [
    {cluster: 'hpc', name: 'gpu', state: 'up', nodes: 3, pendingJobs: 1, runningJobs: 3},
    {cluster: 'hpc', name: 'cpu', state: 'up', nodes: 3, pendingJobs: 0, runningJobs: 4},
    {cluster: 'hpc', name: 'maint', state: 'drain', nodes: 2, pendingJobs: 0, runningJobs: 0},
  ],
  nodes: {
    total: 6,
    byState: {
      idle: 0,
      mixed: 4,
      allocated: 0,
      draining: 0,
      drained: 0,
      maintenance: 0,
      reserved: 0,
      poweredDown: 0,
      failed: 0,
      down: 1,
      unknown: 1,
    },
  },
  jobs: {
    pending: 1,
    running: 7,
    suspended: 0,
    completing: 0,
    last24h: {completed: 1, failed: 1, timedOut: 0, cancelled: 1, preempted: 0},
    pendingReasons: [{reason: 'Resources', count: 1}],
  },
  capacity: {
    gpus: {
      total: 20,
      inUse: 13,
      byModel: [
        {model: 'a100', total: 4, inUse: 0, mig: []},
        {model: 'h200', total: 16, inUse: 13, mig: []},
      ],
    },
    cpuCores: {total: 288, inUse: 60},
    memoryGiB: {total: 1875, inUse: 131.16},
  },
};

test('§8: what slurmrestd 22.05 has said is counted', async () => {
  assert.deepEqual(await sectionOf(new TestSlurmrestd().provider()), RECORDED_SECTION);
});

test('§8: the same in the shape of newer versions is counted the same', async () => {
  assert.deepEqual(await sectionOf(inNewerShape(new TestSlurmrestd()).provider()), RECORDED_SECTION);
});

test('§8: jobs are told the same in either shape, with what they have or ask for', async () => {
  const jobs = await new TestSlurmrestd().provider().jobs(ACME, signal());
  assert.deepEqual(await inNewerShape(new TestSlurmrestd()).provider().jobs(ACME, signal()), jobs);
  assert.deepEqual(jobs[0], {
    id: 'hpc/1',
    cluster: 'hpc',
    name: 'train-llm',
    state: 'running',
    rawState: ['RUNNING'],
    reason: null,
    owner: 'slurm-alice',
    partition: 'gpu',
    gpus: 4,
    cpuCores: 16,
    submittedAt: '2026-11-21T22:06:44.000Z',
    startedAt: '2026-11-21T22:06:46.000Z',
    endedAt: null,
    exitCode: null,
  });
  const told = jobs.map(({id, state, reason, gpus, startedAt, endedAt, exitCode}) => [
    id,
    state,
    reason,
    gpus,
    startedAt,
    endedAt,
    exitCode,
  ]);
  assert.deepEqual(
    told.filter(([, state]) => state !== 'running'),
    [
      ['hpc/3', 'pending', 'Resources', 16, null, null, null],
      ['hpc/4', 'completed', null, 0, '2026-11-21T22:06:46.000Z', '2026-11-21T22:06:47.000Z', 0],
      ['hpc/5', 'failed', 'NonZeroExitCode', 0, '2026-11-21T22:06:46.000Z', '2026-11-21T22:06:46.000Z', 3],
      ['hpc/6', 'cancelled', 'Priority', 0, null, '2026-11-21T22:06:44.000Z', null],
    ],
  );
});

test('§8: a tenant has its own jobs and what they use, whoever else has jobs there', async () => {
  const slurmrestd = new TestSlurmrestd();
  const share = (fields: Recorded): Recorded =>
    fields.user_name === 'slurm-bob' || fields.user === 'slurm-bob' ? {account: 'tenant-b'} : {};
  change(slurmrestd, 'slurm/jobs', share);
  change(slurmrestd, 'slurmdb/jobs', share);
  const provider = slurmrestd.provider({tenants: {acme: {accounts: ['Tenant-A']}, other: {accounts: ['tenant-b', 'tenant-c']}}});
  const [one, two] = [await sectionOf(provider), await sectionOf(provider, OTHER)];
  assert.deepEqual([one.jobs.running, one.jobs.pending, two.jobs.running, two.jobs.pending], [6, 0, 1, 1]);
  assert.deepEqual([one.capacity.gpus.inUse, two.capacity.gpus.inUse], [5, 8]);
  assert.deepEqual([one.capacity.cpuCores.inUse, two.capacity.cpuCores.inUse], [52, 8]);
  assert.deepEqual([one.jobs.last24h?.cancelled, two.jobs.last24h?.cancelled], [0, 1]);
  assert.deepEqual(
    [one, two].map(({partitions}) => partitions.map(({pendingJobs, runningJobs}) => [pendingJobs, runningJobs])),
    [
      [
        [0, 2],
        [0, 4],
        [0, 0],
      ],
      [
        [1, 1],
        [0, 0],
        [0, 0],
      ],
    ],
  );
  const owners = async (query: ResourceQuery): Promise<unknown> => [
    ...new Set((await provider.jobs(query, signal())).map(({owner}) => owner)),
  ];
  assert.deepEqual([await owners(ACME), await owners(OTHER)], [['slurm-alice'], ['slurm-bob']]);
});

test('§8: a tenant has the partitions that take its accounts, and the nodes of those', async () => {
  const slurmrestd = new TestSlurmrestd();
  change(slurmrestd, 'slurm/partitions', ({name}) =>
    name === 'gpu'
      ? {allowed_accounts: 'tenant-b,tenant-c', denied_accounts: 'tenant-b'}
      : name === 'maint'
        ? {denied_accounts: 'tenant-a'}
        : {},
  );
  const tenants = {acme: {accounts: ['tenant-a']}, other: {accounts: ['tenant-b']}};
  for (const each of [slurmrestd, inNewerShape(slurmrestd)]) {
    const provider = each.provider({tenants});
    const [one, two] = [await sectionOf(provider), await sectionOf(provider, OTHER)];
    assert.deepEqual(
      [one, two].map(({partitions, nodes}) => [partitions.map(({name}) => name), nodes.total]),
      [
        [['cpu'], 3],
        [['gpu', 'cpu', 'maint'], 6],
      ],
    );
    assert.deepEqual([one.capacity.gpus.total, two.capacity.gpus.total], [0, 20]);
    assert.deepEqual(
      (await provider.list(ACME, signal())).map(({type, id}) => [type, id]),
      [
        ['slurmCluster', 'hpc'],
        ['slurmPartition', 'hpc/cpu'],
        ['slurmAccount', 'hpc/tenant-a'],
      ],
    );
  }
});

test('§8: a tenant that is not named has nothing there, and nobody is asked for it', async () => {
  const slurmrestd = new TestSlurmrestd();
  const provider = slurmrestd.provider();
  assert.equal(provider.serves?.(OTHER.tenant), false);
  assert.deepEqual(await provider.summary(OTHER, signal()), {});
  assert.deepEqual([await provider.jobs(OTHER, signal()), await provider.list(OTHER, signal())], [[], []]);
  assert.deepEqual(slurmrestd.asked, []);
});

test('§8: of what a tenant has, only what is visible is told', async () => {
  const provider = new TestSlurmrestd().provider({tenants: {acme: {accounts: ['tenant-a', 'tenant-b']}}});
  const seen = async (...visible: readonly {type: string; id: string}[]): Promise<unknown> => {
    const query = {...ACME, visible};
    const {partitions, nodes, jobs} = await sectionOf(provider, query);
    const listed = await provider.jobs(query, signal());
    return [partitions.map(({name}) => name), nodes.total, jobs.running, listed.length];
  };
  assert.deepEqual(await seen(), [[], 0, 0, 0]);
  assert.deepEqual(await seen({type: 'slurmPartition', id: 'hpc/cpu'}), [['cpu'], 3, 0, 0]);
  assert.deepEqual(await seen({type: 'slurmAccount', id: 'hpc/tenant-b'}), [['gpu', 'cpu', 'maint'], 6, 0, 0]);
  assert.deepEqual(await seen({type: 'slurmAccount', id: 'hpc/tenant-a'}), [['gpu', 'cpu', 'maint'], 6, 7, 11]);
  assert.deepEqual(await seen({type: 'slurmCluster', id: 'hpc'}), [['gpu', 'cpu', 'maint'], 6, 7, 11]);
  assert.deepEqual(await seen({type: 'slurmCluster', id: 'other'}, {type: 'kubernetesCluster', id: 'hpc'}), [[], 0, 0, 0]);
});

test('G6: a partition that somebody was given, and that no account of the tenant may use any more, is not told', async () => {
  const slurmrestd = new TestSlurmrestd();
  change(slurmrestd, 'slurm/partitions', ({name}) => (name === 'cpu' ? {allowed_accounts: 'tenant-c'} : {}));
  const {partitions, nodes} = await sectionOf(slurmrestd.provider(), {
    ...ACME,
    visible: ['cpu', 'gpu'].map((name) => ({type: 'slurmPartition', id: `hpc/${name}`})),
  });
  assert.deepEqual([partitions.map(({name}) => name), nodes.total], [['gpu'], 3]);
});

test('§8: nodes that are only planned are not counted', async () => {
  const slurmrestd = new TestSlurmrestd();
  change(slurmrestd, 'slurm/nodes', ({name}) => (name === 'cpu03' ? {state: 'future'} : {}));
  const {nodes, partitions} = await sectionOf(slurmrestd.provider());
  assert.deepEqual([nodes.total, nodes.byState.unknown, partitions.map((partition) => partition.nodes)], [5, 0, [3, 2, 1]]);
});

test('§8: cluster health: no node at work is unhealthy, any that is down is degraded', async () => {
  const health = async (state: (name: string) => string): Promise<unknown> => {
    const slurmrestd = new TestSlurmrestd();
    change(slurmrestd, 'slurm/nodes', ({name}) => ({state: state(name), state_flags: []}));
    const {total: _total, ...clusters} = (await sectionOf(slurmrestd.provider())).clusters;
    return Object.entries(clusters).filter(([, count]) => count > 0);
  };
  assert.deepEqual(await health(() => 'idle'), [['healthy', 1]]);
  assert.deepEqual(await health((name) => (name === 'gpu01' ? 'down' : 'allocated')), [['degraded', 1]]);
  assert.deepEqual(await health(() => 'down'), [['unhealthy', 1]]);
});

test('§8: without accounting, or without the right to read it, the last day is not known; all else is', async () => {
  for (const answer of [
    undefined,
    new Response('{}', {status: 500}),
    {errors: [{error: 'Access/permission denied', errno: 9003}], jobs: []},
    {errors: [], jobs: 'none'},
  ]) {
    const slurmrestd = new TestSlurmrestd();
    slurmrestd.answers.set('slurmdb/jobs', answer);
    const {jobs, ...rest} = await sectionOf(slurmrestd.provider());
    assert.deepEqual({...rest, jobs: {...jobs, last24h: RECORDED_SECTION.jobs.last24h}}, RECORDED_SECTION);
    assert.equal(jobs.last24h, null);
  }
});

test('§8: accounting is asked for the tenants’ accounts, once a minute; jobs that ended before a day do not count', async () => {
  const slurmrestd = new TestSlurmrestd();
  const provider = slurmrestd.provider({tenants: {acme: {accounts: ['tenant-a']}, other: {accounts: ['tenant-b']}}});
  const asked = (): string[] => slurmrestd.asked.filter((path) => path.startsWith('slurmdb'));
  await Promise.all([sectionOf(provider), sectionOf(provider, OTHER), sectionOf(provider)]);
  assert.deepEqual(asked(), ['slurmdb/v0.0.38/jobs/?account=tenant-a%2Ctenant-b&start_time=2026-11-20T10%3A07%3A53&skip_steps=true']);
  slurmrestd.clock.advance({seconds: 59});
  await sectionOf(provider);
  assert.equal(asked().length, 1);
  slurmrestd.clock.advance({hours: 24});
  const {last24h} = (await sectionOf(provider)).jobs;
  assert.equal(asked().length, 2);
  assert.deepEqual(last24h, {completed: 0, failed: 0, timedOut: 0, cancelled: 0, preempted: 0});
});

test('§8: what was known of the last day stands in for five minutes when accounting fails', async () => {
  const slurmrestd = new TestSlurmrestd();
  const provider = slurmrestd.provider();
  await sectionOf(provider);
  slurmrestd.answers.delete('slurmdb/jobs');
  slurmrestd.clock.advance({minutes: 5});
  assert.deepEqual((await sectionOf(provider)).jobs.last24h, RECORDED_SECTION.jobs.last24h);
  slurmrestd.clock.advance({seconds: 1});
  assert.equal((await sectionOf(provider)).jobs.last24h, null);
});
