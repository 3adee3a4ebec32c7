import type {BareMetal, Capacity} from '@tenantry/sdk/contract';
import type {ResourceProvider, ResourceQuery} from '../../resources/provider.ts';
import type {ProviderConfig, ProviderMeans} from '../provider-config.ts';
import {type Machine, thisMachine} from './machine.ts';

const GIB = 2 ** 30;
/** With less of its memory to give, a machine is about to swap. */
const LEAST_MEMORY = 0.05;

/** This machine as one bare-metal server, with the figures that it has. */
export const hostProvider = (
  {name, tenants}: ProviderConfig,
  _means: Partial<ProviderMeans> = {},
  machine: Machine = thisMachine(),
): ResourceProvider => {
  const ref = {type: 'bareMetalServer', id: `${name}/${machine.hostname}`, label: machine.hostname};
  const shows = ({tenant, visible}: ResourceQuery): boolean =>
    Object.hasOwn(tenants, tenant.slug) && (visible === 'all' || visible.some(({type, id}) => type === ref.type && id === ref.id));
  return {
    name,
    sections: ['bareMetal'],
    serves: ({slug}) => Object.hasOwn(tenants, slug),
    summary: async (query, signal) => (shows(query) ? {bareMetal: await describe(machine, signal)} : {}),
    list: async (query) => (shows(query) ? [ref] : []),
    ownedBy: async () => [],
  };
};

const describe = async (machine: Machine, signal: AbortSignal): Promise<BareMetal> => {
  const [{total, available}, gpus] = await Promise.all([machine.memory(), machine.gpus(signal)]);
  const isShort = available < total * LEAST_MEMORY;
  const load = machine.load();
  return {
    total: 1,
    byState: {available: 0, onboarding: 0, provisioning: 0, active: 1, releasing: 0, maintenance: 0, failed: 0, unknown: 0},
    byPower: {on: 1, off: 0, transitioning: 0, unknown: 0},
    health: {healthy: isShort ? 0 : 1, degraded: isShort ? 1 : 0, unhealthy: 0, unknown: 0},
    capacity: {
      gpus: gpuCapacity(gpus),
      // More may wait for a core than there are.
      cpuCores: {total: machine.cores, inUse: load === null ? null : hundredths(Math.min(load, machine.cores))},
      memoryGiB: {total: hundredths(total / GIB), inUse: hundredths((total - available) / GIB)},
    },
  };
};

const gpuCapacity = (gpus: Awaited<ReturnType<Machine['gpus']>>): Capacity['gpus'] => {
  if (gpus === null) {
    return {total: null, inUse: null, byModel: []};
  }
  const models = [...new Set(gpus.map(({model}) => model))];
  const count = (of: typeof gpus): {total: number; inUse: number} => ({total: of.length, inUse: of.filter(({isBusy}) => isBusy).length});
  return {...count(gpus), byModel: models.map((model) => ({model, ...count(gpus.filter((gpu) => gpu.model === model)), mig: []}))};
};

const hundredths = (value: number): number => Math.round(value * 100) / 100;
