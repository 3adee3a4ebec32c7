import {sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import type {TenantSettings} from '../db/schema.ts';
import type {AssignableRole} from './assignment.ts';
import {userKeys, userWords} from './keys.ts';

/** What decides about a new user: the tenant's name and settings, its default role, and the role that is asked for. */
export interface CreationContext {
  readonly tenantName: string;
  readonly settings: TenantSettings;
  readonly defaultRoleId: string | null;
  /** `null` where the tenant has no such role. */
  readonly role: AssignableRole | null;
}

/** @param roleId The role that is asked for; left out, the default one. */
export const selectCreationContext = async (
  transaction: TenantTransaction,
  tenantId: string,
  roleId: string | undefined,
): Promise<CreationContext> => {
  const row = await transaction
    .selectFrom('tenant_profiles')
    .leftJoin('roles', (join) =>
      join
        .onRef('roles.tenant_id', '=', 'tenant_profiles.tenant_id')
        .on('roles.id', '=', roleId === undefined ? sql.ref('tenant_profiles.default_role_id') : roleId),
    )
    .where('tenant_profiles.tenant_id', '=', tenantId)
    .select(['tenant_profiles.name', 'tenant_profiles.settings', 'tenant_profiles.default_role_id'])
    .select(['roles.id', 'roles.status', 'roles.permissions'])
    .executeTakeFirstOrThrow();
  const {id, status, permissions} = row;
  return {
    tenantName: row.name,
    settings: row.settings,
    defaultRoleId: row.default_role_id,
    role: id === null || status === null || permissions === null ? null : {id, status, permissions},
  };
};

export interface NewUser {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roleId: string;
  readonly extraPermissions: readonly string[];
  readonly note: string | null;
  /** A temporary one; `undefined` for who is to choose one by a link. */
  readonly password: {readonly hash: string; readonly expiresAt: Date} | undefined;
  readonly emailUnique: boolean;
  readonly createdBy: {readonly type: 'user' | 'operator'; readonly id: string};
  readonly at: Date;
}

/**
 * Writes a user, and the temporary password if there is one, in one statement. Answers `false` when somebody else has the username or the address: the
 * database's own constraints say so, whoever else is writing at the same moment (E3).
 */
export const insertUser = async (transaction: TenantTransaction, tenantId: string, user: NewUser): Promise<boolean> => {
  const keys = userKeys(user);
  const words = userWords(user);
  const {rows} = await sql<{id: string}>`
    with created as (
      insert into users (
        tenant_id, id, username, username_key, email, email_key, email_sort, email_unique, first_name, last_name, last_name_key,
        role_id, extra_permissions, status, credential, note, created_by_type, created_by_id, created_at, updated_at
      )
      values (
        ${tenantId}, ${user.id}, ${user.username}, ${keys.username_key}, ${user.email}, ${keys.email_key}, ${keys.email_sort},
        ${user.emailUnique}, ${user.firstName}, ${user.lastName}, ${keys.last_name_key}, ${user.roleId}, ${user.extraPermissions},
        'active', ${user.password ? 'temporary' : 'none'}, ${user.note}, ${user.createdBy.type}, ${user.createdBy.id}, ${user.at}, ${user.at}
      )
      on conflict do nothing
      returning id
    ), credential as (
      insert into credentials (tenant_id, user_id, hash, temporary, expires_at, changed_at)
      select ${tenantId}, id, ${user.password?.hash ?? ''}, true, ${user.password?.expiresAt}::timestamptz, ${user.at}::timestamptz
      from created where ${user.password !== undefined}::boolean
    ), activity as (
      insert into user_activity (tenant_id, user_id) select ${tenantId}, id from created
    ), searched as (
      insert into user_words (tenant_id, word, user_id, is_username)
      select ${tenantId}, word, id, is_username
      from created, unnest(${words.map(({word}) => word)}::text[], ${words.map(({isUsername}) => isUsername)}::boolean[])
        as words (word, is_username)
    )
    select id from created`.execute(transaction);
  return rows.length > 0;
};

/** Which of a new user's unique keys somebody has already. */
export const selectTakenKeys = async (
  transaction: TenantTransaction,
  tenantId: string,
  user: Pick<NewUser, 'username' | 'email' | 'lastName' | 'emailUnique'>,
): Promise<{username: boolean; email: boolean}> => {
  const keys = userKeys(user);
  const rows = await transaction
    .selectFrom('users')
    .select(['username_key', 'email_key', 'email_unique'])
    .where('tenant_id', '=', tenantId)
    .where((eb) =>
      eb.or([
        eb('username_key', '=', keys.username_key),
        ...(user.emailUnique ? [eb.and([eb('email_key', '=', keys.email_key), eb('email_unique', '=', true)])] : []),
      ]),
    )
    .execute();
  return {
    username: rows.some((row) => row.username_key === keys.username_key),
    email: rows.some((row) => row.email_key === keys.email_key && row.email_unique && user.emailUnique),
  };
};

/** Those of these username keys that somebody in the tenant has. */
export const selectTakenUsernames = async (
  transaction: TenantTransaction,
  tenantId: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (keys.length === 0) {
    return new Set();
  }
  const rows = await transaction
    .selectFrom('users')
    .select('username_key')
    .where('tenant_id', '=', tenantId)
    .where('username_key', 'in', keys)
    .execute();
  return new Set(rows.map((row) => row.username_key));
};
