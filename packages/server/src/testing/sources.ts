import type {BareMetal, Capacity, Kubernetes, SectionName, Slurm, VirtualMachine} from '@tenantry/sdk/contract';
import type {AskingTenant, Overview, ResourceProvider, ResourceQuery} from '../resources/provider.ts';

// What the tests of the overview have in common.

/** A source that tells what a test gives it. */
export class TestSource implements ResourceProvider {
  readonly name: string;
  readonly sections: readonly SectionName[];
  readonly simulated: boolean;
  /** For whom it was asked. */
  readonly asked: ResourceQuery[] = [];
  /** What it was told by its signals. */
  readonly signals: AbortSignal[] = [];
  /** The slugs of those it has nothing for. */
  readonly strangers = new Set<string>();
  /** Answers; anything, since nobody trusts it. */
  answer: (query: ResourceQuery) => unknown = () => ({});

  constructor(name: string, sections: readonly SectionName[], {simulated = false} = {}) {
    this.name = name;
    this.sections = sections;
    this.simulated = simulated;
  }

  serves({slug}: AskingTenant): boolean {
    return !this.strangers.has(slug);
  }

  async summary(query: ResourceQuery, signal: AbortSignal): Promise<Overview> {
    this.asked.push(query);
    this.signals.push(signal);
    return (await this.answer(query)) as Overview;
  }

  async ownedBy(): Promise<readonly never[]> {
    return [];
  }
}

export const NEVER = (): Promise<never> => new Promise(() => undefined);

/** A failure as providers throw it. */
export class TestSourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(code: string, retryAfterMs?: number) {
    super('secret-token-in-a-message');
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export const someCapacity = (total: number, inUse: number): Capacity => ({
  gpus: {total, inUse, byModel: total > 0 ? [{model: 'h200', total, inUse, mig: []}] : []},
  cpuCores: {total: 16 * total, inUse: 16 * inUse},
  memoryGiB: {total: 64 * total, inUse: 64 * inUse},
});

export const someServers = (total: number): BareMetal => ({
  total,
  byState: {available: 0, onboarding: 0, provisioning: 0, active: total, releasing: 0, maintenance: 0, failed: 0, unknown: 0},
  byPower: {on: total, off: 0, transitioning: 0, unknown: 0},
  health: {healthy: total, degraded: 0, unhealthy: 0, unknown: 0},
  capacity: someCapacity(total, 0),
});

export const someMachines = (total: number): VirtualMachine => ({
  total,
  byState: {active: total, building: 0, paused: 0, stopped: 0, shelved: 0, moving: 0, error: 0, deleting: 0, unknown: 0},
  capacity: someCapacity(0, 0),
});

export const someKubernetes = (nodes: number): Kubernetes => ({
  clusters: {
    total: 1,
    byPhase: {provisioning: 0, running: 1, upgrading: 0, deleting: 0, failed: 0, unknown: 0},
    byVersion: [{version: '1.34.1', count: 1}],
    healthy: 1,
    degraded: 0,
    unhealthy: 0,
    unknown: 0,
  },
  nodes: {total: nodes, ready: nodes, notReady: 0, unknown: 0, unschedulable: 0, pressure: {memory: 0, disk: 0, pid: 0, network: 0}},
  pods: {running: 7, pending: 1, succeeded: 2, failed: 0, unknown: 0},
  capacity: someCapacity(nodes, 1),
});

export const someSlurm = (cluster: string, running: number): Slurm => ({
  clusters: {total: 1, healthy: 1, degraded: 0, unhealthy: 0, unknown: 0},
  partitions: [{cluster, name: 'gpu', state: 'up', nodes: 4, pendingJobs: 2, runningJobs: running}],
  nodes: {
    total: 4,
    byState: {
      idle: 1,
      mixed: 1,
      allocated: 2,
      draining: 0,
      drained: 0,
      maintenance: 0,
      reserved: 0,
      poweredDown: 0,
      failed: 0,
      down: 0,
      unknown: 0,
    },
  },
  jobs: {
    pending: 2,
    running,
    suspended: 0,
    completing: 0,
    last24h: {completed: 5, failed: 1, timedOut: 0, cancelled: 0, preempted: 0},
    pendingReasons: [{reason: 'Resources', count: 2}],
  },
  capacity: someCapacity(8, 4),
});
