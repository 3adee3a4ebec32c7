import type {ResourceSummary, TenantClient, Widget} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import {icon} from '../../foundation/icons.ts';
import {isSection, type KnownType, readOptions} from './widget-types.ts';

export interface ContentContext {
  readonly summary: ResourceSummary | undefined;
  readonly client: TenantClient | undefined;
  readonly links: unknown;
  /** Whether a card offers to see all of it. */
  readonly isOpenable: boolean;
  /** The elements of the host, each made once for its tile. */
  readonly elements: Map<string, HTMLElement>;
}

/** What is in a tile: the host's own content for its slot, else what its type shows. */
export const contentOf = (widget: Widget, known: KnownType, context: ContentContext): TemplateResult =>
  html`<slot name="widget-${widget.id}">${known.own ? ofHost(widget, known, context) : builtIn(widget, context)}</slot>`;

const builtIn = ({type, title}: Widget, {summary, client, links, isOpenable}: ContentContext): TemplateResult => {
  const heading = title ?? '';
  if (isSection(type)) {
    return html`<resource-card .kind=${type} .heading=${heading} .section=${summary?.[type]} ?openable=${isOpenable}></resource-card>`;
  }
  switch (type) {
    case 'gpu':
      return html`<gpu-card .heading=${heading} .summary=${summary}></gpu-card>`;
    case 'jobs':
      return html`<job-list .heading=${heading} .client=${client}></job-list>`;
    default:
      return html`<quick-links .heading=${heading} .links=${links}></quick-links>`;
  }
};

const ofHost = (widget: Widget, known: KnownType, context: ContentContext): TemplateResult =>
  card(widget, known.glyph, widget.title ?? known.title, drawn(widget, known, context));

const drawn = (widget: Widget, {own}: KnownType, {client, summary, elements}: ContentContext): unknown => {
  const options: unknown = own?.schema ? readOptions(own.schema, widget.options) : widget.options;
  if (!own?.element) {
    return own?.render?.({widget, options, client, summary});
  }
  const element = elements.get(widget.id) ?? document.createElement(own.element);
  elements.set(widget.id, element);
  return Object.assign(element, {widget, options, client, summary});
};

/** A tile in the look of the others, its name above its content. */
export const card = ({id}: Widget, glyph: string, heading: string, content: unknown): TemplateResult => html`
  <article class="tile" aria-labelledby="tile-${id}">
    <header class="tile-head">${icon(glyph)}<h2 id="tile-${id}"><bdi>${heading}</bdi></h2></header>
    <div class="tile-body">${content}</div>
  </article>
`;

/** A tile that nobody here knows: it is kept, and says so to whoever edits. */
export const keptCard = ({id}: Widget, name: string, text: string): TemplateResult => html`
  <article class="tile kept" aria-labelledby="tile-${id}">
    <header class="tile-head">${icon(question)}<h2 id="tile-${id}"><bdi>${name}</bdi></h2></header>
    <div class="tile-body"><p>${text}</p></div>
  </article>
`;

const question = 'M2 8a6 6 0 1 0 12 0 6 6 0 1 0-12 0M6.25 6.5a1.75 1.75 0 1 1 2.5 1.6c-.5.25-.75.5-.75 1.15M8 11.2v.01';
