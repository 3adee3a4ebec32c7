import type {ROLE_LIST, Role} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import {findPage, type Keyset} from '../db/keyset.ts';
import type {FoundPage, ListQuery} from '../db/list-query.ts';

type RoleRow = Awaited<ReturnType<ReturnType<typeof selectRoles>['executeTakeFirstOrThrow']>>;

const KEYSETS: Readonly<Record<(typeof ROLE_LIST)['sorts'][number], Keyset>> = {
  name: {key: 'roles.name_key', type: 'text', id: 'roles.id'},
  createdAt: {key: 'roles.created_at', type: 'timestamptz', id: 'roles.id'},
};

const selectRoles = (transaction: TenantTransaction, tenantId: string) =>
  transaction.selectFrom('roles').selectAll('roles').where('roles.tenant_id', '=', tenantId);

/** One page of the tenant's roles; with `include: counts` each with the number of its users. */
export const findRoles = async (
  transaction: TenantTransaction,
  tenantId: string,
  list: ListQuery<typeof ROLE_LIST>,
): Promise<FoundPage<Role>> => {
  let matching = transaction.selectFrom('roles').where('roles.tenant_id', '=', tenantId);
  for (const condition of list.conditions) {
    if (condition.kind === 'anyOf') {
      matching = matching.where(`roles.${condition.name}`, 'in', condition.values as never);
    }
  }
  const page = await findPage(transaction, {matching, rows: selectRoles(transaction, tenantId), keyset: KEYSETS[list.sort.key], list});
  const counts = list.include.has('counts') ? await countUsers(transaction, tenantId, page.items) : undefined;
  return {...page, items: page.items.map((row) => ({...toRole(row), ...(counts && {userCount: counts.get(row.id) ?? 0})}))};
};

/** One role of the tenant, or `undefined`. */
export const findRole = async (transaction: TenantTransaction, tenantId: string, id: string): Promise<Role | undefined> => {
  const row = await selectRoles(transaction, tenantId).where('roles.id', '=', id).executeTakeFirst();
  return row && toRole(row);
};

/** Every role of the tenant, by name. */
export const findAllRoles = async (transaction: TenantTransaction, tenantId: string): Promise<Role[]> => {
  const rows = await selectRoles(transaction, tenantId).orderBy('name_key').execute();
  return rows.map(toRole);
};

const countUsers = async (
  transaction: TenantTransaction,
  tenantId: string,
  roles: readonly {readonly id: string}[],
): Promise<Map<string, number>> => {
  if (roles.length === 0) {
    return new Map();
  }
  const rows = await transaction
    .selectFrom('users')
    .select((eb) => ['role_id', eb.fn.countAll<string>().as('users')])
    .where('tenant_id', '=', tenantId)
    .where(
      'role_id',
      'in',
      roles.map((role) => role.id),
    )
    .groupBy('role_id')
    .execute();
  return new Map(rows.map((row) => [row.role_id, Number(row.users)]));
};

const toRole = (row: RoleRow): Role => ({
  id: row.id,
  tenantId: row.tenant_id,
  key: row.key,
  name: row.name,
  description: row.description,
  kind: row.kind,
  basedOn: row.based_on,
  status: row.status,
  permissions: row.permissions,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: row.version,
});
