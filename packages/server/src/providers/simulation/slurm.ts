import type {Slurm} from '@tenantry/sdk/contract';
import type {ProviderJob} from '../../resources/provider.ts';
import {chance, choose} from './chance.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Jobs that have ended are listed for so long. */
const LISTED = 60 * MINUTE;

interface Node {
  readonly name: string;
  readonly partition: 'h200' | 'a100' | 'cpu';
  readonly gpus: number;
  readonly cores: number;
  readonly memoryGiB: number;
  /** Into which shares jobs divide it. Without any, it is drained. */
  readonly slots: readonly number[];
}

const nodesOf = (count: number, node: Omit<Node, 'name'>): Node[] =>
  Array.from({length: count}, (_, index) => ({...node, name: `${node.partition}-${index + 1}`}));

const NODES: readonly Node[] = [
  ...nodesOf(4, {partition: 'h200', gpus: 8, cores: 96, memoryGiB: 1_536, slots: [1 / 2, 1 / 4, 1 / 4]}),
  ...nodesOf(3, {partition: 'a100', gpus: 8, cores: 64, memoryGiB: 1_024, slots: [1 / 2, 1 / 2]}),
  {name: 'a100-4', partition: 'a100', gpus: 8, cores: 64, memoryGiB: 1_024, slots: []},
  ...nodesOf(4, {partition: 'cpu', gpus: 0, cores: 64, memoryGiB: 256, slots: [1 / 2, 1 / 4, 1 / 4]}),
];

const PARTITIONS = ['h200', 'a100', 'cpu'] as const;
const SLOTS = NODES.flatMap((node) => node.slots.map((share) => ({node, share})));
const NAMES = ['train-llm', 'finetune-vit', 'eval-suite', 'embed-corpus', 'protein-fold', 'preprocess', 'sweep-lr', 'render-maps'];

type Outcome = 'completed' | 'failed' | 'timedOut' | 'cancelled' | 'preempted';
const RAW: Readonly<Record<Outcome, string>> = {
  completed: 'COMPLETED',
  failed: 'FAILED',
  timedOut: 'TIMEOUT',
  cancelled: 'CANCELLED',
  preempted: 'PREEMPTED',
};

export interface SimulatedJob {
  readonly job: ProviderJob;
  readonly node: Node;
  readonly share: number;
}

/**
 * The jobs of a cluster at a time. On each share of a node one comes after the other, each as long as chance would have it, so there are
 * never more than fit. Nothing is remembered: the same time has the same jobs.
 *
 * @param since From when on those that have ended are of interest.
 */
export const jobsAt = (cluster: string, owners: readonly string[], now: number, since = now - LISTED): SimulatedJob[] =>
  SLOTS.flatMap(({node, share}, slot) => {
    const length = Math.round((14 + 40 * chance(cluster, 'length', slot)) * MINUTE);
    const first = Math.floor(since / length) - 1;
    const last = Math.floor(now / length) + 1;
    return Array.from({length: last - first + 1}, (_, index) =>
      jobOf(cluster, owners, {slot, node, share, length, turn: first + index}, now),
    )
      .filter(({submittedAt, endedAt}) => submittedAt <= now && endedAt > since)
      .map(({job}) => ({job, node, share}));
  });

const jobOf = (
  cluster: string,
  owners: readonly string[],
  {slot, node, share, length, turn}: {slot: number; node: Node; share: number; length: number; turn: number},
  now: number,
): {job: ProviderJob; submittedAt: number; endedAt: number} => {
  const roll = (what: string): number => chance(cluster, what, slot, turn);
  const startedAt = turn * length + Math.floor(roll('idle') * 0.2 * length);
  const endedAt = startedAt + Math.floor((0.3 + 0.5 * roll('duration')) * length);
  const submittedAt = startedAt - MINUTE - Math.floor(roll('wait') * 9 * MINUTE);
  const outcome = choose<Outcome>(roll('outcome'), ['completed', 80], ['failed', 9], ['cancelled', 6], ['timedOut', 4], ['preempted', 1]);
  const state = now < startedAt ? 'pending' : now < endedAt ? 'running' : outcome;
  const isOver = now >= endedAt;
  const at = (time: number, isPast: boolean): string | null => (isPast ? new Date(time).toISOString() : null);
  return {
    submittedAt,
    endedAt,
    job: {
      id: `${cluster}/${turn * SLOTS.length + slot}`,
      cluster,
      name: NAMES[Math.floor(roll('name') * NAMES.length)] ?? 'job',
      state,
      rawState: [isOver ? RAW[outcome] : state.toUpperCase()],
      reason:
        state === 'pending' ? choose(roll('reason'), ['Resources', 3], ['Priority', 2]) : state === 'failed' ? 'NonZeroExitCode' : null,
      owner: owners[Math.floor(roll('owner') * owners.length)] ?? null,
      partition: node.partition,
      gpus: node.gpus * share,
      cpuCores: node.cores * share,
      submittedAt: new Date(submittedAt).toISOString(),
      startedAt: at(startedAt, now >= startedAt),
      endedAt: at(endedAt, isOver),
      exitCode: isOver ? (outcome === 'completed' ? 0 : outcome === 'failed' ? 1 : null) : null,
    },
  };
};

/** The figures of the same cluster at the same time. */
export const slurmAt = (cluster: string, owners: readonly string[], now: number): Slurm => {
  const jobs = jobsAt(cluster, owners, now, now - DAY);
  const inState = (state: string, among = jobs): number => among.filter(({job}) => job.state === state).length;
  const running = jobs.filter(({job}) => job.state === 'running');
  const shareOf = (node: Node): number => running.reduce((sum, one) => sum + (one.node === node ? one.share : 0), 0);
  const count = (holds: (node: Node) => boolean): number => NODES.filter(holds).length;
  const reasons = Map.groupBy(
    jobs.filter(({job}) => job.state === 'pending'),
    ({job}) => job.reason ?? '',
  );
  const sum = (what: 'gpus' | 'cores' | 'memoryGiB', among: readonly Node[] = NODES): {total: number; inUse: number} => ({
    total: among.reduce((all, node) => all + node[what], 0),
    inUse: among.reduce((all, node) => all + node[what] * shareOf(node), 0),
  });
  return {
    clusters: {total: 1, healthy: 1, degraded: 0, unhealthy: 0, unknown: 0},
    partitions: PARTITIONS.map((name) => {
      const own = jobs.filter(({job}) => job.partition === name);
      return {
        cluster,
        name,
        state: 'up',
        nodes: count(({partition}) => partition === name),
        pendingJobs: inState('pending', own),
        runningJobs: inState('running', own),
      };
    }),
    nodes: {
      total: NODES.length,
      byState: {
        idle: count((node) => node.slots.length > 0 && shareOf(node) === 0),
        mixed: count((node) => shareOf(node) > 0 && shareOf(node) < 1),
        allocated: count((node) => shareOf(node) === 1),
        draining: 0,
        drained: count(({slots}) => slots.length === 0),
        maintenance: 0,
        reserved: 0,
        poweredDown: 0,
        failed: 0,
        down: 0,
        unknown: 0,
      },
    },
    jobs: {
      pending: inState('pending'),
      running: running.length,
      suspended: 0,
      completing: 0,
      last24h: {
        completed: inState('completed'),
        failed: inState('failed'),
        timedOut: inState('timedOut'),
        cancelled: inState('cancelled'),
        preempted: inState('preempted'),
      },
      pendingReasons: [...reasons].map(([reason, {length}]) => ({reason, count: length})).toSorted((one, other) => other.count - one.count),
    },
    capacity: {
      gpus: {
        ...sum('gpus'),
        byModel: (['h200', 'a100'] as const).map((model) => ({
          model,
          ...sum(
            'gpus',
            NODES.filter(({partition}) => partition === model),
          ),
          mig: [],
        })),
      },
      cpuCores: sum('cores'),
      memoryGiB: sum('memoryGiB'),
    },
  };
};

/** The partitions of the cluster. */
export const PARTITION_NAMES: readonly string[] = PARTITIONS;
