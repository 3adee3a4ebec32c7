import type {TenantTransaction} from '../db/database.ts';

/** Makes every other transaction wait that locks the tenant as well, until this one ends. Comes before the lock of any user (D3). */
export const lockTenant = async (transaction: TenantTransaction, tenantId: string): Promise<void> => {
  await transaction.selectFrom('tenant_locks').select('tenant_id').where('tenant_id', '=', tenantId).forUpdate().execute();
};
