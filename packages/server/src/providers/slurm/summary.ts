import type {Amount, Capacity, Health, Slurm} from '@tenantry/sdk/contract';
import {HEALTH_STATES, SLURM_NODE_STATES} from '@tenantry/sdk/contract';
import {addGpus, type Gpus, modelOf} from './gpus.ts';
import type {EndedJob, Node, Partition, SlurmJob} from './records.ts';
import type {Share} from './share.ts';
import type {JobState, NodeState} from './states.ts';

const MOST_PARTITIONS = 100;
const MOST_REASONS = 5;
const DAY_MS = 86_400_000;
const ENDED = ['completed', 'failed', 'timedOut', 'cancelled', 'preempted'] as const;
/** In these a node takes work, or would when it is needed. */
const AT_WORK: readonly NodeState[] = ['idle', 'mixed', 'allocated', 'draining', 'reserved', 'poweredDown'];
const BROKEN: readonly NodeState[] = ['down', 'failed'];

/** What a cluster has told. */
export interface Told {
  readonly nodes: readonly Node[];
  readonly partitions: readonly Partition[];
  readonly jobs: readonly SlurmJob[];
  /** `null` where there is no accounting. */
  readonly ended: readonly EndedJob[] | null;
}

/** A cluster at a glance, as far as a tenant has a share in it: what is in use there is what the tenant's own jobs use. */
export const summarize = (cluster: string, {nodes, partitions, jobs, ended}: Told, share: Share, now: Date): Slurm => {
  const itsPartitions = partitions.filter((partition) => share.hasPartition(partition));
  const names = new Set(itsPartitions.map(({name}) => name));
  const itsNodes = nodes.filter((node) => node.partitions.some((name) => names.has(name)));
  const itsJobs = jobs.filter((job) => share.hasJob(job));
  const count = (state: JobState, among = itsJobs): number => among.filter((job) => job.state === state).length;
  return {
    clusters: {total: 1, ...healthOf(itsNodes)},
    partitions: itsPartitions.slice(0, MOST_PARTITIONS).map(({name, state}) => {
      const inIt = itsJobs.filter((job) => job.partition?.split(',').includes(name));
      return {
        cluster,
        name,
        state,
        nodes: itsNodes.filter((node) => node.partitions.includes(name)).length,
        pendingJobs: count('pending', inIt),
        runningJobs: count('running', inIt),
      };
    }),
    nodes: {total: itsNodes.length, byState: tally(SLURM_NODE_STATES, itsNodes)},
    jobs: {
      pending: count('pending'),
      running: count('running'),
      suspended: count('suspended'),
      completing: count('completing'),
      last24h: ended && lastDay(ended, share, now),
      pendingReasons: topReasons(itsJobs.filter(({state}) => state === 'pending')),
    },
    capacity: capacityOf(itsNodes, itsJobs),
  };
};

const tally = <State extends string>(states: readonly State[], things: readonly {readonly state: State}[]): Record<State, number> =>
  Object.fromEntries(states.map((state) => [state, things.filter((thing) => thing.state === state).length])) as Record<State, number>;

const healthOf = (nodes: readonly Node[]): Health => {
  const health = !nodes.some(({state}) => AT_WORK.includes(state))
    ? nodes.length === 0
      ? 'unknown'
      : 'unhealthy'
    : nodes.some(({state}) => BROKEN.includes(state))
      ? 'degraded'
      : 'healthy';
  return tally(HEALTH_STATES, [{state: health}]);
};

const lastDay = (ended: readonly EndedJob[], share: Share, now: Date): NonNullable<Slurm['jobs']['last24h']> => {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const its = ended.filter((job) => share.hasJob(job) && job.endedAt !== null && job.endedAt > since);
  return Object.fromEntries(ENDED.map((state) => [state, its.filter((job) => job.state === state).length])) as NonNullable<
    Slurm['jobs']['last24h']
  >;
};

const topReasons = (pending: readonly SlurmJob[]): Slurm['jobs']['pendingReasons'] => {
  const counts = new Map<string, number>();
  for (const {reason} of pending) {
    if (reason !== null) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([reason, count]) => ({reason, count}))
    .toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1))
    .slice(0, MOST_REASONS);
};

const capacityOf = (nodes: readonly Node[], jobs: readonly SlurmJob[]): Capacity => {
  const holding = jobs.filter((job): job is SlurmJob & {held: object} => job.held !== null);
  return {
    gpus: gpusOf(addGpus(nodes.map(({gpus}) => gpus)), addGpus(holding.map(({held}) => held.gpus))),
    cpuCores: amount(sumOf(nodes.map(({cpus}) => cpus)), sumOf(holding.map(({held}) => held.cpus))),
    memoryGiB: amount(gibibytes(sumOf(nodes.map(({memoryMiB}) => memoryMiB))), gibibytes(sumOf(holding.map(({held}) => held.memoryMiB)))),
  };
};

/** More in use than there is contradicts itself: then it is not known. */
const amount = (total: number | null, inUse: number | null): Amount => ({total, inUse: within(inUse, total)});

const within = (inUse: number | null, total: number | null): number | null =>
  inUse !== null && total !== null && inUse > total ? null : inUse;

/** One that is not known makes the sum unknown. */
const sumOf = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce((sum, number) => (sum === null || number === null ? null : sum + number), 0);

const gibibytes = (mebibytes: number | null): number | null => (mebibytes === null ? null : Math.round((mebibytes / 1024) * 100) / 100);

const gpusOf = (total: Gpus, inUse: Gpus): Capacity['gpus'] => {
  const models = new Map<string, {total: number; inUse: number; mig: Map<string, {total: number; inUse: number}>}>();
  let strangers = 0;
  for (const [type, count] of total) {
    const {model, profile} = modelOf(type);
    const known = models.get(model) ?? {total: 0, inUse: 0, mig: new Map()};
    models.set(model, known);
    if (profile === null) {
      known.total += count;
    } else {
      known.mig.set(profile, {total: (known.mig.get(profile)?.total ?? 0) + count, inUse: 0});
    }
  }
  for (const [type, count] of inUse) {
    const {model, profile} = modelOf(type);
    // Jobs that asked for no type in particular have what there is, where that is of one.
    const [only] = models.size === 1 ? models.values() : [];
    const known = models.get(model) ?? (type === '' ? only : undefined);
    const part = profile === null ? known : known?.mig.get(profile);
    if (part) {
      part.inUse += count;
    } else if (profile === null) {
      strangers += count;
    }
  }
  const byModel = [...models]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([model, of]) => ({
      model,
      total: of.total,
      // Those of no known model are of one of these.
      inUse: strangers > 0 ? null : within(of.inUse, of.total),
      mig: [...of.mig]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([profile, parts]) => ({profile, total: parts.total, inUse: within(parts.inUse, parts.total)})),
    }));
  const whole = byModel.reduce((sum, model) => sum + model.total, 0);
  const used = [...models.values()].reduce((sum, model) => sum + model.inUse, strangers);
  return {...amount(whole, used), byModel};
};
