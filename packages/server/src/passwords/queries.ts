import type {PasswordPolicy} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';

/** What the tenant asks of passwords. */
export const selectPasswordPolicy = async (transaction: TenantTransaction, tenantId: string): Promise<PasswordPolicy> =>
  (await selectPasswordContext(transaction, tenantId)).policy;

/** What the tenant asks of passwords, and where one signs in by them. */
export const selectPasswordContext = async (
  transaction: TenantTransaction,
  tenantId: string,
): Promise<{readonly policy: PasswordPolicy; readonly loginUrl: string}> => {
  const {settings} = await transaction
    .selectFrom('tenant_profiles')
    .select('settings')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return {policy: settings.passwordPolicy, loginUrl: settings.loginUrl};
};

/** Takes the password of a user away, whichever it is. The user is locked by whoever calls. */
export const deletePassword = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<void> => {
  await transaction.updateTable('users').set({credential: 'none'}).where('tenant_id', '=', tenantId).where('id', '=', userId).execute();
  await transaction.deleteFrom('credentials').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute();
};

/** Whether a user has ever been in. Who has not sets the account up, rather than resetting it. */
export const hasSignedIn = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<boolean> => {
  const row = await transaction
    .selectFrom('user_activity')
    .select('user_id')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('last_sign_in_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
};

/**
 * Sets a temporary password in place of whatever the user had, an older temporary one included (A10, L7). No version: it is a fact of the
 * credential (W9). The user is locked by whoever calls.
 */
export const setTemporaryPassword = async (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, hash, at, expiresAt}: {readonly userId: string; readonly hash: string; readonly at: Date; readonly expiresAt: Date},
): Promise<void> => {
  await transaction
    .updateTable('users')
    .set({credential: 'temporary'})
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .execute();
  const password = {hash, temporary: true, expires_at: expiresAt, changed_at: at};
  await transaction
    .insertInto('credentials')
    .values({tenant_id: tenantId, user_id: userId, ...password})
    .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(password))
    .execute();
};
