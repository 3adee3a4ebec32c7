import {checkVersion} from '../http/preconditions.ts';
import type {Effect} from '../http/route.ts';
import {notFound} from '../refusal.ts';
import {checkAuthority, checkNotOneself} from './guards.ts';
import {heldBy, selectUser, toUser, type UserRow} from './queries.ts';
import {lockUser} from './update.queries.ts';

interface Aim {
  readonly id: string;
  /** `'*'` where no version was named and none is needed. */
  readonly ifMatch: number | '*' | undefined;
}

/**
 * The user whom somebody acts on, as they are until the effect's transaction ends: the target, its version, and that it is not oneself (W8,
 * G3). The tenant is locked.
 */
export const lockTarget = async (effect: Effect, tenantId: string, aim: Aim): Promise<UserRow> => {
  if (!(await lockUser(effect.transaction, tenantId, aim.id))) {
    throw notFound();
  }
  return findTarget(effect, tenantId, aim);
};

/** The same of a user who may change meanwhile: for before the slow work, so that a refusal is quick. */
export const findTarget = async (
  {transaction, principal}: Pick<Effect, 'transaction' | 'principal'>,
  tenantId: string,
  {id, ifMatch}: Aim,
): Promise<UserRow> => {
  const row = await selectUser(transaction, tenantId, id);
  if (!row) {
    throw notFound();
  }
  await checkVersion(ifMatch, row.version, async () => toUser(row, principal.id));
  checkNotOneself(principal, id);
  return row;
};

/** The same, and that the caller has authority over the target, whatever state it is in: a 403 comes before what is stored (W8, G2). */
export const lockGuarded = async (effect: Effect, tenantId: string, aim: Aim): Promise<UserRow> => {
  const row = await lockTarget(effect, tenantId, aim);
  checkAuthority(effect.principal, {id: row.id, permissions: heldBy(row)});
  return row;
};

/** A target as it is after the change. */
export const selectTarget = async ({transaction}: Effect, tenantId: string, id: string): Promise<UserRow> => {
  const row = await selectUser(transaction, tenantId, id);
  if (!row) {
    throw new Error('A user has vanished within the transaction that locked it');
  }
  return row;
};
