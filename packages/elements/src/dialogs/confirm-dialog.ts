import {isApiError, isTenantryError, type RequestOptions, type TenantClient, type TenantryError, type User} from '@tenantry/sdk';
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {Attempt} from '../foundation/attempt.ts';
import {icon} from '../foundation/icons.ts';
import {error as errorIcon} from '../foundation/more-icons.ts';
import {explain} from './explain.ts';
import {UserDialog} from './user-dialog.ts';
import type {ConfirmMessages} from './user-dialog.messages.ts';

/** How a call is to be made, so that repeating it has no second effect. */
export type CallOptions = Pick<RequestOptions, 'signal' | 'idempotencyKey'>;

/**
 * A dialog that says what will happen to a user, does it, and says why it could not be done, with everything still in place. A call goes on
 * when the dialog is closed meanwhile; its end is told by the events alone.
 */
export abstract class ConfirmDialog<Text extends ConfirmMessages, Done> extends UserDialog<Text> {
  static override properties = {...UserDialog.properties, _failure: {state: true}, _isSending: {state: true}};

  private _failure: TenantryError | undefined;
  private _isSending = false;
  #attempt = new Attempt();

  /** What will happen, below the title. */
  protected abstract renderBody(text: Text, user: User): TemplateResult;

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

  /** Whether something stands against it that has to be out of the way before. */
  protected get isBlocked(): boolean {
    return false;
  }

  /** What stands beside the buttons. */
  protected renderAside(_text: Text): unknown {
    return nothing;
  }

  /** Whether it takes something away. */
  protected get isDangerous(): boolean {
    return true;
  }

  /** The way out, where something is taken away (X10). */
  protected override get start(): string {
    return this.isDangerous ? '[part=cancel]' : '[part=confirm]';
  }

  protected override headingOf(text: Text): string {
    return text.confirm;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('open') && this.open) {
      this.#attempt = new Attempt();
      this._failure = undefined;
      this._isSending = false;
    }
  }

  protected override onOther(): void {
    this.#attempt.giveUp();
    super.onOther();
  }

  protected override renderContent(text: Text, user: User): TemplateResult {
    return this.renderResult(text, user) ?? this.#renderForm(user, text);
  }

  #renderForm(user: User, text: Text): TemplateResult {
    return html`<form method="post" novalidate @submit=${this.#onSubmit}>
      <div class="dialog-body" part="body">
        ${this._failure ? this.#renderFailure(this._failure, text) : nothing}
        <slot name="message">${this.renderBody(text, user)}</slot>
        ${this.renderFields(text, user, this._isSending)}
      </div>
      <div class="dialog-footer" part="footer">
        ${this.renderAside(text)}
        <button class="button" part="cancel" type="button" @click=${this.onCancel}>${text.cancel}</button>
        <button class="button ${this.isDangerous ? 'danger' : 'primary'}" part="confirm" type="submit" ?disabled=${this._isSending || this.isBlocked}>
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

  /** Does it once more: another call, whatever came of the one before. */
  protected again(): Promise<void> {
    this.#attempt = new Attempt();
    return this.#send();
  }

  #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    return this.#send();
  }

  async #send(): Promise<void> {
    const {client} = this.connection;
    const user = this.shown;
    if (!client || !user || this._isSending || this.isBlocked || !this.check(user) || !this.dispatchEvent(this.intentOf(user))) {
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
