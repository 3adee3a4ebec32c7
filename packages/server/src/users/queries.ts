import type {User} from '@tenantry/sdk/contract';
import {jsonArrayFrom} from 'kysely/helpers/postgres';
import type {TenantTransaction} from '../db/database.ts';

/** One user as the database answers, with all that `toUser` needs. */
export type UserRow = Awaited<ReturnType<ReturnType<typeof selectUsers>['executeTakeFirstOrThrow']>>;

/** The tenant's users, each a `UserRow`. Narrow it by a condition on `users`. */
export const selectUsers = (transaction: TenantTransaction, tenantId: string) =>
  transaction
    .selectFrom('users')
    .innerJoin('roles', (join) => join.onRef('roles.tenant_id', '=', 'users.tenant_id').onRef('roles.id', '=', 'users.role_id'))
    .leftJoin('credentials', (join) =>
      join.onRef('credentials.tenant_id', '=', 'users.tenant_id').onRef('credentials.user_id', '=', 'users.id'),
    )
    .leftJoin('users as creators', (join) =>
      join
        .onRef('creators.tenant_id', '=', 'users.tenant_id')
        .onRef('creators.id', '=', 'users.created_by_id')
        .on('users.created_by_type', '=', 'user'),
    )
    .where('users.tenant_id', '=', tenantId)
    .select((eb) => [
      'users.id',
      'users.tenant_id',
      'users.username',
      'users.email',
      'users.email_verified',
      'users.first_name',
      'users.last_name',
      'users.role_id',
      'users.extra_permissions',
      'users.status',
      'users.deactivated_at',
      'users.deactivation_reason',
      'users.credential',
      'users.note',
      'users.created_by_type',
      'users.created_by_id',
      'users.created_by_label',
      'users.created_at',
      'users.updated_at',
      'users.version',
      'roles.key as role_key',
      'roles.name as role_name',
      'roles.permissions as role_permissions',
      'credentials.changed_at as password_changed_at',
      'credentials.temporary as password_temporary',
      'credentials.expires_at as password_expires_at',
      'creators.username as creator_username',
      jsonArrayFrom(
        eb
          .selectFrom('external_ids')
          .whereRef('external_ids.tenant_id', '=', 'users.tenant_id')
          .whereRef('external_ids.user_id', '=', 'users.id')
          .select(['external_ids.issuer', 'external_ids.subject'])
          .orderBy('external_ids.issuer')
          .orderBy('external_ids.subject'),
      ).as('external_ids'),
    ]);

/** One user of the tenant, or `undefined`. */
export const selectUser = (transaction: TenantTransaction, tenantId: string, id: string): Promise<UserRow | undefined> =>
  selectUsers(transaction, tenantId).where('users.id', '=', id).executeTakeFirst();

/** All that a user may, by the role and beside it. */
export const heldBy = ({role_permissions, extra_permissions}: Pick<UserRow, 'role_permissions' | 'extra_permissions'>): string[] => [
  ...role_permissions,
  ...extra_permissions,
];

/** A row as the contract shows it to the reader: who reads oneself does not see the administrators' note. */
export const toUser = (row: UserRow, readerId: string | null): User => ({
  id: row.id,
  tenantId: row.tenant_id,
  username: row.username,
  email: row.email,
  emailVerified: row.email_verified,
  firstName: row.first_name,
  lastName: row.last_name,
  roleId: row.role_id,
  role: {id: row.role_id, key: row.role_key, name: row.role_name},
  extraPermissions: row.extra_permissions,
  effectivePermissions: effectivePermissions(row.role_permissions, row.extra_permissions),
  status: row.status,
  deactivatedAt: timestamp(row.deactivated_at),
  deactivationReason: row.deactivation_reason,
  credential: row.credential,
  passwordChangedAt: timestamp(row.password_changed_at),
  temporaryPasswordExpiresAt: row.password_temporary ? timestamp(row.password_expires_at) : null,
  externalIds: row.external_ids,
  ...(row.id !== readerId && {note: row.note}),
  createdBy: {type: row.created_by_type, id: row.created_by_id, label: creatorLabel(row)},
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: row.version,
});

/** The permissions of a role in order, by the list of them: the rows of a page share it. */
const inOrder = new WeakMap<readonly string[], string[]>();

const effectivePermissions = (ofRole: readonly string[], extra: readonly string[]): string[] => {
  let ordered = inOrder.get(ofRole);
  if (!ordered) {
    ordered = [...new Set(ofRole)].toSorted();
    inOrder.set(ofRole, ordered);
  }
  return extra.length === 0 ? ordered : [...new Set([...ordered, ...extra])].toSorted();
};

const creatorLabel = (row: UserRow): string => {
  switch (row.created_by_type) {
    case 'user':
      return row.creator_username ?? 'deleted user';
    case 'system':
      return 'system';
    default:
      return row.created_by_label ?? row.created_by_id ?? row.created_by_type;
  }
};

const timestamp = (date: Date | null): string | null => date?.toISOString() ?? null;
