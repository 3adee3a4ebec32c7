import type {EditedLayer, LayoutAnswer, ResourceSummary, TenantClient, TenantryError, Widget} from '@tenantry/sdk';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import type {QuickLink} from '../quick-link.ts';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {later} from '../../controllers/later.ts';
import {Localization} from '../../controllers/localization.ts';
import {followTime} from '../../controllers/passing-time.ts';
import {soon} from '../../controllers/soon.ts';
import {WhileSeen} from '../../controllers/while-seen.ts';
import {failureOf} from '../../foundation/failure.ts';
import {staleNotice} from '../../foundation/stale-notice.ts';
import {failureBlock} from '../../foundation/state-block.ts';
import {setStates} from '../../foundation/states.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {WidgetOpenEvent} from '../../foundation/widget-open.event.ts';
import {shown} from './arrangement.ts';
import {contentOf, keptCard} from './contents.ts';
import type {Editing} from './editing.ts';
import type {EditorHost} from './editor.ts';
import {dashboardHead} from './dashboard-head.ts';
import {answerOffer} from './default-offer.ts';
import {Frames} from './frames.ts';
import {LiveAnswer} from './live-answer.ts';
import {messages, type ResourceDashboardMessages} from './resource-dashboard.messages.ts';
import {styles} from './resource-dashboard.styles.ts';
import {bonesOfTiles, defaultOffer, failureNotice, nothingThere} from './instead-of-tiles.ts';
import {type DashboardWidget, type KnownType, knownTypes, refreshSeconds, widgetTypesIn} from './widget-types.ts';

interface Question {
  readonly client: TenantClient;
  readonly scope: 'mine' | 'tenant';
}

/**
 * What a user sees first: the resources of the tenant at a glance, in tiles that one arranges as one likes. A tenant admin arranges the
 * default for everybody and locks tiles of it; whoever may, arranges their own on top of that (L14).
 *
 * @summary A dashboard of tiles, live, and arranged by mouse, keys, taps or numbers.
 * @tagname resource-dashboard
 *
 * @slot widget-<id> - Shown instead of what the tile of this id shows.
 * @slot empty - Shown instead of the tiles when there is none.
 * @slot error - Shown instead of the tiles when the dashboard could not be loaded.
 *
 * @fires {LayoutSaveEvent} layout-save - A layout is about to be saved. Cancelable.
 * @fires {LayoutSavedEvent} layout-saved - A layout has been saved.
 * @fires {LayoutSaveFailedEvent} layout-save-failed - A layout could not be saved; the edits are kept.
 * @fires {LayoutResetEvent} layout-reset - A layout has been taken away, and the one beneath it shows.
 * @fires {WidgetOpenEvent} widget-open - The user wants to see all of what a tile shows. Cancelable.
 * @fires {TenantErrorEvent} tenant-error - Something could not be loaded or rendered; the dashboard says what.
 *
 * @csspart base - Everything.
 * @csspart header - Title, and the buttons beside it.
 * @csspart toolbar - What one edits the dashboard with.
 * @csspart edit-button - The button Edit Dashboard.
 * @csspart body - The tiles, or what stands instead of them.
 * @csspart grid - The tiles.
 * @csspart widget - A tile's place.
 * @csspart handle - What a tile is moved by.
 * @csspart empty - That there is no tile.
 * @csspart error - Why there are none to see.
 *
 * @cssprop [--resource-dashboard-gap=0.875rem] - Between the tiles.
 *
 * @cssstate loading - The dashboard is on its way.
 * @cssstate empty - There is no tile.
 * @cssstate error - The dashboard could not be loaded.
 * @cssstate editing - Somebody arranges it.
 */
export class ResourceDashboard extends LitElement {
  static override styles = styles;
  static override properties = {
    client: {attribute: false},
    scope: {},
    layer: {},
    editing: {type: Boolean, reflect: true},
    openable: {type: Boolean},
    refreshSeconds: {attribute: 'refresh-seconds', type: Number},
    widgets: {attribute: false},
    links: {attribute: false},
    messages: {attribute: false},
    _announced: {state: true},
    _offerFailure: {state: true},
  };

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Whose resources are counted: the user's own, or the whole tenant's. */
  scope: 'mine' | 'tenant' = 'mine';

  /** What one arranges; when empty, whoever may arrange both chooses. */
  layer: EditedLayer | '' = '';

  /** Whether somebody arranges it. */
  editing = false;

  /** Cards offer to see all of it, by `widget-open`. */
  openable = false;

  /** So often the figures are asked for while they can be seen, in seconds: five at least. */
  refreshSeconds = 30;

  /** The kinds of tiles that the host makes. */
  widgets: readonly DashboardWidget[] = [];

  /** What the tile of links leads to. */
  links: readonly QuickLink[] = [];

  /** Replaces some or all of the texts. */
  messages: Partial<ResourceDashboardMessages> = {};

  private _announced: unknown = '';
  private _offerFailure: TenantryError | undefined;

  readonly #connection = new Connection(this, {
    onChange: ({subject, action}) => {
      if (subject.type === 'session') {
        // Nobody sees anything once the own session has ended; to ask would only be told the same again.
        this.#isOver = subject.id === null && action === 'ended';
      } else if (!this.#isOver && ['summary', '*'].includes(subject.type)) {
        this.#askSoon();
      }
      if (!this.#isOver && !this.editing && ['layout', '*'].includes(subject.type)) {
        void this.#layout.again();
      }
    },
    onOther: () => {
      this.editing = false;
      this._announced = '';
      this._offerFailure = undefined;
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
    () => refreshSeconds(this.refreshSeconds) * 1000,
    () => {
      if (!this.#isOver) {
        void this.#summary.again();
      }
    },
  );
  readonly #askSoon = soon(this, () => this.#whileSeen.now());
  readonly #editingModule = later(this, () => import('./editing.ts'));
  readonly #frames = new Frames(this);
  readonly #elements = new Map<string, HTMLElement>();
  #editing: Editing | undefined;
  #asked: Question | undefined;
  #isOver = false;
  #types: ReadonlyMap<string, KnownType> = new Map();
  #told: string | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
    followTime(this);
  }

  /** Puts the focus on the title, for a host that has just navigated here. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('h1')?.focus(options);
  }

  /** Loads the dashboard and its figures again. Resolves when they have been rendered. */
  async refresh(): Promise<void> {
    await Promise.all([this.editing ? undefined : this.#layout.now(), this.#summary.now()]);
    await this.updateComplete;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#editing?.pause();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#types = knownTypes(widgetTypesIn(this.widgets), this.#localization.text, (permission) => this.#connection.can(permission));
    const module = this.#isEditing ? this.#editingModule() : undefined;
    if (module && !this.#editing) {
      this.#editing = new module.Editing(this.#editorHost);
    } else if (!this.#isEditing && this.#editing) {
      this.#editing.end();
      this.#editing = undefined;
      this.#focusEditButton();
    }
    if (changed.has('layer') && this.#editing && !this.#layers.includes(this.#editing.layer)) {
      this.editing = false;
    }
  }

  protected override updated(): void {
    const {failure, isPending, answer} = this.#layout;
    setStates(this.#internals, {
      loading: isPending && !answer && !failure,
      error: failure !== undefined && !answer,
      empty: answer !== undefined && this.#drawn.length === 0 && !this.#isEditing,
      editing: this.#isEditing,
    });
    const error = failure ?? this.#summary.failure;
    const told = error && `${error.kind} ${error.message}`;
    if (error && told !== this.#told) {
      this.dispatchEvent(new TenantErrorEvent(error));
    }
    this.#told = told;
    this.#drawTiles();
  }

  protected override render(): unknown {
    const {text, place} = this.#localization;
    const {answer, failure: error} = this.#layout;
    const failure = error ?? this.#summary.failure;
    const answeredAt = error ? this.#layout.answeredAt : this.#summary.answeredAt;
    const onRetry = (): void => void this.refresh();
    return html`<div class="root" part="base">
      ${dashboardHead(
        {
          scope: this.scope,
          tenant: this.#connection.me?.tenant.name,
          updatedAt: this.#summary.answeredAt,
          isEditing: this.#editing !== undefined,
          hasFailed: this.#isEditing && this.#editingModule() === null,
          onRefresh: answer && onRetry,
          onEdit: this.#layers.length > 0 ? this.#onEdit : undefined,
        },
        text,
        place,
      )}
      ${this.#editing?.renderTools() ?? nothing}
      ${
        answer && failure && !this.#isEditing
          ? answeredAt
            ? staleNotice({error: failure, answeredAt, text, place, onRetry})
            : failureNotice(failure, text, onRetry)
          : nothing
      }
      ${answer?.layout.outdated && !this.#isEditing ? defaultOffer(this._offerFailure, text, (choice) => void this.#onOffer(choice)) : nothing}
      <div class="canvas" part="body" aria-busy=${this.#layout.isPending}>
        ${
          answer
            ? this.#drawn.length === 0 && !this.#isEditing
              ? nothingThere(answer, text)
              : nothing
            : error
              ? html`<div class="card" part="error">
                  <slot name="error">${failureBlock({error, title: text.failed, text, onRetry})}</slot>
                </div>`
              : bonesOfTiles(text)
        }
        <div class="grid" part="grid" role="group" aria-label=${text.label} @widget-open=${this.#onOpen}></div>
        ${this.#editing?.renderDialog() ?? nothing}
      </div>
      <p class="vh" role="status">${this._announced}</p>
    </div>`;
  }

  /** Boxes and contents of the tiles, and what one edits them with. */
  #drawTiles(): void {
    const container = this.renderRoot.querySelector<HTMLElement>('.grid[part]');
    if (!container) {
      return;
    }
    const {text} = this.#localization;
    const widgets = this.#drawn;
    const context = {
      summary: this.#summary.answer,
      client: this.#connection.client,
      links: this.links,
      isOpenable: this.openable && !this.#isEditing,
      elements: this.#elements,
    };
    this.#frames.keep(container, widgets);
    for (const widget of widgets) {
      const known = this.#types.get(widget.type);
      const draw = (): TemplateResult =>
        known ? contentOf(widget, known, context) : keptCard(widget, this.#nameOf(widget), text.unknownText);
      this.#frames.draw(widget.id, draw, text);
      if (!this.#editing) {
        this.#frames.equip(widget.id, nothing);
      }
    }
    this.#editing?.arrange(container);
  }

  /** The tiles that stand on the page: of those that nobody here knows, none, unless somebody edits. */
  get #drawn(): readonly Widget[] {
    const edited = this.#editing?.widgets;
    return edited ? shown(edited) : shown(this.#layout.answer?.layout.widgets ?? []).filter(({type}) => this.#types.has(type));
  }

  get #isEditing(): boolean {
    return Boolean(this.editing) && this.#layers.length > 0;
  }

  /** What the user can arrange here. */
  get #layers(): readonly EditedLayer[] {
    const wanted = LAYERS.filter((layer) => this.#layout.answer?.editable[layer]);
    return LAYERS.some((layer) => layer === this.layer) ? wanted.filter((layer) => layer === this.layer) : wanted;
  }

  /** The same question as before, unless it is another one. */
  get #question(): Question | undefined {
    const {client} = this.#connection;
    const scope = this.scope === 'tenant' ? 'tenant' : 'mine';
    if (client && (this.#asked?.client !== client || this.#asked.scope !== scope)) {
      this.#asked = {client, scope};
    }
    return client && this.#asked;
  }

  get #editorHost(): EditorHost {
    const of = <Answer>(answer: () => Answer): {get: () => Answer; enumerable: true} => ({get: answer, enumerable: true});
    return Object.defineProperties({} as EditorHost, {
      element: {value: this},
      frames: {value: this.#frames},
      client: of(() => this.#connection.client),
      text: of(() => this.#localization.text),
      place: of(() => this.#localization.place),
      layers: of(() => this.#layers),
      types: of(() => this.#types),
      nameOf: {value: (widget: Widget) => this.#nameOf(widget)},
      say: {value: (words: unknown) => void (this._announced = words)},
      leave: {value: (saved?: LayoutAnswer) => this.#leave(saved)},
    });
  }

  #nameOf({title, type}: Widget): string {
    return title ?? this.#types.get(type)?.title ?? this.#localization.text.unknown;
  }

  readonly #onEdit = (): boolean => (this.editing = true);

  /** Ends the editing, and shows how the dashboard is arranged now: what was saved is not taken off the page until that is known. */
  async #leave(saved?: LayoutAnswer): Promise<void> {
    if (saved?.layout.layer === 'personal') {
      this.#layout.answer = saved;
    } else {
      await this.#layout.now();
    }
    this.editing = false;
  }

  async #onOffer(choice: 'take' | 'keep'): Promise<void> {
    const {client} = this.#connection;
    const layout = this.#layout.answer?.layout;
    if (!client || !layout) {
      return;
    }
    this._offerFailure = undefined;
    try {
      await answerOffer(client, layout, choice);
      await this.#layout.now();
      this._announced = this.#localization.text[choice === 'take' ? 'defaultTaken' : 'mineKept'];
      this.#focusEditButton();
    } catch (cause) {
      this._offerFailure = failureOf(cause);
    }
  }

  /** A card knows its kind; the page is told of the tile. */
  readonly #onOpen = (event: WidgetOpenEvent): void => {
    const root = event.composedPath().find((each) => each instanceof HTMLElement && each.matches('.frame'));
    const widget = this.#drawn.find(({id}) => this.#frames.get(id)?.root === root);
    if (widget && event.widget !== widget) {
      event.stopPropagation();
      if (!this.dispatchEvent(new WidgetOpenEvent(widget.type, widget))) {
        event.preventDefault();
      }
    }
  };

  async #focusEditButton(): Promise<void> {
    const had = this.shadowRoot?.activeElement !== null;
    await this.updateComplete;
    if (had && !this.shadowRoot?.activeElement) {
      this.renderRoot.querySelector<HTMLElement>('[part=edit-button]')?.focus();
    }
  }
}

const LAYERS = ['personal', 'tenant'] as const satisfies readonly EditedLayer[];

declare global {
  interface HTMLElementTagNameMap {
    'resource-dashboard': ResourceDashboard;
  }
}
