import {
  isApiError,
  type ResourceSummary,
  type Section,
  type SectionData,
  type SectionName,
  type TenantClient,
  TenantryError,
  type Widget,
} from '@tenantry/sdk';
import {html, type LitElement, nothing, type TemplateResult} from 'lit';
import {failureOf} from '../../foundation/failure.ts';
import {icon} from '../../foundation/icons.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {weave} from '../../foundation/weave.ts';
import {hostTile} from './host-tile.ts';
import type {ResourceDashboardMessages} from './resource-dashboard.messages.ts';
import {isKind, isOwn, type OwnType, type TileType} from './tile-types.ts';

type AnySection = Section<SectionData[SectionName]>;

/** A link of the host, as `<quick-links>` takes it. */
type Links = HTMLElementTagNameMap['quick-links']['links'];

/** What tiles are drawn of. */
export interface TileSource {
  readonly host: LitElement;
  readonly client: TenantClient | undefined;
  readonly summary: ResourceSummary | undefined;
  /** Why there is no summary. */
  readonly failure: TenantryError | undefined;
  /** Whether the user may see no figures at all. */
  readonly isForbidden: boolean;
  readonly types: ReadonlyMap<string, TileType>;
  readonly links: Links;
  readonly openable: boolean;
  readonly text: ResourceDashboardMessages;
  /** Has the tag of an own type registered. */
  readonly load: (type: OwnType) => void;
}

/** Whether there is something to draw for a tile: its type is known here. */
export const isDrawn = ({type}: Widget, {types}: Pick<TileSource, 'types'>): boolean => isOwn(type) || types.has(type);

/** What a tile shows, in its place on the grid. */
export const tileView = (widget: Widget, source: TileSource): TemplateResult | typeof nothing => {
  const {type, title} = widget;
  const heading = title ?? '';
  if (isKind(type)) {
    return html`<resource-card
      .kind=${type}
      .section=${sectionOf(type, source)}
      .heading=${heading}
      .openable=${source.openable}
    ></resource-card>`;
  }
  if (isOwn(type)) {
    source.load(type);
  }
  switch (type) {
    case 'gpu':
      return html`<gpu-card .summary=${source.summary ?? without(source)} .heading=${heading}></gpu-card>`;
    case 'jobs':
      return html`<job-list .client=${source.client} .heading=${heading}></job-list>`;
    case 'links':
      return html`<quick-links .links=${source.links} .heading=${heading}></quick-links>`;
    default: {
      const found = source.types.get(type);
      return found ? hostTileView(widget, found, source) : nothing;
    }
  }
};

const hostTileView = (widget: Widget, type: TileType, {host, client, summary, text}: TileSource): TemplateResult => {
  const name = html`<bdi>${widget.title ?? type.title}</bdi>`;
  const label = `heading-${widget.id}`;
  return html`<article class="card" aria-labelledby=${label}>
    <header class="tile-head">${typeof type.icon === 'string' ? icon(type.icon) : nothing}<h2 id=${label}>${name}</h2></header>
    <div class="tile-body" role="group" tabindex="0" aria-labelledby=${label}>
      ${hostTile(
        type,
        {widget, options: widget.options, client, summary},
        {
          failed: (onRetry) => html`<p role="alert">
            ${weave(text.tileFailed, name)}
            <button class="link-button" type="button" @click=${onRetry}>${text.tryAgain}</button>
          </p>`,
          onFailed: (cause) =>
            queueMicrotask(() =>
              host.dispatchEvent(
                new TenantErrorEvent(failureOf(new TenantryError('misuse', 'A tile of the host failed.', {cause})) as TenantryError),
              ),
            ),
        },
      )}
    </div>
  </article>`;
};

const sectionOf = (kind: SectionName, source: TileSource): AnySection | undefined => (source.summary ?? without(source))?.[kind];

/** What is shown where nothing is known, and why: nothing while it is on its way. */
const without = ({failure, isForbidden}: TileSource): ResourceSummary | undefined => {
  if (!failure && !isForbidden) {
    return undefined;
  }
  const status = isForbidden || (isApiError(failure) && failure.status === 403) ? 'forbidden' : 'unavailable';
  const section = {status, asOf: null, sources: [], data: null} as const;
  return {
    scope: 'mine',
    generatedAt: new Date(0).toISOString(),
    bareMetal: section,
    virtualMachine: section,
    kubernetes: section,
    slurm: section,
  } as unknown as ResourceSummary; // A section without data has an empty list of sources, which the type of the answer calls writable.
};
