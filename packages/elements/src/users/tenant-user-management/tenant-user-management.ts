import type {TenantClient, UserListOptions} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {Modal} from '../../controllers/modal.ts';
import {icon} from '../../foundation/icons.ts';
import {close, plus} from '../../foundation/more-icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {failureOf, failureText} from '../../foundation/failure.ts';
import {messages, type TenantUserManagementMessages} from './tenant-user-management.messages.ts';
import {guardNotice, type Told, toldNotice} from './notices.ts';
import {styles} from './tenant-user-management.styles.ts';
import {type Action, UserActions} from './user-actions.ts';

/** What the actions on a row are good for. */
const RIGHTS = ['users.update', 'users.resetPassword', 'users.assignRole', 'users.deactivate', 'users.delete'] as const;

/**
 * The whole tab of user management: what it is for, the table of users, and for whoever may create users a dialog that does.
 *
 * @summary User management, ready for a page of its own.
 * @tagname tenant-user-management
 *
 * @slot toolbar-start - Before the button that creates a user.
 * @slot toolbar-end - After it.
 * @slot empty - Shown in the table when the tenant has no users.
 * @slot error - Shown in the table when the users could not be loaded.
 *
 * @fires {UserCreateEvent} user-create - The form is about to be sent. Cancelable.
 * @fires {UserCreatedEvent} user-created - A user was created.
 * @fires {UserCreateFailedEvent} user-create-failed - A user was not created, or nobody could see whether it was.
 * @fires {HandoffDoneEvent} handoff-done - A temporary password has been handed over.
 * @fires {ViewChangeEvent} view-change - Somebody sorted, searched or cleared the filters of the table.
 * @fires {TenantErrorEvent} tenant-error - Users could not be loaded.
 *
 * @csspart base - Everything.
 * @csspart header - Title and description with the buttons beside them.
 * @csspart toolbar - The buttons.
 * @csspart create-button - The button that creates a user.
 * @csspart table - The table of users.
 * @csspart row - One user.
 * @csspart cell - One cell.
 * @csspart sort - A button in a column's head.
 * @csspart status-badge - Shape and words of a status.
 * @csspart empty - No users, or none that match.
 * @csspart error - Why there are none to see.
 * @csspart dialog - The dialog that creates a user.
 * @csspart field - A field of the form in it, with its label.
 * @csspart label - The label of a field.
 * @csspart input - An input.
 * @csspart hint - The text below a field.
 * @csspart submit - The button that sends the form.
 * @csspart cancel - The button that gives it up.
 * @csspart secret - The temporary password.
 * @csspart copy - The button that copies it.
 */
export class TenantUserManagement extends LitElement {
  static override styles = styles;
  static override properties = {
    client: {attribute: false},
    pageSize: {type: Number, attribute: 'page-size'},
    defaultSort: {attribute: 'default-sort'},
    search: {},
    filter: {attribute: false},
    density: {},
    messages: {attribute: false},
    _isCreating: {state: true},
    _isHandingOver: {state: true},
    _isGuarding: {state: true},
    _told: {state: true},
  };

  /**
   * Registers `<create-user-form>`. It is called when somebody is about to press **Create User**, so that a page does not load the form
   * before. `define/tenant-user-management.js` sets it; whoever registers the class alone registers the form as well.
   */
  static loadForm: () => Promise<unknown> = async () => {};

  /** Registers the dialog of an action, when somebody has chosen that; as `loadForm` does for the form. */
  static loadDialog: (action: Action) => Promise<unknown> = async () => {};

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** How many users are loaded at a time, 1 to 200. */
  pageSize = 50;

  /** How the table is sorted at first, as its `sort`. */
  defaultSort = '-createdAt';

  /** What is typed into the search, as the table's `search`. */
  search = '';

  /** Which users to list. */
  filter: UserListOptions['filter'] = {};

  /** `comfortable` or `compact`. */
  density?: string | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<TenantUserManagementMessages> = {};

  private _isCreating = false;
  private _isHandingOver = false;
  private _isGuarding = false;
  private _told: Told | undefined;

  readonly #connection = new Connection(this, {onOther: () => this.#actions.forget()});
  readonly #localization = new Localization(this, 'tenant-user-management', messages);
  readonly #modal = new Modal(this, {
    isEdited: () => this.#wouldLose,
    onGuarded: () => this.#onGuarded(),
  });
  readonly #actions = new UserActions({
    client: () => this.#connection.client,
    text: () => this.#localization.text,
    load: (action) => TenantUserManagement.loadDialog(action),
    tell: (told) => {
      this._told = told;
    },
    focusRow: (id) => this.renderRoot.querySelector<HTMLElement>(`[slot=row-actions-${id}]`)?.focus(),
    update: () => this.requestUpdate(),
  });
  #justCreated: unknown = '';
  #username = '';
  /** Whether the dialog was closed while its form was creating a user. */
  #isLeft = false;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** Puts the focus on the title, for a host that has just navigated here. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('h1')?.focus(options);
  }

  protected override render(): unknown {
    const {text} = this.#localization;
    return html`<div class="root" part="base">
      <div class="head" part="header">
        <div>
          <h1 tabindex="-1">${text.title}</h1>
          <p>${text.description}</p>
        </div>
        <div class="actions" part="toolbar" ?hidden=${!this.#hasActions}>
          <slot name="toolbar-start" @slotchange=${() => this.requestUpdate()}></slot>
          ${
            this.#mayCreate
              ? html`<button class="button primary" part="create-button" type="button" @click=${this.#onCreate} @pointerenter=${this.#onNear} @focus=${this.#onNear}>
                  ${icon(plus)}${text.create}
                </button>`
              : nothing
          }
          <slot name="toolbar-end" @slotchange=${() => this.requestUpdate()}></slot>
        </div>
      </div>
      ${toldNotice(this._told, text, {onUndo: () => void this.#onUndo(), onDismiss: () => this.#onDismiss()})}
      <tenant-user-table
        part="table"
        exportparts="row,cell,sort,status-badge,empty,error"
        density=${this.density ?? nothing}
        .client=${this.client}
        .pageSize=${this.pageSize}
        .sort=${this.defaultSort}
        .search=${this.search}
        .filter=${this.filter}
        .slotted=${this.#mayAct ? 'row-actions' : ''}
        .selectable=${this.#mayAct}
        @users-shown=${({users}: HTMLElementEventMap['users-shown']) => this.#actions.show(users)}
        @selection-change=${({selection}: HTMLElementEventMap['selection-change']) => this.#actions.select(selection)}
        >${(['empty', 'error'] as const).map((name) => this.#renderInner(name))}${this.#mayAct ? this.#actions.renderMenus() : nothing}</tenant-user-table
      >
      <dialog
        class="dialog"
        part="dialog"
        aria-labelledby="dialog-title"
        @cancel=${this.#modal.onCancel}
        @keydown=${this.#modal.onKeydown}
        @close=${this.#onClosed}
      >
        ${this._isCreating ? this.#renderDialog(text) : nothing}
      </dialog>
      ${this.#actions.renderDialog()}
    </div>`;
  }

  /** Hands a slot on to the table, which shows its own content where the host has none. */
  #renderInner(name: 'empty' | 'error'): TemplateResult {
    const isFilled = this.querySelector(`:scope > [slot=${name}]`);
    return html`<slot name=${name} slot=${isFilled ? name : nothing} @slotchange=${() => this.requestUpdate()}></slot>`;
  }

  #renderDialog(text: TenantUserManagementMessages): TemplateResult {
    return html`
      <div class="dialog-head">
        <div>
          <h2 id="dialog-title">${text.create}</h2>
          <p>${this._isHandingOver ? text.handingOver : this.#form?.isHandingOver ? nothing : text.required}</p>
        </div>
        <button class="button quiet small icon-only" type="button" aria-label=${text.close} @click=${this.#onClose}>${icon(close)}</button>
      </div>
      ${this._isGuarding ? guardNotice(this.#loss(text), text, {onStay: () => void this.#onStay(), onLeave: () => this.#onLeave()}) : nothing}
      <create-user-form
        exportparts="field,label,input,hint,submit,cancel,secret,copy"
        .client=${this.client}
        @cancel=${this.#onLeave}
        @user-create=${this.#onSend}
        @user-created=${this.#onCreated}
        @user-create-failed=${this.#onFailed}
        @handoff-done=${this.#onLeave}
      ></create-user-form>
    `;
  }

  get #form(): HTMLElementTagNameMap['create-user-form'] | null | undefined {
    return this.shadowRoot?.querySelector('create-user-form');
  }

  get #isOpen(): boolean {
    return this.renderRoot.querySelector('dialog[open]') !== null;
  }

  /** Without a provider nobody knows; the server decides. */
  get #mayCreate(): boolean {
    return !this.#connection.session || this.#connection.can('users.create') === true;
  }

  /** Whether whoever is signed in may do something with users. */
  get #mayAct(): boolean {
    return RIGHTS.some((right) => this.#connection.can(right));
  }

  get #hasActions(): boolean {
    return this.#mayCreate || this.querySelector(':scope > :is([slot=toolbar-start], [slot=toolbar-end])') !== null;
  }

  get #wouldLose(): boolean {
    return this._isHandingOver || this.#form?.isEdited() === true;
  }

  /** What closing the dialog would lose. */
  #loss(text: TenantUserManagementMessages): string {
    if (this.#form?.isSending) {
      return text.loseAnswer(this.#form.value.credential === 'temporary');
    }
    return this._isHandingOver ? text.losePassword : text.loseTyped;
  }

  async #onCreate(event: Event): Promise<void> {
    const opener = event.currentTarget as HTMLElement;
    this._told = undefined;
    try {
      await TenantUserManagement.loadForm();
    } catch {
      this._told = {sentence: this.#localization.text.unloadable, isUnsure: true};
      return;
    }
    this.#isLeft &&= this.#form?.isSending === true;
    this._isCreating = true;
    await this.updateComplete;
    await this.#form?.updateComplete;
    this.#modal.show(opener);
    this.#form?.focus();
  }

  #onNear(): void {
    TenantUserManagement.loadForm().catch(() => {}); // Whoever presses the button is told.
  }

  #onSend({value}: HTMLElementEventMap['user-create']): void {
    this.#username = value.username.trim();
  }

  #onCreated({user, delivered}: HTMLElementEventMap['user-created']): void {
    const created = weave(this.#localization.text.created, bdi(`${user.firstName} ${user.lastName}`));
    if (this.#isLeft || !this.#isOpen) {
      this.#tellLate({sentence: created});
      return;
    }
    this.#justCreated = created;
    this._isGuarding = false;
    if (this.#form?.isHandingOver) {
      this._isHandingOver = delivered === 'shown';
      this.requestUpdate();
    } else {
      this.#modal.close();
    }
  }

  #onFailed(): void {
    this._isGuarding = false;
    if (this.#isLeft || !this.#isOpen) {
      this.#tellLate({sentence: weave(this.#localization.text.unsure, bdi(this.#username)), isUnsure: true});
      void this.renderRoot.querySelector('tenant-user-table')?.refresh();
    }
  }

  /** Says what became of the user that the dialog was not waited for. */
  #tellLate(told: Told): void {
    this.#isLeft = false;
    this._isCreating = this.#isOpen;
    this._told = told;
  }

  async #onUndo(): Promise<void> {
    const {undo, ...told} = this._told ?? {sentence: ''};
    this._told = told; // Not twice.
    const {text} = this.#localization;
    try {
      await undo?.();
      this._told = {sentence: text.undone};
    } catch (error) {
      const failure = failureOf(error);
      this._told = {sentence: `${text.notUndone} ${failure ? failureText(failure, text) : ''}`, isUnsure: true};
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.notice > .icon-only')?.focus();
  }

  #onClose(): void {
    if (this.#wouldLose) {
      void this.#onGuarded();
    } else {
      this.#modal.close();
    }
  }

  async #onGuarded(): Promise<void> {
    this._isGuarding = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.question > button')?.focus();
  }

  async #onStay(): Promise<void> {
    this._isGuarding = false;
    await this.updateComplete;
    this.#form?.focus();
  }

  #onLeave(): void {
    this.#modal.close();
  }

  #onClosed(event: Event): void {
    const dialog = event.currentTarget as HTMLDialogElement;
    if (event.target !== dialog) {
      return;
    }
    this.#isLeft = this.#form?.isSending === true;
    this._isCreating = this.#isLeft || dialog.open; // It is told a moment later, and may be open again by then.
    this._isHandingOver = false;
    this._isGuarding = false;
    if (this.#justCreated) {
      this._told = {sentence: this.#justCreated};
      this.#justCreated = '';
    }
  }

  #onDismiss(): void {
    this._told = undefined;
    this.renderRoot.querySelector<HTMLElement>('[part=create-button]')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tenant-user-management': TenantUserManagement;
  }
}
