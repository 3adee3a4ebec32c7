import {
  type EditedLayer,
  isApiError,
  type LayoutAnswer,
  type TenantClient,
  type TenantryError,
  type Widget,
  WIDGETS_MAX,
} from '@tenantry/sdk';
import type {LitElement} from 'lit';
import {Modal} from '../../controllers/modal.ts';
import {Attempt} from '../../foundation/attempt.ts';
import {failureOf} from '../../foundation/failure.ts';
import type {Place as Locale} from '../../foundation/format.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {add, type Arrangement, freshId, nearestColumns, nearestRows, reveal} from './arrangement.ts';
import type {Frames} from './frames.ts';
import {History, isSame} from './history.ts';
import {LayoutResetEvent, LayoutSavedEvent, LayoutSaveEvent, LayoutSaveFailedEvent} from './resource-dashboard.events.ts';
import type {ResourceDashboardMessages} from './resource-dashboard.messages.ts';
import {type Act, tell} from './telling.ts';
import type {KnownType} from './widget-types.ts';

/** What the editor needs of the dashboard. */
export interface EditorHost {
  readonly element: LitElement;
  readonly frames: Frames;
  readonly client: TenantClient | undefined;
  readonly text: ResourceDashboardMessages;
  readonly place: Locale;
  readonly layers: readonly EditedLayer[];
  readonly types: ReadonlyMap<string, KnownType>;
  readonly nameOf: (widget: Widget) => string;
  readonly say: (words: unknown) => void;
  readonly leave: (saved?: LayoutAnswer) => Promise<void>;
}

/** The tile in hand, and how everything stood when it was picked up. */
interface Picked {
  readonly id: string;
  readonly mark: History<Arrangement>;
}

/** What the user is asked before something is lost. */
export type GuardedWish = {readonly wish: 'leave'} | {readonly wish: 'reset'} | {readonly wish: 'switch'; readonly layer: EditedLayer};

/** How a layout is arranged, from when its arranging begins until it is saved, taken away or left as it was. */
export class Editor {
  readonly host: EditorHost;
  readonly modal: Modal;
  layer: EditedLayer;
  /** The layer as the server has it. */
  base: LayoutAnswer | undefined;
  loadFailure: TenantryError | undefined;
  saveFailure: TenantryError | undefined;
  /** The layer as somebody else has saved it meanwhile. */
  conflict: LayoutAnswer | undefined;
  guarded: GuardedWish | undefined;
  isGalleryOpen = false;
  isBusy = false;
  /** Whose numbers are asked for. */
  dialogFor: Widget | undefined;
  #history: History<Arrangement> | undefined;
  #picked: Picked | undefined;
  #attempt = new Attempt();
  #loading = new AbortController();

  constructor(host: EditorHost) {
    this.host = host;
    this.layer = host.layers[0] ?? 'personal';
    this.modal = new Modal(host.element);
    void this.begin(this.layer);
  }

  get widgets(): readonly Widget[] | undefined {
    return this.#history?.now.widgets;
  }

  get history(): History<Arrangement> | undefined {
    return this.#history;
  }

  /** The tile in hand. */
  get picked(): Widget | undefined {
    return this.widgets?.find(({id}) => id === this.#picked?.id);
  }

  get isChanged(): boolean {
    return this.base !== undefined && !isSame(this.#history?.now, arrangementOf(this.base));
  }

  get attempt(): Attempt {
    return this.#attempt;
  }

  /** Whether a tile is one of those that everybody keeps, in the layer that is arranged. */
  isLocked(id: string): boolean {
    return this.#history?.now.locked.includes(id) ?? false;
  }

  /** Whether no more can be done with a tile than move it. */
  isFixed(id: string): boolean {
    return this.layer === 'personal' && this.isLocked(id);
  }

  /** Asks how a layer is arranged. What it was until then is shown as long. */
  async begin(layer: EditedLayer): Promise<void> {
    this.#loading.abort();
    const {signal} = (this.#loading = new AbortController());
    this.layer = layer;
    this.#attempt = new Attempt();
    this.loadFailure = this.saveFailure = this.conflict = this.guarded = this.base = this.#history = undefined;
    this.render();
    try {
      const answer = await this.host.client?.dashboard.layout({layer, signal});
      if (answer && !signal.aborted) {
        this.base = answer;
        this.#history = new History(arrangementOf(answer));
        this.render();
        await this.host.element.updateComplete;
        this.host.element.shadowRoot?.querySelector<HTMLElement>('.tools')?.focus();
      }
    } catch (cause) {
      if (!signal.aborted) {
        this.loadFailure = failureOf(cause);
        this.render();
      }
    }
  }

  /** The dashboard is taken out of the page; it may come back. */
  pause(): void {
    this.#picked = undefined;
    this.#loading.abort();
  }

  /** It is in the page again: what was not answered when it was taken out is asked once more. */
  wake(): void {
    if (!this.base && !this.loadFailure && this.#loading.signal.aborted) {
      void this.begin(this.layer);
    }
  }

  end(): void {
    this.pause();
    this.#attempt.giveUp();
    this.modal.close();
    this.host.element.removeController(this.modal);
  }

  render(): void {
    this.host.element.requestUpdate();
  }

  /** Does something with a tile, and says what came of it. */
  act(act: Act, widget: Widget, change: (now: Arrangement) => Arrangement): void {
    const before = this.#history?.now;
    if (!this.#history || !before) {
      return;
    }
    this.#history = this.#history.after(change(before));
    const {text, place} = this.host;
    const after = this.#history.now;
    const name = this.host.nameOf(after.widgets.find(({id}) => id === widget.id) ?? widget);
    this.host.say(tell({act, widget, name, before, after}, text, place));
    this.render();
  }

  /** The history goes on from here. */
  #resume(history: History<Arrangement>, words: unknown): void {
    this.#history = history;
    this.host.say(words);
    this.render();
  }

  pick(widget: Widget): void {
    this.drop();
    if (this.#history) {
      this.#picked = {id: widget.id, mark: this.#history};
      this.host.say(weave(this.host.text.saidPicked, bdi(this.host.nameOf(widget))));
      this.render();
    }
  }

  /** Leaves the tile in hand where it is now: all that was done with it is one step to take back. */
  drop(): void {
    this.#letGo((mark, now) => mark.after(now), this.host.text.saidDropped);
  }

  /** Everything is as it was when the tile in hand was picked up. */
  putBack(): void {
    this.#letGo((mark) => mark, this.host.text.saidPutBack);
  }

  #letGo(after: (mark: History<Arrangement>, now: Arrangement) => History<Arrangement>, words: (name: string) => string): void {
    const {picked} = this;
    const mark = this.#picked?.mark;
    this.#picked = undefined;
    if (mark && picked && this.#history) {
      this.#resume(after(mark, this.#history.now), weave(words, bdi(this.host.nameOf(picked))));
    }
  }

  undo(): void {
    this.drop();
    if (this.#history?.canUndo) {
      this.#resume(this.#history.undo(), this.host.text.saidUndone);
    }
  }

  redo(): void {
    this.drop();
    if (this.#history?.canRedo) {
      this.#resume(this.#history.redo(), this.host.text.saidRedone);
    }
  }

  /** Puts a tile of a kind to the end. */
  addType({type, size}: KnownType): void {
    const {widgets = []} = this;
    if (widgets.length >= WIDGETS_MAX) {
      this.host.say(this.host.text.full);
      return;
    }
    const id = freshId(widgets, type);
    const widget: Widget = {id, type, ...sizeOf(size), hidden: false, title: null, options: {}};
    this.act('add', widget, (now) => ({...now, widgets: add(now.widgets, widget)}));
  }

  showAgain(widget: Widget): void {
    this.act('show', widget, (now) => ({...now, widgets: reveal(now.widgets, widget.id)}));
  }

  /** Does what would lose something, or asks first. */
  wish(wish: GuardedWish): void {
    this.drop();
    if (wish.wish === 'reset' || this.isChanged) {
      this.guarded = wish;
      this.render();
    } else {
      this.grant(wish);
    }
  }

  grant(wish: GuardedWish): void {
    this.guarded = undefined;
    if (wish.wish === 'leave') {
      void this.host.leave();
    } else if (wish.wish === 'switch') {
      void this.begin(wish.layer);
    } else {
      void this.#reset();
    }
    this.render();
  }

  stay(): void {
    this.guarded = undefined;
    this.render();
  }

  /** Shows what somebody else has saved; what one had is one step back. */
  takeTheirs(): void {
    if (this.conflict && this.#history) {
      this.base = this.conflict;
      this.#history = this.#history.after(arrangementOf(this.conflict));
      this.conflict = this.saveFailure = undefined;
      this.render();
    }
  }

  /** Saves over what somebody else has saved. */
  async saveOver(): Promise<void> {
    this.base = this.conflict ?? this.base;
    this.conflict = this.saveFailure = undefined;
    await this.save();
  }

  async save(): Promise<void> {
    this.drop();
    const {client, text, element, say, leave} = this.host;
    const {layer, base} = this;
    const now = this.#history?.now;
    if (!client || !base || !now || this.isBusy || !element.dispatchEvent(new LayoutSaveEvent(layer, [...now.widgets]))) {
      return;
    }
    const {version, basedOnVersion} = base.layout;
    const widgets = [...now.widgets];
    const arrangement = layer === 'tenant' ? {widgets, locked: [...now.locked]} : {widgets, basedOnVersion};
    const answer = await this.#send([arrangement, version], (options) =>
      client.dashboard.saveLayout(layer, arrangement, {...options, version: this.#layerVersion}),
    );
    if (answer) {
      element.dispatchEvent(new LayoutSavedEvent(answer.layout));
      await leave(answer);
      say(text.saved);
    }
  }

  async #reset(): Promise<void> {
    const {client, text, element, say, leave} = this.host;
    const {layer} = this;
    const version = this.#layerVersion;
    if (!client || version === null) {
      return;
    }
    const done = await this.#send(['reset', version], async (options) => {
      await client.dashboard.resetLayout(layer, {...options, version});
      return true;
    });
    if (done) {
      element.dispatchEvent(new LayoutResetEvent(layer));
      await leave();
      say(text.resetDone);
    }
  }

  /** The version of what is arranged; none, where what one begins with is another layer's (W9). */
  get #layerVersion(): number | null {
    const layout = this.base?.layout;
    return layout?.layer === this.layer ? layout.version : null;
  }

  /** Sends a change once at a time. Its failure is shown, and what was edited is kept. */
  async #send<Answer>(what: unknown, call: Parameters<typeof Attempt.prototype.send<Answer>>[1]): Promise<Answer | undefined> {
    this.isBusy = true;
    this.saveFailure = undefined;
    this.render();
    const attempt = this.#attempt;
    const came = await attempt.send(what, call);
    if (attempt !== this.#attempt) {
      return undefined; // It was of another layer.
    }
    this.isBusy = false;
    this.render();
    if (!(came instanceof Error)) {
      return came as Answer | undefined;
    }
    const failure = failureOf(came);
    this.saveFailure = failure;
    if (isApiError(failure) && ['precondition-failed', 'locked-widget'].includes(failure.code)) {
      await this.#seeTheirs();
    }
    if (failure) {
      this.host.element.dispatchEvent(new LayoutSaveFailedEvent(this.layer, failure));
    }
    return undefined;
  }

  async #seeTheirs(): Promise<void> {
    try {
      this.conflict = await this.host.client?.dashboard.layout({layer: this.layer, signal: this.#loading.signal});
      this.render();
    } catch {
      // That it was not saved is shown; to save once more asks again.
    }
  }
}

const arrangementOf = ({layout: {widgets, locked}}: LayoutAnswer): Arrangement => ({widgets, locked});

const sizeOf = ({columns, rows}: KnownType['size']): Pick<Widget, 'columns' | 'rows'> => ({
  columns: nearestColumns(columns),
  rows: nearestRows(rows),
});
