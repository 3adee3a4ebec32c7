import type {RESOURCE_LIST} from '../contract/lists.ts';
import type {Page} from '../contract/page.ts';
import {type ResourceRef, ResourceRefPage} from '../contract/resource-refs.ts';
import {path} from '../transport/path.ts';
import type {ListOptions} from '../transport/query.ts';
import type {Transport} from '../transport/transport.ts';
import {type Iteration, iteration} from './pages.ts';

export type ResourceListOptions = ListOptions<typeof RESOURCE_LIST>;

/** What one tenant has in the systems that are connected. */
export class Resources {
  readonly #transport: Transport;
  readonly #root: string;

  constructor(transport: Transport, tenant = 'self') {
    this.#transport = transport;
    this.#root = path`v1/tenants/${tenant}/resources`;
  }

  /**
   * Fetches one page, by label. Needs `resources.read` or `resources.readAll`.
   * @throws {ApiError} `temporarily-unavailable` when no system answers.
   */
  list(options: ResourceListOptions = {}): Promise<Page<ResourceRef>> {
    return this.#transport.list('resources.list', this.#root, ResourceRefPage, options);
  }

  /** Walks all of them, fetching further pages as they are needed. Needs what `list` needs. */
  iterate(options: ResourceListOptions = {}): Iteration<ResourceRef> {
    return iteration((cursor) => this.list({...options, cursor}), options.cursor);
  }
}
