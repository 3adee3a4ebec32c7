import type {Permission, UpdateUser, User} from '@tenantry/sdk/contract';
import type * as z from 'zod/mini';
import type {AuditEntry} from '../audit/queries.ts';
import type {Effect} from '../http/route.ts';
import {lockRole} from './assignment.queries.ts';
import {admitRole} from './assignment.ts';
import {noticeMail} from '../mail/orders.ts';
import {deleteLink} from '../sessions/links.queries.ts';
import {checkAuthority, checkGift, checkLastAdministrator} from './guards.ts';
import {heldBy, toUser, type UserRow} from './queries.ts';
import {emailTaken} from './taken.ts';
import {lockTarget, selectTarget} from './target.ts';
import {type UserChange, updateUser} from './update.queries.ts';

/** The body of endpoint 12, as its schema leaves it: trimmed, in NFC, the address normalized. */
export type UpdateUserBody = z.output<typeof UpdateUser>;

interface Request {
  readonly id: string;
  readonly patch: UpdateUserBody;
  readonly ifMatch: number | '*' | undefined;
  readonly now: Date;
  /** Whether there is anything to send mail by. */
  readonly hasMail: boolean;
}

/**
 * Changes a user in the effect's transaction, which has locked the tenant: target, version, guards, then the rules of the state (W8). What
 * changes nothing moves no version and is not written down.
 */
export const changeUser = async (effect: Effect, tenantId: string, {id, patch, ifMatch, now, hasMail}: Request): Promise<User> => {
  const {transaction, principal, audit} = effect;
  // Role before user, as everybody locks them (D3).
  const role = patch.roleId === undefined ? null : await lockRole(transaction, tenantId, patch.roleId);
  const row = await lockTarget(effect, tenantId, {id, ifMatch});
  const change = changeOf(row, patch);
  const fields = Object.keys(change);
  if (fields.length === 0) {
    return toUser(row, principal.id);
  }
  const {email, roleId, extraPermissions = row.extra_permissions} = change;
  if (email !== undefined || roleId !== undefined || change.extraPermissions !== undefined) {
    checkAuthority(principal, {id, permissions: heldBy(row)});
  }
  if (roleId !== undefined) {
    admitRole(principal, role, {extraPermissions, userId: id});
    await checkLastAdministrator(transaction, tenantId, id, now);
  } else if (change.extraPermissions !== undefined) {
    checkGift(principal, [...row.role_permissions, ...extraPermissions], id);
  }
  if (!(await updateUser(transaction, tenantId, row, {...change, at: now}))) {
    throw emailTaken(email ?? row.email);
  }
  if (email !== undefined) {
    // A link was sent to the old address; what is still to be sent goes to the new one.
    await deleteLink(transaction, tenantId, id);
    if (hasMail) {
      await effect.enqueue(noticeMail({mail: 'emailChanged', userId: id, to: row.email}));
    }
  }
  const changed = await selectTarget(effect, tenantId, id);
  for (const entry of auditedAs(row, change)) {
    await audit({...entry, target: {type: 'user', id}, reason: patch.reason || null});
  }
  return toUser(changed, principal.id);
};

/** What of a patch is not so already. */
const changeOf = (row: UserRow, patch: UpdateUserBody): UserChange => {
  const {email, firstName, lastName, note, roleId} = patch;
  const extraPermissions = patch.extraPermissions && [...new Set(patch.extraPermissions)].toSorted();
  return {
    ...(email !== undefined && email !== row.email && {email}),
    ...(firstName !== undefined && firstName !== row.first_name && {firstName}),
    ...(lastName !== undefined && lastName !== row.last_name && {lastName}),
    ...(note !== undefined && (note || null) !== row.note && {note: note || null}),
    ...(roleId !== undefined && roleId !== row.role_id && {roleId}),
    ...(extraPermissions && !isSame(extraPermissions, row.extra_permissions) && {extraPermissions}),
  };
};

const isSame = (one: readonly Permission[], other: readonly Permission[]): boolean => one.join() === other.toSorted().join();

/** The change as the audit trail tells of it: a role by itself, of everything else the fields, with values where those are not personal. */
const auditedAs = (row: UserRow, {roleId, ...rest}: UserChange): Pick<AuditEntry, 'action' | 'changes'>[] => {
  const changes = Object.keys(rest).map((field) =>
    field === 'extraPermissions'
      ? {path: '/extraPermissions', from: row.extra_permissions, to: rest.extraPermissions}
      : {path: `/${field}`},
  );
  return [
    ...(roleId === undefined ? [] : [{action: 'user.roleChanged', changes: [{path: '/roleId', from: row.role_id, to: roleId}]}]),
    ...(changes.length === 0 ? [] : [{action: 'user.updated', changes}]),
  ];
};
