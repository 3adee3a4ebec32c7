import type {ResourceRef} from '@tenantry/sdk/contract';
import type {AskingTenant, PartialOverview, ResourceProvider, ResourceQuery} from '../../resources/provider.ts';
import {Notes} from '../notes.ts';
import type {ProviderMeans} from '../provider-config.ts';
import type {Owned} from '../reading-config.ts';
import {shared} from '../shared.ts';
import {SourceError} from '../source-error.ts';
import {type BareMetalNode, Ironic, summarizeNodes} from './ironic.ts';
import {Keystone, type KeystoneOptions} from './keystone.ts';
import {Nova, type Server, summarizeServers} from './nova.ts';
import {Placement} from './placement.ts';

/** So long a service may think: less than a provider may, so that one that hangs does not take the other along. */
const LIMIT_MS = 2_500;

export interface OpenStackOptions extends Omit<KeystoneOptions, 'fetch' | 'now'> {
  readonly name: string;
  /** The projects of each tenant, by its slug. */
  readonly projects: ReadonlyMap<string, Owned>;
  /** Whether the token may see what is of all projects. */
  readonly asksForAll: boolean;
  readonly limitMs?: number;
}

type OpenStackMeans = Pick<ProviderMeans, 'fetch' | 'now' | 'logger'>;

/**
 * One OpenStack cloud: its virtual machines by Nova, its bare metal by Ironic. What is a tenant's is told by its projects, whatever the token
 * sees; a node that is leased is the lessee's. What several ask for at the same time is asked once.
 */
export class OpenStackProvider implements ResourceProvider {
  readonly name: string;
  readonly sections = ['virtualMachine', 'bareMetal'] as const;
  readonly #projects: ReadonlyMap<string, Owned>;
  readonly #limitMs: number;
  readonly #keystone: Keystone;
  readonly #nova: Nova;
  readonly #servers;
  readonly #nodes;

  constructor({name, projects, asksForAll, limitMs = LIMIT_MS, ...reach}: OpenStackOptions, {fetch, now, logger}: OpenStackMeans) {
    const notes = new Notes(name, logger);
    const keystone = new Keystone({...reach, fetch, now});
    const nova = new Nova(keystone, new Placement(keystone), notes, asksForAll);
    const ironic = new Ironic(keystone, notes);
    this.name = name;
    this.#projects = projects;
    this.#limitMs = limitMs;
    this.#keystone = keystone;
    this.#nova = nova;
    this.#servers = shared((signal) => nova.servers(signal));
    this.#nodes = shared((signal) => ironic.nodes(signal));
  }

  serves({slug}: AskingTenant): boolean {
    return this.#projects.has(slug);
  }

  async summary(query: ResourceQuery, signal: AbortSignal): Promise<PartialOverview> {
    const owned = this.#projects.get(query.tenant.slug);
    if (!owned) {
      return {};
    }
    const {compute, baremetal, failures} = await this.#both(signal, {
      compute: async (within) => {
        const servers = await this.#serversOf(query, owned, within);
        const isWhole = query.visible === 'all';
        return summarizeServers(servers, isWhole ? await this.#nova.capacity(owned, servers, within) : UNKNOWN);
      },
      baremetal: async (within) => summarizeNodes(await this.#nodesOf(query, owned, within)),
    });
    return {
      ...(compute && {virtualMachine: compute}),
      ...(baremetal && {bareMetal: baremetal}),
      ...((failures.compute || failures.baremetal) && {
        failures: {
          ...(failures.compute && {virtualMachine: failures.compute}),
          ...(failures.baremetal && {bareMetal: failures.baremetal}),
        },
      }),
    };
  }

  async list(query: ResourceQuery, signal: AbortSignal): Promise<readonly ResourceRef[]> {
    const owned = this.#projects.get(query.tenant.slug);
    if (!owned) {
      return [];
    }
    const toRef =
      (type: string) =>
      ({id, name}: {readonly id: string; readonly name: string}) => ({type, id: `${this.name}/${id}`, label: name});
    const {
      compute = [],
      baremetal = [],
      failures,
    } = await this.#both(signal, {
      compute: async (within) => (await this.#serversOf(query, owned, within)).map(toRef('virtualMachine')),
      baremetal: async (within) => (await this.#nodesOf(query, owned, within)).map(toRef('bareMetalServer')),
    });
    const failure = failures.compute ?? failures.baremetal;
    if (failure) {
      throw failure;
    }
    return [...compute, ...baremetal];
  }

  /** The users of a cloud are not ours: it does not say what one of ours owns. */
  async ownedBy(): Promise<readonly never[]> {
    return [];
  }

  async #serversOf({visible}: ResourceQuery, owned: Owned, signal: AbortSignal): Promise<readonly Server[]> {
    const isVisible = this.#sees('virtualMachine', visible);
    return (await this.#servers(signal)).filter(({id, project}) => owned.has(project) && isVisible(id));
  }

  async #nodesOf({visible}: ResourceQuery, owned: Owned, signal: AbortSignal): Promise<readonly BareMetalNode[]> {
    const isVisible = this.#sees('bareMetalServer', visible);
    // What is nobody's is a tenant's only where all is.
    return (await this.#nodes(signal)).filter(({id, project}) => (owned.isAll || owned.has(project)) && isVisible(id));
  }

  #sees(wanted: string, visible: ResourceQuery['visible']): (id: string) => boolean {
    if (visible === 'all') {
      return () => true;
    }
    const ids = new Set(visible.filter(({type}) => type === wanted).map(({id}) => id));
    return (id) => ids.has(`${this.name}/${id}`);
  }

  /**
   * Asks both services at a time, as far as the cloud has them.
   *
   * @throws {SourceError} When nothing is known.
   */
  async #both<Compute, BareMetal>(signal: AbortSignal, parts: Parts<Compute, BareMetal>): Promise<Both<Compute, BareMetal>> {
    const within = AbortSignal.any([signal, AbortSignal.timeout(this.#limitMs)]);
    const ask = async <Part>(service: keyof typeof parts, part: (within: AbortSignal) => Promise<Part>): Promise<Part | undefined> =>
      (await this.#keystone.has(service, within)) ? part(within) : undefined;
    const [compute, baremetal] = await Promise.allSettled([ask('compute', parts.compute), ask('baremetal', parts.baremetal)]);
    const both = {
      compute: compute.status === 'fulfilled' ? compute.value : undefined,
      baremetal: baremetal.status === 'fulfilled' ? baremetal.value : undefined,
      failures: {
        ...(compute.status === 'rejected' && {compute: compute.reason as Error}),
        ...(baremetal.status === 'rejected' && {baremetal: baremetal.reason as Error}),
      },
    };
    if (both.compute === undefined && both.baremetal === undefined) {
      throw (
        both.failures.compute ??
        both.failures.baremetal ??
        new SourceError('bad-response', 'The catalog has neither compute nor bare metal')
      );
    }
    return both;
  }
}

interface Parts<Compute, BareMetal> {
  readonly compute: (signal: AbortSignal) => Promise<Compute>;
  readonly baremetal: (signal: AbortSignal) => Promise<BareMetal>;
}

interface Both<Compute, BareMetal> {
  readonly compute: Compute | undefined;
  readonly baremetal: BareMetal | undefined;
  readonly failures: {readonly compute?: Error; readonly baremetal?: Error};
}

/** What one may use who sees but some of the machines. */
const UNKNOWN = {
  gpus: {total: null, inUse: null, byModel: []},
  cpuCores: {total: null, inUse: null},
  memoryGiB: {total: null, inUse: null},
};
