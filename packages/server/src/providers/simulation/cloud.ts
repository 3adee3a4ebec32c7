import type {Capacity, Kubernetes, VirtualMachine} from '@tenantry/sdk/contract';
import {chance, choose} from './chance.ts';

/** What a machine is doing changes this often. */
const TURN = 300_000;
const MACHINES = 14;
const VCPUS = 8;
const MACHINE_GIB = 32;
const K8S_NODES = 6;
const K8S_GPUS = 16;
const K8S_PODS = 48;

type MachineState = keyof VirtualMachine['byState'];

const NO_GPUS: Capacity['gpus'] = {total: 0, inUse: 0, byModel: []};
const NO_STATES: VirtualMachine['byState'] = {
  active: 0,
  building: 0,
  paused: 0,
  stopped: 0,
  shelved: 0,
  moving: 0,
  error: 0,
  deleting: 0,
  unknown: 0,
};

export const MACHINE_NAMES: readonly string[] = Array.from({length: MACHINES}, (_, index) => `vm-${String(index + 1).padStart(2, '0')}`);

/** The figures of virtual machines at a time, of those that are named. */
export const machinesAt = (seed: string, names: readonly string[], now: number): VirtualMachine => {
  const states = names.map((name) => stateOf(seed, name, now));
  const byState = {...NO_STATES};
  states.forEach((state) => {
    byState[state]++;
  });
  const busy = byState.active + byState.paused + byState.moving;
  return {
    total: names.length,
    byState,
    capacity: {
      gpus: NO_GPUS,
      cpuCores: {total: VCPUS * names.length, inUse: VCPUS * busy},
      memoryGiB: {total: MACHINE_GIB * names.length, inUse: MACHINE_GIB * busy},
    },
  };
};

/** Each changes at a time of its own. */
const stateOf = (seed: string, name: string, now: number): MachineState => {
  const turn = Math.floor(now / TURN + chance(seed, name));
  return choose<MachineState>(
    chance(seed, name, turn),
    ['active', 76],
    ['stopped', 10],
    ['building', 5],
    ['paused', 4],
    ['moving', 2],
    ['shelved', 2],
    ['error', 1],
  );
};

/** The figures of a Kubernetes cluster at a time. */
export const kubernetesAt = (seed: string, now: number): Kubernetes => {
  const turn = Math.floor(now / TURN);
  const roll = (what: string): number => chance(seed, 'kubernetes', what, turn);
  const notReady = roll('notReady') < 0.08 ? 1 : 0;
  const memory = roll('pressure') < 0.06 ? 1 : 0;
  const pending = Math.floor(roll('pending') * 5);
  const gpus = Math.floor((0.3 + 0.6 * roll('gpus')) * K8S_GPUS);
  const isDegraded = notReady + memory > 0;
  return {
    clusters: {
      total: 1,
      byPhase: {provisioning: 0, running: 1, upgrading: 0, deleting: 0, failed: 0, unknown: 0},
      byVersion: [{version: 'v1.34.1', count: 1}],
      healthy: isDegraded ? 0 : 1,
      degraded: isDegraded ? 1 : 0,
      unhealthy: 0,
      unknown: 0,
    },
    nodes: {
      total: K8S_NODES,
      ready: K8S_NODES - notReady,
      notReady,
      unknown: 0,
      unschedulable: 0,
      pressure: {memory, disk: 0, pid: 0, network: 0},
    },
    pods: {
      running: K8S_PODS - pending + Math.floor(roll('pods') * 8),
      pending,
      succeeded: 9 + Math.floor(roll('succeeded') * 4),
      failed: Math.floor(roll('failed') * 3),
      unknown: 0,
    },
    capacity: {
      gpus: {total: K8S_GPUS, inUse: gpus, byModel: [{model: 'l40s', total: K8S_GPUS, inUse: gpus, mig: []}]},
      cpuCores: {total: 384, inUse: Math.round((0.4 + 0.4 * roll('cores')) * 384)},
      memoryGiB: {total: 1_536, inUse: Math.round((0.4 + 0.4 * roll('memory')) * 1_536)},
    },
  };
};
