import type {TenantTransaction} from '../db/database.ts';
import type {AskingTenant} from '../resources/provider.ts';

/** A tenant as providers know it. */
export const selectAskingTenant = (transaction: TenantTransaction, tenantId: string): Promise<AskingTenant> =>
  transaction.selectFrom('tenants').select(['id', 'slug']).where('id', '=', tenantId).executeTakeFirstOrThrow();
