import type {ResourceRef} from '@tenantry/sdk/contract';
import type {AskingTenant, Overview, ResourceProvider, ResourceQuery} from '../../resources/provider.ts';
import {ask, type Fetch} from '../ask.ts';
import {eachOf} from '../each-of.ts';
import {type Fields, isFields, readList} from '../fields.ts';
import {Notes} from '../notes.ts';
import type {ProviderMeans} from '../provider-config.ts';
import type {Owned} from '../reading-config.ts';
import {shared} from '../shared.ts';
import {SourceError} from '../source-error.ts';
import {readSystem, type System, summarize} from './systems.ts';

const AT_ONCE = 8;
const MOST_PAGES = 100;

export interface RedfishOptions {
  readonly name: string;
  readonly url: URL;
  /** What says who asks. */
  readonly headers: Readonly<Record<string, string>>;
  /** The servers of each tenant, by its slug: ids or UUIDs, never the names that servers give themselves. */
  readonly hosts: ReadonlyMap<string, Owned>;
}

interface RedfishMeans extends Pick<ProviderMeans, 'logger'> {
  readonly fetch: Fetch;
}

/** Single servers, by what controls them: one, or all that stand behind one address. What several ask for at the same time is asked once. */
export class RedfishProvider implements ResourceProvider {
  readonly name: string;
  readonly sections = ['bareMetal'] as const;
  readonly #options: RedfishOptions;
  readonly #fetch: Fetch;
  readonly #systems: (signal: AbortSignal) => Promise<readonly System[]>;

  constructor(options: RedfishOptions, {fetch, logger}: RedfishMeans) {
    const notes = new Notes(options.name, logger);
    this.name = options.name;
    this.#options = options;
    this.#fetch = fetch;
    this.#systems = shared(async (signal) => {
      const paths = await this.#members(signal);
      return eachOf(paths, AT_ONCE, async (path) => readSystem(await this.#get(path, signal), notes));
    });
  }

  serves({slug}: AskingTenant): boolean {
    return this.#options.hosts.has(slug);
  }

  async summary(query: ResourceQuery, signal: AbortSignal): Promise<Overview> {
    return this.serves(query.tenant) ? {bareMetal: summarize(await this.#seenBy(query, signal))} : {};
  }

  async list(query: ResourceQuery, signal: AbortSignal): Promise<readonly ResourceRef[]> {
    const systems = this.serves(query.tenant) ? await this.#seenBy(query, signal) : [];
    return systems.map(({id, name}) => ({type: 'bareMetalServer', id: `${this.name}/${id}`, label: name}));
  }

  /** A controller knows nothing of our users. */
  async ownedBy(): Promise<readonly never[]> {
    return [];
  }

  async #seenBy({tenant, visible}: ResourceQuery, signal: AbortSignal): Promise<readonly System[]> {
    const owned = this.#options.hosts.get(tenant.slug);
    const ids = visible === 'all' ? null : new Set(visible.filter(({type}) => type === 'bareMetalServer').map(({id}) => id));
    return (await this.#systems(signal)).filter(
      ({id, uuid}) => (owned?.has(id) || owned?.has(uuid)) && (ids === null || ids.has(`${this.name}/${id}`)),
    );
  }

  /** The paths of all systems, page by page. */
  async #members(signal: AbortSignal): Promise<readonly string[]> {
    const paths: string[] = [];
    const seen = new Set<string>();
    let next: unknown = '/redfish/v1/Systems';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      if (typeof next !== 'string' || seen.has(next)) {
        throw new SourceError('bad-response', 'The pages of systems lead nowhere');
      }
      seen.add(next);
      const answer = await this.#get(next, signal);
      if (!Array.isArray(answer.Members)) {
        throw new SourceError('bad-response', 'The answer has no list of systems');
      }
      paths.push(...readList(answer.Members).map((member) => String(member['@odata.id'])));
      next = answer['Members@odata.nextLink'];
      if (next === undefined || next === null) {
        return paths;
      }
    }
    throw new SourceError('bad-response', 'The list of systems has no end');
  }

  /** Follows a link of the service within its own address: nobody else is told who asks. */
  async #get(link: string, signal: AbortSignal): Promise<Fields> {
    const {url, headers} = this.#options;
    const at = URL.parse(link, url.href);
    if (at?.origin !== url.origin || !at.pathname.startsWith('/redfish/')) {
      throw new SourceError('bad-response', 'A link leads out of the service');
    }
    const {body} = await ask(this.#fetch, {url: at, headers, signal});
    if (!isFields(body)) {
      throw new SourceError('bad-response', 'The service answers with something other than an object');
    }
    return body;
  }
}
