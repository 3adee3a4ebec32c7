import type {TenantTransaction} from '../db/database.ts';
import type {AssignableRole} from './assignment.ts';

/** A role that is about to be given to somebody, kept as it is until the transaction ends; `null` where the tenant has no such role. */
export const lockRole = async (transaction: TenantTransaction, tenantId: string, id: string): Promise<AssignableRole | null> => {
  const row = await transaction
    .selectFrom('roles')
    .select(['id', 'status', 'permissions'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
  return row ?? null;
};
