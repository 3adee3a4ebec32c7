import type {Role, TenantClient, TenantryError} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {AwaitedFocus} from '../../controllers/awaited-focus.ts';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Latest} from '../../controllers/latest.ts';
import {Localization} from '../../controllers/localization.ts';
import {failureText} from '../../foundation/failure.ts';
import {fieldNote} from '../../foundation/field-parts.ts';
import {icon} from '../../foundation/icons.ts';
import {chevronDown} from '../../foundation/more-icons.ts';
import {setStates} from '../../foundation/states.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {allRoles, assignableRoles, leastRole} from './assignable-roles.ts';
import {messages, type RoleSelectMessages} from './role-select.messages.ts';
import {styles} from './role-select.styles.ts';

/**
 * Chooses one of the tenant's roles, built in or custom, and says what it is for. A form control: it takes part in a `<form>` under its
 * `name`, with the role's id.
 *
 * @summary A choice of a role.
 * @tagname role-select
 *
 * @fires change - Another role was chosen.
 * @fires {TenantErrorEvent} tenant-error - The roles could not be loaded; the element says so and offers to try again.
 *
 * @slot error - Shown below the control when the roles could not be loaded.
 *
 * @csspart base - Everything.
 * @csspart field - The control with its label.
 * @csspart label - The label.
 * @csspart option - A role.
 * @csspart group - The custom roles.
 * @csspart hint - The text below the control.
 * @csspart error - What is wrong, in the place of that text.
 *
 * @cssstate loading - The roles are on their way.
 * @cssstate error - They could not be loaded.
 * @cssstate empty - There is none to choose.
 */
export class RoleSelect extends LitElement {
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = {...LitElement.shadowRootOptions, delegatesFocus: true};
  static override styles = styles;
  static override properties = {
    name: {},
    value: {},
    assignableOnly: {type: Boolean, attribute: 'assignable-only'},
    roles: {},
    held: {},
    required: {type: Boolean},
    disabled: {type: Boolean},
    hint: {},
    error: {},
    client: {attribute: false},
    messages: {attribute: false},
    _isJudged: {state: true},
  };

  /** The name under which a form sends it. */
  name = '';

  /** The id of the chosen role. When it is required and empty, the role with the fewest rights over others is chosen at first. */
  value = '';

  /** Whether only roles are offered that the signed-in user may give. */
  assignableOnly = false;

  /** Keys of the roles to offer, separated by spaces. All when empty. */
  roles = '';

  /** The id of the role that somebody has: offered even where it could not be given. */
  held = '';

  /** Whether one has to be chosen. */
  required = false;

  /** Whether it cannot be used now. */
  disabled = false;

  /** A text below the control. */
  hint = '';

  /** An error of the server about this field. Goes when another role is chosen. */
  error = '';

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<RoleSelectMessages> = {};

  private _isJudged = false;

  readonly #connection = new Connection(this, {onOther: () => this.#loaded.forget()});
  readonly #localization = new Localization(this, 'role-select', messages);
  readonly #internals = this.attachInternals();
  readonly #loaded = new Latest(this, () => this.#connection.client, allRoles);
  readonly #focus = new AwaitedFocus(this, () => (this.#loaded.answer || this.#loaded.failure ? this.#select : undefined));
  #told: TenantryError | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** The chosen role; `undefined` when there is none, and as long as the roles are not there. */
  get chosen(): Role | undefined {
    return this.#offered.find(({id}) => id === this.value);
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  /** Whether a role is chosen, where that is required. Shows what is missing. */
  check(): boolean {
    this._isJudged = true;
    return !this.#isMissing;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  /** Loads the roles again. Resolves when they have been rendered. */
  async refresh(): Promise<void> {
    await this.#loaded.again();
    await this.updateComplete;
  }

  /** Puts the focus on the choice; while the roles are on their way, as soon as they are there, unless it has gone elsewhere by then. */
  override focus(options?: FocusOptions): void {
    this.#focus.focus(options);
  }

  formResetCallback(): void {
    this.value = this.getAttribute('value') ?? '';
    this.error = '';
    this._isJudged = false;
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled;
  }

  protected override willUpdate(): void {
    if (this.value === '' && this.required) {
      this.value = leastRole(this.#offered)?.id ?? '';
    }
  }

  protected override updated(): void {
    const {answer, failure, isPending} = this.#loaded;
    this.#internals.setFormValue(this.value);
    if (this.#isMissing && !this.disabled) {
      this.#internals.setValidity({valueMissing: true}, this.#localization.text.required, this.#select ?? undefined);
    } else {
      this.#internals.setValidity({});
    }
    setStates(this.#internals, {
      loading: isPending,
      error: failure !== undefined,
      empty: answer !== undefined && this.#offered.length === 0,
    });
    if (failure && failure !== this.#told) {
      this.dispatchEvent(new TenantErrorEvent(failure));
    }
    this.#told = failure;
  }

  protected override render(): unknown {
    const {text} = this.#localization;
    const chosen = this.chosen;
    const {failure, isPending} = this.#loaded;
    const problem = this.error || (this._isJudged && this.#isMissing ? text.required : '');
    return html`<div class="root" part="base" aria-busy=${isPending}>
      <div class="pair">
        <div class="field" part="field">
          <label class="label" part="label" for="role">${text.label}</label>
          <div class="select">
            <select
              id="role"
              ?required=${this.required}
              ?disabled=${this.disabled || this.#offered.length === 0}
              aria-invalid=${problem ? 'true' : nothing}
              aria-describedby=${failure || problem || this.hint ? 'note description' : 'description'}
              @change=${this.#onChange}
            >
              ${this.#renderOptions(text)}
            </select>
            ${icon(chevronDown)}
          </div>
          ${fieldNote('note', failure ? this.#renderFailure(failure, text) : problem, this.hint)}
        </div>
        <p class="description" id="description"><bdi>${chosen?.description}</bdi></p>
      </div>
    </div>`;
  }

  #renderOptions(text: RoleSelectMessages): unknown {
    const offered = this.#offered;
    const custom = offered.filter(({kind}) => kind === 'custom');
    const {answer, isPending} = this.#loaded;
    return html`
      ${
        this.chosen && this.required
          ? nothing
          : html`<option value="" .selected=${live(!this.chosen)}>
              ${offered.length > 0 ? text.choose : isPending ? text.loading : answer ? text.none : text.choose}
            </option>`
      }
      ${offered.filter(({kind}) => kind === 'builtIn').map((role) => this.#renderOption(role))}
      ${custom.length > 0 ? html`<optgroup part="group" label=${text.custom}>${custom.map((role) => this.#renderOption(role))}</optgroup>` : nothing}
    `;
  }

  #renderOption({id, name}: Role): TemplateResult {
    return html`<option part="option" value=${id} .selected=${live(id === this.value)}>${name}</option>`;
  }

  #renderFailure(failure: TenantryError, text: RoleSelectMessages): TemplateResult {
    return html`<slot name="error"
      >${text.failed} ${failureText(failure, text)}
      <button class="link-button" type="button" @click=${this.refresh}>${text.tryAgain}</button></slot
    >`;
  }

  get #select(): HTMLSelectElement | null | undefined {
    return this.shadowRoot?.querySelector('select');
  }

  get #offered(): readonly Role[] {
    const keys = this.roles.split(/\s+/).filter((key) => key !== '');
    const all = this.#loaded.answer ?? [];
    const roles = all.filter(({key}) => keys.length === 0 || keys.includes(key));
    const offered = this.assignableOnly ? assignableRoles(roles, this.#connection.me?.permissions) : roles;
    return all.filter((role) => role.id === this.held || offered.includes(role));
  }

  get #isMissing(): boolean {
    return this.required && this.chosen === undefined;
  }

  #onChange(): void {
    this.value = this.#select?.value ?? '';
    this.error = '';
    this.dispatchEvent(new Event('change', {bubbles: true}));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'role-select': RoleSelect;
  }
}
