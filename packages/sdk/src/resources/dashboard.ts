import {LayoutAnswer} from '../contract/layouts.ts';
import type {SaveLayout} from '../contract/requests.ts';
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

/** What the users of one tenant see first. */
export class Dashboard {
  readonly #transport: Transport;
  readonly #root: string;

  constructor(transport: Transport, tenant = 'self') {
    this.#transport = transport;
    this.#root = path`v1/tenants/${tenant}/dashboard`;
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
