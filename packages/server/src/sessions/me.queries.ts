import type {Me} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import {userKeys, userWords} from '../users/keys.ts';
import {selectUser, toUser, type UserRow} from '../users/queries.ts';
import {toSession} from './queries.ts';

/** What is built, by the names under which a host asks for it. */
const FEATURES = ['users', 'roles', 'sessions'];

/** Who reads, and by which session. */
export interface Reader {
  readonly userId: string;
  readonly sessionId: string | null;
  readonly now: Date;
}

/** Who is signed in, where, and what they may do. */
export const selectMe = async (transaction: TenantTransaction, tenantId: string, {userId, sessionId, now}: Reader): Promise<Me> => {
  const row = await selectOneself(transaction, tenantId, userId);
  const user = toUser(row, userId);
  const tenant = await transaction
    .selectFrom('tenants')
    .innerJoin('tenant_profiles', 'tenant_profiles.tenant_id', 'tenants.id')
    .where('tenants.id', '=', tenantId)
    .select(['tenants.id', 'tenants.slug', 'tenant_profiles.name', 'tenant_profiles.settings'])
    .executeTakeFirstOrThrow();
  const session =
    sessionId === null
      ? undefined
      : await transaction
          .selectFrom('sessions')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('id', '=', sessionId)
          .executeTakeFirstOrThrow();
  return {
    user,
    tenant: {id: tenant.id, slug: tenant.slug, name: tenant.name},
    session: session ? toSession(session, tenant.settings.session, sessionId) : null,
    permissions: user.effectivePermissions,
    features: FEATURES,
    landing: user.effectivePermissions.includes('users.read') ? 'users' : 'account',
    serverTime: now.toISOString(),
  };
};

/** The caller's own row. It is there: the caller has just been read. */
export const selectOneself = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<UserRow> => {
  const row = await selectUser(transaction, tenantId, userId);
  if (!row) {
    throw new Error('A user has vanished within its own transaction');
  }
  return row;
};

/** Changes a person's names, and with them the words and keys that are made from them. */
export const updateNames = async (
  transaction: TenantTransaction,
  tenantId: string,
  row: UserRow,
  {firstName, lastName, at}: {readonly firstName: string; readonly lastName: string; readonly at: Date},
): Promise<void> => {
  const named = {username: row.username, email: row.email, firstName, lastName};
  const {last_name_key} = userKeys(named);
  await transaction
    .updateTable('users')
    .set((eb) => ({first_name: firstName, last_name: lastName, last_name_key, updated_at: at, version: eb('version', '+', 1)}))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', row.id)
    .execute();
  await transaction.deleteFrom('user_words').where('tenant_id', '=', tenantId).where('user_id', '=', row.id).execute();
  await transaction
    .insertInto('user_words')
    .values(userWords(named).map(({word, isUsername}) => ({tenant_id: tenantId, user_id: row.id, word, is_username: isUsername})))
    .execute();
};
