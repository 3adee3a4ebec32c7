import type {Principal} from '../http/principal.ts';
import {invalidField, Refusal} from '../refusal.ts';
import {checkGift} from './guards.ts';

/** A role as far as it matters to whoever gives it to a user. */
export interface AssignableRole {
  readonly id: string;
  readonly status: 'enabled' | 'disabled';
  readonly permissions: readonly string[];
}

/**
 * Whether somebody may give this role to a user, together with these extra permissions: it is there, G1 allows it, it is enabled.
 *
 * @param role The one that `#/roleId` of the body asks for, if the tenant has it.
 * @param userId `null` for a user who is not there yet.
 */
export const admitRole = (
  principal: Principal,
  role: AssignableRole | null,
  {extraPermissions, userId}: {readonly extraPermissions: readonly string[]; readonly userId: string | null},
): AssignableRole => {
  if (!role) {
    throw invalidField('#/roleId', 'unknown-reference', 'There is no such role');
  }
  checkGift(principal, [...role.permissions, ...extraPermissions], userId);
  if (role.status === 'disabled') {
    throw new Refusal('role-not-assignable', 'The role is disabled', {
      errors: [{pointer: '#/roleId', code: 'not-allowed', detail: 'The role is disabled'}],
    });
  }
  return role;
};
