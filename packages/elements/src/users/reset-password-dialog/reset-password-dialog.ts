import type {Handoff, ResetPassword, TenantClient, TenantryError, User} from '@tenantry/sdk';
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {Localization} from '../../controllers/localization.ts';
import {chevronDown, done, error as errorIcon} from '../../foundation/more-icons.ts';
import {icon} from '../../foundation/icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {type CallOptions, ConfirmDialog} from '../../dialogs/confirm-dialog.ts';
import {PasswordResetEvent, PasswordResetFailedEvent, ResetPasswordEvent} from './reset-password-dialog.events.ts';
import {messages, type ResetPasswordDialogMessages} from './reset-password-dialog.messages.ts';
import {styles} from './reset-password-dialog.styles.ts';

type Delivery = ResetPassword['delivery'];

/**
 * Gives a user a temporary password in place of the one that was forgotten, and shows it once, with all that its user needs to sign in.
 * It forgets the password when it closes. Where the server sends mail, the password can be sent to the user's address instead, or a link
 * for choosing one.
 *
 * @summary A dialog that resets a user's password.
 * @tagname reset-password-dialog
 *
 * @slot message - What will happen.
 *
 * @fires {ResetPasswordEvent} reset-password - The password is about to be reset. Cancelable.
 * @fires {PasswordResetEvent} password-reset - The password was reset.
 * @fires {PasswordResetFailedEvent} password-reset-failed - The password was not reset, or nobody could see whether it was.
 * @fires {HandoffDoneEvent} handoff-done - The temporary password has been handed over.
 * @fires cancel - The dialog was closed without doing anything more.
 *
 * @csspart base - Everything.
 * @csspart dialog - The dialog itself.
 * @csspart body - Everything but its title and buttons.
 * @csspart field - The choice of how the password gets to the user.
 * @csspart label - Its label.
 * @csspart error - Why the password was not reset or not sent, or the user could not be loaded.
 * @csspart footer - The buttons.
 * @csspart cancel - The button that closes it.
 * @csspart confirm - The button that resets the password.
 * @csspart secret - The temporary password.
 * @csspart copy - The button that copies it.
 *
 * @cssstate loading - The user is on the way.
 * @cssstate error - The user could not be loaded.
 */
export class ResetPasswordDialog extends ConfirmDialog<ResetPasswordDialogMessages, Handoff> {
  static override styles = [...ConfirmDialog.styles, ...styles];
  static override properties = {...ConfirmDialog.properties, _delivery: {state: true}, _delivered: {state: true}};

  protected override readonly localization = new Localization(this, 'reset-password-dialog', messages);
  private _delivery: Delivery = 'show';
  /** How the new password gets to the user; `undefined` until it was reset. */
  private _delivered: Handoff['delivered'] | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('open') && this.open) {
      this._delivered = undefined;
      this._delivery = 'show';
    }
  }

  protected override get start(): string {
    return this._delivered === undefined ? super.start : this._delivered === 'shown' ? 'credential-handoff' : '.dialog-footer .primary';
  }

  protected override get request(): Delivery {
    return this._delivery;
  }

  protected override get wouldLose(): boolean {
    return Boolean(this.renderRoot.querySelector('credential-handoff')?.handoff?.temporaryPassword);
  }

  protected override titleOf(text: ResetPasswordDialogMessages, user: User): unknown {
    switch (this._delivered) {
      case undefined:
        return super.titleOf(text, user);
      case 'shown':
        return text.ready;
      case 'failed':
        return text.unsent;
      default:
        return text.sent;
    }
  }

  protected override renderSubtitle(text: ResetPasswordDialogMessages, {firstName, lastName}: User): TemplateResult | undefined {
    return this._delivered === 'shown' ? html`<p>${weave(text.readyFor, bdi(`${firstName} ${lastName}`))}</p>` : undefined;
  }

  protected override renderBody(text: ResetPasswordDialogMessages, {email}: User): TemplateResult {
    const address = bdi(email);
    const effects: Readonly<Record<Delivery, unknown>> = {
      show: text.effectTemporary,
      email: weave(text.effectEmail, address),
      link: weave(text.effectLink, address),
    };
    return html`<ul class="effects" role="list">
      <li>${effects[this._delivery]}</li>
      <li>${text.effectSessions}</li>
      ${this._delivery === 'link' ? nothing : html`<li>${text.effectLogin}</li>`}
    </ul>`;
  }

  protected override renderFields(text: ResetPasswordDialogMessages, _user: User, isSending: boolean): unknown {
    const words: Readonly<Record<Delivery, string>> = {show: text.deliveryShow, email: text.deliveryEmail, link: text.deliveryLink};
    return this.connection.me?.features.includes('mail')
      ? html`<div class="field" part="field">
          <label class="label" part="label" for="delivery">${text.delivery}</label>
          <div class="select">
            <select id="delivery" ?disabled=${isSending} @change=${this.#onDelivery}>
              ${Object.entries(words).map(
                ([delivery, word]) => html`<option value=${delivery} .selected=${live(delivery === this._delivery)}>${word}</option>`,
              )}
            </select>
            ${icon(chevronDown)}
          </div>
        </div>`
      : nothing;
  }

  protected override renderResult(text: ResetPasswordDialogMessages, {email}: User): TemplateResult | undefined {
    switch (this._delivered) {
      case undefined:
        return undefined;
      case 'shown':
        return this.#renderSlip(text);
      case 'failed':
        return this.#renderUnsent(text, bdi(email));
      default:
        return this.#renderSent(text, bdi(email));
    }
  }

  #renderSlip(text: ResetPasswordDialogMessages): TemplateResult {
    return html`<div class="result">
      <credential-handoff exportparts="body,footer,secret,copy" .messages=${{withheld: text.withheld}} @handoff-done=${this.close}>
        <p class="ended">${text.ended}</p>
      </credential-handoff>
    </div>`;
  }

  #renderSent(text: ResetPasswordDialogMessages, address: TemplateResult): TemplateResult {
    return html`<div class="result">
      <div class="dialog-body" part="body">
        <p class="notice success" role="status">
          ${icon(done)}<span>${weave(this._delivery === 'link' ? text.sentLink : text.sentEmail, address)}</span>
        </p>
        <p class="ended">${text.ended}</p>
      </div>
      <div class="dialog-footer" part="footer">
        <button class="button primary" type="button" @click=${this.close}>${text.done}</button>
      </div>
    </div>`;
  }

  #renderUnsent(text: ResetPasswordDialogMessages, address: TemplateResult): TemplateResult {
    return html`<div class="result">
      <div class="dialog-body" part="body">
        <div class="notice danger" part="error" role="alert">
          ${icon(errorIcon)}<span>${weave(this._delivery === 'link' ? text.unsentLink : text.unsentEmail, address)}</span>
        </div>
        <p class="ended">${text.ended}</p>
      </div>
      <div class="dialog-footer" part="footer">
        <button class="button" type="button" @click=${this.#onShow}>${text.showInstead}</button>
        <button class="button primary" type="button" @click=${this.#onAgain}>${text.sendAgain}</button>
      </div>
    </div>`;
  }

  protected override act(client: TenantClient, {id}: User, options: CallOptions): Promise<Handoff> {
    return client.users.resetPassword(id, {delivery: this._delivery}, options);
  }

  #onDelivery({currentTarget}: Event): void {
    this._delivery = (currentTarget as HTMLSelectElement).value as Delivery;
  }

  #onAgain(): Promise<void> {
    this._delivered = undefined;
    return this.again();
  }

  #onShow(): Promise<void> {
    this._delivery = 'show';
    return this.#onAgain();
  }

  protected override take(handoff: Handoff): void {
    this._delivered = this._delivery === 'show' ? 'shown' : handoff.delivered;
    if (this._delivered !== 'shown') {
      return;
    }
    void this.updateComplete.then(async () => {
      const slip = this.renderRoot.querySelector('credential-handoff');
      Object.assign(slip ?? {}, {handoff}); // Given by hand, so that no template keeps it.
      await slip?.updateComplete;
      slip?.focus();
    });
  }

  protected override explainRule(code: string, text: ResetPasswordDialogMessages): string | undefined {
    switch (code) {
      case 'user-deactivated':
        return text.deactivated;
      case 'mail-not-configured':
        return text.noMail;
      case 'password-managed-externally':
        return text.external;
      default:
        return undefined;
    }
  }

  protected override intentOf(user: User): Event {
    return new ResetPasswordEvent(user);
  }

  protected override factOf(handoff: Handoff, user: User): Event {
    return new PasswordResetEvent(user, handoff);
  }

  protected override failureEventOf(error: TenantryError): Event {
    return new PasswordResetFailedEvent(error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reset-password-dialog': ResetPasswordDialog;
  }
}
