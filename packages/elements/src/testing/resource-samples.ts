import type {BareMetal, Capacity, Kubernetes, ResourceSummary, Section, Slurm, Source, VirtualMachine} from '@tenantry/sdk';

// What a tenant has, as the contract shapes it: the figures of the design.

/** The moment of the samples. */
const AS_OF = '2026-05-12T12:31:48.000Z';

export const sampleSource = (changes: Partial<Source> = {}): Source => ({
  name: 'halyard',
  ok: true,
  asOf: AS_OF,
  code: null,
  simulated: false,
  ...changes,
});

type Model = Capacity['gpus']['byModel'][number];

const model = (name: string, total: number, inUse: number | null, mig: Model['mig'] = []): Model => ({model: name, total, inUse, mig});

const capacityOf = (byModel: Model[], cores: readonly [number, number], memory: readonly [number, number]): Capacity => ({
  gpus: {
    total: byModel.reduce((sum, {total}) => sum + total, 0),
    inUse: byModel.reduce((sum, {inUse}) => sum + (inUse ?? 0), 0),
    byModel,
  },
  cpuCores: {inUse: cores[0], total: cores[1]},
  memoryGiB: {inUse: memory[0], total: memory[1]},
});

export const sampleBareMetal = (changes: Partial<BareMetal> = {}): BareMetal => ({
  total: 16,
  byState: {active: 11, available: 2, onboarding: 0, provisioning: 1, releasing: 0, maintenance: 1, failed: 1, unknown: 0},
  byPower: {on: 13, off: 2, transitioning: 1, unknown: 0},
  health: {healthy: 14, degraded: 1, unhealthy: 1, unknown: 0},
  capacity: capacityOf([model('H100', 128, 84)], [1372, 2048], [21_504, 32_768]),
  ...changes,
});

export const sampleVirtualMachine = (changes: Partial<VirtualMachine> = {}): VirtualMachine => ({
  total: 42,
  byState: {active: 33, building: 2, paused: 0, stopped: 5, shelved: 1, moving: 0, error: 1, deleting: 0, unknown: 0},
  capacity: capacityOf([model('L40S', 32, 22)], [688, 1024], [2662, 4096]),
  ...changes,
});

export const sampleKubernetes = (changes: Partial<Kubernetes> = {}): Kubernetes => ({
  clusters: {
    total: 3,
    byPhase: {provisioning: 0, running: 2, upgrading: 1, deleting: 0, failed: 0, unknown: 0},
    byVersion: [
      {version: 'v1.34.1', count: 2},
      {version: 'v1.33.5', count: 1},
    ],
    healthy: 2,
    degraded: 1,
    unhealthy: 0,
    unknown: 0,
  },
  nodes: {total: 24, ready: 22, notReady: 2, unknown: 0, unschedulable: 1, pressure: {memory: 1, disk: 0, pid: 0, network: 0}},
  pods: {running: 297, pending: 14, succeeded: 61, failed: 7, unknown: 0},
  capacity: capacityOf(
    [model('A100', 44, 40, [{profile: '1g.10gb', total: 28, inUse: 21}]), model('L4', 4, 0)],
    [1102, 1536],
    [4506, 6144],
  ),
  ...changes,
});

export const sampleSlurm = (changes: Partial<Slurm> = {}): Slurm => ({
  clusters: {total: 1, healthy: 0, degraded: 1, unhealthy: 0, unknown: 0},
  partitions: [
    {cluster: 'halyard', name: 'h100', state: 'up', nodes: 24, pendingJobs: 17, runningJobs: 31},
    {cluster: 'halyard', name: 'a100', state: 'drain', nodes: 8, pendingJobs: 6, runningJobs: 15},
    {cluster: 'halyard', name: 'debug', state: 'up', nodes: 2, pendingJobs: 0, runningJobs: 0},
  ],
  nodes: {
    total: 32,
    byState: {
      idle: 4,
      mixed: 7,
      allocated: 18,
      draining: 1,
      drained: 0,
      maintenance: 0,
      reserved: 0,
      poweredDown: 0,
      failed: 0,
      down: 2,
      unknown: 0,
    },
  },
  jobs: {
    pending: 23,
    running: 46,
    suspended: 0,
    completing: 1,
    last24h: {completed: 212, failed: 9, timedOut: 3, cancelled: 14, preempted: 0},
    pendingReasons: [
      {reason: 'Resources', count: 14},
      {reason: 'Priority', count: 6},
      {reason: 'QOSMaxGRESPerUser', count: 3},
    ],
  },
  capacity: capacityOf([model('H100', 192, 160), model('A100', 64, 52)], [3276, 4096], [48_640, 65_536]),
  ...changes,
});

/** As an answer is parsed. */
type Parsed<Data> = Section<Data> & {sources: Source[]};

/** A section whose source has just answered. */
export const sampleSection = <Data>(data: Data, changes: Partial<Parsed<Data>> = {}): Parsed<Data> => ({
  status: 'ok',
  asOf: AS_OF,
  sources: [sampleSource()],
  data,
  ...changes,
});

/** A section that tells nothing, for this reason. */
export const emptySection = (status: 'unavailable' | 'notConfigured' | 'forbidden', sources: Source[] = []): Parsed<never> => ({
  status,
  asOf: null,
  sources,
  data: null,
});

/** Everything that there is. */
export const sampleSummary = (changes: Partial<ResourceSummary> = {}): ResourceSummary => ({
  scope: 'tenant',
  generatedAt: AS_OF,
  bareMetal: sampleSection(sampleBareMetal()),
  virtualMachine: sampleSection(sampleVirtualMachine()),
  kubernetes: sampleSection(sampleKubernetes()),
  slurm: sampleSection(sampleSlurm()),
  ...changes,
});
