import type {BareMetal, Kubernetes, Slurm, VirtualMachine} from '@tenantry/sdk';
import type {Tone} from '../marks.ts';
import type {Word} from './resource-card.messages.ts';

/** How many there are of something that is in a state. */
export interface State {
  readonly name: Word;
  readonly tone: Tone;
  readonly count: number;
}

type Tones<Name extends string> = Readonly<Record<Name, Tone>>;

/** What there is at least one of, in the order of the tones. */
const present = <Name extends Word>(tones: Tones<Name>, counts: Readonly<Record<Name, number>>): readonly State[] =>
  (Object.keys(tones) as Name[]).map((name) => ({name, tone: tones[name], count: counts[name]})).filter(({count}) => count > 0);

const SERVERS: Tones<keyof BareMetal['byState']> = {
  active: 'used',
  available: 'free',
  onboarding: 'moving',
  provisioning: 'moving',
  releasing: 'moving',
  maintenance: 'aside',
  failed: 'danger',
  unknown: 'unknown',
};
export const serverStates = ({byState}: BareMetal): readonly State[] => present(SERVERS, byState);

const POWER: Tones<keyof BareMetal['byPower']> = {on: 'used', off: 'aside', transitioning: 'moving', unknown: 'unknown'};
export const powerStates = ({byPower}: BareMetal): readonly State[] => present(POWER, byPower);

const MACHINES: Tones<keyof VirtualMachine['byState']> = {
  active: 'used',
  building: 'moving',
  moving: 'moving',
  stopped: 'free',
  paused: 'aside',
  shelved: 'aside',
  deleting: 'aside',
  error: 'danger',
  unknown: 'unknown',
};
export const machineStates = ({byState}: VirtualMachine): readonly State[] => present(MACHINES, byState);

const HEALTH: Tones<keyof BareMetal['health']> = {healthy: 'good', degraded: 'warning', unhealthy: 'danger', unknown: 'unknown'};
export const healthStates = (health: BareMetal['health']): readonly State[] => present(HEALTH, health);

const PHASES: Tones<keyof Kubernetes['clusters']['byPhase']> = {
  running: 'running',
  provisioning: 'moving',
  upgrading: 'moving',
  deleting: 'aside',
  failed: 'danger',
  unknown: 'unknown',
};
export const phaseStates = ({clusters}: Kubernetes): readonly State[] => present(PHASES, clusters.byPhase);

const KUBERNETES_NODES: Tones<'ready' | 'notReady' | 'unknown'> = {ready: 'used', notReady: 'warning', unknown: 'unknown'};
export const readiness = ({nodes}: Kubernetes): readonly State[] => present(KUBERNETES_NODES, nodes);

const PODS: Tones<keyof Kubernetes['pods']> = {
  running: 'running',
  pending: 'waiting',
  succeeded: 'good',
  failed: 'danger',
  unknown: 'unknown',
};
export const podStates = ({pods}: Kubernetes): readonly State[] => present(PODS, pods);

/** What nodes suffer from, whatever their state: one may be counted several times, or not at all. */
export const troubles = ({nodes: {unschedulable, pressure}}: Kubernetes): readonly State[] =>
  present(
    {unschedulable: 'aside', memoryPressure: 'warning', disk: 'warning', pid: 'warning', network: 'warning'},
    {unschedulable, memoryPressure: pressure.memory, disk: pressure.disk, pid: pressure.pid, network: pressure.network},
  );

const SLURM_NODES: Tones<keyof Slurm['nodes']['byState']> = {
  allocated: 'used',
  mixed: 'part',
  idle: 'free',
  reserved: 'aside',
  maintenance: 'aside',
  poweredDown: 'aside',
  drained: 'aside',
  draining: 'warning',
  failed: 'danger',
  down: 'danger',
  unknown: 'unknown',
};
export const slurmNodeStates = ({nodes}: Slurm): readonly State[] => present(SLURM_NODES, nodes.byState);

const JOBS: Tones<'running' | 'pending' | 'suspended' | 'completing'> = {
  running: 'running',
  pending: 'waiting',
  suspended: 'aside',
  completing: 'moving',
};
export const jobStates = ({jobs}: Slurm): readonly State[] => present(JOBS, jobs);

const ENDS: Tones<keyof NonNullable<Slurm['jobs']['last24h']>> = {
  completed: 'good',
  failed: 'danger',
  timedOut: 'warning',
  cancelled: 'aside',
  preempted: 'aside',
};
export const endedJobs = (ended: NonNullable<Slurm['jobs']['last24h']>): readonly State[] => present(ENDS, ended);

const PARTITIONS: ReadonlyMap<string, State> = new Map(
  present(
    {up: 'good', drain: 'warning', inactive: 'aside', down: 'danger', unknown: 'unknown'},
    {up: 1, drain: 1, inactive: 1, down: 1, unknown: 1},
  ).map((state) => [state.name, state]),
);
/** What a partition's state is called; one that a newer server knows is not known here. */
export const partitionState = (state: string): Omit<State, 'count'> => PARTITIONS.get(state) ?? {name: 'unknown', tone: 'unknown'};
