import type {Me, User} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {Mistakes} from '../../controllers/mistakes.ts';
import {fieldNote} from '../../foundation/field-parts.ts';
import {textField} from '../../foundation/text-field.ts';
import type {EditUserFormMessages} from './edit-user-form.messages.ts';
import {type EditUserValue, type Field, inputOf, type LineField, type Mistake} from './fields.ts';
import {offeredPermissions, type Right, rightTo} from './rights.ts';

export interface UserFields {
  readonly user: User;
  readonly value: EditUserValue;
  readonly me: Me | undefined;
  readonly mistakes: Mistakes<Field, Mistake>;
  readonly isReadonly: boolean;
  readonly onEdit: (field: Field, change: Partial<EditUserValue>) => void;
}

/** The sentence for a mistake; empty when there is none. */
export const explain = (mistake: Mistake | undefined, text: EditUserFormMessages): string => (mistake ? String(text[mistake]) : '');

/** What stands below a field that only what the user is keeps from being changed (X1). Of oneself the form says it once. */
export const reasonFor = (right: Right, text: EditUserFormMessages): string => (right === 'stronger' ? text.stronger : '');

/** The username, which stays (L1), email, first name and last name, two and two. */
export const personFields = (fields: UserFields, text: EditUserFormMessages): TemplateResult => html`
  <div class="pair">${fact(text.username, fields.user.username, text.usernameHint)}${lineField('email', fields, text)}</div>
  <div class="pair">${lineField('firstName', fields, text)}${lineField('lastName', fields, text)}</div>
`;

/** Something that is only said. */
export const fact = (label: string, value: string, hint: string): TemplateResult => html`
  <div class="field" part="field">
    <p class="label" part="label">${label}</p>
    <p class="fact"><bdi>${value}</bdi></p>
    ${hint ? html`<p class="hint" part="hint">${hint}</p>` : nothing}
  </div>
`;

const lineField = (field: LineField, {user, value, me, mistakes, isReadonly, onEdit}: UserFields, text: EditUserFormMessages): unknown => {
  const right = rightTo(field, user, me);
  return right === 'lacks'
    ? fact(text[field], user[field], '')
    : textField({
        id: field,
        label: text[field],
        kind: field === 'email' ? field : 'name',
        value: value[field],
        problem: explain(mistakes.of(field), text),
        hint: reasonFor(right, text),
        isReadonly,
        isDisabled: right !== 'may',
        onInput: (typed) => onEdit(field, {[field]: typed}),
        onLeave: () => mistakes.judge(field),
      });
};

/** What administrators note about the user. Absent for whoever may not change it, and where the server does not tell it. */
export const noteField = ({user, value, me, mistakes, isReadonly, onEdit}: UserFields, text: EditUserFormMessages): unknown => {
  const right = rightTo('note', user, me);
  if (right === 'lacks' || user.note === undefined) {
    return nothing;
  }
  const problem = explain(mistakes.of('note'), text);
  return html`
    <div class="field" part="field">
      <label class="label" part="label" for="note">${text.note}</label>
      <div class="control lines">
        <textarea
          id="note"
          part="input"
          rows="3"
          dir="auto"
          ?readonly=${isReadonly}
          ?disabled=${right !== 'may'}
          .value=${live(value.note)}
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby="note-note"
          @input=${(event: InputEvent) => onEdit('note', {note: (event.currentTarget as HTMLTextAreaElement).value})}
          @change=${() => mistakes.judge('note')}
        ></textarea>
      </div>
      ${fieldNote('note-note', problem, text.noteHint)}
    </div>
  `;
};

/** The permissions that the user can have beyond those of the role. Absent for whoever may not give any. */
export const permissionFields = ({user, value, me, mistakes, isReadonly, onEdit}: UserFields, text: EditUserFormMessages): unknown => {
  const right = rightTo('extraPermissions', user, me);
  if (right === 'lacks') {
    return nothing;
  }
  const {extraPermissions} = value;
  const turn = (permission: string, isOn: boolean): void =>
    onEdit('extraPermissions', {
      extraPermissions: isOn ? [...extraPermissions, permission] : extraPermissions.filter((each) => each !== permission),
    });
  return html`
    <fieldset class="field" part="field" id="extraPermissions" aria-describedby="extraPermissions-note">
      <legend class="label" part="label">${text.extraPermissions}</legend>
      <div class="permissions">
        ${offeredPermissions(me, [...user.extraPermissions, ...extraPermissions]).map(
          (permission) => html`<label class="check-row">
            <input
              class="check"
              type="checkbox"
              ?disabled=${right !== 'may' || isReadonly}
              .checked=${live(extraPermissions.includes(permission))}
              @change=${(event: Event) => turn(permission, (event.currentTarget as HTMLInputElement).checked)}
            />
            <bdi>${text.permission(permission)}</bdi>
          </label>`,
        )}
      </div>
      ${fieldNote('extraPermissions-note', explain(mistakes.of('extraPermissions'), text), reasonFor(right, text) || text.extraPermissionsHint)}
    </fieldset>
  `;
};

/** The selector of what has the focus at first: a field with a mistake, else where something is to be chosen or changed. */
export const startOf = (mistaken: Field | undefined, isCompared: boolean): string =>
  mistaken ? inputOf(mistaken) : isCompared ? '.notice' : ':is(input, textarea):not(:disabled), [part=cancel]';
