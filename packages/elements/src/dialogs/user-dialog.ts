import {isApiError, isTenantryError, type RequestOptions, type TenantClient, type TenantryError, type User} from '@tenantry/sdk';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {Connection} from '../controllers/connection.ts';
import {containErrors} from '../controllers/error-wall.ts';
import {Latest} from '../controllers/latest.ts';
import type {Localization} from '../controllers/localization.ts';
import {Modal} from '../controllers/modal.ts';
import {Attempt} from '../foundation/attempt.ts';
import {icon, warning} from '../foundation/icons.ts';
import {close, error as errorIcon} from '../foundation/more-icons.ts';
import {failureBlock} from '../foundation/state-block.ts';
import {setStates} from '../foundation/states.ts';
import {bdi, weave} from '../foundation/weave.ts';
import {explain} from './explain.ts';
import type {ConfirmMessages} from './user-dialog.messages.ts';
import {styles} from './user-dialog.styles.ts';

/** How a call is to be made, so that repeating it has no second effect. */
export type CallOptions = Pick<RequestOptions, 'signal' | 'idempotencyKey'>;

/** Who is asked for whom. */
interface Question {
  readonly client: TenantClient;
  readonly id: string;
}

/**
 * What the dialogs about one user have in common: they open and close by `open`, load the user unless it is in hand, say what will happen,
 * do it, and say why it could not be done, with everything still in place.
 *
 * A call goes on when the dialog is closed meanwhile; its end is told by the events alone.
 */
export abstract class UserDialog<Text extends ConfirmMessages, Done> extends LitElement {
  static override styles = styles;
  static override properties = {
    open: {type: Boolean, reflect: true},
    userId: {attribute: 'user-id'},
    user: {attribute: false},
    client: {attribute: false},
    messages: {attribute: false},
    _failure: {state: true},
    _isSending: {state: true},
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
  protected readonly connection: Connection = new Connection(this, {onOther: () => this.#giveUp()});
  private _failure: TenantryError | undefined;
  private _isSending = false;
  private _isGuarding = false;
  readonly #internals = this.attachInternals();
  readonly #modal = new Modal(this, {isEdited: () => this.wouldLose, onGuarded: () => void this.#onGuarded()});
  readonly #loaded = new Latest(
    this,
    () => this.#wanted,
    ({client, id}, signal) => client.users.get(id, {signal}),
  );
  #attempt = new Attempt();
  #question: Question | undefined;
  /** What the focus was put into. */
  #content: HTMLElement | undefined;

  constructor() {
    super();
    containErrors(this, () => this.localization.own);
  }

  /** What will happen, below the title. */
  protected abstract renderBody(text: Text, user: User): TemplateResult;

  /** The title, for a user who is there. */
  protected titleOf(text: Text, {firstName, lastName}: User): unknown {
    return weave(text.title, bdi(`${firstName} ${lastName}`));
  }

  /** What stands right below the title. */
  protected renderSubtitle(_text: Text, _user: User): unknown {
    return nothing;
  }

  /** Does it. */
  protected abstract act(client: TenantClient, user: User, options: CallOptions): Promise<Done>;

  /** The sentence for a refusal that only this dialog knows, by its code. */
  protected explainRule(_code: string, _text: Text): string | undefined {
    return undefined;
  }

  /** What there is to see once it is done; without it the dialog closes then. */
  protected renderResult(_text: Text, _user: User): TemplateResult | undefined {
    return undefined;
  }

  /** Whether closing the dialog now would lose something. */
  protected get wouldLose(): boolean {
    return false;
  }

  /** What has been done; takes it before it is told. */
  protected take(_done: Done): void {}

  /** Tells that it is about to be done; cancelable. */
  protected abstract intentOf(user: User): Event;

  /** Tells that it was done. */
  protected abstract factOf(done: Done, user: User): Event;

  /** Tells that it was not done, or that nobody could see whether it was. */
  protected abstract failureEventOf(error: TenantryError): Event;

  /** What there is to fill in, below that. */
  protected renderFields(_text: Text, _user: User, _isSending: boolean): unknown {
    return nothing;
  }

  /** Whether what was filled in can be sent. What cannot says so itself. */
  protected check(_user: User): boolean {
    return true;
  }

  /** Shows why something was refused, where that is at a field. Answers whether it is. */
  protected refuse(_failure: TenantryError): boolean {
    return false;
  }

  /** What was filled in: to send the same again is to repeat the call. */
  protected get request(): unknown {
    return undefined;
  }

  /** Whether it takes something away. */
  protected get isDangerous(): boolean {
    return true;
  }

  /** What has the focus at first: the way out, where something is taken away (X10). */
  protected get start(): string {
    return this.isDangerous ? '[part=cancel]' : '[part=confirm]';
  }

  // The native dialog closes whenever it leaves the page, though it may only be moved.
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.open && this.hasUpdated) {
      this.#modal.show();
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) {
      this.#attempt = new Attempt();
      this._failure = undefined;
      this._isSending = false;
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
      this.#focusStart();
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
                    <h2 id="title">${user ? this.titleOf(text, user) : text.confirm}</h2>
                    ${user ? this.renderSubtitle(text, user) : nothing}
                  </div>
                  <button class="button quiet small icon-only" type="button" aria-label=${text.close} @click=${this.#onCancel}>
                    ${icon(close)}
                  </button>
                </div>
                ${this._isGuarding ? this.#renderGuard(text) : nothing}
                ${user ? (this.renderResult(text, user) ?? this.#renderForm(user, text)) : this.#renderMissing(text)}`
            : nothing
        }
      </dialog>
    </div>`;
  }

  #renderForm(user: User, text: Text): TemplateResult {
    return html`<form method="post" novalidate @submit=${this.#onSubmit}>
      <div class="dialog-body" part="body">
        ${this._failure ? this.#renderFailure(this._failure, text) : nothing}
        <slot name="message">${this.renderBody(text, user)}</slot>
        ${this.renderFields(text, user, this._isSending)}
      </div>
      <div class="dialog-footer" part="footer">
        <button class="button" part="cancel" type="button" @click=${this.#onCancel}>${text.cancel}</button>
        <button class="button ${this.isDangerous ? 'danger' : 'primary'}" part="confirm" type="submit" ?disabled=${this._isSending}>
          ${this._isSending ? text.confirming : text.confirm}
        </button>
      </div>
    </form>`;
  }

  #renderFailure(failure: TenantryError, text: Text): TemplateResult {
    return html`<div class="notice danger" part="error" role="alert" tabindex="-1">
      ${icon(errorIcon)}<span>${explain(failure, this.#attempt.isUnseen, text, (code) => this.explainRule(code, text))}</span>
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
        <button class="button" part="cancel" type="button" @click=${this.#onCancel}>${text.cancel}</button>
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

  #giveUp(): void {
    this.#attempt.giveUp();
    this.open = false;
  }

  /** Closes it, whatever that loses. */
  close(): void {
    this.#modal.close();
  }

  #focusStart(): void {
    this.#content?.querySelector<HTMLElement>(this.shown ? this.start : '[part=cancel]')?.focus();
  }

  #onCancel(): void {
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
    this.#focusStart();
  }

  #onClosed({target}: Event): void {
    if (this.open && this.isConnected && !(target as HTMLDialogElement).open) {
      this.open = false;
      this.dispatchEvent(new Event('cancel'));
    }
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const {client} = this.connection;
    const user = this.shown;
    if (!client || !user || this._isSending || !this.check(user) || !this.dispatchEvent(this.intentOf(user))) {
      return;
    }
    const attempt = this.#attempt;
    this._failure = undefined;
    this._isSending = true;
    const outcome = await attempt.send([user.id, this.request], (options) => this.act(client, user, options));
    const isHere = attempt === this.#attempt && this.open;
    this._isSending &&= !isHere;
    if (isTenantryError(outcome)) {
      this._failure = isHere && !this.refuse(outcome) ? outcome : undefined;
      this.dispatchEvent(this.failureEventOf(outcome));
      if (isApiError(outcome) && outcome.code === 'precondition-failed') {
        this.user = await client.users.get(user.id).catch(() => this.user); // What it is now, to be decided on again (X3).
      }
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.notice[part=error]')?.focus();
    } else if (outcome) {
      if (isHere) {
        this.take(outcome);
        this.open = this.renderResult(this.localization.text, user) !== undefined;
      }
      this.dispatchEvent(this.factOf(outcome, user));
    }
  }
}
