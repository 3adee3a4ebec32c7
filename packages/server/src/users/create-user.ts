import type {CreatedUser, CreateUser} from '@tenantry/sdk/contract';
import {usernameKey} from '@tenantry/sdk/contract';
import type * as z from 'zod/mini';
import type {TenantTransaction} from '../db/database.ts';
import type {UsernameHolds} from '../deletion/username-holds.ts';
import type {Dependencies} from '../dependencies.ts';
import {requirePermission} from '../http/authorization.ts';
import type {Principal} from '../http/principal.ts';
import type {Effect} from '../http/route.ts';
import {temporaryEnd} from '../passwords/temporary.ts';
import {invalidField, Refusal} from '../refusal.ts';
import {lockRole} from './assignment.queries.ts';
import {type AssignableRole, admitRole} from './assignment.ts';
import {type CreationContext, insertUser, type NewUser, selectCreationContext, selectTakenKeys} from './create.queries.ts';
import {accessMail, noticeMail} from '../mail/orders.ts';
import {noMail} from '../mail/refusal.ts';
import {linkEnd} from '../mail/room.ts';
import type {OutboxEntry} from '../outbox/queries.ts';
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
    throw reserved(key);
  }
  return admitted;
};

const reserved = (key: string): Refusal =>
  new Refusal('username-reserved', 'Nobody may have this username', {
    errors: [{pointer: '#/username', code: 'not-allowed', detail: 'Reserved', params: {key}}],
  });

/** Refuses the username of who was deleted not long ago (L3). */
export const checkNotHeld = async (
  transaction: TenantTransaction,
  tenantId: string,
  {holds, signature, username}: {readonly holds: UsernameHolds; readonly signature: string; readonly username: string},
): Promise<void> => {
  if (await holds.has(transaction, tenantId, signature)) {
    throw reserved(usernameKey(username) ?? '');
  }
};

/** The password that the user will sign in with first, and whether the server has to tell it. */
export interface FirstPassword {
  readonly password: string;
  readonly hash: string;
  /** Where the server has made it, how it is told: shown in the answer, or sealed for a mail. */
  readonly told: 'shown' | {readonly sealed: string} | undefined;
}

/** Refuses what takes a mail where none can be sent. */
export const checkMail = ({credential, sendWelcome = false}: CreateUserBody, {mailer}: Pick<Dependencies, 'mailer'>): void => {
  if (!mailer && (sendWelcome || isMailed(credential))) {
    throw noMail();
  }
};

const isMailed = (credential: CreateUserBody['credential']): boolean =>
  credential.type === 'link' || (credential.type === 'temporary' && credential.delivery === 'email');

/**
 * Makes the temporary password, or checks the one that the administrator typed (A8, A10). Who is to choose one by a link has none:
 * `undefined`.
 */
export const firstPassword = async (
  {settings, tenantName}: CreationContext,
  {credential, ...person}: CreateUserBody,
  {passwords, sealer}: Pick<Dependencies, 'passwords' | 'sealer'>,
): Promise<FirstPassword | undefined> => {
  if (credential.type === 'link') {
    return undefined;
  }
  if (credential.type === 'temporary') {
    const password = passwords.generate(settings.passwordPolicy);
    const told = credential.delivery === 'show' ? ('shown' as const) : {sealed: await sealer.seal(password)};
    return {password, hash: await passwords.hash(password), told};
  }
  const rules = passwords.check(settings.passwordPolicy, credential.password, {...person, tenantName});
  if (rules.length > 0) {
    throw new Refusal('password-policy', 'The password does not keep the rules', {members: {rules}});
  }
  return {password: credential.password, hash: await passwords.hash(credential.password), told: undefined};
};

/** A user who was created, and the mail that the answer waits for. */
export interface Creation {
  readonly created: CreatedUser;
  readonly mail: string | undefined;
}

/** Creates the user in the effect's transaction: user, credential, audit and outbox together (L5). */
export const createUser = async (
  {transaction, principal, audit, enqueue}: Effect,
  tenantId: string,
  body: CreateUserBody,
  {
    now,
    newId,
    password,
    roleId,
    holds,
    signature,
  }: Pick<Dependencies, 'now' | 'newId'> & {
    readonly password: FirstPassword | undefined;
    /** The role that the user gets, as it looked before the slow work. */
    readonly roleId: string;
    readonly holds: UsernameHolds;
    /** What is kept of such a username when its user is deleted. */
    readonly signature: string;
  },
): Promise<Creation> => {
  await lockRole(transaction, tenantId, roleId);
  const context = await selectCreationContext(transaction, tenantId, body.roleId);
  const role = admitUser(context, body, principal);
  const at = now();
  const expiresAt = password ? temporaryEnd(context.settings.passwordPolicy, at) : linkEnd('setUp', at);
  const user: NewUser = {
    id: newId('usr'),
    username: body.username,
    email: body.email,
    firstName: body.firstName,
    lastName: body.lastName,
    roleId: role.id,
    extraPermissions: [...new Set(body.extraPermissions ?? [])].toSorted(),
    note: body.note || null,
    password: password ? {hash: password.hash, expiresAt} : undefined,
    emailUnique: context.settings.uniqueEmail,
    createdBy: principal,
    at,
  };
  if (!(await insertUser(transaction, tenantId, user))) {
    throw taken(user, await selectTakenKeys(transaction, tenantId, user));
  }
  // Afterwards: who had the username may have been deleted while this one waited for it.
  await checkNotHeld(transaction, tenantId, {holds, signature, username: body.username});
  await audit({action: 'user.created', target: {type: 'user', id: user.id}, changes: changesOf(user)});
  const row = await selectUser(transaction, tenantId, user.id);
  if (!row) {
    throw new Error('A user has vanished within the transaction that made it');
  }
  const order = accessMailOf({userId: user.id, password, expiresAt});
  // The username stands in no mail beside a secret, so that it takes one of its own (L26).
  if (body.sendWelcome ?? order !== undefined) {
    await enqueue(noticeMail({mail: 'welcome', userId: user.id}));
  }
  const handoff = handoffOf({
    loginUrl: context.settings.loginUrl,
    username: user.username,
    temporaryPassword: password?.told === 'shown' ? password.password : null,
    expiresAt,
    delivered: order ? (password ? 'email' : 'link') : 'shown',
  });
  return {created: {user: toUser(row, principal.id), handoff}, mail: order && (await enqueue(order, {held: true}))};
};

/** The mail that gives a new user the way in, where it is one that does. */
const accessMailOf = ({
  userId,
  password,
  expiresAt,
}: {
  readonly userId: string;
  readonly password: FirstPassword | undefined;
  readonly expiresAt: Date;
}): OutboxEntry | undefined => {
  const until = expiresAt.toISOString();
  if (!password) {
    return accessMail({mail: 'link', userId, purpose: 'setUp', expiresAt: until});
  }
  return typeof password.told === 'object'
    ? accessMail({mail: 'temporary', userId, isNew: true, sealed: password.told.sealed, expiresAt: until})
    : undefined;
};

/** The names of all fields, and the values of those that are neither personal nor secret (L18). */
const changesOf = (user: NewUser): {path: string; to?: unknown}[] => [
  ...['username', 'email', 'firstName', 'lastName', ...(user.note === null ? [] : ['note'])].map((path) => ({path})),
  {path: 'roleId', to: user.roleId},
  {path: 'extraPermissions', to: user.extraPermissions},
  {path: 'credential', to: user.password ? 'temporary' : 'none'},
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
