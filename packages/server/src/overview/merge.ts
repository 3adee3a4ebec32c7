import type {Amount, Capacity, SectionData, SectionName} from '@tenantry/sdk/contract';
import {MOST_PARTITIONS, MOST_REASONS} from './check.ts';

/** Makes one section of what several sources say of it. What one of them does not know, nobody knows of the whole. */
export const mergeSections = <Name extends SectionName>(
  name: Name,
  [first, ...rest]: readonly SectionData[Name][],
): SectionData[Name] | null =>
  first === undefined ? null : rest.reduce((all, one) => MERGERS[name](all, one) as SectionData[Name], first);

const bareMetal: Merger<'bareMetal'> = (one, other) => ({
  total: one.total + other.total,
  byState: addCounts(one.byState, other.byState),
  byPower: addCounts(one.byPower, other.byPower),
  health: addCounts(one.health, other.health),
  capacity: addCapacities(one.capacity, other.capacity),
});

const virtualMachine: Merger<'virtualMachine'> = (one, other) => ({
  total: one.total + other.total,
  byState: addCounts(one.byState, other.byState),
  capacity: addCapacities(one.capacity, other.capacity),
});

const kubernetes: Merger<'kubernetes'> = (one, other) => {
  const {byPhase, byVersion, ...counts} = one.clusters;
  const {byPhase: otherPhases, byVersion: otherVersions, ...otherCounts} = other.clusters;
  const {pressure, ...nodes} = one.nodes;
  const {pressure: otherPressure, ...otherNodes} = other.nodes;
  return {
    clusters: {
      ...addCounts(counts, otherCounts),
      byPhase: addCounts(byPhase, otherPhases),
      byVersion: joinBy([...byVersion, ...otherVersions], ({version}) => version, addCountOf),
    },
    nodes: {...addCounts(nodes, otherNodes), pressure: addCounts(pressure, otherPressure)},
    pods: addCounts(one.pods, other.pods),
    capacity: addCapacities(one.capacity, other.capacity),
  };
};

const slurm: Merger<'slurm'> = (one, other) => {
  const {last24h, pendingReasons, ...jobs} = one.jobs;
  const {last24h: otherEnded, pendingReasons: otherReasons, ...otherJobs} = other.jobs;
  return {
    clusters: addCounts(one.clusters, other.clusters),
    partitions: [...one.partitions, ...other.partitions].slice(0, MOST_PARTITIONS),
    nodes: {total: one.nodes.total + other.nodes.total, byState: addCounts(one.nodes.byState, other.nodes.byState)},
    jobs: {
      ...addCounts(jobs, otherJobs),
      last24h: last24h && otherEnded && addCounts(last24h, otherEnded),
      pendingReasons: joinBy([...pendingReasons, ...otherReasons], ({reason}) => reason, addCountOf)
        .toSorted((a, b) => b.count - a.count)
        .slice(0, MOST_REASONS),
    },
    capacity: addCapacities(one.capacity, other.capacity),
  };
};

type Merger<Name extends SectionName> = (one: SectionData[Name], other: SectionData[Name]) => SectionData[Name];
const MERGERS: {readonly [Name in SectionName]: Merger<Name>} = {bareMetal, virtualMachine, kubernetes, slurm};

const addCounts = <Counts extends Readonly<Record<string, number>>>(one: Counts, other: Counts): Counts =>
  // Of the same members.
  Object.fromEntries(Object.entries(one).map(([name, count]) => [name, count + (other[name] ?? 0)])) as unknown as Counts;

const addCountOf = <Item extends {count: number}>(one: Item, other: Item): Item => ({...one, count: one.count + other.count});

const addKnown = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : one + other);

const addAmounts = (one: Amount, other: Amount): Amount => ({
  total: addKnown(one.total, other.total),
  inUse: addKnown(one.inUse, other.inUse),
});

const addCapacities = (one: Capacity, other: Capacity): Capacity => ({
  gpus: {
    ...addAmounts(one.gpus, other.gpus),
    byModel: joinBy(
      [...one.gpus.byModel, ...other.gpus.byModel],
      ({model}) => model,
      (a, b) => ({
        ...addCounted(a, b),
        mig: joinBy([...a.mig, ...b.mig], ({profile}) => profile, addCounted),
      }),
    ),
  },
  cpuCores: addAmounts(one.cpuCores, other.cpuCores),
  memoryGiB: addAmounts(one.memoryGiB, other.memoryGiB),
});

const addCounted = <Item extends {total: number; inUse: number | null}>(one: Item, other: Item): Item => ({
  ...one,
  total: one.total + other.total,
  inUse: addKnown(one.inUse, other.inUse),
});

/** One item for each key, in the order in which the keys come first. */
const joinBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string, join: (one: Item, other: Item) => Item): Item[] => {
  const joined = new Map<string, Item>();
  for (const item of items) {
    const known = joined.get(keyOf(item));
    joined.set(keyOf(item), known === undefined ? item : join(known, item));
  }
  return [...joined.values()];
};
