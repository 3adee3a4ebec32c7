import {type Capacity, CLUSTER_PHASES, HEALTH_STATES, type Kubernetes, POD_PHASES} from '@tenantry/sdk/contract';
import {amount, GpuCount, rounded, sumOf, tally} from '../capacity.ts';
import {gpuKindOf, isGpu} from './gpus.ts';
import {holds, type Node, type Pod, type Quota} from './records.ts';

const GIBI = 2 ** 30;
const PRESSURES = ['memory', 'disk', 'pid', 'network'] as const;

/** What a cluster has told. */
export interface Told {
  readonly version: string | null;
  readonly nodes: readonly Node[];
  /** Those of the tenant. */
  readonly pods: readonly Pod[];
  /** What bounds the tenant's namespaces; `null` where the whole cluster is the tenant's. */
  readonly quotas: readonly Quota[] | null;
  readonly namespaces: readonly string[];
}

/** A cluster at a glance, as far as it is a tenant's: wholly, or by namespaces; then its nodes are those on which the tenant's pods are. */
export const summarize = ({version, nodes, pods, quotas, namespaces}: Told): Kubernetes => {
  const holding = pods.filter(holds);
  const places = new Set(holding.map(({node}) => node));
  const itsNodes = quotas === null ? nodes : nodes.filter(({name}) => places.has(name));
  return {
    clusters: {
      total: 1,
      byPhase: tally(CLUSTER_PHASES, ['running']),
      byVersion: version === null ? [] : [{version, count: 1}],
      ...tally(HEALTH_STATES, [healthOf(itsNodes, quotas === null)]),
    },
    nodes: {
      total: itsNodes.length,
      ...tally(
        ['ready', 'notReady', 'unknown'],
        itsNodes.map(({readiness}) => readiness),
      ),
      unschedulable: itsNodes.filter(({isUnschedulable}) => isUnschedulable).length,
      pressure: tally(
        PRESSURES,
        itsNodes.flatMap(({pressure}) => pressure),
      ),
    },
    pods: tally(
      POD_PHASES,
      pods.map(({phase}) => phase),
    ),
    capacity: quotas === null ? capacityOf(nodes, holding) : shareOf(namespaces, quotas, itsNodes, holding),
  };
};

/** A cluster without nodes is down; a tenant that has none there just now knows nothing of it. */
const healthOf = (nodes: readonly Node[], isWhole: boolean): (typeof HEALTH_STATES)[number] => {
  if (!nodes.some(({readiness}) => readiness === 'ready')) {
    return nodes.length > 0 || isWhole ? 'unhealthy' : 'unknown';
  }
  return nodes.every(({readiness, pressure}) => readiness === 'ready' && pressure.length === 0) ? 'healthy' : 'degraded';
};

/** What nodes have, and pods have of it. */
const capacityOf = (nodes: readonly Node[], pods: readonly Pod[]): Capacity => {
  const there = new Set(nodes.map(({name}) => name));
  const placed = pods.filter(({node}) => node !== null && there.has(node));
  const gpus = new GpuCount();
  let isKnown = true;
  for (const {name, labels, allocatable} of nodes) {
    const its = placed.filter(({node}) => node === name);
    for (const resource of new Set([allocatable, ...its.map(({requests}) => requests)].flatMap((of) => [...of.keys()]).filter(isGpu))) {
      const total = allocatable.has(resource) ? (allocatable.get(resource) ?? null) : 0;
      isKnown &&= total !== null;
      gpus.add(gpuKindOf(resource, labels), {total: total ?? 0, inUse: total === null ? null : requested(its, resource)});
    }
  }
  const of = (resource: string): [number | null, number | null] => [
    sumOf(nodes.map(({allocatable}) => allocatable.get(resource) ?? null)),
    requested(placed, resource),
  ];
  const [cores, coresInUse] = of('cpu');
  const [bytes, bytesInUse] = of('memory');
  return {
    gpus: isKnown ? gpus.gpus : {total: null, inUse: null, byModel: gpus.byModel},
    cpuCores: amount(rounded(cores), rounded(coresInUse)),
    memoryGiB: amount(gibibytes(bytes), gibibytes(bytesInUse)),
  };
};

/** What a tenant may use, by the quotas of its namespaces, and uses of it. Where one of them has no bound, the whole is not known. */
const shareOf = (namespaces: readonly string[], quotas: readonly Quota[], nodes: readonly Node[], pods: readonly Pod[]): Capacity => {
  const of = (resource: string): {total: number | null; inUse: number | null} => {
    const parts = namespaces.map((namespace) => {
      const bounding = quotas.filter((quota) => quota.namespace === namespace && quota.hard.has(resource));
      const hard = bounding.map((quota) => quota.hard.get(resource) ?? null);
      const used = bounding.map((quota) => quota.used.get(resource) ?? null);
      const isBound = bounding.length > 0;
      return {
        total: isBound && !hard.includes(null) ? Math.min(...hard.map((bound) => bound ?? 0)) : null,
        inUse: isBound
          ? used.includes(null)
            ? null
            : Math.max(...used.map((use) => use ?? 0))
          : requested(
              pods.filter((pod) => pod.namespace === namespace),
              resource,
            ),
      };
    });
    return {total: sumOf(parts.map(({total}) => total)), inUse: sumOf(parts.map(({inUse}) => inUse))};
  };
  const cores = of('cpu');
  const memory = of('memory');
  return {
    gpus: sharedGpus(of, quotas, nodes, pods),
    cpuCores: amount(rounded(cores.total), rounded(cores.inUse)),
    memoryGiB: amount(gibibytes(memory.total), gibibytes(memory.inUse)),
  };
};

const sharedGpus = (
  of: (resource: string) => {total: number | null; inUse: number | null},
  quotas: readonly Quota[],
  nodes: readonly Node[],
  pods: readonly Pod[],
): Capacity['gpus'] => {
  const names = new Set([...quotas.flatMap(({hard}) => [...hard.keys()]), ...pods.flatMap(({requests}) => [...requests.keys()])]);
  const gpus = new GpuCount();
  const unbounded: (number | null)[] = [];
  for (const resource of [...names].filter(isGpu)) {
    const {total, inUse} = of(resource);
    const kind = kindOn(nodes, resource);
    if (total !== null) {
      gpus.add(kind, {total, inUse});
    } else if (kind.profile === null) {
      unbounded.push(inUse);
    }
  }
  const {total, inUse, byModel} = gpus.gpus;
  // A quota that says nothing of GPUs bounds none.
  const isBound = unbounded.length === 0 && [...names].some(isGpu);
  return {...amount(isBound ? total : null, sumOf([inUse, ...unbounded])), byModel};
};

/** A quota says nothing of models: they are those of the tenant's nodes, where these are all of one. */
const kindOn = (nodes: readonly Node[], resource: string): {readonly model: string; readonly profile: string | null} => {
  const kinds = nodes.filter(({allocatable}) => allocatable.has(resource)).map(({labels}) => gpuKindOf(resource, labels));
  const [first] = kinds;
  const isOne = first && kinds.every(({model, profile}) => model === first.model && profile === first.profile);
  return isOne ? first : gpuKindOf(resource, {});
};

const requested = (pods: readonly Pod[], resource: string): number | null =>
  sumOf(pods.map(({requests}) => (requests.has(resource) ? (requests.get(resource) ?? null) : 0)));

const gibibytes = (bytes: number | null): number | null => rounded(bytes === null ? null : bytes / GIBI);
