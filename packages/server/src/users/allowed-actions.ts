import type {UserAction} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Principal} from '../http/principal.ts';
import {ADMINISTRATOR_ROLE} from '../roles/built-in-roles.ts';
import {selectLastAdministrator} from './guards.queries.ts';
import {hasAuthority, isOneself} from './guards.ts';
import type {ResourceProvider} from '../resources/provider.ts';
import type {UserReader} from './list.queries.ts';
import {heldBy, type UserRow} from './queries.ts';
import {resetObstacle} from './reset-password.ts';

interface Asked {
  readonly principal: Principal;
  readonly now: Date;
  /** Who could give what a user owns to another. */
  readonly resources: readonly ResourceProvider[];
}

type Tells = (row: UserRow) => {readonly allowedActions: UserAction[]};

/**
 * What somebody may do now with each of these users: what the endpoints of the actions would do, not what they would refuse. It tells
 * nothing that is sure: the endpoint decides again.
 */
export const tellActions = async (
  transaction: TenantTransaction,
  {principal, rows, now, resources}: Asked & {readonly rows: readonly UserRow[]},
): Promise<Tells> => {
  const lastAdministrator = rows.some(({role_key}) => role_key === ADMINISTRATOR_ROLE)
    ? await selectLastAdministrator(transaction, principal.tenantId, now)
    : undefined;
  const isTransferable = resources.some(({transfer}) => transfer !== undefined);
  return (row) => ({allowedActions: allowedActions(principal, row, {isLastAdministrator: row.id === lastAdministrator, isTransferable})});
};

/** Somebody who reads a list of users. */
export const readerOf = (transaction: TenantTransaction, asked: Asked): UserReader => ({
  readerId: asked.principal.id,
  now: asked.now,
  tellActions: (rows) => tellActions(transaction, {...asked, rows}),
});

const allowedActions = (
  principal: Principal,
  row: UserRow,
  {isLastAdministrator, isTransferable}: {readonly isLastAdministrator: boolean; readonly isTransferable: boolean},
): UserAction[] => {
  if (isOneself(principal, row.id)) {
    return [];
  }
  const isActive = row.status === 'active';
  const actions: readonly (readonly [UserAction, permission: string, isPossible: boolean])[] = [
    ['resetPassword', 'users.resetPassword', !resetObstacle(row)],
    ['changeRole', 'users.assignRole', !isLastAdministrator],
    ['deactivate', 'users.deactivate', isActive && !isLastAdministrator],
    ['reactivate', 'users.deactivate', !isActive],
    ['endSessions', 'users.resetPassword', isActive],
    ['transfer', 'users.delete', isTransferable],
    ['delete', 'users.delete', !isLastAdministrator],
  ];
  const withAuthority = hasAuthority(principal, heldBy(row)) ? actions : [];
  return [
    // Names and note of a stronger user may be changed (G2).
    ...(principal.permissions.has('users.update') ? (['edit'] as const) : []),
    ...withAuthority.filter(([, permission, isPossible]) => isPossible && principal.permissions.has(permission)).map(([action]) => action),
  ];
};
