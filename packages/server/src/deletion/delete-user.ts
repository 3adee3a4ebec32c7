import {usernameKey} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';
import type {Effect, EffectAnswer, WriteCall} from '../http/route.ts';
import {Refusal} from '../refusal.ts';
import {askOwnership, OWNED_BY_MS, type Ownership} from '../resources/ownership.ts';
import {blockersHere} from '../resources/own-resources.ts';
import {tellProviders} from '../resources/user-changes.ts';
import {lockTenant} from '../tenants/lock.queries.ts';
import {checkAuthority, checkLastAdministrator} from '../users/guards.ts';
import {heldBy, type UserRow} from '../users/queries.ts';
import {findTarget, lockGuarded} from '../users/target.ts';
import {beginDeletion, eraseUser, giveUpDeletion, holdUsername, isDeletionOn} from './queries.ts';
import {USERNAME_HOLD_DAYS, type UsernameHolds} from './username-holds.ts';

type Means = Pick<Dependencies, 'database' | 'resources' | 'now' | 'logger'>;

/** How long nobody acts as a user who is about to be deleted: longer than providers may think and the deletion itself may take. */
const DELETION_MS = 2 * OWNED_BY_MS;
const DAY_MS = 24 * 3_600_000;

/**
 * Endpoint 18. Providers cannot be asked within the transaction that deletes (D3), so from before they are asked until then nobody acts as
 * the user: whoever starts something for the user and asks here first is refused meanwhile (E24).
 */
export const deleteUser = async (
  means: Means,
  holds: UsernameHolds,
  {tenantId, principal, params: {id = ''}, ifMatch, transact}: Omit<WriteCall, 'body' | 'query'>,
): Promise<EffectAnswer> => {
  const {database, now, logger} = means;
  const until = new Date(now().getTime() + DELETION_MS);
  const {username} = await database.inTenant(tenantId, async (transaction) => {
    // So that nobody else deletes the user between the two, and no transfer to the user begins that neither of the two sees.
    await lockTenant(transaction, tenantId);
    const row = await findTarget({transaction, principal}, tenantId, {id, ifMatch});
    checkAuthority(principal, {id, permissions: heldBy(row)});
    await checkLastAdministrator(transaction, tenantId, id, now());
    if (!(await beginDeletion(transaction, tenantId, id, {until, now: now()}))) {
      throw new Refusal('temporarily-unavailable', 'Somebody is deleting this user already', {headers: {'Retry-After': '1'}});
    }
    return row;
  });
  try {
    checkOwnership(await askOwnership(means, {tenantId, userId: id}));
    const signature = await holds.sign(tenantId, usernameKey(username) ?? '');
    return await transact(async (effect) => {
      await carryOut(effect, means, {tenantId, id, ifMatch, until, signature});
      return {};
    });
  } catch (error) {
    await database
      .inTenant(tenantId, (transaction) => giveUpDeletion(transaction, tenantId, id, until))
      .catch((failure: unknown) => logger.error('deletion.notGivenUp', {error: describeFailure(failure)}));
    throw error;
  }
};

/** Refuses while a user owns anything, or nobody can say so (L10). */
const checkOwnership = ({blockers, isKnown}: Ownership): void => {
  if (blockers.length > 0) {
    throw new Refusal('user-owns-resources', 'The user still owns something', {members: {blockers}});
  }
  if (!isKnown) {
    throw ownershipUnknown();
  }
};

const ownershipUnknown = (): Refusal =>
  new Refusal('ownership-unknown', 'Not everybody could say what the user owns', {headers: {'Retry-After': '5'}});

interface Deletion {
  readonly tenantId: string;
  readonly id: string;
  readonly ifMatch: number | '*' | undefined;
  /** Until when nobody acts as the user, as it was said before providers were asked. */
  readonly until: Date;
  readonly signature: string;
}

/** Deletes the user in the effect's transaction, which has locked the tenant: everything that was asked before it is asked again. */
const carryOut = async (effect: Effect, {resources, now}: Means, {tenantId, id, ifMatch, until, signature}: Deletion): Promise<void> => {
  const {transaction, audit} = effect;
  const at = now();
  await lockGuarded(effect, tenantId, {id, ifMatch});
  await checkLastAdministrator(transaction, tenantId, id, at);
  checkOwnership({blockers: await blockersHere(transaction, tenantId, id, at), isKnown: true});
  if (!(await isDeletionOn(transaction, tenantId, id, {until, now: at}))) {
    throw ownershipUnknown();
  }
  await eraseUser(transaction, tenantId, id);
  await holdUsername(transaction, tenantId, signature, new Date(at.getTime() + USERNAME_HOLD_DAYS * DAY_MS));
  await tellProviders(effect, {resources}, {tenantId, userId: id, change: 'deleted'});
  await audit({action: 'user.deleted', target: {type: 'user', id}});
};

/** Whom somebody would delete, as far as they may know: refuses what a deletion would refuse for the sake of who asks (G2, G3). */
export const findDeletable = async (
  {transaction, principal}: {readonly transaction: TenantTransaction; readonly principal: WriteCall['principal']},
  tenantId: string,
  id: string,
): Promise<UserRow> => {
  const row = await findTarget({transaction, principal}, tenantId, {id, ifMatch: '*'});
  checkAuthority(principal, {id, permissions: heldBy(row)});
  return row;
};
