import * as z from 'zod/mini';
import {
  BARE_METAL_STATES,
  CLUSTER_PHASES,
  HEALTH_STATES,
  PARTITION_STATES,
  POD_PHASES,
  POWER_STATES,
  SLURM_NODE_STATES,
  VIRTUAL_MACHINE_STATES,
} from './resource-states.ts';
import {closedEnum, Integer, openEnum, Timestamp} from './scalars.ts';

// What a tenant has in the systems that the server asks (§8). Every number is a count but memory, which is in GiB; `null` is "not known".

type Counts<State extends string> = z.ZodMiniObject<{readonly [Name in State]: typeof Integer}, z.core.$strip>;

/* @__NO_SIDE_EFFECTS__ */
function countsBy<const State extends string>(states: readonly State[]): Counts<State> {
  return z.object(Object.fromEntries(states.map((state) => [state, Integer]))) as Counts<State>;
}

const Amount = z.object({total: z.nullable(z.number()), inUse: z.nullable(z.number())});
export type Amount = z.infer<typeof Amount>;

const Capacity = z.object({
  gpus: z.object({
    ...Amount.shape,
    byModel: z.array(
      z.object({
        model: z.string(),
        total: Integer,
        inUse: z.nullable(Integer),
        /** The parts into which GPUs of this model are cut: `1g.10gb`. */
        mig: z.array(z.object({profile: z.string(), total: Integer, inUse: z.nullable(Integer)})),
      }),
    ),
  }),
  cpuCores: Amount,
  memoryGiB: Amount,
});
export type Capacity = z.infer<typeof Capacity>;

const Health = countsBy(HEALTH_STATES);
export type Health = z.infer<typeof Health>;

const BareMetal = z.object({
  total: Integer,
  byState: countsBy(BARE_METAL_STATES),
  byPower: countsBy(POWER_STATES),
  health: Health,
  capacity: Capacity,
});
export type BareMetal = z.infer<typeof BareMetal>;

const VirtualMachine = z.object({total: Integer, byState: countsBy(VIRTUAL_MACHINE_STATES), capacity: Capacity});
export type VirtualMachine = z.infer<typeof VirtualMachine>;

const Kubernetes = z.object({
  clusters: z.object({
    total: Integer,
    byPhase: countsBy(CLUSTER_PHASES),
    byVersion: z.array(z.object({version: z.string(), count: Integer})),
    ...Health.shape,
  }),
  nodes: z.object({
    total: Integer,
    ready: Integer,
    notReady: Integer,
    unknown: Integer,
    unschedulable: Integer,
    pressure: countsBy(['memory', 'disk', 'pid', 'network']),
  }),
  pods: countsBy(POD_PHASES),
  capacity: Capacity,
});
export type Kubernetes = z.infer<typeof Kubernetes>;

const Slurm = z.object({
  clusters: z.object({total: Integer, ...Health.shape}),
  /** At most a hundred. */
  partitions: z.array(
    z.object({
      cluster: z.string(),
      name: z.string(),
      state: openEnum<(typeof PARTITION_STATES)[number]>(),
      nodes: Integer,
      pendingJobs: Integer,
      runningJobs: Integer,
    }),
  ),
  nodes: z.object({total: Integer, byState: countsBy(SLURM_NODE_STATES)}),
  jobs: z.object({
    pending: Integer,
    running: Integer,
    suspended: Integer,
    completing: Integer,
    /** `null` where there is no accounting. */
    last24h: z.nullable(countsBy(['completed', 'failed', 'timedOut', 'cancelled', 'preempted'])),
    /** The five that hold back most jobs. */
    pendingReasons: z.array(z.object({reason: z.string(), count: Integer})),
  }),
  capacity: Capacity,
});
export type Slurm = z.infer<typeof Slurm>;

/** How one system fared that was asked. */
const Source = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** When it last answered; `null` when it never has. */
  asOf: z.nullable(Timestamp),
  /** Why it is not `ok`: `timeout`, `unreachable`, `unauthorized`, `forbidden`, `rate-limited`, `bad-response`, `failed` … */
  code: z.nullable(z.string()),
  /** Whether what it tells is made up, by a provider that says so of itself. */
  simulated: z.boolean(),
});
export type Source = z.infer<typeof Source>;

/* @__NO_SIDE_EFFECTS__ */
function sectionOf<Data extends z.ZodMiniType>(data: Data) {
  return z.object({
    /**
     * `stale`: a source failed, and what it said last, at most five minutes ago, stands in for it. `unavailable`: nothing is known.
     * `notConfigured`: nobody is asked. `forbidden`: the caller may not see it.
     */
    status: closedEnum(['ok', 'stale', 'unavailable', 'notConfigured', 'forbidden']),
    /** When the oldest of what is shown was so. */
    asOf: z.nullable(Timestamp),
    sources: z.array(Source),
    data: z.nullable(data),
  });
}

/** A tenant's resources at a glance, each section by itself: one that fails takes no other along. */
export const ResourceSummary = z.object({
  scope: closedEnum(['mine', 'tenant']),
  generatedAt: Timestamp,
  bareMetal: sectionOf(BareMetal),
  virtualMachine: sectionOf(VirtualMachine),
  kubernetes: sectionOf(Kubernetes),
  slurm: sectionOf(Slurm),
});
export type ResourceSummary = z.infer<typeof ResourceSummary>;

/** What a section tells, by its name. */
export interface SectionData {
  readonly bareMetal: BareMetal;
  readonly virtualMachine: VirtualMachine;
  readonly kubernetes: Kubernetes;
  readonly slurm: Slurm;
}

/** One section of the overview. */
export interface Section<Data> {
  readonly status: 'ok' | 'stale' | 'unavailable' | 'notConfigured' | 'forbidden';
  readonly asOf: string | null;
  readonly sources: readonly Source[];
  readonly data: Data | null;
}
