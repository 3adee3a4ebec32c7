import type {DashboardLayout, LayoutAnswer, ResourceSummary, TenantClient, Widget} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {followTime} from '../../controllers/passing-time.ts';
import {soon} from '../../controllers/soon.ts';
import {WhileSeen} from '../../controllers/while-seen.ts';
import {formatDistance, formatUtc, listed} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {edit, refresh} from '../../foundation/more-icons.ts';
import {staleNotice} from '../../foundation/stale-notice.ts';
import {failureBlock, stateBlock} from '../../foundation/state-block.ts';
import {setStates} from '../../foundation/states.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {WidgetOpenEvent} from '../../foundation/widget-open.event.ts';
import {LiveAnswer} from './live-answer.ts';
import {messages, type ResourceDashboardMessages} from './resource-dashboard.messages.ts';
import {styles} from './resource-dashboard.styles.ts';
import {isDrawn, tileView, type TileSource} from './tile-view.ts';
import {isOwn, type OwnType, type TileType} from './tile-types.ts';

interface Question {
  readonly client: TenantClient;
  readonly scope: ResourceSummary['scope'];
}

const MINUTE_MS = 60_000;
const DEFAULT_SECONDS = 30;
const LEAST_SECONDS = 5;
const MOST_SECONDS = 86_400;

/**
 * What a tenant has at a glance, as tiles that its administrator and each user arrange: servers, machines and clusters in figures that are
 * live while they are seen, jobs, links, and tiles of the host's own.
 *
 * @summary A dashboard of resources, ready for a page of its own.
 * @tagname resource-dashboard
 *
 * @slot toolbar-start - Before the buttons beside the title.
 * @slot toolbar-end - After them.
 * @slot empty - Shown instead of the tiles when there is none.
 * @slot error - Shown instead of the tiles when nobody knows how they are arranged.
 *
 * @fires {WidgetOpenEvent} widget-open - The user wants to see all of what a tile shows in short. Cancelable.
 * @fires {TenantErrorEvent} tenant-error - Something could not be loaded, or a tile of the host failed.
 *
 * @csspart base - Everything.
 * @csspart header - Title and buttons.
 * @csspart toolbar - The buttons.
 * @csspart edit-button - The button that begins to edit.
 * @csspart body - All beneath the header.
 * @csspart grid - The tiles.
 * @csspart widget - One tile.
 * @csspart empty - That there is no tile.
 * @csspart error - Why there are no tiles to see.
 *
 * @cssprop [--resource-dashboard-gap=0.875rem] - The space between tiles.
 *
 * @cssstate loading - The tiles are on their way.
 * @cssstate empty - There is none.
 * @cssstate error - They could not be loaded.
 */
export class ResourceDashboard extends LitElement {
  static override styles = styles;
  static override properties = {
    client: {attribute: false},
    scope: {},
    refreshSeconds: {type: Number, attribute: 'refresh-seconds'},
    openable: {type: Boolean},
    widgets: {attribute: false},
    links: {attribute: false},
    messages: {attribute: false},
  };

  /**
   * Registers the tag of a type of tile, when one is there. `define/resource-dashboard.js` sets it; whoever registers the class alone
   * registers the tiles as well.
   */
  static loadTile: (type: OwnType) => Promise<unknown> = async () => {};

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Whose resources are shown: `mine`, or those of the whole `tenant`. When empty, as much as the user may see. */
  scope: ResourceSummary['scope'] | '' = '';

  /** How often figures are asked for while they are seen, besides when they change. At least 5. */
  refreshSeconds = DEFAULT_SECONDS;

  /** Offers to see all of what a tile shows in short, by `widget-open`. */
  openable = false;

  /** Types of tile that the host draws. */
  widgets: readonly TileType[] = [];

  /** Where the tile of links leads. */
  links: TileSource['links'] = [];

  /** Replaces some or all of the texts. */
  messages: Partial<ResourceDashboardMessages> = {};

  readonly #connection = new Connection(this, {
    onChange: ({subject, action}) => {
      if (subject.type === 'session') {
        // Nobody sees figures once the own session has ended; to ask would only be told the same again.
        this.#isOver = subject.id === null && action === 'ended';
      }
      const isAll = subject.type === '*' || subject.type === 'session';
      for (const each of ['layout', 'summary'] as const) {
        if (!this.#isOver && (isAll || subject.type === each)) {
          this.#due.add(each);
          this.#askSoon();
        }
      }
    },
    onOther: () => {
      this.#layout.forget();
      this.#summary.forget();
    },
  });
  readonly #localization = new Localization(this, 'resource-dashboard', messages);
  readonly #internals = this.attachInternals();
  readonly #layout = new LiveAnswer<TenantClient, LayoutAnswer>(
    this,
    () => this.#connection.client,
    (client, signal) => client.dashboard.layout({signal}),
  );
  readonly #summary = new LiveAnswer<Question, ResourceSummary>(
    this,
    () => this.#question,
    ({client, scope}, signal) => client.dashboard.summary({scope, signal}),
  );
  readonly #whileSeen = new WhileSeen(
    this,
    () => this.#everyMs,
    () => this.#ask(),
  );
  readonly #askSoon = soon(this, () => this.#whileSeen.now());
  readonly #due = new Set<'layout' | 'summary'>();
  readonly #loaded = new Set<OwnType>();
  #asked: Question | undefined;
  #isOver = false;
  #told = new Set<string>();

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
    followTime(this);
  }

  /** Puts the focus on the title, for a host that has just navigated here. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('h1')?.focus(options);
  }

  /** Asks for the tiles and their figures again. Resolves when they have been rendered. */
  async refresh(): Promise<void> {
    await Promise.all([this.#layout.now(), this.#summary.now()]);
    await this.updateComplete;
  }

  protected override updated(): void {
    const {answer, failure} = this.#layout;
    const isEmpty = answer !== undefined && this.#drawn(answer.layout).length === 0;
    setStates(this.#internals, {loading: !answer && !failure, error: !answer && failure !== undefined, empty: isEmpty});
    this.#tellFailures();
  }

  protected override render(): unknown {
    const {text} = this.#localization;
    const {answer} = this.#layout;
    return html`<div class="root" part="base">
      <div class="head" part="header">
        <div>
          <h1 tabindex="-1">${text.title}</h1>
          <p>${this.#renderWhose(text)}</p>
        </div>
        <div class="actions" part="toolbar">
          <slot name="toolbar-start"></slot>
          <button class="button quiet icon-only" type="button" aria-label=${text.refresh} title=${text.refresh} @click=${this.#onRefresh}>
            ${icon(refresh)}
          </button>
          ${
            answer?.editable.personal || answer?.editable.tenant
              ? html`<button class="button" part="edit-button" type="button" @click=${this.#onEdit}>${icon(edit)}${text.edit}</button>`
              : nothing
          }
          <slot name="toolbar-end"></slot>
        </div>
      </div>
      ${this.#renderNotice(text)}
      <div part="body" aria-busy=${answer === undefined && this.#layout.failure === undefined}>${this.#renderBody(text)}</div>
    </div>`;
  }

  /** "All resources of Northlight, updated 2 minutes ago". */
  #renderWhose(text: ResourceDashboardMessages): unknown {
    const {place} = this.#localization;
    const at = this.#summary.answeredAt;
    const tenant = this.#connection.me?.tenant.name;
    const whose = this.#scope === 'tenant' ? (tenant ? weave(text.ofTenant, bdi(tenant)) : text.ofTenant(undefined)) : text.own;
    if (!at) {
      return whose;
    }
    const isNow = Math.abs(Date.now() - Date.parse(at)) < MINUTE_MS;
    const when = html`<time datetime=${at} title=${formatUtc(at)}>${isNow ? text.updatedNow : weave(text.updatedAgo, formatDistance(at, place))}</time>`;
    return listed([whose, when], place);
  }

  /** That what is shown is old, and why. */
  #renderNotice(text: ResourceDashboardMessages): unknown {
    const {place} = this.#localization;
    const onRetry = this.#onRefresh;
    const old = [this.#summary, this.#layout].find(({answer, failure}) => answer && failure);
    return old?.failure && old.answeredAt ? staleNotice({error: old.failure, answeredAt: old.answeredAt, text, place, onRetry}) : nothing;
  }

  #renderBody(text: ResourceDashboardMessages): unknown {
    const {answer, failure: error} = this.#layout;
    if (!answer) {
      return error
        ? html`<div class="card" part="error">
            <slot name="error">${failureBlock({error, title: text.failed, text, onRetry: this.#onRefresh})}</slot>
          </div>`
        : this.#renderLoading(text);
    }
    const widgets = this.#drawn(answer.layout);
    return widgets.length === 0 ? this.#renderEmpty(answer, text) : this.#renderTiles(widgets);
  }

  #renderLoading(text: ResourceDashboardMessages): TemplateResult {
    return html`<div class="grid late">
      <p class="vh">${text.loading}</p>
      ${[1, 2, 3, 4].map(() => html`<div class="frame c6 r2"><div class="card"><div class="bones"><span class="bone"></span></div></div></div>`)}
    </div>`;
  }

  #renderEmpty({editable}: LayoutAnswer, text: ResourceDashboardMessages): TemplateResult {
    const more = editable.personal || editable.tenant ? ` ${text.emptyEdit}` : '';
    return html`<div class="card" part="empty">
      <slot name="empty">${stateBlock({glyph: icon(edit), title: text.empty, text: `${text.emptyText}${more}`})}</slot>
    </div>`;
  }

  #renderTiles(widgets: readonly Widget[]): TemplateResult {
    const source = this.#source;
    return html`<div class="grid" part="grid">
      ${repeat(
        widgets,
        ({id}) => id,
        (
          widget,
        ) => html`<div class="frame c${widget.columns} r${widget.rows}" part="widget" @widget-open=${(event: WidgetOpenEvent) => this.#onOpen(event, widget)}>
          ${this.#renderTile(widget, source)}
        </div>`,
      )}
    </div>`;
  }

  /** A tile, or what the host has put in its place. */
  #renderTile(widget: Widget, source: TileSource): TemplateResult {
    const name = `widget-${widget.id}`;
    const isFilled = [...this.children].some(({slot}) => slot === name);
    return html`<slot name=${name} @slotchange=${() => this.requestUpdate()}>${isFilled ? nothing : tileView(widget, source)}</slot>`;
  }

  get #source(): TileSource {
    return {
      host: this,
      client: this.#connection.client,
      summary: this.#summary.answer,
      failure: this.#summary.failure,
      isForbidden: this.#isForbidden,
      types: this.#types,
      links: this.links,
      openable: this.openable,
      text: this.#localization.text,
      load: this.#load,
    };
  }

  /** The types of the host that this user may see. */
  get #types(): ReadonlyMap<string, TileType> {
    const types = Array.isArray(this.widgets) ? (this.widgets as readonly TileType[]) : [];
    return new Map(
      types
        .filter((type) => typeof type?.type === 'string' && !isOwn(type.type))
        .filter(({permission}) => !permission || this.#connection.can(permission))
        .map((type) => [type.type, type]),
    );
  }

  /** The tiles that are seen. One that this page does not know is kept, and not drawn. */
  #drawn({widgets}: DashboardLayout): readonly Widget[] {
    const types = this.#types;
    return widgets.filter((widget) => !widget.hidden && isDrawn(widget, {types}));
  }

  /** Without a provider nobody knows what the user may see; the server decides. */
  get #isForbidden(): boolean {
    return this.#connection.can('resources.read') === false;
  }

  get #scope(): ResourceSummary['scope'] {
    return this.scope === 'mine' || this.scope === 'tenant' ? this.scope : this.#connection.can('resources.readAll') ? 'tenant' : 'mine';
  }

  /** The same question as before, unless it is another one; nothing while it is not known who asks. */
  get #question(): Question | undefined {
    const {client, session, me} = this.#connection;
    if (!client || (session && !me) || this.#isForbidden) {
      return undefined;
    }
    const scope = this.#scope;
    if (this.#asked?.client !== client || this.#asked.scope !== scope) {
      this.#asked = {client, scope};
    }
    return this.#asked;
  }

  get #everyMs(): number {
    return Math.min(Math.max(Number(this.refreshSeconds) || DEFAULT_SECONDS, LEAST_SECONDS), MOST_SECONDS) * 1000;
  }

  #ask(): void {
    const due = this.#due.size > 0 ? [...this.#due] : (['summary'] as const);
    this.#due.clear();
    if (!this.#isOver) {
      due.forEach((each) => void (each === 'layout' ? this.#layout : this.#summary).again());
    }
  }

  readonly #load = (type: OwnType): void => {
    if (!this.#loaded.has(type)) {
      this.#loaded.add(type);
      ResourceDashboard.loadTile(type).catch(() => this.#loaded.delete(type)); // The next rendering tries again.
    }
  };

  /** Each failure is told once, however often it is met. */
  #tellFailures(): void {
    const failures = [this.#layout.failure, this.#summary.failure].filter((failure) => failure !== undefined);
    const told = new Set(failures.map(({kind, message}) => `${kind} ${message}`));
    for (const failure of failures) {
      if (!this.#told.has(`${failure.kind} ${failure.message}`)) {
        this.dispatchEvent(new TenantErrorEvent(failure));
      }
    }
    this.#told = told;
  }

  readonly #onRefresh = (): void => void this.refresh();

  readonly #onEdit = (): void => {};

  /** Tells which tile it was, instead of the element in it. */
  #onOpen(event: WidgetOpenEvent, widget: Widget): void {
    if (event.widget) {
      return; // It is this one's own, or of a dashboard in a tile.
    }
    event.stopPropagation();
    if (!this.dispatchEvent(new WidgetOpenEvent(event.kind, widget))) {
      event.preventDefault();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'resource-dashboard': ResourceDashboard;
  }
}
