import {normalizeEmail, usernameKey} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {TenantSettings, UserTable} from '../db/schema.ts';
import {emailKey} from '../users/keys.ts';

/** A user as far as mails need to know: who gets it, and in which state the account is. */
export interface Addressee extends Pick<UserTable, 'id' | 'username' | 'email' | 'status' | 'credential'> {
  /** Until when the password is good, where it is a temporary one. */
  readonly temporaryUntil: Date | null;
  readonly tenant: string;
  readonly settings: TenantSettings;
}

const addressees = (transaction: TenantTransaction, tenantId: string) =>
  transaction
    .selectFrom('users')
    .innerJoin('tenant_profiles', 'tenant_profiles.tenant_id', 'users.tenant_id')
    .leftJoin('credentials', (join) =>
      join
        .onRef('credentials.tenant_id', '=', 'users.tenant_id')
        .onRef('credentials.user_id', '=', 'users.id')
        .on('credentials.temporary', '=', true),
    )
    .where('users.tenant_id', '=', tenantId)
    .select(['users.id', 'users.username', 'users.email', 'users.status', 'users.credential'])
    .select(['credentials.expires_at as temporaryUntil', 'tenant_profiles.name as tenant', 'tenant_profiles.settings']);

export const selectAddressee = (transaction: TenantTransaction, tenantId: string, userId: string): Promise<Addressee | undefined> =>
  addressees(transaction, tenantId).where('users.id', '=', userId).executeTakeFirst();

/** The id of the user whom somebody means by a username or an e-mail address. An address that several have means nobody. */
export const selectLogin = async (transaction: TenantTransaction, tenantId: string, login: string): Promise<string | undefined> => {
  const username = usernameKey(login);
  const email = normalizeEmail(login);
  const rows = await transaction
    .selectFrom('users')
    .innerJoin('tenants', 'tenants.id', 'users.tenant_id')
    .where('users.tenant_id', '=', tenantId)
    .where('tenants.status', '=', 'active')
    .where((eb) =>
      eb.or([
        ...(username === null ? [] : [eb('users.username_key', '=', username)]),
        ...(email === null ? [] : [eb('users.email_key', '=', emailKey(email))]),
      ]),
    )
    .select('users.id')
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0]?.id : undefined;
};
