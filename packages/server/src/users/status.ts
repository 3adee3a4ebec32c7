import type {User} from '@tenantry/sdk/contract';
import type {Effect} from '../http/route.ts';
import {endAccess} from '../sessions/queries.ts';
import {checkLastAdministrator} from './guards.ts';
import {toUser} from './queries.ts';
import {setDeactivation} from './status.queries.ts';
import {lockGuarded, selectTarget} from './target.ts';

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
  const {id, ifMatch = '*', now: at} = request;
  const row = await lockGuarded(effect, tenantId, {id, ifMatch});
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
  const {id, ifMatch = '*', now: at} = request;
  const row = await lockGuarded(effect, tenantId, {id, ifMatch});
  if (row.status === 'active') {
    return toUser(row, principal.id);
  }
  await setDeactivation(transaction, tenantId, {userId: id, deactivation: null, at});
  const changed = await selectTarget(effect, tenantId, id);
  await audit({action: 'user.reactivated', target: {type: 'user', id}, changes: [{path: '/status', from: row.status, to: changed.status}]});
  return toUser(changed, principal.id);
};
