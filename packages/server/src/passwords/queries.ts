import type {PasswordPolicy} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';

/** What the tenant asks of passwords. */
export const selectPasswordPolicy = async (transaction: TenantTransaction, tenantId: string): Promise<PasswordPolicy> => {
  const {settings} = await transaction
    .selectFrom('tenant_profiles')
    .select('settings')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return settings.passwordPolicy;
};
