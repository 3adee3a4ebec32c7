import {isApiError, isProblem, type Me, type TenantClient, type TenantryError} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {failureOf, failureText} from '../../foundation/failure.ts';
import {fieldNote} from '../../foundation/field-parts.ts';
import {icon} from '../../foundation/icons.ts';
import {loginField} from '../../foundation/login-field.ts';
import {error as errorIcon} from '../../foundation/more-icons.ts';
import {passwordInput} from '../../foundation/password-input.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {SignedInEvent, SignInEvent, SignInFailedEvent} from './tenant-sign-in.events.ts';
import {messages, type TenantSignInMessages} from './tenant-sign-in.messages.ts';
import {styles} from './tenant-sign-in.styles.ts';

type FieldName = 'organization' | 'username' | 'password';

// A timer that is told more ends at once.
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Signs a user in by username and password, and lets them replace a temporary password before they go on.
 *
 * @summary The way in.
 * @tagname tenant-sign-in
 *
 * @slot logo - Above the card.
 * @slot footer - Below the card.
 *
 * @fires {SignInEvent} sign-in - The form is about to be sent. Cancelable.
 * @fires {SignedInEvent} signed-in - Somebody is signed in and may work. The host navigates. Cancelable.
 * @fires {SignInFailedEvent} sign-in-failed - Signing in failed.
 *
 * @csspart base - Everything.
 * @csspart header - The title and what stands below it.
 * @csspart body - The card.
 * @csspart field - A field with its label.
 * @csspart label - The label of a field.
 * @csspart hint - The text below a field of the new password.
 * @csspart error - What went wrong.
 * @csspart submit - The button that sends the form.
 */
export class TenantSignIn extends LitElement {
  static override styles = styles;
  static override properties = {
    tenant: {},
    username: {},
    client: {attribute: false},
    messages: {attribute: false},
    _organization: {state: true},
    _password: {state: true},
    _isShown: {state: true},
    _isSending: {state: true},
    _missing: {state: true},
    _failure: {state: true},
    _restricted: {state: true},
    _left: {state: true},
  };

  /** Id or short name of the tenant. Without it the user is asked for the **Organization**. */
  tenant = '';

  /** The username to start with. */
  username = '';

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<TenantSignInMessages> = {};

  private _organization = '';
  private _password = '';
  private _isShown = false;
  private _isSending = false;
  private _missing: readonly FieldName[] = [];
  private _failure: string | undefined;
  /** Who has signed in with a temporary password. */
  private _restricted: Me | undefined;
  /** The session in whose place somebody else wants to sign in. */
  private _left: string | undefined;

  readonly #connection = new Connection(this);
  readonly #localization = new Localization(this, 'tenant-sign-in', messages);
  #sending: AbortController | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** Puts the focus into the first field that is empty. */
  override focus(options?: FocusOptions): void {
    if (this.#changeForm) {
      this.#changeForm.focus(options);
      return;
    }
    const inputs = [...this.renderRoot.querySelectorAll<HTMLInputElement>('input')];
    (inputs.find(({value}) => value === '') ?? inputs.at(-1))?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#sending?.abort();
        clearTimeout(this.#waiting);
        this._password = '';
        this._isShown = false;
      }
    });
  }

  protected override render(): unknown {
    const {text} = this.#localization;
    const restricted = this.#restricted;
    return html`<div class="root" part="base">
      <slot name="logo"></slot>
      <div class="card" part="body">${restricted ? this.#renderNewPassword(restricted, text) : this.#renderPassword(text)}</div>
      <slot name="footer"></slot>
    </div>`;
  }

  #renderPassword(text: TenantSignInMessages): TemplateResult {
    return html`
      <div class="head" part="header">
        <h1>${text.title}</h1>
        ${isReadable(this.tenant) ? html`<p>${weave(text.to, bdi(this.tenant))}</p>` : nothing}
      </div>
      <form class="form" novalidate method="post" @submit=${this.#onSubmit}>
        ${this.#renderFailure()}
        ${
          this.tenant === ''
            ? loginField({
                id: 'organization',
                kind: 'organization',
                label: text.organization,
                value: this._organization,
                problem: this._missing.includes('organization') && text.organizationRequired,
                onInput: (value) => {
                  this._organization = value;
                  this.#onEdit('organization');
                },
              })
            : nothing
        }
        ${loginField({
          id: 'username',
          kind: 'username',
          label: text.username,
          value: this.username,
          problem: this._missing.includes('username') && text.usernameRequired,
          onInput: (value) => {
            this.username = value;
            this.#onEdit('username');
          },
        })}
        <div class="field" part="field">
          <label class="label" part="label" for="password">${text.password}</label>
          ${passwordInput({
            id: 'password',
            value: this._password,
            autocomplete: 'current-password',
            shown: this._isShown,
            required: true,
            invalid: this._missing.includes('password'),
            describedBy: this._missing.includes('password') ? 'password-note' : '',
            onInput: (value) => {
              this._password = value;
              this.#onEdit('password');
            },
            toggle: {
              text: this._isShown ? text.hide : text.show,
              label: this._isShown ? text.hideLabel : text.showLabel,
              onPress: () => {
                this._isShown = !this._isShown;
              },
            },
          })}
          ${fieldNote('password-note', this._missing.includes('password') && text.passwordRequired, nothing)}
        </div>
        <button class="button primary" part="submit" type="submit" ?disabled=${this._isSending}>
          ${this._isSending ? text.submitting : text.submit}
        </button>
      </form>
    `;
  }

  #renderNewPassword(me: Me, text: TenantSignInMessages): TemplateResult {
    return html`
      <div class="head" part="header">
        <h1>${text.newTitle}</h1>
        <p>${weave(text.for, bdi(me.user.username))}</p>
        <p class="reason">${text.newText}</p>
      </div>
      <div class="form">
        ${this.#renderFailure()}
        <change-password-form
          exportparts="field,label,hint,error,submit"
          forced
          .client=${this.#connection.client}
          .owner=${{...me.user, tenantName: me.tenant.name}}
          @password-changed=${this.#onPasswordChanged}
        ></change-password-form>
        <button class="link-button back" type="button" @click=${this.#onBack}>${text.back}</button>
      </div>
    `;
  }

  #renderFailure(): TemplateResult | typeof nothing {
    return this._failure
      ? html`<p class="notice danger" part="error" role="alert">${icon(errorIcon)}<span>${this._failure}</span></p>`
      : nothing;
  }

  get #changeForm(): HTMLElementTagNameMap['change-password-form'] | null | undefined {
    return this.shadowRoot?.querySelector('change-password-form');
  }

  /** Who has to choose a new password: whoever has just signed in, or came back to the page before doing so. */
  get #restricted(): Me | undefined {
    const {session} = this.#connection;
    const me = session?.status === 'password-change-required' ? session.me : undefined;
    return this._restricted ?? (me?.session?.id === this._left ? undefined : me);
  }

  #onEdit(name?: FieldName): void {
    clearTimeout(this.#waiting);
    this._missing = this._missing.filter((missing) => missing !== name);
    this._failure = undefined;
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const {client} = this.#connection;
    if (this._isSending || !client) {
      return;
    }
    const values = {organization: this.tenant || this._organization, username: this.username, password: this._password};
    this._missing = (['organization', 'username', 'password'] as const).filter((name) => values[name].trim() === '');
    this._failure = undefined;
    if (this._missing.length > 0) {
      await this.#focusOn(this._missing[0] ?? 'username');
    } else if (this.dispatchEvent(new SignInEvent(values.organization, values.username))) {
      await this.#signIn(client, values);
    }
  }

  async #signIn(client: TenantClient, {organization, username, password}: Record<FieldName, string>): Promise<void> {
    this.#sending?.abort();
    this.#sending = new AbortController();
    this._isSending = true;
    try {
      const me = await client.session.signIn({tenant: organization, username, password}, {signal: this.#sending.signal});
      this._password = '';
      this._isShown = false;
      if (me.session?.kind === 'passwordChangeRequired') {
        this._restricted = me;
        await this.updateComplete;
        this.#changeForm?.startWith(password);
        await this.#changeForm?.updateComplete;
        this.focus();
      } else {
        this.#finish(me);
      }
    } catch (error) {
      const failure = failureOf(error);
      if (failure) {
        this.#onFailure(failure);
      }
    } finally {
      this._isSending = false;
    }
    if (this._failure) {
      await this.#focusOn('password');
    }
  }

  #onFailure(failure: TenantryError): void {
    this._failure = this.#reason(failure);
    clearTimeout(this.#waiting);
    if (isApiError(failure) && failure.status === 429 && failure.retryAfterMs) {
      // What it says is not true for longer.
      this.#waiting = setTimeout(() => this.#onEdit(), Math.min(failure.retryAfterMs, LONGEST_MS));
    }
    if (isApiError(failure) && failure.status < 429) {
      // The server has judged this password; one that it never saw stays.
      this._password = '';
      this._isShown = false;
    }
    this.dispatchEvent(new SignInFailedEvent(failure));
  }

  #reason(failure: TenantryError): string {
    const {text} = this.#localization;
    if (isProblem(failure, 'invalid-credentials')) {
      return this.tenant === '' ? text.wrongWithOrganization : text.wrong;
    }
    if (isProblem(failure, 'account-deactivated')) {
      return text.deactivated;
    }
    if (isProblem(failure, 'temporary-password-expired')) {
      return text.expired;
    }
    const reason = failureText(failure, text);
    return isApiError(failure) && failure.status < 500 ? reason : `${reason} ${text.kept}`;
  }

  async #onPasswordChanged(): Promise<void> {
    const {client} = this.#connection;
    try {
      const me = await client?.session.get();
      if (me) {
        this.#finish(me);
      }
    } catch (error) {
      this._restricted = undefined;
      this._failure = failureOf(error) && this.#localization.text.changed;
    }
  }

  #finish(me: Me): void {
    const {session} = this.#connection;
    this._restricted = undefined;
    if (this.dispatchEvent(new SignedInEvent(me))) {
      session?.begin(me);
    }
  }

  async #onBack(): Promise<void> {
    this._left = this.#restricted?.session?.id;
    this._restricted = undefined;
    this._failure = undefined;
    this.#sending = new AbortController();
    // Whether the server hears of it or not, the next one to sign in replaces this session; from then on this would end theirs.
    void this.#connection.client?.session.signOut({signal: this.#sending.signal}).catch(() => undefined);
    await this.#focusOn('username');
  }

  async #focusOn(name: FieldName): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>(`#${name}`)?.focus();
  }
}

// An id says nothing to a person.
const isReadable = (tenant: string): boolean => tenant !== '' && !tenant.startsWith('ten_');

declare global {
  interface HTMLElementTagNameMap {
    'tenant-sign-in': TenantSignIn;
  }
}
