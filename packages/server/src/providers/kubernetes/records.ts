import type {POD_PHASES} from '@tenantry/sdk/contract';
import {sumOf} from '../capacity.ts';
import {type Fields, fieldsOf, read, readCount, readList, readText} from '../fields.ts';
import type {Notes} from '../notes.ts';
import {isGpu} from './gpus.ts';
import {readQuantity} from './quantity.ts';

// Nodes, pods and quotas as the API server tells of them, and what we read out of that (§8).

export type Readiness = 'ready' | 'notReady' | 'unknown';
export type PodPhase = (typeof POD_PHASES)[number];
export type Pressure = 'memory' | 'disk' | 'pid' | 'network';

/** How much of what, by the name that Kubernetes has for it; `null` where that is not known. */
export type Resources = ReadonlyMap<string, number | null>;

export interface Node {
  readonly name: string;
  readonly readiness: Readiness;
  readonly isUnschedulable: boolean;
  readonly pressure: readonly Pressure[];
  readonly labels: Fields;
  readonly allocatable: Resources;
}

export interface Pod {
  readonly namespace: string;
  readonly phase: PodPhase;
  /** Where it has a place; `null` while it waits for one. */
  readonly node: string | null;
  readonly requests: Resources;
}

/** What may be used of a namespace's resources, and what is. */
export interface Quota {
  readonly namespace: string;
  readonly hard: Resources;
  readonly used: Resources;
}

const READINESS: Readonly<Record<string, Readiness>> = {True: 'ready', False: 'notReady', Unknown: 'unknown'};
const PHASES: Readonly<Record<string, PodPhase>> = {
  Running: 'running',
  Pending: 'pending',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Unknown: 'unknown',
};
const PRESSURES: Readonly<Record<string, Pressure>> = {
  MemoryPressure: 'memory',
  DiskPressure: 'disk',
  PIDPressure: 'pid',
  NetworkUnavailable: 'network',
};

export const readNode = (fields: Fields, notes: Notes): Node => {
  const conditions = readList(read(fields, 'status', 'conditions'));
  const ready = conditions.find(({type}) => type === 'Ready');
  const readiness = ready && pick(READINESS, ready.status);
  if (ready && !readiness) {
    notes.unknown('node.ready', String(ready.status));
  }
  return {
    name: nameOf(fields),
    readiness: readiness ?? 'unknown',
    isUnschedulable: read(fields, 'spec', 'unschedulable') === true,
    pressure: [...new Set(conditions.flatMap(({type, status}) => (status === 'True' ? (pick(PRESSURES, type) ?? []) : [])))],
    labels: fieldsOf(read(fields, 'metadata', 'labels')),
    allocatable: resourcesOf(read(fields, 'status', 'allocatable')),
  };
};

export const readPod = (fields: Fields, notes: Notes): Pod => {
  const said = read(fields, 'status', 'phase');
  const phase = pick(PHASES, said);
  if (!phase) {
    notes.unknown('pod.phase', String(said));
  }
  return {
    namespace: textOf(read(fields, 'metadata', 'namespace')),
    phase: phase ?? 'unknown',
    node: readText(read(fields, 'spec', 'nodeName')),
    requests: requestsOf(fieldsOf(fields.spec)),
  };
};

export const readQuota = (fields: Fields): Quota => ({
  namespace: textOf(read(fields, 'metadata', 'namespace')),
  hard: resourcesOf(read(fields, 'status', 'hard') ?? read(fields, 'spec', 'hard')),
  used: resourcesOf(read(fields, 'status', 'used')),
});

/** Whether a pod has what it asked for: it has a place, and has not ended. */
export const holds = ({phase, node}: Pod): boolean => node !== null && phase !== 'succeeded' && phase !== 'failed';

export const nameOf = (fields: Fields): string => textOf(read(fields, 'metadata', 'name'));

const textOf = (value: unknown): string => readText(value) ?? '';

const pick = <Value>(table: Readonly<Record<string, Value>>, key: unknown): Value | undefined =>
  typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;

/** Those that count somewhere: cores, memory, GPUs, by `cpu`, `requests.memory`, `requests.nvidia.com/gpu` …; GPUs come whole. */
const resourcesOf = (value: unknown): Resources =>
  new Map(
    Object.entries(fieldsOf(value)).flatMap(([name, quantity]) => {
      const resource = name.replace(/^requests\./, '');
      const amount = readQuantity(quantity);
      return resource === 'cpu' || resource === 'memory' || isGpu(resource)
        ? [[resource, isGpu(resource) ? readCount(amount) : amount] as const]
        : [];
    }),
  );

/** What the scheduler keeps for a pod: what its containers ask for together, or one of those before them alone, if that is more. */
const requestsOf = (spec: Fields): Resources => {
  const init = readList(spec.initContainers);
  const sidecars = init.filter(({restartPolicy}) => restartPolicy === 'Always').map(requestOf);
  const before = init.filter(({restartPolicy}) => restartPolicy !== 'Always').map(requestOf);
  const together = [...readList(spec.containers).map(requestOf), ...sidecars];
  const whole = requestOf(spec);
  const overhead = resourcesOf(spec.overhead);
  const names = new Set([...together, ...before, whole, overhead].flatMap((resources) => [...resources.keys()]));
  return new Map(
    [...names].map((name) => {
      const of = (resources: Resources): number | null => (resources.has(name) ? (resources.get(name) ?? null) : 0);
      const asked = whole.has(name) ? of(whole) : most([sumOf(together.map(of)), ...before.map(of)]);
      return [name, sumOf([asked, of(overhead)])];
    }),
  );
};

const requestOf = (container: Fields): Resources =>
  resourcesOf({...fieldsOf(read(container, 'resources', 'limits')), ...fieldsOf(read(container, 'resources', 'requests'))});

const most = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce((max, number) => (max === null || number === null ? null : Math.max(max, number)), 0);
