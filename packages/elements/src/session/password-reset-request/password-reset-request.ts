import {isProblem, type TenantClient, type TenantryError} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {failureOf, failureText, isUnseen} from '../../foundation/failure.ts';
import {icon} from '../../foundation/icons.ts';
import {loginField} from '../../foundation/login-field.ts';
import {done, error as errorIcon} from '../../foundation/more-icons.ts';
import {PasswordResetRequestEvent, PasswordResetRequestedEvent, PasswordResetRequestFailedEvent} from './password-reset-request.events.ts';
import {messages, type PasswordResetRequestMessages} from './password-reset-request.messages.ts';
import {styles} from './password-reset-request.styles.ts';

type FieldName = 'organization' | 'login';

/**
 * Asks for a link by mail for who has forgotten their password. Whoever asks gets the same answer, whether or not there is such a user.
 *
 * @summary A form that asks for a new password.
 * @tagname password-reset-request
 *
 * @fires {PasswordResetRequestEvent} password-reset-request - The form is about to be sent. Cancelable.
 * @fires {PasswordResetRequestedEvent} password-reset-requested - A link was asked for.
 * @fires {PasswordResetRequestFailedEvent} password-reset-request-failed - It was not, or nobody could see whether it was.
 *
 * @csspart base - Everything.
 * @csspart form - The form.
 * @csspart field - A field with its label.
 * @csspart label - The label of a field.
 * @csspart error - What went wrong.
 * @csspart submit - The button that sends the form.
 */
export class PasswordResetRequest extends LitElement {
  static override styles = styles;
  static override properties = {
    tenant: {},
    client: {attribute: false},
    messages: {attribute: false},
    _organization: {state: true},
    _login: {state: true},
    _isSending: {state: true},
    _isRequested: {state: true},
    _missing: {state: true},
    _failure: {state: true},
  };

  /** Id or short name of the tenant. Without it one is asked for the **Organization**. */
  tenant = '';

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<PasswordResetRequestMessages> = {};

  private _organization = '';
  private _login = '';
  private _isSending = false;
  private _isRequested = false;
  private _missing: readonly FieldName[] = [];
  private _failure: string | undefined;

  readonly #connection = new Connection(this);
  readonly #localization = new Localization(this, 'password-reset-request', messages);
  #sending: AbortController | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** Puts the focus into the first field that is empty, or on what is said once a link was asked for. */
  override focus(options?: FocusOptions): void {
    const inputs = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input')];
    const target = inputs.find(({value}) => value.trim() === '') ?? inputs.at(-1) ?? this.renderRoot.querySelector<HTMLElement>('.notice');
    target?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#sending?.abort();
        // People type passwords there.
        this._login = '';
      }
    });
  }

  protected override render(): unknown {
    const {text} = this.#localization;
    return html`<div class="root" part="base">
      <div role="status">
        ${this._isRequested ? html`<p class="notice success" tabindex="-1">${icon(done)}<span>${text.requested}</span></p>` : nothing}
      </div>
      ${this._isRequested ? nothing : this.#renderForm(text)}
    </div>`;
  }

  #renderForm(text: PasswordResetRequestMessages): TemplateResult {
    return html`
      <form class="form" part="form" novalidate method="post" @submit=${this.#onSubmit}>
        ${
          this._failure
            ? html`<p class="notice danger" part="error" role="alert">${icon(errorIcon)}<span>${this._failure}</span></p>`
            : nothing
        }
        ${
          this.tenant === ''
            ? loginField({
                id: 'organization',
                kind: 'organization',
                label: text.organization,
                value: this._organization,
                problem: this._missing.includes('organization') && text.organizationRequired,
                isDisabled: this._isSending,
                onInput: (value) => {
                  this._organization = value;
                  this.#onEdit('organization');
                },
              })
            : nothing
        }
        ${loginField({
          id: 'login',
          kind: 'username',
          label: text.login,
          value: this._login,
          problem: this._missing.includes('login') && text.loginRequired,
          isDisabled: this._isSending,
          onInput: (value) => {
            this._login = value;
            this.#onEdit('login');
          },
        })}
        <button class="button primary" part="submit" type="submit" ?disabled=${this._isSending}>
          ${this._isSending ? text.submitting : text.submit}
        </button>
      </form>
    `;
  }

  #onEdit(name: FieldName): void {
    this._missing = this._missing.filter((missing) => missing !== name);
    this._failure = undefined;
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const {client} = this.#connection;
    if (this._isSending || !client) {
      return;
    }
    const values = {organization: this.tenant || this._organization, login: this._login};
    this._missing = (['organization', 'login'] as const).filter((name) => values[name].trim() === '');
    this._failure = undefined;
    if (this._missing.length > 0) {
      await this.updateComplete;
      this.focus();
    } else if (this.dispatchEvent(new PasswordResetRequestEvent())) {
      await this.#send(client, values.organization.trim(), values.login.trim());
    }
  }

  async #send(client: TenantClient, tenant: string, login: string): Promise<void> {
    this.#sending = new AbortController();
    this._isSending = true;
    let outcome: Event | undefined;
    try {
      await client.me.requestReset({tenant, login}, {signal: this.#sending.signal});
      this._isRequested = true;
      this._login = '';
      outcome = new PasswordResetRequestedEvent();
    } catch (error) {
      const failure = failureOf(error);
      if (failure) {
        this._failure = this.#reason(failure);
        outcome = new PasswordResetRequestFailedEvent(failure);
      }
    } finally {
      this._isSending = false;
    }
    if (outcome) {
      await this.updateComplete;
      this.focus();
      this.dispatchEvent(outcome);
    }
  }

  #reason(failure: TenantryError): string {
    const {text} = this.#localization;
    if (isUnseen(failure)) {
      return text.unseen;
    }
    return `${text.notSent} ${isProblem(failure, 'mail-not-configured') ? text.noMail : failureText(failure, text)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'password-reset-request': PasswordResetRequest;
  }
}
