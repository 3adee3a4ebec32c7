import type {Permission} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import {isTaken} from '../db/transactions.ts';
import {userKeys, userWords} from './keys.ts';
import type {UserRow} from './queries.ts';

/** What of a user changes; what is absent stays. */
export interface UserChange {
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly note?: string | null;
  readonly roleId?: string;
  readonly extraPermissions?: readonly Permission[];
}

/** Keeps a user as they are until the transaction ends. Answers `false` where the tenant has no such user. */
export const lockUser = async (transaction: TenantTransaction, tenantId: string, id: string): Promise<boolean> => {
  const row = await transaction
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
};

/**
 * Changes a user, and with it the keys and words that are made from the user's texts. Counts as one version. The row is locked by whoever
 * calls, and is as it was read under that lock.
 *
 * @returns `false` where somebody else in the tenant has the address: the constraint says so, whoever else is writing. Then the transaction
 *   can only end.
 */
export const updateUser = async (
  transaction: TenantTransaction,
  tenantId: string,
  row: UserRow,
  change: UserChange & {readonly at: Date},
): Promise<boolean> => {
  const {email = row.email, firstName = row.first_name, lastName = row.last_name, note = row.note} = change;
  const person = {username: row.username, email, firstName, lastName};
  const {email_key, email_sort, last_name_key} = userKeys(person);
  const update = transaction
    .updateTable('users')
    .set((eb) => ({
      email,
      email_key,
      email_sort,
      email_verified: row.email_verified && email === row.email,
      first_name: firstName,
      last_name: lastName,
      last_name_key,
      note,
      role_id: change.roleId ?? row.role_id,
      extra_permissions: [...(change.extraPermissions ?? row.extra_permissions)],
      updated_at: change.at,
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', row.id);
  try {
    await update.execute();
  } catch (error) {
    if (isTaken(error, 'users_by_unique_email')) {
      return false;
    }
    throw error;
  }
  if (email === row.email && firstName === row.first_name && lastName === row.last_name) {
    return true;
  }
  await transaction.deleteFrom('user_words').where('tenant_id', '=', tenantId).where('user_id', '=', row.id).execute();
  await transaction
    .insertInto('user_words')
    .values(userWords(person).map(({word, isUsername}) => ({tenant_id: tenantId, user_id: row.id, word, is_username: isUsername})))
    .execute();
  return true;
};
