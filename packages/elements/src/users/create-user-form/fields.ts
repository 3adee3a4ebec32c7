import {type ApiError, codePoints, isProblem, normalizeEmail, textProblem, usernameKey} from '@tenantry/sdk';

/** What the form holds, all but the password. */
export interface CreateUserValue {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Empty while no role is chosen. */
  readonly roleId: string;
  /** Whether the password is typed here or made by the server. */
  readonly credential: 'password' | 'temporary';
}

export const EMPTY: CreateUserValue = {username: '', email: '', firstName: '', lastName: '', roleId: '', credential: 'password'};

/** The fields for one line of text, in the order of the form. */
export const TEXT_FIELDS = ['username', 'email', 'firstName', 'lastName'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** All fields, in the order of the form. */
export const FIELDS = [...TEXT_FIELDS, 'password', 'confirm', 'role'] as const;
export type Field = (typeof FIELDS)[number];

const LONGEST_NAME = 100;

/** Why a text would be refused, by the names that the server uses; `undefined` when it would not. */
export const textFieldProblem = (field: TextField, value: string): string | undefined => {
  const text = value.trim();
  if (text === '') {
    return 'required';
  }
  switch (field) {
    case 'username':
      return usernameKey(text) === null ? 'not-allowed' : undefined;
    case 'email':
      return normalizeEmail(text) === null ? 'format' : undefined;
    default:
      return textProblem(text) ?? (codePoints(text.normalize('NFC')) > LONGEST_NAME ? 'too-long' : undefined);
  }
};

/** What the server refused, by field: a reason each; and the password's rules. */
export interface Refusals {
  readonly fields: Readonly<Partial<Record<Field, string>>>;
  readonly rules: readonly string[];
}

const FIELD_OF: Readonly<Record<string, Field>> = {
  '#/username': 'username',
  '#/email': 'email',
  '#/firstName': 'firstName',
  '#/lastName': 'lastName',
  '#/credential/password': 'password',
  '#/roleId': 'role',
};

/** Where the refusals of a user belong (X4). Nothing in `fields` when the refusal is about none that the form has. */
export const refusalsOf = (error: ApiError): Refusals => {
  if (isProblem(error, 'password-policy')) {
    return {fields: {password: 'rules'}, rules: error.problem.rules ?? []};
  }
  if (isProblem(error, 'privilege-escalation') || isProblem(error, 'role-not-assignable')) {
    return {fields: {role: error.code}, rules: []};
  }
  if (isProblem(error, 'permission-denied') && error.problem.required === 'users.assignRole') {
    return {fields: {role: 'privilege-escalation'}, rules: []};
  }
  const whole = WHOLE[error.code];
  const fields = error.fieldErrors.flatMap(({pointer, code}) => {
    const field = FIELD_OF[pointer];
    return field ? [[field, whole?.reason ?? code] as const] : [];
  });
  return {fields: Object.fromEntries(fields.length > 0 ? fields : whole ? [[whole.field, whole.reason]] : []), rules: []};
};

/** Refusals whose code says more than that of the field error. */
const WHOLE: Readonly<Record<string, {readonly field: Field; readonly reason: string} | undefined>> = {
  'username-taken': {field: 'username', reason: 'taken'},
  'username-reserved': {field: 'username', reason: 'reserved'},
  'email-taken': {field: 'email', reason: 'taken'},
};
