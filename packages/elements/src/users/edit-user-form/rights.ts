import {type Me, PERMISSIONS, rightsOverOthers, type User} from '@tenantry/sdk';
import type {Field} from './fields.ts';

/** Whoever holds one of these may change something in a user. */
export const NEEDED = ['users.update', 'users.assignRole'];

/**
 * Whether somebody may change a field: `may`; or `lacks` the permission; or what they and the user are forbids it, because it is `oneself`
 * (G3), or a user who is `stronger` (G2).
 */
export type Right = 'may' | 'lacks' | 'oneself' | 'stronger';

/** @param me Who is signed in; where it is not known, the server decides. */
export const rightTo = (field: Field, user: User, me: Me | undefined): Right => {
  if (!me) {
    return 'may';
  }
  const isAccess = field === 'roleId' || field === 'extraPermissions';
  if (!me.permissions.includes(isAccess ? 'users.assignRole' : 'users.update')) {
    return 'lacks';
  }
  if (me.user.id === user.id) {
    return 'oneself';
  }
  const isStronger = rightsOverOthers(user.effectivePermissions).some((permission) => !me.permissions.includes(permission));
  return isStronger && (isAccess || field === 'email') ? 'stronger' : 'may';
};

/** The permissions that somebody may give: of the rights over others those that they have themselves (G1). And those that the user has. */
export const offeredPermissions = (me: Me | undefined, held: readonly string[]): readonly string[] => [
  ...new Set([
    ...PERMISSIONS.filter((permission) => !me || rightsOverOthers([permission]).length === 0 || me.permissions.includes(permission)),
    ...held,
  ]),
];
