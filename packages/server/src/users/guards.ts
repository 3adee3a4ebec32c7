import {rightsOverOthers} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Principal} from '../http/principal.ts';
import {Refusal} from '../refusal.ts';
import {selectAdministrators} from './guards.queries.ts';

/** Operators are bound by the last administrator alone (G5). */
const isBound = ({type}: Principal): boolean => type === 'user';

/** Whether somebody would act on oneself as on a user (G3). */
export const isOneself = (principal: Principal, userId: string): boolean => isBound(principal) && principal.id === userId;

/** Whether somebody has every right over others that is among these permissions of a user (G2). */
export const hasAuthority = (principal: Principal, permissions: readonly string[]): boolean =>
  !isBound(principal) || lackedBy(principal, permissions).length === 0;

/** The rights over others among these that somebody lacks. */
const lackedBy = (principal: Principal, permissions: readonly string[]): string[] =>
  [...new Set(rightsOverOthers(permissions))].filter((permission) => !principal.permissions.has(permission)).toSorted();

/**
 * G1: nobody gives rights over others that they lack.
 *
 * @param permissions All that the user has afterwards.
 * @param userId `null` for a user who is not there yet.
 */
export const checkGift = (principal: Principal, permissions: readonly string[], userId: string | null): void => {
  const missing = lackedBy(principal, permissions);
  if (isBound(principal) && missing.length > 0) {
    throw new Refusal('privilege-escalation', 'The user would have rights over others that you do not have', {
      members: {missing},
      audited: {target: {type: 'user', id: userId}},
    });
  }
};

/**
 * G2: nobody has authority over a user who has a right over others that they lack.
 *
 * @param user With all permissions that the user has before.
 */
export const checkAuthority = (principal: Principal, user: {readonly id: string; readonly permissions: readonly string[]}): void => {
  if (!hasAuthority(principal, user.permissions)) {
    throw new Refusal('insufficient-authority', 'The user has rights over others that you do not have', {
      members: {missing: lackedBy(principal, user.permissions)},
      audited: {target: {type: 'user', id: user.id}},
    });
  }
};

/** G3: nobody acts on oneself as on a user. */
export const checkNotOneself = (principal: Principal, userId: string): void => {
  if (isOneself(principal, userId)) {
    throw new Refusal('self-modification', 'What is one’s own is changed under /v1/me, or by somebody else', {
      audited: {target: {type: 'user', id: userId}},
    });
  }
};

/** G4: who counts as an administrator can stop counting only where somebody else goes on. Binds operators too. The tenant is locked. */
export const checkLastAdministrator = async (
  transaction: TenantTransaction,
  tenantId: string,
  userId: string,
  now: Date,
): Promise<void> => {
  const {isOne, hasOthers} = await selectAdministrators(transaction, tenantId, userId, now);
  if (isOne && !hasOthers) {
    throw new Refusal('last-administrator', 'The tenant would have no administrator who can sign in', {
      audited: {target: {type: 'user', id: userId}},
    });
  }
};
