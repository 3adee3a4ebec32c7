import {type Capacity, VIRTUAL_MACHINE_STATES, type VirtualMachine} from '@tenantry/sdk/contract';
import {amount, rounded, sumOf, tally} from '../capacity.ts';
import {eachOf} from '../each-of.ts';
import {type Fields, isFields, read, readCount, readList, readText} from '../fields.ts';
import type {Notes} from '../notes.ts';
import type {Owned} from '../reading-config.ts';
import type {Keystone} from './keystone.ts';
import {readPages} from './pages.ts';
import type {Placement} from './placement.ts';

type State = (typeof VIRTUAL_MACHINE_STATES)[number];

const PAGE = 1000;
const AT_ONCE = 8;
/** The first version whose servers carry their flavor within them. */
const VERSION = {'OpenStack-API-Version': 'compute 2.47'};

const BY_STATUS: Readonly<Record<string, State>> = {
  ACTIVE: 'active',
  PASSWORD: 'active',
  REBOOT: 'active',
  HARD_REBOOT: 'active',
  RESCUE: 'active',
  BUILD: 'building',
  REBUILD: 'building',
  PAUSED: 'paused',
  SUSPENDED: 'paused',
  SHUTOFF: 'stopped',
  SHELVED: 'shelved',
  SHELVED_OFFLOADED: 'shelved',
  MIGRATING: 'moving',
  RESIZE: 'moving',
  VERIFY_RESIZE: 'moving',
  REVERT_RESIZE: 'moving',
  ERROR: 'error',
  DELETED: 'deleting',
  SOFT_DELETED: 'deleting',
};
/** In these a machine holds no place on a host. */
const PLACELESS = ['SHELVED_OFFLOADED', 'DELETED', 'SOFT_DELETED'];

export interface Server {
  readonly id: string;
  readonly name: string;
  readonly project: string | null;
  readonly state: State;
  /** The GPUs that it holds; `null` where that is not told. */
  readonly gpus: number | null;
}

/** What a project may use, and uses; `null` is not known, or without bound. */
interface Limits {
  readonly cores: number | null;
  readonly coresInUse: number | null;
  readonly mebibytes: number | null;
  readonly mebibytesInUse: number | null;
}

const NO_LIMITS: Limits = {cores: null, coresInUse: null, mebibytes: null, mebibytesInUse: null};

/** The virtual machines of a cloud. */
export class Nova {
  readonly #keystone: Keystone;
  readonly #placement: Placement;
  readonly #notes: Notes;
  readonly #asksForAll: boolean;

  /** @param asksForAll Whether the token may see the machines of all projects. */
  constructor(keystone: Keystone, placement: Placement, notes: Notes, asksForAll: boolean) {
    this.#keystone = keystone;
    this.#placement = placement;
    this.#notes = notes;
    this.#asksForAll = asksForAll;
  }

  /** All machines that the token sees, whosever they are. */
  async servers(signal: AbortSignal): Promise<readonly Server[]> {
    const pages = await readPages(
      'servers',
      (marker) => {
        const query = new URLSearchParams({
          limit: `${PAGE}`,
          ...(this.#asksForAll && {all_tenants: '1'}),
          ...(marker !== null && {marker}),
        });
        return this.#keystone.get('compute', `servers/detail?${query}`, VERSION, signal);
      },
      ({servers_links: links}) => readList(links).find(({rel}) => rel === 'next')?.href,
    );
    return pages.map((server) => readServer(server, this.#notes));
  }

  /** What a tenant may use, and uses: of its projects, or of the whole cloud. */
  async capacity(owned: Owned, servers: readonly Server[], signal: AbortSignal): Promise<Capacity> {
    if (owned.isAll) {
      return this.#placement.capacity(sumOf(servers.map(({gpus}) => gpus)), signal);
    }
    const own = await this.#keystone.project(signal);
    const limits = await eachOf(owned.names, AT_ONCE, (project) => this.#limitsOf(project, own, signal));
    const gigabytes = (count: number | null): number | null => rounded(count === null ? null : count / 1024);
    return {
      // Projects have no bound in GPUs.
      gpus: {total: null, inUse: sumOf(servers.map(({gpus}) => gpus)), byModel: []},
      cpuCores: amount(sumOf(limits.map(({cores}) => cores)), sumOf(limits.map(({coresInUse}) => coresInUse))),
      memoryGiB: amount(
        gigabytes(sumOf(limits.map(({mebibytes}) => mebibytes))),
        gigabytes(sumOf(limits.map(({mebibytesInUse}) => mebibytesInUse))),
      ),
    };
  }

  async #limitsOf(project: string, own: string | null, signal: AbortSignal): Promise<Limits> {
    if (project !== own && !this.#asksForAll) {
      return NO_LIMITS;
    }
    const query = project === own ? '' : `?${new URLSearchParams({tenant_id: project})}`;
    const answer = await this.#keystone.get('compute', `limits${query}`, VERSION, signal);
    const of = (name: string): number | null => readCount(read(answer, 'limits', 'absolute', name));
    return {
      cores: of('maxTotalCores'),
      coresInUse: of('totalCoresUsed'),
      mebibytes: of('maxTotalRAMSize'),
      mebibytesInUse: of('totalRAMUsed'),
    };
  }
}

export const summarizeServers = (servers: readonly Server[], capacity: Capacity): VirtualMachine => ({
  total: servers.length,
  byState: tally(
    VIRTUAL_MACHINE_STATES,
    servers.map(({state}) => state),
  ),
  capacity,
});

export const readServer = (fields: Fields, notes: Notes): Server => {
  const status = String(fields.status).toUpperCase();
  const state = Object.hasOwn(BY_STATUS, status) ? BY_STATUS[status] : undefined;
  if (!state) {
    notes.unknown('server.status', status);
  }
  const id = readText(fields.id) ?? '';
  return {
    id,
    name: readText(fields.name) ?? id,
    project: readText(fields.tenant_id) ?? readText(fields.project_id),
    state: state ?? 'unknown',
    gpus: PLACELESS.includes(status) ? 0 : gpusOf(read(fields, 'flavor', 'extra_specs')),
  };
};

/** The GPUs that a flavor gives. Devices that are passed through may be anything: those whose alias does not say GPU leave the number open. */
const gpusOf = (specs: unknown): number | null =>
  isFields(specs)
    ? sumOf(
        Object.entries(specs).map(([name, value]) => {
          if (/^resources\d*:[VP]GPU$/.test(name)) {
            return readCount(value);
          }
          return name === 'pci_passthrough:alias' ? sumOf(String(value).split(',').map(gpusOfAlias)) : 0;
        }),
      )
    : null;

const gpusOfAlias = (text: string): number | null => {
  const [alias = '', count = ''] = text.split(':');
  return /gpu/i.test(alias) ? readCount(count.trim()) : null;
};
