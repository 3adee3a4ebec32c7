import {type ChangeEvent, isApiError, type TenantClient, type User} from '@tenantry/sdk';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {Connection} from '../controllers/connection.ts';
import {containErrors} from '../controllers/error-wall.ts';
import {Latest} from '../controllers/latest.ts';
import type {Localization} from '../controllers/localization.ts';
import {Modal} from '../controllers/modal.ts';
import {icon, warning} from '../foundation/icons.ts';
import {close} from '../foundation/more-icons.ts';
import {failureBlock} from '../foundation/state-block.ts';
import {setStates} from '../foundation/states.ts';
import {bdi, weave} from '../foundation/weave.ts';
import type {TitledMessages} from './user-dialog.messages.ts';
import {styles} from './user-dialog.styles.ts';

/** Who is asked for whom. */
interface Question {
  readonly client: TenantClient;
  readonly id: string;
}

/**
 * What the dialogs about one user have in common: they open and close by `open`, load the user unless it is in hand, ask before they close
 * over what would be lost, and stay open when they are moved.
 */
export abstract class UserDialog<Text extends TitledMessages> extends LitElement {
  static override styles = styles;
  static override properties = {
    open: {type: Boolean, reflect: true},
    userId: {attribute: 'user-id'},
    user: {attribute: false},
    client: {attribute: false},
    messages: {attribute: false},
    _isGuarding: {state: true},
  };

  /** Whether it is open. */
  open = false;

  /** Whom it is about. */
  userId = '';

  /** The same, in hand; else the user is loaded by `userId` when the dialog opens. */
  user?: User | undefined;

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<Text> = {};

  protected abstract readonly localization: Localization<Text>;
  protected readonly connection: Connection = new Connection(this, {
    onOther: () => this.onOther(),
    ...(this.onChange && {onChange: (event: ChangeEvent) => this.onChange?.(event)}),
  });
  private _isGuarding = false;
  readonly #internals = this.attachInternals();
  readonly #modal = new Modal(this, {isEdited: () => this.wouldLose, onGuarded: () => void this.#onGuarded()});
  readonly #loaded = new Latest(
    this,
    () => this.#wanted,
    ({client, id}, signal) => client.users.get(id, {signal}),
  );
  #question: Question | undefined;
  /** What the focus was put into. */
  #content: HTMLElement | undefined;

  constructor() {
    super();
    containErrors(this, () => this.localization.own);
  }

  /** What any element on the same client has changed, or somebody else: for a dialog that has to know. */
  protected onChange?(event: ChangeEvent): void;

  /** The title while the user is not there. */
  protected abstract headingOf(text: Text): string;

  /** What stands below the title, for a user who is there; its root is a `form` or `.result`. */
  protected abstract renderContent(text: Text, user: User): TemplateResult;

  /** The title, for a user who is there. */
  protected titleOf(text: Text, {firstName, lastName}: User): unknown {
    return weave(text.title, bdi(`${firstName} ${lastName}`));
  }

  /** What stands right below the title. */
  protected renderSubtitle(_text: Text, _user: User): unknown {
    return nothing;
  }

  /** Whether closing the dialog now would lose something. */
  protected get wouldLose(): boolean {
    return false;
  }

  /** What has the focus at first. */
  protected abstract readonly start: string;

  // The native dialog closes whenever it leaves the page, though it may only be moved.
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.open && this.hasUpdated) {
      this.#modal.show();
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) {
      this._isGuarding = false;
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('open')) {
      if (this.open) {
        this.#modal.show();
      } else {
        this.#modal.close();
      }
    }
    const content = this.open ? (this.renderRoot.querySelector<HTMLElement>('form, .missing, .result') ?? undefined) : undefined;
    if (content !== this.#content) {
      this.#content = content;
      void this.#focusStart();
    }
    setStates(this.#internals, {loading: this.#loaded.isPending, error: this.#loaded.failure !== undefined});
  }

  protected override render(): unknown {
    const {text} = this.localization;
    const user = this.shown;
    return html`<div class="root" part="base">
      <dialog
        class="dialog"
        part="dialog"
        aria-labelledby="title"
        @cancel=${this.#modal.onCancel}
        @keydown=${this.#modal.onKeydown}
        @close=${this.#onClosed}
      >
        ${
          this.open
            ? html`<div class="dialog-head">
                  <div>
                    <h2 id="title">${user ? this.titleOf(text, user) : this.headingOf(text)}</h2>
                    ${user ? this.renderSubtitle(text, user) : nothing}
                  </div>
                  <button class="button quiet small icon-only" type="button" aria-label=${text.close} @click=${this.onCancel}>
                    ${icon(close)}
                  </button>
                </div>
                ${this._isGuarding ? this.#renderGuard(text) : nothing}
                ${user ? this.renderContent(text, user) : this.#renderMissing(text)}`
            : nothing
        }
      </dialog>
    </div>`;
  }

  #renderGuard(text: Text): TemplateResult {
    return html`<div class="notice warning" role="alert">
      ${icon(warning)}
      <div class="question">
        <p>${text.wouldLose}</p>
        <button class="button small" type="button" @click=${this.#onStay}>${text.stay}</button>
        <button class="button small" type="button" @click=${this.close}>${text.leave}</button>
      </div>
    </div>`;
  }

  #renderMissing(text: Text): TemplateResult {
    const {failure} = this.#loaded;
    const isGone = isApiError(failure) && failure.status === 404;
    return html`<div class="missing">
      <div class="dialog-body" part="body">
        ${
          failure && !isGone
            ? html`<div part="error">
                ${failureBlock({error: failure, title: text.notLoaded, text, onRetry: () => void this.#loaded.again()})}
              </div>`
            : html`<p class=${isGone ? '' : 'late'} role="status">${isGone ? text.gone : text.loading}</p>`
        }
      </div>
      <div class="dialog-footer" part="footer">
        <button class="button" part="cancel" type="button" @click=${this.onCancel}>${text.cancel}</button>
      </div>
    </div>`;
  }

  /** Whom the dialog shows. */
  protected get shown(): User | undefined {
    return this.user ?? this.#loaded.answer;
  }

  /** Who has to be loaded: the same question as before, unless it is another one. */
  get #wanted(): Question | undefined {
    const {open, user, userId: id} = this;
    const {client} = this.connection;
    if (!open || user || !id || !client) {
      return undefined;
    }
    if (this.#question?.client !== client || this.#question.id !== id) {
      this.#question = {client, id};
    }
    return this.#question;
  }

  /** Somebody else is signed in than before. */
  protected onOther(): void {
    this.open = false;
  }

  /** Closes it, whatever that loses. */
  close(): void {
    this.#modal.close();
  }

  async #focusStart(): Promise<void> {
    const start = this.#content?.querySelector<HTMLElement & {updateComplete?: Promise<unknown>}>(
      this.shown ? this.start : '[part=cancel]',
    );
    await start?.updateComplete; // An element in the dialog may not have rendered yet.
    start?.focus();
  }

  protected onCancel(): void {
    if (this.wouldLose) {
      void this.#onGuarded();
    } else {
      this.close();
    }
  }

  async #onGuarded(): Promise<void> {
    this._isGuarding = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.question > button')?.focus();
  }

  #onStay(): void {
    this._isGuarding = false;
    void this.#focusStart();
  }

  #onClosed({target}: Event): void {
    if (this.open && this.isConnected && !(target as HTMLDialogElement).open) {
      this.open = false;
      this.dispatchEvent(new Event('cancel'));
    }
  }
}
