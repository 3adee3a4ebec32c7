import {sql} from 'kysely';
import type {Database, TenantTransaction} from '../db/database.ts';

/** A tenant by its slug, with its roles' ids by their keys. */
export const findSeedTenant = async (
  database: Database,
  slug: string,
): Promise<{readonly id: string; readonly roleIds: Readonly<Record<string, string>>}> => {
  const {id} = await database.lookup((lookup) =>
    lookup.selectFrom('tenants').select('id').where('slug', '=', slug).executeTakeFirstOrThrow(),
  );
  const roles = await database.inTenant(id, (transaction) =>
    transaction.selectFrom('roles').select(['key', 'id']).where('tenant_id', '=', id).execute(),
  );
  return {id, roleIds: Object.fromEntries(roles.map((role) => [role.key, role.id]))};
};

/** Whether the tenant has a user of this name, given in lower case. */
export const hasUsername = async (transaction: TenantTransaction, tenantId: string, usernameKey: string): Promise<boolean> => {
  const found = await transaction
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('username_key', '=', usernameKey)
    .executeTakeFirst();
  return found !== undefined;
};

/** Lets the database look at what its tables hold, so that it chooses its indexes by that. */
export const measureTables = (database: Database): Promise<unknown> =>
  database.asOwner((owner) => sql`analyze users, user_words, user_activity, external_ids, roles`.execute(owner));
