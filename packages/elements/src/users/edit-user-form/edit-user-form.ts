import {isApiError, isProblem, isTenantryError, type TenantClient, type TenantryError, type User} from '@tenantry/sdk';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {AwaitedFocus} from '../../controllers/awaited-focus.ts';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {Mistakes} from '../../controllers/mistakes.ts';
import {SurroundingDialog} from '../../controllers/surrounding-dialog.ts';
import {Attempt} from '../../foundation/attempt.ts';
import {type Access, accessOf, closedForm} from '../../foundation/form-access.ts';
import {setStates} from '../../foundation/states.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {compare, type Comparison, choose, settle} from './comparison.ts';
import {comparisonView} from './comparison-view.ts';
import {failed, type Notice, plainNotice, told} from './edit-notice.ts';
import {UserConflictEvent, UserUpdatedEvent, UserUpdateEvent, UserUpdateFailedEvent} from './edit-user-form.events.ts';
import {type EditUserFormMessages, messages} from './edit-user-form.messages.ts';
import {styles} from './edit-user-form.styles.ts';
import {changedFields, type EditUserValue, type Field, FIELDS, inputOf, type Mistake, mistakeIn, patchOf, valueOf} from './fields.ts';
import {KnownUser} from './known-user.ts';
import {missingUser} from './missing-user.ts';
import {refusalsOf} from './refusals.ts';
import {NEEDED, rightTo} from './rights.ts';
import {roleField} from './role-field.ts';
import {save} from './saving.ts';
import {noteField, permissionFields, personFields, startOf, type UserFields} from './user-fields.ts';

/**
 * Changes a user of the tenant: email, names, role, extra permissions and the administrators' note. Only what was changed is sent. When
 * somebody else has changed the user in the meantime, it shows what was, what they saved and what was typed, and asks what is to count. In a
 * `<dialog>` it fills the dialog below its head, and forgets what was typed when the dialog closes.
 *
 * @summary A form that changes a user.
 * @tagname edit-user-form
 *
 * @slot fields-end - Below the last field.
 *
 * @fires {UserUpdateEvent} user-update - The form is about to be sent. Cancelable.
 * @fires {UserUpdatedEvent} user-updated - The user was changed.
 * @fires {UserUpdateFailedEvent} user-update-failed - The user was not changed, or nobody could see whether it was.
 * @fires {UserConflictEvent} user-conflict - Somebody else has changed the user in the meantime; nothing was saved.
 * @fires {TenantErrorEvent} tenant-error - The user could not be loaded.
 * @fires cancel - Cancel was pressed. In a dialog the host closes it; elsewhere the form shows the user as it is.
 *
 * @csspart base - Everything.
 * @csspart body - Everything but the buttons.
 * @csspart footer - The buttons below.
 * @csspart field - A field with its label.
 * @csspart label - The label of a field.
 * @csspart input - An input.
 * @csspart hint - The text below a field.
 * @csspart error - What went wrong.
 * @csspart comparison - The fields in which two changes part, with a choice for each.
 * @csspart submit - The button that saves.
 * @csspart cancel - The button that gives it up.
 * @csspart option - A role.
 * @csspart group - The custom roles.
 *
 * @cssstate loading - The user is on its way.
 * @cssstate error - The user could not be loaded.
 * @cssstate editing - Something was changed and is not saved.
 */
export class EditUserForm extends LitElement {
  static override styles = styles;
  static override properties = {
    userId: {attribute: 'user-id'},
    user: {attribute: false},
    value: {attribute: false},
    client: {attribute: false},
    messages: {attribute: false},
    _comparison: {state: true},
    _notice: {state: true},
    _isSending: {state: true},
  };

  /** Whom to change. */
  userId = '';

  /** The same, in hand; else the user is loaded. */
  user?: User | undefined;

  /** What the fields hold where it is another thing than the user has. */
  value: Partial<EditUserValue> = {};

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<EditUserFormMessages> = {};

  private _comparison: Comparison | undefined;
  private _notice: Notice | undefined;
  private _isSending = false;

  readonly #connection = new Connection(this, {
    onChange: ({subject: {type, id, version}}) => type === 'user' && id === this.#id && !this.isSending && this.#known.hear(version),
    onOther: () => this.#onOther(),
  });
  readonly #localization = new Localization(this, 'edit-user-form', messages);
  readonly #dialog = new SurroundingDialog(this, () => this.reset());
  readonly #internals = this.attachInternals();
  readonly #known = new KnownUser(this, () => ({
    client: this.#client,
    id: this.#id,
    given: this.user,
    isEdited: this.isEdited(),
  }));
  readonly #mistakes = new Mistakes<Field, Mistake>(this, FIELDS, (field, isJudged) =>
    isJudged && this.#known.user ? mistakeIn(field, this.#typed(this.#known.user)) : undefined,
  );
  readonly #focus = new AwaitedFocus(this, () => this.#find(startOf(this.#mistakes.fields[0], this._comparison !== undefined)));
  #attempt = new Attempt();
  #pending = 0;
  #toldFailure: TenantryError | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** Whether changes are being saved. That goes on whatever becomes of the form, which then tells the end of it by its events alone. */
  get isSending(): boolean {
    return this.#pending > 0;
  }

  /** Whether anything was changed that would be lost. */
  isEdited(): boolean {
    const {user} = this.#known;
    return user !== undefined && changedFields(FIELDS, user, this.#typed(user)).length > 0;
  }

  /** Forgets what was changed and what was said about it. */
  reset(): void {
    this.#attempt = new Attempt();
    this.value = {};
    this._isSending = false;
    this._comparison = undefined;
    this._notice = undefined;
    this.#mistakes.reset();
  }

  /** Puts the focus into the first field with a mistake, else to where something is to be chosen or changed. */
  override focus(options?: FocusOptions): void {
    this.#focus.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is only moved is back by then.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.#attempt = new Attempt();
        this._isSending = false;
      }
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#known.update()) {
      const value = changed.has('value') ? this.value : {};
      this.reset();
      this.value = value;
    }
  }

  protected override updated(): void {
    const {user, failure} = this.#known;
    const access = accessOf(this.#connection, ...NEEDED);
    setStates(this.#internals, {
      loading: !user && isOnItsWay(access, failure),
      error: !user && failure !== undefined,
      editing: this.isEdited(),
    });
    if (failure && failure !== this.#toldFailure && !user) {
      this.dispatchEvent(new TenantErrorEvent(failure));
    }
    this.#toldFailure = failure;
  }

  protected override render(): unknown {
    const {text} = this.#localization;
    const access = accessOf(this.#connection, ...NEEDED);
    const frame = this.#dialog.isPresent ? 'frame bare' : 'frame';
    const {user, failure} = this.#known;
    if (access === 'allowed' && user) {
      return html`<div class="root" part="base">${this.#renderForm(frame, user, text)}</div>`;
    }
    const isWaiting = isOnItsWay(access, failure);
    return html`<div class="root" part="base">
      <div class=${frame} part=${isWaiting ? nothing : 'error'}>
        ${access === 'allowed' && failure ? missingUser(failure, text, () => void this.#known.again()) : closedForm(isWaiting ? 'unknown' : access, text)}
      </div>
    </div>`;
  }

  #renderForm(frame: string, user: User, text: EditUserFormMessages): TemplateResult {
    const comparison = this._comparison;
    const {place} = this.#localization;
    const notice = this.#isGone ? 'gone' : this._notice;
    const about = {user, mistaken: this.#mistakes.fields, place, onField: (field: Field) => this.#focusOn(field)};
    return html`
      <form class=${frame} novalidate method="post" @submit=${this.#onSubmit}>
        <div class="dialog-body" part="body">
          ${told(notice, user, text)}
          ${
            comparison
              ? comparisonView(
                  {
                    comparison,
                    typedRole: this.#role?.chosen?.name ?? user.role.name,
                    place,
                    onChoice: (field, side) => {
                      this._comparison = this._comparison && choose(this._comparison, field, side);
                    },
                  },
                  text,
                )
              : failed(notice, about, text)
          }
          <div class="fields" ?hidden=${comparison !== undefined}>${this.#renderFields(user, text)}</div>
        </div>
        <div class="dialog-footer" part="footer">
          <button class="button" part="cancel" type="button" ?disabled=${this._isSending} @click=${this.#onCancel}>${text.cancel}</button>
          ${
            this.#isGone || this.#changeable.length === 0
              ? nothing
              : html`<button class="button primary" part="submit" type="submit" ?disabled=${this._isSending}>
                  ${this._isSending ? text.saving : text.save}
                </button>`
          }
        </div>
      </form>
    `;
  }

  #renderFields(user: User, text: EditUserFormMessages): TemplateResult {
    const {me, client} = this.#connection;
    const fields: UserFields = {
      user,
      value: this.#typed(user),
      me,
      mistakes: this.#mistakes,
      isReadonly: this._isSending,
      onEdit: (field, change) => this.#onEdit(field, change),
    };
    return html`<div class="form">
      ${me?.user.id === user.id ? plainNotice(text.oneself) : nothing} ${personFields(fields, text)}
      ${roleField(fields, client, text)} ${permissionFields(fields, text)} ${noteField(fields, text)}
      <slot name="fields-end"></slot>
    </div>`;
  }

  get #role(): HTMLElementTagNameMap['role-select'] | null | undefined {
    return this.shadowRoot?.querySelector('role-select');
  }

  get #id(): string {
    return this.userId || this.user?.id || '';
  }

  /** The client, for whoever may change users; nobody else asks the server for anything. */
  get #client(): TenantClient | undefined {
    return accessOf(this.#connection, ...NEEDED) === 'allowed' ? this.#connection.client : undefined;
  }

  get #isGone(): boolean {
    return this._notice === 'gone' || this.#known.isGone;
  }

  /** The fields that whoever is signed in may change in this user. */
  get #changeable(): readonly Field[] {
    const {user} = this.#known;
    return FIELDS.filter((field) => user && rightTo(field, user, this.#connection.me) === 'may');
  }

  #typed(user: User): EditUserValue {
    return {...valueOf(user), ...this.value};
  }

  #focusOn(field: Field): void {
    this.#find(inputOf(field))?.focus();
  }

  #onOther(): void {
    this.#attempt.giveUp();
    this.#known.forget();
    this.reset();
  }

  #onEdit(field: Field, change: Partial<EditUserValue>): void {
    this.value = {...this.value, ...change};
    this.#mistakes.forgive(field);
    if (this._notice !== 'mistaken') {
      this._notice = undefined;
    }
  }

  #onCancel(): void {
    this.dispatchEvent(new Event('cancel'));
    if (!this.#dialog.isPresent) {
      this.reset();
    }
  }

  async #onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    const client = this.#client;
    if (this._isSending || this.#isGone || !client || !this.#known.user) {
      return;
    }
    const comparison = this._comparison;
    if (comparison) {
      this.#known.keep(comparison.current);
      this.value = settle(comparison);
      this._comparison = undefined;
    }
    const {user} = this.#known;
    const typed = this.#typed(user);
    const changed = changedFields(this.#changeable, user, typed);
    this._notice = undefined;
    this.#mistakes.refuse({});
    this.#mistakes.judge(...changed);
    if (this.#mistakes.fields.length > 0) {
      this._notice = 'mistaken';
      await this.updateComplete;
      this.focus();
    } else if (changed.length === 0) {
      this._notice = comparison ? 'allTheirs' : 'unchanged';
    } else if (this.dispatchEvent(new UserUpdateEvent(user, patchOf(changed, typed)))) {
      await this.#send(client, user, changed);
    }
  }

  async #send(client: TenantClient, user: User, changed: readonly Field[]): Promise<void> {
    const attempt = this.#attempt;
    const isPerhapsMine = attempt.isUnseen;
    const typed = this.#typed(user);
    const patch = patchOf(changed, typed);
    this._isSending = true;
    this.#pending += 1;
    const outcome = await save(attempt, client, user, patch);
    this.#pending -= 1;
    const isHere = attempt === this.#attempt;
    this._isSending &&= !isHere;
    if (isTenantryError(outcome)) {
      await this.#onFailure(outcome, changed, isHere);
    } else if (outcome && 'saved' in outcome) {
      await this.#onSaved(outcome.saved, isHere);
    } else if (outcome) {
      const {current} = outcome;
      this._comparison = isHere ? compare(this.#changeable, {base: user, current, typed, isPerhapsMine}) : this._comparison;
      this.dispatchEvent(new UserConflictEvent(patch, current));
      await this.#goTo('.notice', isHere);
    }
  }

  async #onSaved(user: User, isHere: boolean): Promise<void> {
    if (isHere) {
      this.reset();
      this.#known.keep(user);
      this._notice = 'saved';
    }
    this.dispatchEvent(new UserUpdatedEvent(user));
    await this.#goTo('[part=submit]', isHere);
  }

  async #onFailure(failure: TenantryError, changed: readonly Field[], isHere: boolean): Promise<void> {
    const fields = isApiError(failure) ? refusalsOf(failure, changed) : {};
    const [first] = changed.filter((field) => fields[field]);
    if (isHere) {
      const {isUnseen} = this.#attempt;
      this._notice = isProblem(failure, 'not-found') ? 'gone' : first ? 'mistaken' : {failure, isUnseen};
      this.#mistakes.refuse(fields);
    }
    this.dispatchEvent(new UserUpdateFailedEvent(failure));
    await this.#goTo(first ? inputOf(first) : '.notice.danger', isHere);
  }

  #find(place: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(place);
  }

  /** Puts the focus where the answer is. Its dialog may be closed by now, and WebKit would take the focus from where it went back to. */
  async #goTo(place: string, isHere: boolean): Promise<void> {
    await this.updateComplete;
    if (isHere && this.checkVisibility()) {
      this.#find(place)?.focus();
    }
  }
}

/** Whether nothing has come yet: neither who is signed in nor the user nor a failure. */
const isOnItsWay = (access: Access, failure: TenantryError | undefined): boolean =>
  access === 'unknown' || (access === 'allowed' && !failure);

declare global {
  interface HTMLElementTagNameMap {
    'edit-user-form': EditUserForm;
  }
}
