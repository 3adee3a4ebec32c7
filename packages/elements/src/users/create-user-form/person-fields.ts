import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {fieldNote} from '../../foundation/field-parts.ts';
import {formatMoment, type Place} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {done} from '../../foundation/more-icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import {explain} from './explanations.ts';
import type {TextField} from './fields.ts';
import type {Mistakes} from './mistakes.ts';
import type {UsernameChecker} from './username-check.ts';

export interface PersonFields {
  readonly value: Readonly<Record<TextField, string>>;
  readonly mistakes: Mistakes;
  readonly checker: UsernameChecker;
  readonly place: Place;
  readonly isReadonly: boolean;
  readonly onInput: (field: TextField, value: string) => void;
  readonly onSuggestion: (username: string) => void;
}

/** Username, email, first name and last name, two and two. */
export const personFields = (fields: PersonFields, text: CreateUserFormMessages): TemplateResult => html`
  <div class="pair">${usernameField(fields, text)}${plainField('email', fields, text)}</div>
  <div class="pair">${plainField('firstName', fields, text)}${plainField('lastName', fields, text)}</div>
`;

const plainField = (field: TextField, fields: PersonFields, text: CreateUserFormMessages): TemplateResult =>
  textField(field, fields, text, explain(fields.mistakes.of(field), text), text[`${field}Hint`]);

const usernameField = (fields: PersonFields, text: CreateUserFormMessages): TemplateResult => {
  const {
    checker: {result, isLost},
    mistakes,
    value: {username},
  } = fields;
  const mistake = mistakes.of('username');
  const isFree = result?.available && !mistake;
  const problem = mistake && suggest(explain(mistake === 'taken' && isLost ? 'takenPerhaps' : mistake, text), fields, text);
  const hint = isFree ? html`<span class="free">${icon(done)}${text.usernameFree}</span>` : text.usernameHint;
  const announced = isFree ? weave(text.usernameFreeAnnounced, bdi(username.trim())) : result && problem;
  return textField('username', fields, text, problem, hint, html`<p class="vh" role="status">${announced}</p>`);
};

/** What is wrong with the username, and who has it or what could be taken instead. */
const suggest = (sentence: string, {checker, place, onSuggestion}: PersonFields, text: CreateUserFormMessages): unknown => {
  const {found} = checker;
  if (found) {
    const {firstName, lastName, email, createdAt} = found;
    return html`${sentence} <bdi>${firstName} ${lastName}</bdi> · <bdi>${email}</bdi> · ${formatMoment(createdAt, place)}`;
  }
  const [first, second] = (checker.result?.suggestions ?? []).map(
    (name) => html`<button class="link-button" type="button" @click=${() => onSuggestion(name)}>${bdi(name)}</button>`,
  );
  if (first && second) {
    return html`${sentence} ${weave(text.suggestions, first, second)}`;
  }
  return first ? html`${sentence} ${weave(text.suggestion, first)}` : sentence;
};

/** Label, input, and below it the mistake or the hint. */
const textField = (
  field: TextField,
  {value, mistakes, isReadonly, onInput}: PersonFields,
  text: CreateUserFormMessages,
  problem: unknown,
  hint: unknown,
  status: unknown = nothing,
): TemplateResult => {
  const isName = field === 'firstName' || field === 'lastName';
  return html`
    <div class="field" part="field">
      <label class="label" part="label" for=${field}>${text[field]}</label>
      <div class="control">
        <input
          id=${field}
          part="input"
          type="text"
          inputmode=${field === 'email' ? 'email' : nothing}
          autocomplete="off"
          autocapitalize=${isName ? 'words' : 'off'}
          spellcheck="false"
          dir=${isName ? 'auto' : 'ltr'}
          required
          ?readonly=${isReadonly}
          .value=${live(value[field])}
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby=${`${field}-note`}
          @input=${(event: InputEvent) => onInput(field, (event.currentTarget as HTMLInputElement).value)}
          @change=${() => mistakes.judge(field)}
        />
      </div>
      ${fieldNote(`${field}-note`, problem, hint)} ${status}
    </div>
  `;
};
