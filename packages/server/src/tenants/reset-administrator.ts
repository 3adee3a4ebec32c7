import type {Transaction} from 'kysely';
import {appendAudit} from '../audit/queries.ts';
import type {TenantTransaction} from '../db/database.ts';
import type {Schema} from '../db/schema.ts';
import type {Dependencies} from '../dependencies.ts';
import {setTemporaryPassword} from '../passwords/queries.ts';
import {temporaryEnd} from '../passwords/temporary.ts';
import {ADMINISTRATOR_ROLE} from '../roles/built-in-roles.ts';
import {endAccess} from '../sessions/queries.ts';

type Means = Pick<Dependencies, 'database' | 'passwords' | 'now' | 'newId'>;

/** An administrator who can sign in again. The password is told this once. */
export interface ResetAdministrator {
  readonly tenant: string;
  readonly username: string;
  readonly password: string;
}

/**
 * Gives the first administrator of the first tenant a new temporary password and ends that user's sessions (L7). For whoever runs the
 * server and has lost the way in. Answers `undefined` where there is nobody to give it to.
 */
export const resetFirstAdministrator = async ({database, passwords, now, newId}: Means): Promise<ResetAdministrator | undefined> => {
  const tenant = await database.lookup(selectFirstTenant);
  if (!tenant) {
    return undefined;
  }
  const found = await database.inTenant(tenant.id, (transaction) => selectAdministrator(transaction, tenant.id));
  if (!found) {
    return undefined;
  }
  const {id, username, settings} = found;
  const password = passwords.generate(settings.passwordPolicy);
  const hash = await passwords.hash(password);
  const at = now();
  const expiresAt = temporaryEnd(settings.passwordPolicy, at);
  await database.inTenant(tenant.id, async (transaction) => {
    await setTemporaryPassword(transaction, tenant.id, {userId: id, hash, at, expiresAt});
    await endAccess(transaction, tenant.id, {userId: id, at});
    await appendAudit(transaction, tenant.id, {
      id: newId('aud'),
      at,
      actor: {type: 'system', id: null},
      action: 'user.passwordReset',
      target: {type: 'user', id},
      outcome: 'success',
      changes: [{path: 'credential', to: 'temporary'}],
      reason: null,
      ip: null,
      userAgent: null,
      requestId: newId('aud'),
    });
  });
  return {tenant: tenant.slug, username, password};
};

const selectFirstTenant = (lookup: Transaction<Pick<Schema, 'tenants' | 'issuers'>>): Promise<{id: string; slug: string} | undefined> =>
  // Identifiers begin with the time at which they were made.
  lookup.selectFrom('tenants').select(['id', 'slug']).orderBy('id').limit(1).executeTakeFirst();

const selectAdministrator = (transaction: TenantTransaction, tenantId: string) =>
  transaction
    .selectFrom('users')
    .innerJoin('roles', (join) => join.onRef('roles.tenant_id', '=', 'users.tenant_id').onRef('roles.id', '=', 'users.role_id'))
    .innerJoin('tenant_profiles', 'tenant_profiles.tenant_id', 'users.tenant_id')
    .select(['users.id', 'users.username', 'tenant_profiles.settings'])
    .where('users.tenant_id', '=', tenantId)
    .where('roles.key', '=', ADMINISTRATOR_ROLE)
    .where('users.status', '=', 'active')
    .orderBy('users.created_at')
    .orderBy('users.id')
    .limit(1)
    .executeTakeFirst();
