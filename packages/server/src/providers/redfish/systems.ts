import {BARE_METAL_STATES, type BareMetal, HEALTH_STATES, POWER_STATES} from '@tenantry/sdk/contract';
import {rounded, sumOf, tally} from '../capacity.ts';
import {type Fields, read, readCount, readMeasure, readText} from '../fields.ts';
import type {Notes} from '../notes.ts';

type State = (typeof BARE_METAL_STATES)[number];
type Power = (typeof POWER_STATES)[number];
type HealthState = (typeof HEALTH_STATES)[number];

export interface System {
  readonly id: string;
  readonly name: string;
  readonly uuid: string | null;
  readonly state: State;
  readonly power: Power;
  readonly health: HealthState;
  readonly cores: number | null;
  readonly memoryGiB: number | null;
}

const POWER_BY_WORD: Readonly<Record<string, Power>> = {
  On: 'on',
  Paused: 'on',
  Off: 'off',
  PoweringOn: 'transitioning',
  PoweringOff: 'transitioning',
};
const HEALTH_BY_WORD: Readonly<Record<string, HealthState>> = {OK: 'healthy', Warning: 'degraded', Critical: 'unhealthy'};
/** A server that a tenant has is at work, or stands ready for that. */
const STATE_BY_WORD: Readonly<Record<string, State>> = {
  Enabled: 'active',
  Quiesced: 'active',
  Deferring: 'active',
  Degraded: 'active',
  Disabled: 'available',
  StandbyOffline: 'available',
  StandbySpare: 'available',
  Qualified: 'available',
  Starting: 'provisioning',
  InTest: 'maintenance',
  Updating: 'maintenance',
  UnavailableOffline: 'failed',
};

export const readSystem = (fields: Fields, notes: Notes): System => {
  const id = readText(fields.Id) ?? '';
  const word = <Value>(table: Readonly<Record<string, Value>>, what: string, said: unknown): Value | undefined => {
    const known = typeof said === 'string' && Object.hasOwn(table, said) ? table[said] : undefined;
    if (known === undefined && said !== undefined && said !== null) {
      notes.unknown(`system.${what}`, String(said));
    }
    return known;
  };
  return {
    id,
    name: readText(fields.HostName) ?? readText(fields.Name) ?? id,
    uuid: readText(fields.UUID),
    state: word(STATE_BY_WORD, 'state', read(fields, 'Status', 'State')) ?? 'unknown',
    power: word(POWER_BY_WORD, 'powerState', fields.PowerState) ?? 'unknown',
    health: word(HEALTH_BY_WORD, 'health', read(fields, 'Status', 'Health')) ?? 'unknown',
    cores: readCount(read(fields, 'ProcessorSummary', 'CoreCount')),
    memoryGiB: readMeasure(read(fields, 'MemorySummary', 'TotalSystemMemoryGiB')),
  };
};

/** What is in use of a server, its controller does not know; nor does it tell of GPUs in one answer. */
export const summarize = (systems: readonly System[]): BareMetal => ({
  total: systems.length,
  byState: tally(
    BARE_METAL_STATES,
    systems.map(({state}) => state),
  ),
  byPower: tally(
    POWER_STATES,
    systems.map(({power}) => power),
  ),
  health: tally(
    HEALTH_STATES,
    systems.map(({health}) => health),
  ),
  capacity: {
    gpus: {total: null, inUse: null, byModel: []},
    cpuCores: {total: sumOf(systems.map(({cores}) => cores)), inUse: null},
    memoryGiB: {total: rounded(sumOf(systems.map(({memoryGiB}) => memoryGiB))), inUse: null},
  },
});
