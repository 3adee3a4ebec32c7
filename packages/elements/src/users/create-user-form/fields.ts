import {type ApiError, type CreateUser, usernameKey} from '@tenantry/sdk';
import {mistakeInEmail, mistakeInName} from '../../foundation/person-mistakes.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';

/** What the form holds, all but the password. */
export interface CreateUserValue {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Empty while no role is chosen. */
  readonly roleId: string;
  /** How the user gets in first: by a password that is typed here; by one that the server makes and shows, or sends; or by a link. */
  readonly credential: 'password' | 'temporary' | 'email' | 'link';
  /** Whether a mail tells the user the username and where to sign in. Left out: where the way in goes by mail. */
  readonly sendWelcome?: boolean;
}

export const EMPTY: CreateUserValue = {username: '', email: '', firstName: '', lastName: '', roleId: '', credential: 'password'};

/** Whether a mail tells the user the username and where to sign in. */
export const isWelcomed = ({credential, sendWelcome}: CreateUserValue): boolean =>
  sendWelcome ?? (credential === 'email' || credential === 'link');

/** What is sent of it. A server that sends no mail is not asked for any but the one that the user is to get in by. */
export const newUserOf = (value: CreateUserValue, password: string, hasMail: boolean): CreateUser => {
  const {credential, sendWelcome: _, ...person} = value;
  const credentials: Readonly<Record<CreateUserValue['credential'], CreateUser['credential']>> = {
    password: {type: 'password', password},
    temporary: {type: 'temporary', delivery: 'show'},
    email: {type: 'temporary', delivery: 'email'},
    link: {type: 'link'},
  };
  return {...person, credential: credentials[credential], ...(hasMail && {sendWelcome: isWelcomed(value)})};
};

/** The fields for one line of text, in the order of the form. */
export const TEXT_FIELDS = ['username', 'email', 'firstName', 'lastName'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** All fields, in the order of the form. */
export const FIELDS = [...TEXT_FIELDS, 'password', 'confirm', 'role'] as const;
export type Field = (typeof FIELDS)[number];

/** The selector of the control that holds a field. */
export const inputOf = (field: Field): string =>
  field === 'role' ? 'role-select' : field === 'password' || field === 'confirm' ? 'password-field' : `#${field}`;

/** What is wrong with a field: the name of the text that says so, or `rules` where the field says it itself. */
export type Mistake = keyof CreateUserFormMessages | 'rules';

/** The mistakes of some fields. */
export type FieldMistakes = Readonly<Partial<Record<Field, Mistake>>>;

const REQUIRED: Readonly<Record<TextField, Mistake>> = {
  username: 'usernameRequired',
  email: 'emailRequired',
  firstName: 'firstNameRequired',
  lastName: 'lastNameRequired',
};

/** Why a text would be refused. */
export const mistakeInText = (field: TextField, value: string): Mistake | undefined => {
  const text = value.trim();
  if (text === '') {
    return REQUIRED[field];
  }
  switch (field) {
    case 'username':
      return usernameKey(text) === null ? 'usernameNotAllowed' : undefined;
    case 'email':
      return mistakeInEmail(text);
    default:
      return mistakeInName(text);
  }
};

/** Refusals as a whole that are about one field. */
const ABOUT: Readonly<Record<string, readonly [Field, Mistake] | undefined>> = {
  'username-taken': ['username', 'taken'],
  'username-reserved': ['username', 'reserved'],
  'email-taken': ['email', 'taken'],
  'password-policy': ['password', 'rules'],
  'role-not-assignable': ['role', 'roleNotAssignable'],
  'privilege-escalation': ['role', 'roleEscalation'],
};

const FIELD_OF: Readonly<Record<string, Field | undefined>> = {
  '#/username': 'username',
  '#/email': 'email',
  '#/firstName': 'firstName',
  '#/lastName': 'lastName',
  '#/credential/password': 'password',
  '#/roleId': 'role',
};

const REASON: Readonly<Record<string, Mistake | undefined>> = {
  format: 'emailFormat',
  'too-long': 'tooLong',
  'control-character': 'unstorable',
  'ill-formed': 'unstorable',
  'unknown-reference': 'roleUnknown',
};

/** Where the refusals of a user belong (X4). Empty when the refusal is about no field that the form has. */
export const refusalsOf = ({code, problem, fieldErrors}: ApiError): FieldMistakes => {
  // To whoever may not assign roles, a role is as far away as one with rights that they lack.
  const about = ABOUT[problem.required === 'users.assignRole' ? 'privilege-escalation' : code];
  const fields = fieldErrors.flatMap(({pointer, code: reason}) => {
    const field = FIELD_OF[pointer];
    return field ? [[field, about?.[1] ?? REASON[reason] ?? 'refusedField'] as const] : [];
  });
  return Object.fromEntries(fields.length > 0 || !about ? fields : [about]);
};
