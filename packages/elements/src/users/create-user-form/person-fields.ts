import {html, type TemplateResult} from 'lit';
import type {Mistakes} from '../../controllers/mistakes.ts';
import {formatMoment, type Place} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {done} from '../../foundation/more-icons.ts';
import {textField} from '../../foundation/text-field.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import {explain} from './explanations.ts';
import type {Field, Mistake, TextField} from './fields.ts';
import type {UsernameChecker} from './username-check.ts';

export interface PersonFields {
  readonly value: Readonly<Record<TextField, string>>;
  readonly mistakes: Mistakes<Field, Mistake>;
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
  inputField(field, fields, text, {problem: explain(fields.mistakes.of(field), text), hint: text[`${field}Hint`]});

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
  return inputField('username', fields, text, {problem, hint, status: html`<p class="vh" role="status">${announced}</p>`});
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

const inputField = (
  field: TextField,
  {value, mistakes, isReadonly, onInput}: PersonFields,
  text: CreateUserFormMessages,
  about: Pick<Parameters<typeof textField>[0], 'problem' | 'hint' | 'status'>,
): TemplateResult =>
  textField({
    id: field,
    label: text[field],
    kind: field === 'username' || field === 'email' ? field : 'name',
    value: value[field],
    isReadonly,
    onInput: (typed) => onInput(field, typed),
    onLeave: () => mistakes.judge(field),
    ...about,
  });
