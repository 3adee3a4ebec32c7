import type {ApiError} from '@tenantry/sdk';
import {type Field, FIELDS, type Mistake} from './fields.ts';

/** What a refusal as a whole is about: these fields, as far as they were to be changed. */
const ABOUT: Readonly<Record<string, readonly [Mistake, ...Field[]] | undefined>> = {
  'email-taken': ['taken', 'email'],
  'role-not-assignable': ['roleNotAssignable', 'roleId'],
  'privilege-escalation': ['escalation', 'roleId', 'extraPermissions'],
  'last-administrator': ['lastAdministrator', 'roleId'],
  'self-modification': ['oneself', ...FIELDS],
  'insufficient-authority': ['stronger', 'email', 'roleId', 'extraPermissions'],
};

const LACKING: Readonly<Record<string, readonly Field[] | undefined>> = {
  'users.update': ['email', 'firstName', 'lastName', 'note'],
  'users.assignRole': ['roleId', 'extraPermissions'],
};

const REASON: Readonly<Record<string, Mistake | undefined>> = {
  format: 'emailFormat',
  'control-character': 'unstorable',
  'ill-formed': 'unstorable',
  'unknown-reference': 'roleUnknown',
};

/** Where the refusals of a change belong (X4). Empty when the refusal is about no field that was to be changed. */
export const refusalsOf = (
  {code, problem, fieldErrors}: ApiError,
  changed: readonly Field[],
): Readonly<Partial<Record<Field, Mistake>>> => {
  const [mistake, ...about] = ABOUT[code] ?? ['notYours' as const, ...(LACKING[problem.required ?? ''] ?? [])];
  const named = changed.flatMap((field) => {
    const found = fieldErrors.find(({pointer}) => pointer === `#/${field}` || pointer.startsWith(`#/${field}/`));
    return found ? [[field, ABOUT[code] ? mistake : reasonOf(field, found.code)] as const] : [];
  });
  return Object.fromEntries(named.length > 0 ? named : changed.filter((field) => about.includes(field)).map((field) => [field, mistake]));
};

const reasonOf = (field: Field, reason: string): Mistake =>
  (reason === 'too-long' ? (field === 'note' ? 'noteTooLong' : 'tooLong') : REASON[reason]) ?? 'refusedField';
