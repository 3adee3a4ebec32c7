import type {Handoff} from '@tenantry/sdk';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {SurroundingDialog} from '../../controllers/surrounding-dialog.ts';
import {formatCountdown, formatDeadline, formatDistance, formatUtc, type Place} from '../../foundation/format.ts';
import {icon, warning} from '../../foundation/icons.ts';
import {copy, print} from '../../foundation/more-icons.ts';
import {weave} from '../../foundation/weave.ts';
import {HandoffDoneEvent} from './credential-handoff.events.ts';
import {type CredentialHandoffMessages, messages} from './credential-handoff.messages.ts';
import {styles} from './credential-handoff.styles.ts';
import {printSlip} from './print-slip.ts';

const SHOWN_MS = 300_000;
const COPIED_MS = 2000;

/**
 * Shows a temporary password once, with all that its user needs to sign in. It forgets the password after five minutes, when it is done,
 * when the dialog around it closes and when it leaves the page.
 *
 * @summary A slip with the credentials of a new user.
 * @tagname credential-handoff
 *
 * @slot - Above the slip, for example whom it is for.
 *
 * @fires {HandoffDoneEvent} handoff-done - The administrator has handed the credentials over.
 *
 * @csspart base - Everything.
 * @csspart body - Everything but the buttons.
 * @csspart secret - The temporary password.
 * @csspart copy - The button that copies it.
 * @csspart footer - The buttons below.
 */
export class CredentialHandoff extends LitElement {
  static override styles = styles;
  static override properties = {
    handoff: {attribute: false},
    messages: {attribute: false},
    _remaining: {state: true},
    _isHidden: {state: true},
    _isCopied: {state: true},
    _isSelected: {state: true},
    _announced: {state: true},
  };

  /** What to hand over. Never an attribute. */
  handoff?: Handoff | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<CredentialHandoffMessages> = {};

  private _remaining = 0;
  private _isHidden = false;
  private _isCopied = false;
  private _isSelected = false;
  private _announced = '';

  readonly #localization = new Localization(this, 'credential-handoff', messages);
  readonly #dialog = new SurroundingDialog(this, () => this.#forget());
  #until = 0;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #unprint: (() => void) | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** Puts the focus on the button that copies the password, else on the one that ends it all. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('[part=copy], .primary')?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved is back by then.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#forget();
      }
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('handoff') && this.handoff?.temporaryPassword) {
      this.#start();
    }
  }

  protected override render(): unknown {
    const {text, place} = this.#localization;
    const {handoff} = this;
    return html`<div class="root" part="base">
      <div class="frame ${this.#dialog.isPresent ? 'bare' : ''}">
        <div class="dialog-body" part="body">
          <slot></slot>
          ${handoff ? this.#renderTicket(handoff, text, place) : nothing}
          ${
            handoff?.temporaryPassword
              ? html`
                  <p class="first">${text.firstLogin}</p>
                  <p class="notice warning">
                    ${icon(warning)}<span>${text.onlyTime} ${weave(text.hiddenIn, html`<b>${formatCountdown(this._remaining, place)}</b>`)}</span>
                  </p>
                `
              : nothing
          }
          <p class="vh" role="status">${this._announced}</p>
        </div>
        <div class="dialog-footer" part="footer">
          ${
            handoff?.temporaryPassword
              ? html`<button class="button print" type="button" @click=${this.#onPrint}>${icon(print)}${text.print}</button>`
              : nothing
          }
          <button class="button primary" type="button" @click=${this.#onDone}>${text.done}</button>
        </div>
      </div>
    </div>`;
  }

  #renderTicket(handoff: Handoff, text: CredentialHandoffMessages, place: Place): TemplateResult {
    return html`
      <div class="ticket">
        ${this.#renderSecret(handoff, text)}
        <dl class="facts">
          <dt>${text.loginUrl}</dt>
          <dd><bdi>${handoff.loginUrl}</bdi></dd>
          <dt>${text.username}</dt>
          <dd><bdi>${handoff.username}</bdi></dd>
          ${
            handoff.expiresAt && !handoff.secretWithheld
              ? html`<dt>${text.expires}</dt>
                  <dd>
                    <time datetime=${handoff.expiresAt} title=${formatUtc(handoff.expiresAt)}>${formatDeadline(handoff.expiresAt, place)}</time>
                    <span class="distance">${formatDistance(handoff.expiresAt, place)}</span>
                  </dd>`
              : nothing
          }
        </dl>
      </div>
    `;
  }

  #renderSecret({temporaryPassword, secretWithheld}: Handoff, text: CredentialHandoffMessages): TemplateResult | typeof nothing {
    if (temporaryPassword) {
      const groups = temporaryPassword.split('-');
      return html`
        <div class="secret-row">
          <output part="secret" dir="ltr" aria-label=${text.secret}
            >${groups.map((group, index) => (index === 0 ? group : html`<i>-</i><wbr />${group}`))}</output
          >
          <button class="button" part="copy" type="button" aria-label=${this._isCopied ? nothing : text.copyLabel} @click=${this.#onCopy}>
            ${icon(copy)}${this._isCopied ? text.copied : text.copy}
          </button>
          ${this._isSelected ? html`<p class="by-hand" role="status">${text.copyByHand}</p>` : nothing}
        </div>
      `;
    }
    return this._isHidden || secretWithheld ? html`<p class="gone">${this._isHidden ? text.hidden : text.withheld}</p>` : nothing;
  }

  get #output(): HTMLOutputElement | null | undefined {
    return this.shadowRoot?.querySelector('output');
  }

  #start(): void {
    this.#until = Date.now() + SHOWN_MS;
    this._remaining = SHOWN_MS;
    this._isHidden = false;
    clearInterval(this.#ticking);
    this.#ticking = setInterval(() => this.#tick(), 1000);
  }

  // By the clock, not by counting: timers rest while the page is in the background.
  #tick(): void {
    this._remaining = this.#until - Date.now();
    if (this._remaining <= 0) {
      this._isHidden = true;
      this._announced = this.#localization.text.hidden;
      this.#forget();
    }
  }

  #forget(): void {
    clearInterval(this.#ticking);
    clearTimeout(this.#resting);
    this.#unprint?.();
    this._isCopied = false;
    this._isSelected = false;
    if (this.handoff?.temporaryPassword) {
      this.handoff = {...this.handoff, temporaryPassword: null};
    }
  }

  async #onCopy(): Promise<void> {
    const {text} = this.#localization;
    clearTimeout(this.#resting);
    try {
      await navigator.clipboard.writeText(this.handoff?.temporaryPassword ?? '');
      this._isCopied = true;
      this._announced = text.copied;
    } catch {
      // A page that is not secure, or may not: then by hand.
      if (this.#output) {
        getSelection()?.selectAllChildren(this.#output);
        this._isSelected = true;
      }
    }
    this.#resting = setTimeout(() => {
      this._isCopied = false;
      this._announced = '';
    }, COPIED_MS);
  }

  #onPrint(): void {
    const {text, place} = this.#localization;
    const {handoff} = this;
    if (handoff?.temporaryPassword) {
      this.#unprint?.();
      this.#unprint = printSlip(this.renderRoot, [
        [text.loginUrl, handoff.loginUrl],
        [text.username, handoff.username],
        [text.secret, handoff.temporaryPassword],
        ...(handoff.expiresAt ? [[text.expires, formatDeadline(handoff.expiresAt, place)] as const] : []),
      ]);
    }
  }

  #onDone(): void {
    this.#forget();
    this.dispatchEvent(new HandoffDoneEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credential-handoff': CredentialHandoff;
  }
}
