import {isApiError, isProblem, type PasswordOwner, type TenantClient, type TenantryError} from '@tenantry/sdk';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Latest} from '../../controllers/latest.ts';
import {Localization} from '../../controllers/localization.ts';
import {failureOf, failureText, isUnseen} from '../../foundation/failure.ts';
import {fieldNote} from '../../foundation/field-parts.ts';
import {icon} from '../../foundation/icons.ts';
import {done, error as errorIcon} from '../../foundation/more-icons.ts';
import {passwordInput} from '../../foundation/password-input.ts';
import {PasswordChangedEvent, PasswordChangeEvent, PasswordChangeFailedEvent} from './change-password-form.events.ts';
import {type ChangePasswordFormMessages, messages} from './change-password-form.messages.ts';
import {styles} from './change-password-form.styles.ts';

/**
 * Lets the signed-in user choose another password, or somebody with a link that was mailed to them set one.
 *
 * @summary A form that changes one's own password.
 * @tagname change-password-form
 *
 * @fires {PasswordChangeEvent} password-change - The form is about to be sent. Cancelable.
 * @fires {PasswordChangedEvent} password-changed - The password is another one now.
 * @fires {PasswordChangeFailedEvent} password-change-failed - It was not changed, or nobody could see whether it was.
 *
 * @csspart base - Everything.
 * @csspart form - The form.
 * @csspart field - A field with its label.
 * @csspart label - The label of a field.
 * @csspart hint - The text below a field.
 * @csspart error - What went wrong.
 * @csspart footer - The button below.
 * @csspart submit - The button that sends the form.
 */
export class ChangePasswordForm extends LitElement {
  static override styles = styles;
  static override properties = {
    forced: {type: Boolean, reflect: true},
    token: {attribute: false},
    client: {attribute: false},
    owner: {attribute: false},
    messages: {attribute: false},
    _current: {state: true},
    _currentError: {state: true},
    _currentShown: {state: true},
    _knowsCurrent: {state: true},
    _isSending: {state: true},
    _isChanged: {state: true},
    _failure: {state: true},
  };

  /** Whether a temporary password has to be replaced before anything else can be done. */
  forced = false;

  /**
   * What stands behind `#token=` in a link for a new password. With it nobody needs to be signed in, and no current password is asked for.
   * Only a property, since what is in markup can be read: take it out of the address before anything else.
   */
  token?: string | undefined;

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Whom the password must not give away. Falls back to the signed-in user. */
  owner?: PasswordOwner | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<ChangePasswordFormMessages> = {};

  private _current = '';
  private _currentError = '';
  private _currentShown = false;
  private _knowsCurrent = false;
  private _isSending = false;
  private _isChanged = false;
  private _failure: string | undefined;

  readonly #connection = new Connection(this, {
    onOther: () => {
      // In a sign-in the session may change hands while the owner stays.
      if (!this.owner && this.token === undefined) {
        this.#clear();
        this.#onEdit();
        this._currentError = '';
        this.#policy.forget();
      }
    },
  });
  readonly #localization = new Localization(this, 'change-password-form', messages);
  // A session that may only change its password may be kept from reading the policy; then the server's refusal names the rules.
  readonly #policy = new Latest(
    this,
    // Whoever is signed in here is not who was sent the link.
    () => (this.token === undefined ? this.#connection.client : undefined),
    (client, signal) => client.passwordPolicy.get({signal}),
  );
  #held = '';

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** Takes the password that the user has just signed in with, so that they need not type it again. */
  startWith(currentPassword: string): void {
    this.#held = currentPassword;
    this._knowsCurrent = true;
  }

  override focus(options?: FocusOptions): void {
    const current = this.renderRoot.querySelector<HTMLInputElement>('#current');
    if (!this.#field) {
      this.renderRoot.querySelector<HTMLElement>('.notice')?.focus(options);
    } else if (current && (current.value === '' || this._currentError !== '')) {
      current.focus(options);
    } else {
      this.#field.focus(options);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#clear();
      }
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('token') && this.hasUpdated) {
      this.#clear();
      this.#onEdit();
    }
  }

  protected override render(): unknown {
    const {text} = this.#localization;
    const isByLink = this.token !== undefined;
    return html`<div class="root" part="base">
      <div role="status">
        ${
          this._isChanged
            ? html`<p class="notice success" tabindex="-1">${icon(done)}<span>${isByLink ? text.changedByLink : text.changed}</span></p>`
            : nothing
        }
      </div>
      ${isByLink && this._isChanged ? nothing : this.#renderForm(text)}
    </div>`;
  }

  #renderForm(text: ChangePasswordFormMessages): TemplateResult {
    const isByLink = this.token !== undefined;
    return html`
      <form class="form" part="form" novalidate @submit=${this.#onSubmit}>
        ${
          this._failure
            ? html`<p class="notice danger" part="error" role="alert">${icon(errorIcon)}<span>${this._failure}</span></p>`
            : nothing
        }
        <input class="vh" type="text" autocomplete="username" .value=${this.#username} tabindex="-1" aria-hidden="true" readonly />
        ${this._knowsCurrent || isByLink ? nothing : this.#renderCurrent(text)}
        <password-field
          exportparts="field,label,hint,error"
          name="new-password"
          label=${text.next}
          required
          confirm
          reveal
          ?disabled=${this._isSending}
          .policy=${this.#policy.answer}
          .owner=${this.#owner}
          @input=${this.#onEdit}
        ></password-field>
        <div class="actions" part="footer">
          <button class="button primary" part="submit" type="submit" ?disabled=${this._isSending}>
            ${this._isSending ? text.submitting : this.forced || isByLink ? text.submitForced : text.submit}
          </button>
        </div>
      </form>
    `;
  }

  #renderCurrent(text: ChangePasswordFormMessages): TemplateResult {
    return html`
      <div class="field current" part="field">
        <label class="label" part="label" for="current">${text.current}</label>
        ${passwordInput({
          id: 'current',
          value: this._current,
          autocomplete: 'current-password',
          shown: this._currentShown,
          disabled: this._isSending,
          required: true,
          invalid: this._currentError !== '',
          describedBy: this._currentError === '' ? '' : 'current-note',
          onInput: (value) => {
            this._current = value;
            this._currentError = '';
            this.#onEdit();
          },
          toggle: {
            text: this._currentShown ? text.hide : text.show,
            label: this._currentShown ? text.hideLabel : text.showLabel,
            onPress: () => {
              this._currentShown = !this._currentShown;
            },
          },
        })}
        ${fieldNote('current-note', this._currentError, nothing)}
      </div>
    `;
  }

  get #field(): HTMLElementTagNameMap['password-field'] | null | undefined {
    return this.shadowRoot?.querySelector('password-field');
  }

  get #username(): string {
    return this.#owner.username ?? '';
  }

  get #owner(): PasswordOwner {
    const me = this.token === undefined ? this.#connection.me : undefined;
    return this.owner ?? (me ? {...me.user, tenantName: me.tenant.name} : {});
  }

  #clear(): void {
    this.#held = '';
    this._knowsCurrent = false;
    this._current = '';
    this._currentShown = false;
    this.#field?.clear();
  }

  #onEdit(): void {
    this._isChanged = false;
    this._failure = undefined;
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const {client} = this.#connection;
    const {token} = this;
    const currentPassword = this._knowsCurrent ? this.#held : this._current;
    this._currentError = token === undefined && currentPassword === '' ? this.#localization.text.currentRequired : '';
    const isGood = this.#field?.check() === true;
    if (this._isSending || !client || this._currentError !== '' || !isGood) {
      await this.updateComplete;
      this.focus();
      return;
    }
    if (!this.dispatchEvent(new PasswordChangeEvent())) {
      return;
    }
    const newPassword = this.#field?.value ?? '';
    await this.#send(() =>
      token === undefined ? client.me.changePassword({currentPassword, newPassword}) : client.me.completeReset({token, newPassword}),
    );
  }

  async #send(call: () => Promise<void>): Promise<void> {
    this._isSending = true;
    this.#onEdit();
    try {
      // Seen to its end whatever becomes of the form: its answer holds the cookie of the session that goes on.
      await call();
      this.#clear();
      this._isChanged = true;
      this._isSending = false;
      await this.updateComplete;
      this.focus();
      this.dispatchEvent(new PasswordChangedEvent());
    } catch (error) {
      this._isSending = false;
      const failure = failureOf(error);
      if (failure) {
        await this.#onFailure(failure);
      }
    }
  }

  async #onFailure(failure: TenantryError): Promise<void> {
    const {text} = this.#localization;
    if (isProblem(failure, 'wrong-password') && !this._knowsCurrent) {
      this._currentError = text.wrong;
    } else if (isProblem(failure, 'wrong-password')) {
      // What was held is not the password any more: it has to be typed.
      this._knowsCurrent = false;
      this._currentError = text.wrong;
    } else if (isProblem(failure, 'password-policy')) {
      this._failure = text.refused;
      if (this.#field) {
        this.#field.refused = failure.problem.rules ?? [];
      }
    } else if (isProblem(failure, 'link-expired')) {
      this._failure = `${text.failed} ${text.linkExpired}`;
    } else if (isUnseen(failure)) {
      // The call is sent once, so after a lost answer nobody here knows.
      this._failure = text.unseen;
    } else {
      this._failure = `${text.failed} ${isProblem(failure, 'temporary-password-expired') ? text.expired : failureText(failure, text)}`;
    }
    this.dispatchEvent(new PasswordChangeFailedEvent(failure));
    await this.updateComplete;
    if (isApiError(failure)) {
      this.#field?.check();
    }
    this.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'change-password-form': ChangePasswordForm;
  }
}
