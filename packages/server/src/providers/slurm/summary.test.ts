import assert from 'node:assert/strict';
import {test} from 'node:test';
import {JOB_STATES, PARTITION_STATES, type Slurm, SLURM_NODE_STATES} from '@tenantry/sdk/contract';
import {ACME, inNewerShape, type Recorded, TestSlurmrestd} from '../../testing/slurm.ts';

/** The same numbers for the same seed. */
const randomOf = (seed: number): (() => number) => {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const WORDS =
  'IDLE MIXED ALLOCATED DOWN ERROR UNKNOWN FUTURE DRAIN COMPLETING NOT_RESPONDING MAINTENANCE RESERVED PLANNED POWERED_DOWN NEW'.split(' ');
const JOB_WORDS = 'RUNNING PENDING SUSPENDED COMPLETING COMPLETED FAILED TIMEOUT CANCELLED PREEMPTED STRANGE'.split(' ');
const ODD: readonly unknown[] = [
  -1,
  -4_294_967_295,
  1e300,
  0.5,
  Number.NaN,
  '7',
  null,
  undefined,
  [],
  {},
  {set: true, infinite: false, number: -3},
  2 ** 53,
];

/** Changes what a cluster tells into what another might. */
const disturb = (slurmrestd: TestSlurmrestd, random: () => number): void => {
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const sometimes = (fields: Recorded): Recorded => Object.fromEntries(Object.entries(fields).filter(() => random() < 0.4));
  const change = (path: string, list: string, each: () => Recorded): void => {
    const answer = slurmrestd.answers.get(path) as Recorded;
    const changed = answer[list].flatMap((fields: Recorded) => (random() < 0.1 ? [] : [{...fields, ...sometimes(each())}]));
    slurmrestd.answers.set(path, {...answer, [list]: random() < 0.2 ? [...changed, ...changed, null, 7, 'x', []] : changed});
  };
  change('slurm/nodes', 'nodes', () => ({
    state: pick([pick(WORDS), [pick(WORDS), pick(WORDS)], null, 7, [], [7]]),
    cpus: pick(ODD),
    real_memory: pick(ODD),
    gres: pick(['gpu:h200:-8', 'gpu:h200:8,gpu:a100_1g.5gb:7', 'gpu:h200:8(S:0', ',,,', null, 5, 'gpu::', 'gpu:2']),
    partitions: pick([['gpu'], ['cpu', 'gpu'], 'cpu,gpu', null, [null], []]),
  }));
  change('slurm/partitions', 'partitions', () => ({
    state: pick(['UP', 'ODD', null, {}]),
    name: pick(['gpu', 'x', null, 7]),
    partition: pick([null, {state: 'DOWN'}]),
  }));
  change('slurm/jobs', 'jobs', () => ({
    job_state: pick([pick(JOB_WORDS), [pick(JOB_WORDS), pick(JOB_WORDS)], null, {}]),
    cpus: pick(ODD),
    job_id: pick([...ODD, 12]),
    tres_alloc_str: pick(['cpu=-1,mem=-5G', 'mem=9999P,gres/gpu=9999', '', null, 'gres/gpu:h200=1']),
    gres_detail: pick([null, [], ['gpu:h200:99'], 'gpu:2', [null]]),
    tres_per_node: pick(['gpu:2', null]),
    node_count: pick(ODD),
    state_reason: pick(['Priority', 'x'.repeat(500), '\u202eevil\u0000', null, 7, '\ud800']),
    submit_time: pick(ODD),
    exit_code: pick(ODD),
    account: pick(['tenant-a', 'TENANT-A', null, 7]),
    name: pick(['\u0000', 7, null, 'fine']),
    partition: pick(['gpu', 'gpu,cpu', null, 7]),
  }));
  change('slurmdb/jobs', 'jobs', () => ({state: pick([null, {current: [pick(JOB_WORDS)]}, {current: 7}]), time: pick([null, {end: -1}])}));
};

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const checkAmount = ({total, inUse}: {readonly total: number | null; readonly inUse: number | null}, what: string): void => {
  for (const value of [total, inUse]) {
    assert.ok(value === null || (Number.isFinite(value) && value >= 0), `${what}: ${value}`);
  }
  assert.ok(total === null || inUse === null || inUse <= total, `${what}: ${inUse} of ${total}`);
};

const check = ({nodes, jobs, partitions, clusters, capacity}: Slurm): void => {
  assert.deepEqual(Object.keys(nodes.byState), [...SLURM_NODE_STATES]);
  assert.equal(
    Object.values(nodes.byState).reduce((sum, count) => sum + count, 0),
    nodes.total,
  );
  assert.equal(clusters.healthy + clusters.degraded + clusters.unhealthy + clusters.unknown, clusters.total);
  assert.ok(partitions.length <= 100);
  for (const {state, nodes: count, pendingJobs, runningJobs} of partitions) {
    assert.ok((PARTITION_STATES as readonly string[]).includes(state));
    assert.ok([count, pendingJobs, runningJobs].every(isCount));
    assert.ok(count <= nodes.total && pendingJobs <= jobs.pending && runningJobs <= jobs.running);
  }
  const {last24h, pendingReasons, ...counts} = jobs;
  assert.ok([...Object.values(counts), ...Object.values(last24h ?? {})].every(isCount));
  assert.ok(pendingReasons.length <= 5 && pendingReasons.every(({reason}) => reason.length <= 400 && reason.isWellFormed()));
  assert.ok(pendingReasons.reduce((sum, {count}) => sum + count, 0) <= jobs.pending);
  checkAmount(capacity.gpus, 'gpus');
  checkAmount(capacity.cpuCores, 'cores');
  checkAmount(capacity.memoryGiB, 'memory');
  assert.equal(
    capacity.gpus.byModel.reduce((sum, {total}) => sum + total, 0),
    capacity.gpus.total,
  );
  for (const model of capacity.gpus.byModel) {
    checkAmount(model, model.model);
    model.mig.forEach((part) => checkAmount(part, part.profile));
  }
};

test('§8, E23: whatever a cluster tells, states add up to their total, and no number is negative or more than there is', async () => {
  for (let seed = 0; seed < 120; seed += 1) {
    const slurmrestd = new TestSlurmrestd();
    const each = seed % 2 === 0 ? slurmrestd : inNewerShape(slurmrestd);
    disturb(each, randomOf(seed));
    const provider = each.provider({options: {version: each.version}});
    const signal = new AbortController().signal;
    const {slurm} = await provider.summary(ACME, signal);
    const jobs = await provider.jobs(ACME, signal);
    try {
      assert.ok(slurm);
      check(slurm);
      for (const job of jobs) {
        assert.ok((JOB_STATES as readonly string[]).includes(job.state));
        assert.ok([job.gpus, job.cpuCores, job.exitCode].every((value) => value === null || isCount(value)));
      }
      const listed = (state: string): number => jobs.filter((job) => job.state === state).length;
      assert.deepEqual(
        [slurm.jobs.pending, slurm.jobs.running, slurm.jobs.suspended, slurm.jobs.completing],
        ['pending', 'running', 'suspended', 'completing'].map(listed),
        'G6: what is counted is what is listed',
      );
    } catch (error) {
      throw new Error(`Seed ${seed}`, {cause: error});
    }
  }
});

test('§8, E23: a number that is negative is not known, nor is a sum with it; each is logged once', async () => {
  const slurmrestd = new TestSlurmrestd();
  const nodes = slurmrestd.answers.get('slurm/nodes') as Recorded;
  Object.assign(nodes.nodes[0], {cpus: -4, state: 'odd'});
  Object.assign(nodes.nodes[1], {real_memory: -1, state: 'odd'});
  const provider = slurmrestd.provider();
  for (const _ of [1, 2]) {
    const {slurm} = await provider.summary(ACME, new AbortController().signal);
    assert.deepEqual([slurm?.capacity.cpuCores.total, slurm?.capacity.memoryGiB.total], [null, null]);
  }
  const told = slurmrestd.logger.entries.map(({event, fields}) => [event, fields.what, fields.value]);
  assert.deepEqual(told, [
    ['provider.unknownValue', 'node.state', 'ODD'],
    ['provider.unknownValue', 'node.cpus', '-4'],
    ['provider.unknownValue', 'node.real_memory', '-1'],
    ['provider.unknownValue', 'node.state', 'UNKNOWN'],
  ]);
});

test('§8, E23: more in use than there is contradicts itself, and is not known', async () => {
  const slurmrestd = new TestSlurmrestd();
  const jobs = slurmrestd.answers.get('slurm/jobs') as Recorded;
  Object.assign(jobs.jobs[0], {cpus: 300, gres_detail: ['gpu:h200:17']});
  const {slurm} = await slurmrestd.provider().summary(ACME, new AbortController().signal);
  assert.deepEqual(slurm?.capacity.cpuCores, {total: 288, inUse: null});
  assert.deepEqual(slurm?.capacity.gpus, {
    total: 20,
    inUse: null,
    byModel: [
      {model: 'a100', total: 4, inUse: 0, mig: []},
      {model: 'h200', total: 16, inUse: null, mig: []},
    ],
  });
});

test('§8: GPUs by model, parts of GPUs by profile; what was given without a type is of no model that could be told', async () => {
  const slurmrestd = new TestSlurmrestd();
  const nodes = slurmrestd.answers.get('slurm/nodes') as Recorded;
  const jobs = slurmrestd.answers.get('slurm/jobs') as Recorded;
  for (const node of nodes.nodes) {
    node.tres = '';
    node.gres = node.name === 'gpu01' ? 'gpu:a100:2,gpu:a100_1g.5gb:7,gpu:a100_3g.20gb:2' : node.name === 'gpu02' ? 'gpu:h200:8' : '';
  }
  const give = (...details: readonly unknown[]): void =>
    jobs.jobs.forEach((job: Recorded, index: number) =>
      Object.assign(job, {tres_alloc_str: 'cpu=1,mem=1G', gres_detail: details[index] ?? []}),
    );
  const gpusOf = async (): Promise<Slurm['capacity']['gpus'] | undefined> =>
    (await slurmrestd.provider().summary(ACME, new AbortController().signal)).slurm?.capacity.gpus;
  give(['gpu:a100:1(IDX:0)', 'gpu:a100_1g.5gb:3(IDX:2-4)'], ['gpu:h200:8(IDX:0-7)']);
  assert.deepEqual(await gpusOf(), {
    total: 10,
    inUse: 9,
    byModel: [
      {
        model: 'a100',
        total: 2,
        inUse: 1,
        mig: [
          {profile: '1g.5gb', total: 7, inUse: 3},
          {profile: '3g.20gb', total: 2, inUse: 0},
        ],
      },
      {model: 'h200', total: 8, inUse: 8, mig: []},
    ],
  });
  give(['gpu:2']);
  const unnamed = await gpusOf();
  assert.deepEqual([unnamed?.inUse, unnamed?.byModel.map(({inUse}) => inUse)], [2, [null, null]]);
  nodes.nodes.forEach((node: Recorded) => Object.assign(node, {gres: node.name === 'gpu02' ? 'gpu:h200:8' : ''}));
  assert.deepEqual(await gpusOf(), {total: 8, inUse: 2, byModel: [{model: 'h200', total: 8, inUse: 2, mig: []}]});
});
