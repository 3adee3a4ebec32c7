import {type CreatedUser, type Handoff, isApiError, isTenantryError, type TenantClient, type TenantryError} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Latest} from '../../controllers/latest.ts';
import {Localization} from '../../controllers/localization.ts';
import {Mistakes} from '../../controllers/mistakes.ts';
import {SurroundingDialog} from '../../controllers/surrounding-dialog.ts';
import {Attempt} from '../../foundation/attempt.ts';
import {accessOf, closedForm} from '../../foundation/form-access.ts';
import {setStates} from '../../foundation/states.ts';
import {UserCreatedEvent, UserCreateEvent, UserCreateFailedEvent} from './create-user-form.events.ts';
import {type CreateUserFormMessages, messages} from './create-user-form.messages.ts';
import {styles} from './create-user-form.styles.ts';
import {type CredentialFields, mistakenInput} from './credential-fields.ts';
import {explain} from './explanations.ts';
import {
  type CreateUserValue,
  EMPTY,
  type Field,
  FIELDS,
  inputOf,
  type Mistake,
  newUserOf,
  refusalsOf,
  TEXT_FIELDS,
  mistakeInText,
} from './fields.ts';
import {formNotice, type Mailed, type Notice} from './form-notice.ts';
import {formView} from './form-view.ts';
import {Resending} from './resending.ts';
import {UsernameChecker} from './username-check.ts';

/**
 * Creates a user of the tenant, with a password that is typed here or one that the server makes and that is handed over once; where the
 * server sends mail, also by a password or a link that it sends. In a `<dialog>` it fills the dialog below its head, and forgets everything
 * when the dialog closes.
 *
 * @summary A form that creates a user.
 * @tagname create-user-form
 *
 * @slot fields-end - Below the last field.
 *
 * @fires {UserCreateEvent} user-create - The form is about to be sent. Cancelable.
 * @fires {UserCreatedEvent} user-created - The user exists.
 * @fires {UserCreateFailedEvent} user-create-failed - The user was not created, or nobody could see whether it was.
 * @fires {HandoffDoneEvent} handoff-done - The credentials have been handed over.
 * @fires cancel - Cancel was pressed. In a dialog the host closes it; elsewhere the form is empty again.
 *
 * @csspart base - Everything.
 * @csspart body - Everything but the buttons.
 * @csspart footer - The buttons below.
 * @csspart field - A field with its label.
 * @csspart label - The label of a field.
 * @csspart input - An input.
 * @csspart confirm - The input that confirms the password.
 * @csspart hint - The text below a field.
 * @csspart error - What went wrong.
 * @csspart submit - The button that sends the form.
 * @csspart cancel - The button that gives it up.
 * @csspart rules - The list of the password's rules.
 * @csspart meter - How long the password is so far.
 * @csspart option - A role.
 * @csspart group - The custom roles.
 * @csspart secret - The temporary password.
 * @csspart copy - The button that copies it.
 *
 * @cssstate loading - It is not known yet who is signed in.
 * @cssstate editing - Something was typed.
 */
export class CreateUserForm extends LitElement {
  static override styles = styles;
  static override properties = {
    roles: {},
    value: {attribute: false},
    client: {attribute: false},
    messages: {attribute: false},
    _notice: {state: true},
    _isSending: {state: true},
    _isHandingOver: {state: true},
  };

  /** Keys of the roles to offer, separated by spaces. All that may be assigned when empty. */
  roles = '';

  /** What the fields hold, all but the password. */
  value: Partial<CreateUserValue> = EMPTY;

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<CreateUserFormMessages> = {};

  private _notice: Notice | undefined;
  private _isSending = false;
  private _isHandingOver = false;

  readonly #connection = new Connection(this, {
    onOther: () => {
      this.#attempt.giveUp();
      this.#policy.forget();
      this.reset();
    },
  });
  readonly #localization = new Localization(this, 'create-user-form', messages);
  readonly #dialog = new SurroundingDialog(this, () => this.reset());
  readonly #internals = this.attachInternals();
  // Without the rules the form works as well: the server's refusal names them.
  readonly #policy = new Latest(this, () => this.#client, askPolicy);
  readonly #checker = new UsernameChecker(
    this,
    () => this.#client,
    () => this.#value.username,
  );
  readonly #mistakes = new Mistakes<Field, Mistake>(this, FIELDS, (field, isJudged) => this.#mistakeIn(field, isJudged));
  readonly #hasMail = (): boolean => this.#connection.me?.features.includes('mail') === true;
  readonly #resending = new Resending(this, {
    client: () => (this.#connection.can('users.resetPassword') ? this.#client : undefined),
    onSent: (handoff) => void this.#handOver(handoff),
  });
  #attempt = new Attempt();
  #pending = 0;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** Whether the credentials of who was created are on show. */
  get isHandingOver(): boolean {
    return this._isHandingOver;
  }

  /** Whether a user is being created. That goes on whatever becomes of the form, which then tells the end of it by its events alone. */
  get isSending(): boolean {
    return this.#pending > 0;
  }

  /** Whether anything was typed that would be lost. */
  isEdited(): boolean {
    return TEXT_FIELDS.some((field) => this.#value[field] !== '') || Boolean(this.#inside('password-field')?.value);
  }

  /** Forgets everything: what was typed, what was said about it, and the password on show. */
  reset(): void {
    this.#attempt = new Attempt();
    this.value = EMPTY;
    this._isSending = false;
    this._isHandingOver = false;
    this.#resending.tell(undefined);
    this.#inside('password-field')?.clear();
    this.#inside('role-select')?.formResetCallback();
    this.#checker.forget();
    this.#mistakes.reset();
    this._notice = undefined;
  }

  /** Puts the focus into the first field with a mistake, else into the first one. */
  override focus(options?: FocusOptions): void {
    const handoff = this.#inside('credential-handoff');
    if (handoff) {
      handoff.focus(options);
    } else {
      this.#focusOn(this.#mistakes.fields[0] ?? 'username', options);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved is back by then.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this._isHandingOver = false;
        this.#inside('password-field')?.clear();
        this.#attempt = new Attempt();
        this._isSending = false;
      }
    });
  }

  protected override updated(): void {
    setStates(this.#internals, {loading: accessOf(this.#connection, 'users.create') === 'unknown', editing: this.isEdited()});
  }

  protected override render(): unknown {
    const {text, place} = this.#localization;
    const access = accessOf(this.#connection, 'users.create');
    const notice =
      this.#resending.render(text) ?? formNotice(this._notice, this.#mistakes.fields, text, place, (field) => this.#focusOn(field));
    const frame = this.#dialog.isPresent ? 'frame bare' : 'frame';
    return html`<div class="root" part="base">
      ${
        access !== 'allowed'
          ? html`<div class=${frame} part=${access === 'unknown' ? nothing : 'error'}>${closedForm(access, text)}</div>`
          : this._isHandingOver
            ? html`<credential-handoff exportparts="body,footer,secret,copy" @handoff-done=${this.#onHandoffDone}>${notice}</credential-handoff>`
            : this.#renderForm(frame, notice, text)
      }
    </div>`;
  }

  #renderForm(frame: string, notice: unknown, text: CreateUserFormMessages): TemplateResult {
    const value = this.#value;
    return formView(
      {
        frame,
        notice,
        isInDialog: this.#dialog.isPresent,
        isSending: this._isSending,
        person: {
          value,
          mistakes: this.#mistakes,
          checker: this.#checker,
          place: this.#localization.place,
          isReadonly: this._isSending,
          onInput: (field, typed) => this.#onEdit(field, {[field]: typed}),
          onSuggestion: (username) => this.#onSuggestion(username),
        },
        credential: {
          value,
          hasMail: this.#hasMail(),
          error: explain(this.#mistakes.refusalOf('password'), text),
          policy: this.#policy.answer,
          owner: this.#owner,
          onInput: () => this.#onEdit('password'),
          onChoice: (change) => this.#onEdit('password', change),
        },
        role: {
          offered: this.roles,
          id: value.roleId,
          error: explain(this.#mistakes.refusalOf('role'), text),
          client: this.#client,
          onChange: () => this.#onEdit('role', {roleId: this.#inside('role-select')?.value ?? ''}),
        },
        onSubmit: (event) => void this.#onSubmit(event),
        onCancel: () => this.#onCancel(),
      },
      text,
    );
  }

  #inside<Tag extends 'password-field' | 'role-select' | 'credential-handoff'>(tag: Tag): HTMLElementTagNameMap[Tag] | null | undefined {
    return this.shadowRoot?.querySelector(tag);
  }

  get #value(): CreateUserValue {
    return {...EMPTY, ...this.value};
  }

  /** The client, for whoever may create users; nobody else asks the server for anything. */
  get #client(): TenantClient | undefined {
    return accessOf(this.#connection, 'users.create') === 'allowed' ? this.#connection.client : undefined;
  }

  get #owner(): CredentialFields['owner'] {
    const {username, email, firstName, lastName} = this.#value;
    return {username, email, firstName, lastName, tenantName: this.#connection.me?.tenant.name ?? ''};
  }

  #mistakeIn(field: Field, isJudged: boolean): Mistake | undefined {
    switch (field) {
      case 'password':
      case 'confirm': {
        const judged = isJudged && this.#value.credential === 'password' ? this.#inside('password-field') : undefined;
        return mistakenInput(judged, this.#policy.answer, this.#owner) === field ? 'rules' : undefined;
      }
      case 'role':
        return isJudged && !this.#inside('role-select')?.check() ? 'rules' : undefined;
      default:
        return (isJudged && mistakeInText(field, this.#value[field])) || (field === 'username' ? this.#checker.mistake : undefined);
    }
  }

  #focusOn(field: Field, options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>(inputOf(field))?.focus(options);
  }

  #onEdit(field: Field, change: Partial<CreateUserValue> = {}): void {
    this.value = {...this.#value, ...change};
    this.#mistakes.forgive(field);
    if (typeof this._notice === 'object') {
      this._notice = undefined;
    }
  }

  async #onSuggestion(username: string): Promise<void> {
    this.#onEdit('username', {username});
    await this.updateComplete;
    this.#focusOn('username');
  }

  #onCancel(): void {
    this.dispatchEvent(new Event('cancel'));
    if (!this.#dialog.isPresent) {
      this.reset();
    }
  }

  async #onHandoffDone(): Promise<void> {
    this.reset();
    await this.updateComplete;
    this.focus();
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const client = this.#client;
    if (this._isSending || !client) {
      return;
    }
    this._notice = undefined;
    this.#mistakes.refuse({});
    this.#mistakes.judge(...FIELDS);
    this.value = {...this.#value, roleId: this.#inside('role-select')?.value ?? ''};
    if (this.#mistakes.fields.length > 0) {
      this._notice = 'unsent';
      await this.updateComplete;
      this.focus();
    } else if (this.dispatchEvent(new UserCreateEvent(this.#value))) {
      await this.#send(client);
    }
  }

  async #send(client: TenantClient): Promise<void> {
    const attempt = this.#attempt;
    this._isSending = true;
    this.#pending += 1;
    const user = newUserOf(this.#value, this.#inside('password-field')?.value ?? '', this.#hasMail());
    const outcome = await attempt.send(user, (options) => client.users.create(user, options));
    this.#pending -= 1;
    if (isTenantryError(outcome)) {
      await this.#onFailure(outcome, attempt);
    } else if (outcome) {
      await this.#onCreated(outcome, attempt, user.credential.type === 'link' ? 'link' : 'email');
    }
  }

  async #onCreated(created: CreatedUser, attempt: Attempt, delivery: Mailed['delivery']): Promise<void> {
    const {user, handoff} = created;
    if (attempt !== this.#attempt) {
      this.dispatchEvent(new UserCreatedEvent(created)); // Whoever closed the form sees no password.
      return;
    }
    this.reset();
    this._notice = {created: `${user.firstName} ${user.lastName}`};
    this.#resending.tell(handoff.delivered === 'shown' ? undefined : {user, delivery, delivered: handoff.delivered});
    this._isHandingOver = handoff.temporaryPassword !== null || handoff.secretWithheld || this.#resending.isMailed;
    this.dispatchEvent(new UserCreatedEvent(created));
    await this.#handOver(handoff);
  }

  async #handOver(handoff: Handoff): Promise<void> {
    await this.updateComplete;
    Object.assign(this.#inside('credential-handoff') ?? {}, {handoff}); // Given by hand, so that no template keeps it.
    await this.#inside('credential-handoff')?.updateComplete;
    if (this.checkVisibility()) {
      this.focus(); // Its dialog may be closed by now, and WebKit would take the focus from where it went back to.
    }
  }

  async #onFailure(failure: TenantryError, attempt: Attempt): Promise<void> {
    if (attempt !== this.#attempt) {
      this.dispatchEvent(new UserCreateFailedEvent(failure));
      return;
    }
    const {isUnseen} = attempt;
    const fields = isApiError(failure) ? refusalsOf(failure) : {};
    this._isSending = false;
    const isAboutFields = Object.keys(fields).length > 0;
    this._notice = isAboutFields
      ? this.#checker.isLost
        ? 'refused-again'
        : 'refused'
      : {failure, username: this.#value.username, isUnseen};
    this.#mistakes.refuse(fields);
    if (isUnseen) {
      this.#checker.lose();
    } else if (fields.username) {
      void this.#checker.again();
    }
    Object.assign(this.#inside('password-field') ?? {}, {refused: isApiError(failure) ? (failure.problem.rules ?? []) : []});
    this.dispatchEvent(new UserCreateFailedEvent(failure));
    await this.updateComplete;
    (isAboutFields ? this : this.renderRoot.querySelector<HTMLElement>('[part=error]'))?.focus();
  }
}

const askPolicy = (client: TenantClient, signal: AbortSignal) => client.passwordPolicy.get({signal});

declare global {
  interface HTMLElementTagNameMap {
    'create-user-form': CreateUserForm;
  }
}
