import type {TenantTransaction} from '../db/database.ts';

/** The names of users by which schedulers know them, by id. Whom the tenant has not is left out. */
export const selectOwnerNames = async (
  transaction: TenantTransaction,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await transaction
    .selectFrom('users')
    .select(['id', 'username_key'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.username_key]));
};

/** The same the other way round. */
export const selectOwnerIds = async (
  transaction: TenantTransaction,
  tenantId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await transaction
    .selectFrom('users')
    .select(['id', 'username_key'])
    .where('tenant_id', '=', tenantId)
    .where('username_key', 'in', names)
    .execute();
  return new Map(rows.map((row) => [row.username_key, row.id]));
};
