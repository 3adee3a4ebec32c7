import {type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {deleteSome} from '../db/delete-some.ts';
import type {TenantSettings} from '../db/schema.ts';

/** What a link opens, and until when. */
export interface FoundLink {
  readonly userId: string;
  readonly expiresAt: Date;
  readonly tenantStatus: 'active' | 'suspended';
  readonly settings: TenantSettings;
  /** The password that the user has, if any. */
  readonly hash: string | null;
  readonly isTemporary: boolean;
}

/** Gives a user a link, in place of any older one (A11). The user is locked. */
export const putLink = async (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, tokenHash, expiresAt}: {readonly userId: string; readonly tokenHash: string; readonly expiresAt: Date},
): Promise<void> => {
  const link = {token_hash: tokenHash, expires_at: expiresAt};
  await transaction
    .insertInto('links')
    .values({tenant_id: tenantId, user_id: userId, ...link})
    .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(link))
    .execute();
};

/** The link of a token, with what decides about a new password. */
export const selectLink = async (transaction: TenantTransaction, tenantId: string, tokenHash: string): Promise<FoundLink | undefined> => {
  const row = await transaction
    .selectFrom('links')
    .innerJoin('tenant_profiles', 'tenant_profiles.tenant_id', 'links.tenant_id')
    .innerJoin('tenants', 'tenants.id', 'links.tenant_id')
    .leftJoin('credentials', (join) =>
      join.onRef('credentials.tenant_id', '=', 'links.tenant_id').onRef('credentials.user_id', '=', 'links.user_id'),
    )
    .where('links.tenant_id', '=', tenantId)
    .where('links.token_hash', '=', tokenHash)
    .select(['links.user_id', 'links.expires_at', 'tenants.status', 'tenant_profiles.settings'])
    .select(['credentials.hash', 'credentials.temporary'])
    .executeTakeFirst();
  return (
    row && {
      userId: row.user_id,
      expiresAt: row.expires_at,
      tenantStatus: row.status,
      settings: row.settings,
      hash: row.hash,
      isTemporary: row.temporary === true,
    }
  );
};

/** Uses a link up; `false` when it is not there any more. The user is locked. */
export const takeLink = async (
  transaction: TenantTransaction,
  tenantId: string,
  {tokenHash, now}: {readonly tokenHash: string; readonly now: Date},
): Promise<boolean> => {
  const {numDeletedRows} = await transaction
    .deleteFrom('links')
    .where('tenant_id', '=', tenantId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};

/** Takes a user's link away, if there is one. */
export const deleteLink = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<void> => {
  await transaction.deleteFrom('links').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute();
};

/** Forgets at most `most` links of a tenant that are over, and says how many those were. */
export const deleteLinksOver = (
  transaction: TenantTransaction,
  tenantId: string,
  {now, most}: {readonly now: Date; readonly most: number},
): Promise<number> => deleteSome(transaction, 'links', sql<SqlBool>`tenant_id = ${tenantId} and expires_at <= ${now}`, most);
