import type {User} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import type {Effect} from '../http/route.ts';
import type {UserChange} from '../resources/provider.ts';
import {tellProviders} from '../resources/user-changes.ts';
import {cancelAccess} from '../mail/orders.ts';
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
 * else stays, and providers are told what to do with the user's jobs. Who is deactivated already stays so, with the reason that was given then (L9).
 */
export const deactivateUser = async (
  effect: Effect,
  tenantId: string,
  means: Pick<Dependencies, 'resources'>,
  {reason, jobs = 'keep', ...request}: Request & {readonly reason: string | null; readonly jobs: UserChange['jobs'] | undefined},
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
  await cancelAccess(transaction, tenantId, id);
  await tellProviders(effect, means, {tenantId, userId: id, change: 'deactivated', jobs});
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
export const reactivateUser = async (
  effect: Effect,
  tenantId: string,
  means: Pick<Dependencies, 'resources'>,
  request: Request,
): Promise<User> => {
  const {transaction, principal, audit} = effect;
  const {id, ifMatch = '*', now: at} = request;
  const row = await lockGuarded(effect, tenantId, {id, ifMatch});
  if (row.status === 'active') {
    return toUser(row, principal.id);
  }
  await setDeactivation(transaction, tenantId, {userId: id, deactivation: null, at});
  await tellProviders(effect, means, {tenantId, userId: id, change: 'reactivated'});
  const changed = await selectTarget(effect, tenantId, id);
  await audit({action: 'user.reactivated', target: {type: 'user', id}, changes: [{path: '/status', from: row.status, to: changed.status}]});
  return toUser(changed, principal.id);
};
