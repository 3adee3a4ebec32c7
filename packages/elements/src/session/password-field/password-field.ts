import {generatePassword, type PasswordOwner, type PasswordPolicy} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {fieldNote} from '../../foundation/field-parts.ts';
import {icon} from '../../foundation/icons.ts';
import {clock, done, error} from '../../foundation/more-icons.ts';
import {passwordInput} from '../../foundation/password-input.ts';
import {weave} from '../../foundation/weave.ts';
import {PasswordCheckedEvent} from './password-field.events.ts';
import {messages, type PasswordFieldMessages} from './password-field.messages.ts';
import {styles} from './password-field.styles.ts';
import {brokenRules, type Judged, type RuleState, ruleStates, ruleText} from './password-rules.ts';

/**
 * A new password: shows the rules of the tenant's policy as they are met, and can generate one, show it and have it confirmed.
 * A form control: it takes part in a `<form>` under its `name`.
 *
 * @summary A field for a new password.
 * @tagname password-field
 *
 * @fires input - A character was typed, or a password generated.
 * @fires change - The field was left with another value, or a password generated.
 * @fires {PasswordCheckedEvent} password-checked - The password was judged anew.
 *
 * @csspart base - Everything.
 * @csspart field - An input with its label.
 * @csspart label - The label of an input.
 * @csspart input - The password's input.
 * @csspart confirm - The input that confirms it.
 * @csspart hint - A text below an input.
 * @csspart error - What is wrong with an input, in the place of the text below it.
 * @csspart rules - The list of rules.
 * @csspart meter - How long the password is so far, as long as it is too short or too long.
 *
 * @cssstate invalid - An error is shown.
 */
export class PasswordField extends LitElement {
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = {...LitElement.shadowRootOptions, delegatesFocus: true};
  static override styles = styles;
  static override properties = {
    name: {},
    required: {type: Boolean},
    disabled: {type: Boolean},
    confirm: {type: Boolean},
    generate: {type: Boolean},
    reveal: {type: Boolean},
    label: {},
    hint: {},
    error: {},
    policy: {attribute: false},
    owner: {attribute: false},
    refused: {attribute: false},
    messages: {attribute: false},
    value: {attribute: false},
    _value: {state: true},
    _confirmation: {state: true},
    _shown: {state: true},
    _left: {state: true},
    _announced: {state: true},
  };

  /** The name under which a form sends it. */
  name = '';

  /** Whether it has to be filled in. */
  required = false;

  /** Whether it cannot be used now. */
  disabled = false;

  /** Whether it has to be typed a second time. */
  confirm = false;

  /** Whether a button generates one. */
  generate = false;

  /** Whether a button shows the characters. */
  reveal = false;

  /** Replaces the label. */
  label = '';

  /** A text below the input. */
  hint = '';

  /** An error of the server about this field. Goes when another password is typed. */
  error = '';

  /** The rules to keep. Without it there are only those that the server names. */
  policy?: PasswordPolicy | undefined;

  /** Whom the password must not give away. */
  owner: PasswordOwner = {};

  /** Rules that the server refused this password for. They go when another password is typed. */
  refused: readonly string[] = [];

  /** Replaces some or all of the texts. */
  messages: Partial<PasswordFieldMessages> = {};

  private _value = '';
  private _confirmation = '';
  private _shown = false;
  /** Which inputs are judged: those that were left, and all once the form was sent. */
  private _left: {readonly value: boolean; readonly confirmation: boolean} = {value: false, confirmation: false};
  private _announced = '';

  readonly #localization = new Localization(this, 'password-field', messages);
  readonly #internals = this.attachInternals();
  #reported = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** The password. Never an attribute. */
  get value(): string {
    return this._value;
  }

  set value(value: string) {
    this._value = value ?? '';
    this._confirmation = '';
    this.#forgetRefusal();
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  /** Whether the password keeps every rule that can be checked here. Shows what is missing. */
  check(): boolean {
    this._left = {value: true, confirmation: true};
    return this.#problem(this._left) === undefined;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  /** Puts the focus where something is missing, else into the password. */
  override focus(options?: FocusOptions): void {
    const atConfirmation = this.#problem({value: true, confirmation: true})?.at === 'confirmation';
    this.renderRoot.querySelector<HTMLInputElement>(atConfirmation ? '#confirmation' : '#value')?.focus(options);
  }

  /** Empties the field, as after sending. */
  clear(): void {
    this.value = '';
    this._shown = false;
    this._left = {value: false, confirmation: false};
  }

  formResetCallback(): void {
    this.clear();
  }

  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    // An element that is only moved is back by then.
    queueMicrotask(() => {
      if (!this.isConnected) {
        this.clear();
      }
    });
  }

  protected override updated(): void {
    const problem = this.#problem({value: true, confirmation: true});
    this.#internals.setFormValue(this._value);
    if (problem && !this.disabled) {
      const anchor = this.renderRoot.querySelector<HTMLElement>(`#${problem.at}`);
      this.#internals.setValidity({[problem.flag]: true}, problem.text || this.#localization.text.refused, anchor ?? undefined);
    } else {
      this.#internals.setValidity({});
    }
    this.#report(problem === undefined && this._value !== '');
    const isWrong = this.error !== '' || this.#problem(this._left) !== undefined;
    this.#internals.states[isWrong ? 'add' : 'delete']('invalid');
  }

  #report(ok: boolean): void {
    const rules = brokenRules(this.#judged);
    const report = this._value === '' ? '' : `${ok} ${rules.join(' ')}`;
    if (report !== this.#reported) {
      this.#reported = report;
      this.dispatchEvent(new PasswordCheckedEvent(ok, rules));
    }
  }

  protected override render(): unknown {
    return html`<div class="root" part="base" @keydown=${this.#onKeydown}>
      ${this.confirm ? html`<div class="pair">${this.#renderPassword()}${this.#renderConfirmation()}</div>` : this.#renderPassword()}
    </div>`;
  }

  #renderPassword(): TemplateResult {
    const {text} = this.#localization;
    const problem = this.#problem(this._left);
    const wrong = this.error || (problem?.at === 'value' ? problem.text : '');
    const rules = ruleStates(this.#judged);
    return html`
      <div class="field" part="field">
        <label class="label" part="label" for="value">${this.label || text.label}</label>
        ${passwordInput({
          id: 'value',
          part: 'input',
          value: this._value,
          autocomplete: 'new-password',
          shown: this._shown,
          disabled: this.disabled,
          required: this.required,
          invalid: this.error !== '' || problem?.at === 'value',
          describedBy: `${wrong || this.hint ? 'note' : ''} ${rules.length > 0 ? 'rules' : ''}`.trim(),
          onInput: (value) => this.#onInput(value),
          onChange: () => this.#onChange(),
          onBlur: () => this.#onLeave('value', this._value),
          toggle: this.reveal
            ? {
                text: this._shown ? text.hide : text.show,
                label: this._shown ? text.hideLabel : text.showLabel,
                onPress: () => {
                  this._shown = !this._shown;
                },
              }
            : undefined,
        })}
        <div class="note-row">
          ${fieldNote('note', wrong, this.hint)}${
            this.generate
              ? html`<button class="link-button" type="button" ?disabled=${this.disabled} @click=${this.#onGenerate}>${text.generate}</button>`
              : nothing
          }
        </div>
        ${
          rules.length > 0
            ? html`<div id="rules">
                <span class="vh">${text.rules}</span>
                <ul class="rules" part="rules" role="list">
                  ${rules.map((rule) => this.#renderRule(rule, text))}
                </ul>
              </div>`
            : nothing
        }
        <p class="vh" role="status">${this._announced}</p>
      </div>
    `;
  }

  #renderRule({rule, state, limit, length}: RuleState, text: PasswordFieldMessages): TemplateResult {
    const wrong = state === 'unmet' && this._left.value;
    const shown = ruleText(rule, limit, this.policy, text);
    const counted = length !== undefined && state !== 'met' && this._value !== '';
    return html`
      <li class=${wrong ? 'wrong' : state}>
        ${icon(state === 'met' ? done : wrong ? error : clock)}
        <span
          >${counted ? weave((soFar) => text.ruleSoFar(shown, soFar), html`<b part="meter">${text.soFar(length)}</b>`) : shown}${
            state !== 'unknown'
              ? html`<span class="vh"> (${text[state]})</span>`
              : rule === 'blocklisted'
                ? html`<span class="vh"> (${text.checkedWhenSent})</span>`
                : nothing
          }</span
        >
      </li>
    `;
  }

  #renderConfirmation(): TemplateResult {
    const {text} = this.#localization;
    const problem = this.#problem(this._left);
    const wrong = problem?.at === 'confirmation' ? problem.text : '';
    return html`
      <div class="field" part="field">
        <label class="label" part="label" for="confirmation">${text.confirmLabel}</label>
        ${passwordInput({
          id: 'confirmation',
          part: 'confirm',
          value: this._confirmation,
          autocomplete: 'new-password',
          shown: this._shown,
          disabled: this.disabled,
          required: this.required,
          invalid: wrong !== '',
          describedBy: 'confirmation-note',
          onInput: (value) => {
            this._confirmation = value;
          },
          onBlur: () => this.#onLeave('confirmation', this._confirmation),
        })}
        ${fieldNote('confirmation-note', wrong, text.confirmHint)}
      </div>
    `;
  }

  get #judged(): Judged {
    return {policy: this.policy, password: this._value, owner: this.owner, refused: this.refused};
  }

  /** The first thing that is wrong with the inputs that are to be judged. A broken rule needs no text: its line in the list says it. */
  #problem(judged: {value: boolean; confirmation: boolean}): Problem | undefined {
    const {text} = this.#localization;
    if (judged.value && this._value === '' && this.required) {
      return {at: 'value', flag: 'valueMissing', text: text.required};
    }
    if (judged.value && this._value !== '' && brokenRules(this.#judged).length > 0) {
      return {at: 'value', flag: 'customError', text: ''};
    }
    if (this.confirm && judged.confirmation && this._confirmation !== this._value) {
      const missing = this._confirmation === '';
      return {at: 'confirmation', flag: missing ? 'valueMissing' : 'customError', text: missing ? text.confirmRequired : text.mismatch};
    }
    return undefined;
  }

  #forgetRefusal(): void {
    this.error = '';
    this.refused = [];
  }

  /** Says the rules that are still to be met once the typing pauses; every key stroke would be noise. */
  #announceLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const {text} = this.#localization;
      const states = ruleStates(this.#judged).filter(({state}) => state === 'unmet');
      this._announced =
        this._value === '' ? '' : states.map(({rule, limit}) => text.ruleUnmet(ruleText(rule, limit, this.policy, text))).join('. ');
    }, 1000);
  }

  #onInput(value: string): void {
    this._value = value;
    this.#forgetRefusal();
    this.#announceLater();
  }

  // A form is not sent by Enter in an input of another root.
  #onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.composedPath()[0] instanceof HTMLInputElement) {
      this.form?.requestSubmit();
    }
  }

  #onChange(): void {
    this.dispatchEvent(new Event('change', {bubbles: true}));
  }

  #onLeave(input: 'value' | 'confirmation', content: string): void {
    if (content !== '') {
      this._left = {...this._left, [input]: true};
    }
  }

  #onGenerate(): void {
    this._value = generatePassword(this.policy ?? {minLength: 15, maxLength: 128, composition: null});
    this._confirmation = this._value;
    this._shown = true;
    this.#forgetRefusal();
    this.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
    this.#onChange();
  }
}

interface Problem {
  readonly at: 'value' | 'confirmation';
  readonly flag: 'valueMissing' | 'customError';
  readonly text: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'password-field': PasswordField;
  }
}
