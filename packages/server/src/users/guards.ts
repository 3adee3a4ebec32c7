import {rightsOverOthers} from '@tenantry/sdk/contract';
import type {Principal} from '../http/principal.ts';
import {Refusal} from '../refusal.ts';

/** Operators are bound by the last administrator alone (G5). */
const isBound = ({type}: Principal): boolean => type === 'user';

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
