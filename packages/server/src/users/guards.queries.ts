import {type RawBuilder, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {ADMINISTRATOR_ROLE} from '../roles/built-in-roles.ts';

/**
 * The tenant's administrators, as `u`. Who counts has the built-in role, is active and has a way to sign in: a password that is not a
 * temporary one past its time, or an identity of an issuer that means this tenant.
 */
const administratorsOf = (tenantId: string, now: Date): RawBuilder<unknown> => sql`
  from users u join roles r on r.tenant_id = u.tenant_id and r.id = u.role_id
  where u.tenant_id = ${tenantId} and u.status = 'active' and r.key = ${ADMINISTRATOR_ROLE} and (
    exists (
      select from credentials c
      where c.tenant_id = u.tenant_id and c.user_id = u.id and (not c.temporary or c.expires_at is null or c.expires_at > ${now})
    ) or exists (
      select from external_ids e join issuers i on i.issuer = e.issuer and i.tenant_id = e.tenant_id
      where e.tenant_id = u.tenant_id and e.user_id = u.id
    )
  )`;

/** Whether a user is one of the tenant's administrators, and whether there are others. */
export const selectAdministrators = async (
  transaction: TenantTransaction,
  tenantId: string,
  userId: string,
  now: Date,
): Promise<{readonly isOne: boolean; readonly hasOthers: boolean}> => {
  const administrators = sql`select ${administratorsOf(tenantId, now)}`;
  const {rows} = await sql<{isOne: boolean; hasOthers: boolean}>`
    select exists (${administrators} and u.id = ${userId}) as "isOne", exists (${administrators} and u.id <> ${userId}) as "hasOthers"`.execute(
    transaction,
  );
  return rows[0] ?? {isOne: false, hasOthers: false};
};

/** The one administrator that the tenant has left; `undefined` where there are several, or none. */
export const selectLastAdministrator = async (transaction: TenantTransaction, tenantId: string, now: Date): Promise<string | undefined> => {
  const {rows} = await sql<{id: string}>`select u.id ${administratorsOf(tenantId, now)} limit 2`.execute(transaction);
  return rows.length === 1 ? rows[0]?.id : undefined;
};
