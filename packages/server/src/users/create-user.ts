import type {CreatedUser, CreateUser} from '@tenantry/sdk/contract';
import {usernameKey} from '@tenantry/sdk/contract';
import type * as z from 'zod/mini';
import type {Dependencies} from '../dependencies.ts';
import {requirePermission} from '../http/authorization.ts';
import type {Principal} from '../http/principal.ts';
import type {Effect} from '../http/route.ts';
import {temporaryEnd} from '../passwords/temporary.ts';
import {invalidField, Refusal} from '../refusal.ts';
import {lockRole} from './assignment.queries.ts';
import {type AssignableRole, admitRole} from './assignment.ts';
import {type CreationContext, insertUser, type NewUser, selectCreationContext, selectTakenKeys} from './create.queries.ts';
import {noMail} from '../mail/refusal.ts';
import {handoffOf} from './handoff.ts';
import {selectUser, toUser} from './queries.ts';
import {emailTaken, inUse} from './taken.ts';
import {isReserved} from './usernames.ts';

/** The body of endpoint 10, as its schema leaves it: trimmed, in NFC, the address normalized. */
export type CreateUserBody = z.output<typeof CreateUser>;

/**
 * Whether this caller may create this user: the permission for what differs from the default (W8), then G1, then the rules of the state.
 * Asked before the slow work, so that a refusal is quick, and again in the effect's transaction, which decides.
 *
 * @returns The role that the user gets.
 */
export const admitUser = ({defaultRoleId, role}: CreationContext, body: CreateUserBody, principal: Principal): AssignableRole => {
  const extra = body.extraPermissions ?? [];
  if ((body.roleId !== undefined && body.roleId !== defaultRoleId) || extra.length > 0) {
    requirePermission(principal, 'users.assignRole');
  }
  if (!role && body.roleId === undefined) {
    throw invalidField('#/roleId', 'required', 'The tenant has no default role, so one has to be named');
  }
  const admitted = admitRole(principal, role, {extraPermissions: extra, userId: null});
  const key = usernameKey(body.username) ?? '';
  if (isReserved(key)) {
    throw new Refusal('username-reserved', 'Nobody may have this username', {
      errors: [{pointer: '#/username', code: 'not-allowed', detail: 'Reserved', params: {key}}],
    });
  }
  return admitted;
};

/** The password that the user will sign in with first, and whether the server has to tell it. */
export interface FirstPassword {
  readonly password: string;
  readonly isMade: boolean;
}

/** Makes the temporary password, or checks the one that the administrator typed (A8, A10). */
export const firstPassword = (
  {settings, tenantName}: CreationContext,
  {credential, ...person}: CreateUserBody,
  passwords: Dependencies['passwords'],
): FirstPassword => {
  if (credential.type === 'link' || (credential.type === 'temporary' && credential.delivery !== 'show')) {
    throw noMail();
  }
  if (credential.type === 'temporary') {
    return {password: passwords.generate(settings.passwordPolicy), isMade: true};
  }
  const rules = passwords.check(settings.passwordPolicy, credential.password, {...person, tenantName});
  if (rules.length > 0) {
    throw new Refusal('password-policy', 'The password does not keep the rules', {members: {rules}});
  }
  return {password: credential.password, isMade: false};
};

/** Creates the user in the effect's transaction: user, credential and audit together (L5). */
export const createUser = async (
  {transaction, principal, audit}: Effect,
  tenantId: string,
  body: CreateUserBody,
  {
    now,
    newId,
    password: {password, isMade},
    passwordHash,
    roleId,
  }: Pick<Dependencies, 'now' | 'newId'> & {
    readonly password: FirstPassword;
    readonly passwordHash: string;
    /** The role that the user gets, as it looked before the slow work. */
    readonly roleId: string;
  },
): Promise<CreatedUser> => {
  await lockRole(transaction, tenantId, roleId);
  const context = await selectCreationContext(transaction, tenantId, body.roleId);
  const role = admitUser(context, body, principal);
  const at = now();
  const passwordExpiresAt = temporaryEnd(context.settings.passwordPolicy, at);
  const user: NewUser = {
    id: newId('usr'),
    username: body.username,
    email: body.email,
    firstName: body.firstName,
    lastName: body.lastName,
    roleId: role.id,
    extraPermissions: [...new Set(body.extraPermissions ?? [])].toSorted(),
    note: body.note || null,
    passwordHash,
    passwordExpiresAt,
    emailUnique: context.settings.uniqueEmail,
    createdBy: principal,
    at,
  };
  if (!(await insertUser(transaction, tenantId, user))) {
    throw taken(user, await selectTakenKeys(transaction, tenantId, user));
  }
  await audit({action: 'user.created', target: {type: 'user', id: user.id}, changes: changesOf(user)});
  const row = await selectUser(transaction, tenantId, user.id);
  if (!row) {
    throw new Error('A user has vanished within the transaction that made it');
  }
  return {
    user: toUser(row, principal.id),
    handoff: handoffOf({
      loginUrl: context.settings.loginUrl,
      username: user.username,
      temporaryPassword: isMade ? password : null,
      expiresAt: passwordExpiresAt,
    }),
  };
};

/** The names of all fields, and the values of those that are neither personal nor secret (L18). */
const changesOf = (user: NewUser): {path: string; to?: unknown}[] => [
  ...['username', 'email', 'firstName', 'lastName', ...(user.note === null ? [] : ['note'])].map((path) => ({path})),
  {path: 'roleId', to: user.roleId},
  {path: 'extraPermissions', to: user.extraPermissions},
  {path: 'credential', to: 'temporary'},
  {path: 'status', to: 'active'},
];

const taken = (user: NewUser, is: {readonly username: boolean; readonly email: boolean}): Refusal => {
  const errors = [
    ...(is.username ? [inUse('#/username', usernameKey(user.username) ?? '')] : []),
    ...(is.email ? [inUse('#/email', user.email)] : []),
  ];
  if (errors.length === 0) {
    // Whoever had it is gone again: the same request may well succeed now.
    return new Refusal('temporarily-unavailable', 'Somebody else was faster, and is gone', {headers: {'Retry-After': '1'}});
  }
  return is.username ? new Refusal('username-taken', 'A user of this tenant already has this username', {errors}) : emailTaken(user.email);
};
