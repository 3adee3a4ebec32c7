import {
  BARE_METAL_STATES,
  CLUSTER_PHASES,
  HEALTH_STATES,
  PARTITION_STATES,
  POD_PHASES,
  POWER_STATES,
  type SectionData,
  type SectionName,
  SLURM_NODE_STATES,
  VIRTUAL_MACHINE_STATES,
} from '@tenantry/sdk/contract';
import {Reading, Unusable} from './reading.ts';

export const MOST_PARTITIONS = 100;
export const MOST_REASONS = 5;
const MOST_VERSIONS = 50;

/** What a provider may say of one section: nothing, something to go by, or what cannot be used. */
export interface Checked<Name extends SectionName = SectionName> {
  readonly data: SectionData[Name] | undefined;
  readonly isUsable: boolean;
  /** The paths of what made no sense. */
  readonly faults: readonly string[];
}

/**
 * Reads what a provider says of a section. It is not trusted: a number that makes no sense becomes "not known", where the section has a
 * place for that, and makes the section unusable where it has none (E23).
 */
export const checkSection = <Name extends SectionName>(name: Name, said: unknown): Checked<Name> => {
  if (said === undefined) {
    return {data: undefined, isUsable: true, faults: []};
  }
  const faults: string[] = [];
  try {
    return {data: READERS[name](new Reading(said, name, faults)) as SectionData[Name], isUsable: true, faults};
  } catch (error) {
    if (error instanceof Unusable) {
      return {data: undefined, isUsable: false, faults: [...faults, error.at]};
    }
    throw error;
  }
};

const bareMetal = (said: Reading): SectionData['bareMetal'] => {
  const total = said.member('total').count();
  return {
    total,
    byState: said.member('byState').states(BARE_METAL_STATES, total),
    byPower: said.member('byPower').states(POWER_STATES, total),
    health: said.member('health').states(HEALTH_STATES, total),
    capacity: said.member('capacity').capacity(),
  };
};

const virtualMachine = (said: Reading): SectionData['virtualMachine'] => {
  const total = said.member('total').count();
  return {
    total,
    byState: said.member('byState').states(VIRTUAL_MACHINE_STATES, total),
    capacity: said.member('capacity').capacity(),
  };
};

const kubernetes = (said: Reading): SectionData['kubernetes'] => {
  const clusters = said.member('clusters');
  const total = clusters.member('total').count();
  const byVersion = clusters.member('byVersion').items(MOST_VERSIONS, (one) => ({
    version: one.member('version').text(),
    count: one.member('count').count(),
  }));
  const isTooMuch = byVersion.reduce((sum, {count}) => sum + count, 0) > total;
  if (isTooMuch) {
    clusters.member('byVersion').note();
  }
  return {
    clusters: {
      total,
      byPhase: clusters.member('byPhase').states(CLUSTER_PHASES, total),
      byVersion: isTooMuch ? [] : byVersion,
      ...healthOf(clusters, total),
    },
    nodes: kubernetesNodes(said.member('nodes')),
    pods: {
      running: said.member('pods').member('running').count(),
      pending: said.member('pods').member('pending').count(),
      succeeded: said.member('pods').member('succeeded').count(),
      failed: said.member('pods').member('failed').count(),
      unknown: said.member('pods').member('unknown').count(),
    } satisfies Record<(typeof POD_PHASES)[number], number>,
    capacity: said.member('capacity').capacity(),
  };
};

const kubernetesNodes = (said: Reading): SectionData['kubernetes']['nodes'] => {
  const total = said.member('total').count();
  const atMost = (part: Reading): number => {
    const count = part.count();
    if (count > total) {
      throw new Unusable(part.at);
    }
    return count;
  };
  const pressure = said.member('pressure');
  const {ready, notReady, unknown} = statesBeside(said, ['ready', 'notReady', 'unknown'], total);
  return {
    total,
    ready,
    notReady,
    unknown,
    unschedulable: atMost(said.member('unschedulable')),
    pressure: {
      memory: atMost(pressure.member('memory')),
      disk: atMost(pressure.member('disk')),
      pid: atMost(pressure.member('pid')),
      network: atMost(pressure.member('network')),
    },
  };
};

const slurm = (said: Reading): SectionData['slurm'] => {
  const clusters = said.member('clusters');
  const total = clusters.member('total').count();
  const nodes = said.member('nodes');
  const allNodes = nodes.member('total').count();
  const jobs = said.member('jobs');
  const ended = jobs.member('last24h');
  return {
    clusters: {total, ...healthOf(clusters, total)},
    partitions: said.member('partitions').items(MOST_PARTITIONS, (partition) => ({
      cluster: partition.member('cluster').text(),
      name: partition.member('name').text(),
      state: partition.member('state').word(PARTITION_STATES),
      nodes: partition.member('nodes').count(),
      pendingJobs: partition.member('pendingJobs').count(),
      runningJobs: partition.member('runningJobs').count(),
    })),
    nodes: {total: allNodes, byState: nodes.member('byState').states(SLURM_NODE_STATES, allNodes)},
    jobs: {
      pending: jobs.member('pending').count(),
      running: jobs.member('running').count(),
      suspended: jobs.member('suspended').count(),
      completing: jobs.member('completing').count(),
      last24h: ended.isNull ? null : endedOf(ended),
      pendingReasons: jobs.member('pendingReasons').items(MOST_REASONS, (one) => ({
        reason: one.member('reason').text(),
        count: one.member('count').count(),
      })),
    },
    capacity: said.member('capacity').capacity(),
  };
};

/** What has ended, or `null` where any of it makes no sense. */
const endedOf = (said: Reading): SectionData['slurm']['jobs']['last24h'] => {
  try {
    return {
      completed: said.member('completed').count(),
      failed: said.member('failed').count(),
      timedOut: said.member('timedOut').count(),
      cancelled: said.member('cancelled').count(),
      preempted: said.member('preempted').count(),
    };
  } catch (error) {
    if (error instanceof Unusable) {
      said.note();
      return null;
    }
    throw error;
  }
};

const healthOf = (said: Reading, total: number): Record<(typeof HEALTH_STATES)[number], number> => statesBeside(said, HEALTH_STATES, total);

/** States that stand beside other members. */
const statesBeside = <State extends string>(said: Reading, states: readonly State[], total: number): Record<State, number> =>
  said.only(states).states(states, total);

const READERS: {readonly [Name in SectionName]: (said: Reading) => SectionData[Name]} = {bareMetal, virtualMachine, kubernetes, slurm};
