import type {User} from '@tenantry/sdk/contract';
import type {Effect} from '../http/route.ts';
import {endAccess} from '../sessions/queries.ts';
import {checkAuthority, checkLastAdministrator} from './guards.ts';
import {heldBy, toUser, type UserRow} from './queries.ts';
import {setDeactivation} from './status.queries.ts';
import {lockTarget, selectTarget} from './target.ts';

interface Request {
  readonly id: string;
  readonly ifMatch: number | '*' | undefined;
  readonly now: Date;
}

/**
 * Deactivates a user in the effect's transaction, which has locked the tenant. Whatever the user is signed in by ends with it; everything
 * else stays. Who is deactivated already stays so, with the reason that was given then (L9).
 */
export const deactivateUser = async (
  effect: Effect,
  tenantId: string,
  {reason, ...request}: Request & {readonly reason: string | null},
): Promise<User> => {
  const {transaction, principal, audit} = effect;
  const {id, now: at} = request;
  const row = await lockGuarded(effect, tenantId, request);
  if (row.status === 'deactivated') {
    return toUser(row, principal.id);
  }
  await checkLastAdministrator(transaction, tenantId, id, at);
  await setDeactivation(transaction, tenantId, {userId: id, deactivation: {at, reason}, at});
  await endAccess(transaction, tenantId, {userId: id, at});
  const changed = await selectTarget(effect, tenantId, id);
  await audit({
    action: 'user.deactivated',
    target: {type: 'user', id},
    changes: [{path: '/status', from: row.status, to: changed.status}],
    reason,
  });
  return toUser(changed, principal.id);
};

/** Makes a deactivated user active again, who then has everything as before but the sessions and tokens that ended (L9). */
export const reactivateUser = async (effect: Effect, tenantId: string, request: Request): Promise<User> => {
  const {transaction, principal, audit} = effect;
  const {id, now: at} = request;
  const row = await lockGuarded(effect, tenantId, request);
  if (row.status === 'active') {
    return toUser(row, principal.id);
  }
  await setDeactivation(transaction, tenantId, {userId: id, deactivation: null, at});
  const changed = await selectTarget(effect, tenantId, id);
  await audit({action: 'user.reactivated', target: {type: 'user', id}, changes: [{path: '/status', from: row.status, to: changed.status}]});
  return toUser(changed, principal.id);
};

/** The target, and that the caller has authority over it, whether or not anything changes: a 403 comes before what is stored (W8, G2). */
const lockGuarded = async (effect: Effect, tenantId: string, {id, ifMatch = '*'}: Request): Promise<UserRow> => {
  const row = await lockTarget(effect, tenantId, {id, ifMatch});
  checkAuthority(effect.principal, {id, permissions: heldBy(row)});
  return row;
};
