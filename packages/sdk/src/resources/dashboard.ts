import {LayoutAnswer} from '../contract/layouts.ts';
import type {SaveLayout} from '../contract/requests.ts';
import type {SectionName} from '../contract/resource-states.ts';
import {ResourceSummary} from '../contract/summary.ts';
import type {TenantryError} from '../errors/tenantry-error.ts';
import {path} from '../transport/path.ts';
import type {RequestOptions, WriteOptions} from '../transport/request-options.ts';
import type {Transport} from '../transport/transport.ts';

/** A layout that somebody arranges: the tenant's, which everybody has who has none of their own, or the caller's own. */
export type EditedLayer = 'tenant' | 'personal';

export interface LayoutOptions extends RequestOptions {
  /** The layout of this layer alone, as one edits it. @defaultValue what the caller sees, of all layers together */
  readonly layer?: EditedLayer | undefined;
}

export interface SaveLayoutOptions extends RequestOptions {
  /** The version that was arranged, `'*'` for whichever there is, or `null` where there was none: then there still must be none (W9). */
  readonly version: number | '*' | null;
}

export interface SummaryOptions extends RequestOptions {
  /** What the caller has, or the whole tenant: that needs `resources.readAll`. @defaultValue 'mine' */
  readonly scope?: ResourceSummary['scope'] | undefined;
  /** For which sections sources are asked; of the others is told what is known. @defaultValue all of them */
  readonly sections?: readonly SectionName[] | undefined;
}

export interface WatchOptions extends Pick<SummaryOptions, 'scope' | 'sections'> {
  /** How often to ask where nobody says that the figures are other ones. @defaultValue 15 */
  readonly refreshSeconds?: number | undefined;
  /** Hears why the figures could not be had. They are asked for again. */
  readonly onError?: ((error: TenantryError) => unknown) | undefined;
}

const REFRESH_SECONDS = 15;

/** What the users of one tenant see first. */
export class Dashboard {
  readonly #transport: Transport;
  readonly #root: string;

  constructor(transport: Transport, tenant = 'self') {
    this.#transport = transport;
    this.#root = path`v1/tenants/${tenant}/dashboard`;
  }

  /**
   * Fetches what there is of servers, machines and clusters, in figures. Sources that fail are told of in their sections; they fail nothing.
   * Needs `resources.read`, for the whole tenant `resources.readAll`.
   */
  async summary({scope, sections = [], ...options}: SummaryOptions = {}): Promise<ResourceSummary> {
    const query = new URLSearchParams({...(scope && {scope}), ...(sections.length > 0 && {sections: sections.join()})});
    return this.#transport.send({
      operation: 'dashboard.summary',
      method: 'get',
      path: `${this.#root}/summary${query.size > 0 ? `?${query}` : ''}`,
      answer: ResourceSummary,
      ...options,
    });
  }

  /**
   * Fetches the summary now, whenever its figures are said to be other ones, and every few seconds. Nothing is asked while the page is hidden.
   * What the callbacks throw is ignored.
   *
   * @returns Ends it.
   */
  watch(
    callback: (summary: ResourceSummary) => unknown,
    {refreshSeconds = REFRESH_SECONDS, onError = () => {}, ...asked}: WatchOptions = {},
  ): () => void {
    const closing = new AbortController();
    const {signal} = closing;
    void import('../events/watch-summary.ts')
      .then(({watchSummary}) =>
        watchSummary({
          fetch: (over) => this.summary({...asked, signal: over}),
          changes: this.#transport.changes,
          signal,
          everyMs: refreshSeconds * 1000,
          onSummary: callback,
          onError,
        }),
      )
      .catch(() => undefined);
    return () => closing.abort();
  }

  /**
   * Fetches how the dashboard is arranged (L14). Any full session may. A layer that nobody has arranged yet answers what it would begin with:
   * its `version` is `null`.
   */
  async layout({layer, ...options}: LayoutOptions = {}): Promise<LayoutAnswer> {
    return this.#transport.send({
      operation: 'dashboard.layout',
      method: 'get',
      path: layer === undefined ? `${this.#root}/layout` : this.#layer(layer),
      answer: LayoutAnswer,
      ...options,
    });
  }

  /**
   * Arranges a layer from now on as it is given here. The tenant's needs `dashboard.editTenant`, one's own `dashboard.editOwn`.
   * @param arrangement The tiles in reading order, or these with what else there is to say.
   * @throws {ApiError} `precondition-failed` with the layer as it is now in `current`, `personal-layouts-off`, `locked-widget`,
   *   `validation-failed` with field errors.
   */
  async saveLayout(layer: EditedLayer, arrangement: SaveLayout['widgets'] | SaveLayout, options: SaveLayoutOptions): Promise<LayoutAnswer> {
    return this.#transport.send({
      operation: 'dashboard.saveLayout',
      method: 'put',
      path: this.#layer(layer),
      body: Array.isArray(arrangement) ? {widgets: arrangement} : arrangement,
      answer: LayoutAnswer,
      change: ({layout: {id, version}}) => ({subject: {type: 'layout', id, version: version ?? undefined}, action: 'updated'}),
      ...options,
    });
  }

  /**
   * Takes a layer away, so that the one beneath it shows: one's own goes back to the tenant's, the tenant's to the built-in one. The rights
   * needed are those for saving it.
   * @throws {ApiError} `precondition-failed` with the layer as it is now in `current`, `not-found` where nobody has arranged it.
   */
  async resetLayout(layer: EditedLayer, options: WriteOptions): Promise<void> {
    return this.#transport.send({
      operation: 'dashboard.resetLayout',
      method: 'delete',
      path: this.#layer(layer),
      change: () => ({subject: {type: 'layout', id: null}, action: 'updated'}),
      ...options,
    });
  }

  #layer(layer: EditedLayer): string {
    return `${this.#root}/layouts${path`/${layer}`}`;
  }
}
