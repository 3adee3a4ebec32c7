import {BARE_METAL_STATES, type BareMetal, HEALTH_STATES, POWER_STATES} from '@tenantry/sdk/contract';
import {amount, GpuCount, rounded, sumOf, tally} from '../capacity.ts';
import {type Fields, read, readCount, readText} from '../fields.ts';
import type {Notes} from '../notes.ts';
import type {Keystone} from './keystone.ts';
import {readPages} from './pages.ts';

type State = (typeof BARE_METAL_STATES)[number];
type Power = (typeof POWER_STATES)[number];
type HealthState = (typeof HEALTH_STATES)[number];

/** The first version that tells who leases a node. */
const VERSION = {'X-OpenStack-Ironic-API-Version': '1.65'};
const PAGE = '1000';
const FIELDS = 'uuid,name,provision_state,power_state,target_power_state,maintenance,fault,properties,owner,lessee,resource_class,traits';

const STATES_BY_WORD: Readonly<Record<Exclude<State, 'maintenance' | 'unknown'>, readonly string[]>> = {
  failed: ['error'],
  available: ['available'],
  onboarding: ['enroll', 'verifying', 'manageable', 'inspecting', 'inspect wait', 'adopting'],
  provisioning: ['deploying', 'wait call-back', 'deploy hold', 'unrescuing'],
  active: ['active', 'rescue', 'rescuing', 'rescue wait', 'servicing', 'service wait', 'service hold'],
  releasing: ['deleting', 'cleaning', 'clean wait', 'clean hold'],
};
const BY_WORD = new Map(Object.entries(STATES_BY_WORD).flatMap(([state, words]) => words.map((word) => [word, state as State] as const)));
const POWER_BY_WORD: Readonly<Record<string, Power>> = {'power on': 'on', 'power off': 'off', error: 'unknown'};

export interface BareMetalNode {
  readonly id: string;
  readonly name: string;
  /** Whose it is: who leases it, else who owns it. */
  readonly project: string | null;
  readonly state: State;
  readonly power: Power;
  readonly health: HealthState;
  readonly isInUse: boolean;
  readonly cores: number | null;
  readonly mebibytes: number | null;
  readonly gpus: number | null;
  readonly gpuModel: string;
}

/** The bare metal of a cloud. */
export class Ironic {
  readonly #keystone: Keystone;
  readonly #notes: Notes;

  constructor(keystone: Keystone, notes: Notes) {
    this.#keystone = keystone;
    this.#notes = notes;
  }

  /** All nodes that the token sees, whosever they are. */
  async nodes(signal: AbortSignal): Promise<readonly BareMetalNode[]> {
    const pages = await readPages(
      'nodes',
      (marker) => {
        const query = new URLSearchParams({fields: FIELDS, limit: PAGE, ...(marker !== null && {marker})});
        return this.#keystone.get('baremetal', `v1/nodes?${query}`, VERSION, signal);
      },
      ({next}) => next,
    );
    return pages.map((node) => readNode(node, this.#notes));
  }
}

export const readNode = (fields: Fields, notes: Notes): BareMetalNode => {
  const word = String(fields.provision_state);
  const known = word.endsWith(' failed') ? 'failed' : BY_WORD.get(word);
  if (!known) {
    notes.unknown('node.provisionState', word);
  }
  const state = fields.maintenance === true ? 'maintenance' : (known ?? 'unknown');
  const id = readText(fields.uuid) ?? '';
  const {count, model} = gpusOf(fields);
  return {
    id,
    name: readText(fields.name) ?? id,
    project: readText(fields.lessee) ?? readText(fields.owner),
    state,
    power: powerOf(fields, notes),
    health: healthOf(fields, known ?? 'unknown'),
    isInUse: known === 'active',
    cores: readCount(read(fields, 'properties', 'cpus')),
    mebibytes: readCount(read(fields, 'properties', 'memory_mb')),
    gpus: count,
    gpuModel: model,
  };
};

const powerOf = ({power_state: power, target_power_state: target}: Fields, notes: Notes): Power => {
  if (typeof target === 'string' && target !== power) {
    return 'transitioning';
  }
  if (typeof power !== 'string') {
    return 'unknown';
  }
  if (!Object.hasOwn(POWER_BY_WORD, power)) {
    notes.unknown('node.powerState', power);
  }
  return POWER_BY_WORD[power] ?? 'unknown';
};

/** Ironic watches no health. It knows what has failed, what is kept out of work, and whose power it can read. */
const healthOf = ({fault, power_state: power, maintenance}: Fields, state: State): HealthState => {
  if (state === 'failed' || power === 'error' || typeof fault === 'string') {
    return 'unhealthy';
  }
  if (maintenance === true) {
    return 'degraded';
  }
  return power === 'power on' || power === 'power off' ? 'healthy' : 'unknown';
};

/** From the capabilities (`gpu_count:8`), with the model from a trait (`CUSTOM_GPU_H200`), else by the class of the node. */
const gpusOf = (fields: Fields): {readonly count: number | null; readonly model: string} => {
  const [, count] = /(?:^|,)\s*gpu_count:([^,]*)/.exec(String(read(fields, 'properties', 'capabilities') ?? '')) ?? [];
  const traits: readonly unknown[] = Array.isArray(fields.traits) ? fields.traits : [];
  const [model] = traits.flatMap((trait) => /^CUSTOM_GPU_(\w+)$/.exec(String(trait))?.[1] ?? []);
  return {count: count === undefined ? 0 : readCount(count.trim()), model: readText(model) ?? readText(fields.resource_class) ?? 'gpu'};
};

export const summarizeNodes = (nodes: readonly BareMetalNode[]): BareMetal => {
  const inUse = nodes.filter(({isInUse}) => isInUse);
  const gibibytes = (of: readonly BareMetalNode[]): number | null => {
    const mebibytes = sumOf(of.map((node) => node.mebibytes));
    return rounded(mebibytes === null ? null : mebibytes / 1024);
  };
  const cores = (of: readonly BareMetalNode[]): number | null => sumOf(of.map((node) => node.cores));
  return {
    total: nodes.length,
    byState: tally(
      BARE_METAL_STATES,
      nodes.map(({state}) => state),
    ),
    byPower: tally(
      POWER_STATES,
      nodes.map(({power}) => power),
    ),
    health: tally(
      HEALTH_STATES,
      nodes.map(({health}) => health),
    ),
    capacity: {gpus: gpusIn(nodes), cpuCores: amount(cores(nodes), cores(inUse)), memoryGiB: amount(gibibytes(nodes), gibibytes(inUse))},
  };
};

const gpusIn = (nodes: readonly BareMetalNode[]): BareMetal['capacity']['gpus'] => {
  const count = new GpuCount();
  for (const {gpus, gpuModel, isInUse} of nodes) {
    if (gpus !== null && gpus > 0) {
      count.add({model: gpuModel, profile: null}, {total: gpus, inUse: isInUse ? gpus : 0});
    }
  }
  const isKnown = nodes.every(({gpus}) => gpus !== null);
  return isKnown ? count.gpus : {total: null, inUse: null, byModel: count.byModel};
};
