import {codePoints, normalizeEmail, textProblem, type UpdateUser, type User} from '@tenantry/sdk';
import {mistakeInEmail, mistakeInName} from '../../foundation/person-mistakes.ts';
import type {EditUserFormMessages} from './edit-user-form.messages.ts';

/** What can be changed in a user. */
export interface EditUserValue {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roleId: string;
  /** The permissions beyond those of the role. */
  readonly extraPermissions: readonly string[];
  /** Empty where there is none. */
  readonly note: string;
}
export type Field = keyof EditUserValue;

/** All fields, in the order of the form. */
export const FIELDS = ['email', 'firstName', 'lastName', 'roleId', 'extraPermissions', 'note'] as const satisfies readonly Field[];

/** The fields for one line of text. */
export type LineField = 'email' | 'firstName' | 'lastName';

/** The selector of the control that holds a field. */
export const inputOf = (field: Field): string =>
  field === 'roleId' ? 'role-select' : field === 'extraPermissions' ? '#extraPermissions input' : `#${field}`;

/** What is wrong with a field: the name of the text that says so. */
export type Mistake = keyof EditUserFormMessages;

const LONGEST_NOTE = 1000;

const REQUIRED: Readonly<Record<LineField, Mistake>> = {
  email: 'emailRequired',
  firstName: 'firstNameRequired',
  lastName: 'lastNameRequired',
};

/** Why what a field holds would be refused. */
export const mistakeIn = (field: Field, value: EditUserValue): Mistake | undefined => {
  switch (field) {
    case 'email':
    case 'firstName':
    case 'lastName': {
      const text = value[field].trim();
      return text === '' ? REQUIRED[field] : field === 'email' ? mistakeInEmail(text) : mistakeInName(text);
    }
    case 'note': {
      const note = asStored('note', value) as string;
      return textProblem(note, {lines: true}) ? 'unstorable' : codePoints(note) > LONGEST_NOTE ? 'noteTooLong' : undefined;
    }
    default:
      return undefined;
  }
};

/** What of a user the form holds. */
export const valueOf = ({email, firstName, lastName, roleId, extraPermissions, note}: User): EditUserValue => ({
  email,
  firstName,
  lastName,
  roleId,
  extraPermissions,
  note: note ?? '',
});

/** What a server makes of what a field holds: equal where it means the same. */
const asStored = (field: Field, value: EditUserValue): string | readonly string[] => {
  switch (field) {
    case 'roleId':
      return value.roleId;
    case 'extraPermissions':
      return [...new Set(value.extraPermissions)].toSorted();
    case 'email':
      return normalizeEmail(value.email) ?? value.email.trim();
    default:
      return value[field].trim().normalize('NFC');
  }
};

/** Whether a field means the same in both. */
export const isSame = (field: Field, one: EditUserValue, other: EditUserValue): boolean =>
  String(asStored(field, one)) === String(asStored(field, other));

/** The fields of these in which a value is another one than the user's. */
export const changedFields = (fields: readonly Field[], user: User, value: EditUserValue): readonly Field[] =>
  fields.filter((field) => !isSame(field, value, valueOf(user)));

/** The change that makes these fields of a user what a value holds. */
export const patchOf = (fields: readonly Field[], value: EditUserValue): UpdateUser =>
  Object.fromEntries(fields.map((field) => [field, field === 'note' && asStored('note', value) === '' ? null : asStored(field, value)]));
