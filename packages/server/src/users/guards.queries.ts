import {sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {ADMINISTRATOR_ROLE} from '../roles/built-in-roles.ts';

/**
 * Whether a user is one of the tenant's administrators, and whether there are others. Who counts has the built-in role, is active and has a
 * way to sign in: a password that is not a temporary one past its time, or an identity of an issuer that means this tenant.
 */
export const selectAdministrators = async (
  transaction: TenantTransaction,
  tenantId: string,
  userId: string,
  now: Date,
): Promise<{readonly isOne: boolean; readonly hasOthers: boolean}> => {
  const administrators = sql`
    select from users u join roles r on r.tenant_id = u.tenant_id and r.id = u.role_id
    where u.tenant_id = ${tenantId} and u.status = 'active' and r.key = ${ADMINISTRATOR_ROLE} and (
      exists (
        select from credentials c
        where c.tenant_id = u.tenant_id and c.user_id = u.id and (not c.temporary or c.expires_at is null or c.expires_at > ${now})
      ) or exists (
        select from external_ids e join issuers i on i.issuer = e.issuer and i.tenant_id = e.tenant_id
        where e.tenant_id = u.tenant_id and e.user_id = u.id
      )
    )`;
  const {rows} = await sql<{isOne: boolean; hasOthers: boolean}>`
    select exists (${administrators} and u.id = ${userId}) as "isOne", exists (${administrators} and u.id <> ${userId}) as "hasOthers"`.execute(
    transaction,
  );
  return rows[0] ?? {isOne: false, hasOthers: false};
};
