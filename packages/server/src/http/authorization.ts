import {notFound, Refusal} from '../refusal.ts';
import type {Admitted, Credential} from './authentication.ts';
import {isId} from '../ids.ts';
import type {Principal} from './principal.ts';
import {type Access, permissionsOf} from './route.ts';

/**
 * The tenant whose transaction a call needs (W1): the credential's own, or for an operator the one of the path. A tenant the caller is
 * not in is found out later, in the order of W8.
 */
export const tenantOf = (credential: Credential, pathTenant: string | undefined): string => {
  if (credential.kind === 'member') {
    return credential.tenantId;
  }
  if (pathTenant === undefined) {
    throw new Refusal('not-a-member', 'An operator has no user record');
  }
  if (!isId(pathTenant)) {
    throw notFound();
  }
  return pathTenant;
};

/** Refuses a session that has to choose a new password first everything else (A6). */
export const checkSessionKind = (admitted: Admitted | undefined, access: Access): void => {
  if (admitted && admitted.principal.kind !== 'full' && access !== 'session') {
    throw new Refusal('password-change-required', 'This session may do nothing but choose a new password');
  }
};

/** Decides whether somebody known may call a route here: tenant, then permission (W8). */
export const authorize = (admitted: Admitted | undefined, access: Access, pathTenant: string | undefined): Principal => {
  if (!admitted) {
    throw notFound();
  }
  const {principal, tenantStatus} = admitted;
  if (pathTenant !== undefined && pathTenant !== 'self' && pathTenant !== principal.tenantId) {
    throw notFound();
  }
  if (tenantStatus === 'suspended' && principal.type === 'user') {
    throw new Refusal('tenant-suspended', 'The tenant is suspended');
  }
  const needed = permissionsOf(access);
  const [first] = needed;
  if (first !== undefined && !needed.some((permission) => principal.permissions.has(permission))) {
    requirePermission(principal, first);
  }
  return principal;
};

/** Decides whether somebody may send these members of a body, where each needs a permission of its own. */
export const authorizeMembers = (principal: Principal, access: Access, body: unknown): void => {
  if (typeof access === 'object' && access.byMember && typeof body === 'object' && body !== null) {
    for (const [member, permission] of Object.entries(access.byMember)) {
      if (Object.hasOwn(body, member)) {
        requirePermission(principal, permission);
      }
    }
  }
};

/** Refuses who lacks a permission (403, whether or not the target exists). */
export const requirePermission = (principal: Pick<Principal, 'permissions'>, permission: string): void => {
  if (!principal.permissions.has(permission)) {
    throw new Refusal('permission-denied', `This needs the permission ${permission}`, {members: {required: permission}});
  }
};
