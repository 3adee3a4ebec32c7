import type {Transaction} from 'kysely';
import {appendAudit} from '../audit/queries.ts';
import type {Schema, TenantSettings} from '../db/schema.ts';
import type {Dependencies} from '../dependencies.ts';
import {ADMINISTRATOR_ROLE, BUILT_IN_ROLES, DEFAULT_ROLE} from '../roles/built-in-roles.ts';
import {sortKey} from '../users/keys.ts';
import {insertUsers} from './insert-users.ts';

export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  readonly settings: TenantSettings;
  /** What tokens call the tenant: an issuer, and the value of its tenant claim (A1). */
  readonly issuers: readonly {readonly issuer: string; readonly claim: string}[];
  readonly administrator: {
    readonly username: string;
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly passwordHash: string;
  };
}

export interface CreatedTenant {
  readonly tenantId: string;
  readonly administratorId: string;
  /** The roles' ids by their keys. */
  readonly roleIds: Readonly<Record<string, string>>;
}

/** Makes a tenant with its roles and its first administrator. Needs the schema's owner: the app may not make tenants (D1). */
export const createTenant = async (
  owner: Transaction<Schema>,
  {slug, name, settings, issuers, administrator}: NewTenant,
  {now, newId}: Pick<Dependencies, 'now' | 'newId'>,
): Promise<CreatedTenant> => {
  const tenantId = newId('ten');
  const at = now();
  const roles = BUILT_IN_ROLES.map((role) => ({...role, id: newId('rol')}));
  const roleIds = Object.fromEntries(roles.map((role) => [role.key, role.id]));
  await owner.insertInto('tenants').values({id: tenantId, slug, status: 'active'}).execute();
  await owner
    .insertInto('tenant_profiles')
    .values({tenant_id: tenantId, name, settings: JSON.stringify(settings), default_role_id: null, created_at: at})
    .execute();
  await owner
    .insertInto('roles')
    .values(
      roles.map((role) => ({
        tenant_id: tenantId,
        id: role.id,
        key: role.key,
        name: role.name,
        name_key: sortKey(role.name),
        description: role.description,
        kind: 'builtIn' as const,
        based_on: null,
        status: 'enabled' as const,
        permissions: [...role.permissions],
        created_at: at,
        updated_at: at,
      })),
    )
    .execute();
  await owner
    .updateTable('tenant_profiles')
    .set({default_role_id: roleIds[DEFAULT_ROLE] ?? null})
    .where('tenant_id', '=', tenantId)
    .execute();
  if (issuers.length > 0) {
    await owner
      .insertInto('issuers')
      .values(issuers.map(({issuer, claim}) => ({issuer, tenant_claim: claim, tenant_id: tenantId})))
      .execute();
  }
  const administratorId = newId('usr');
  const {passwordHash, ...person} = administrator;
  await insertUsers(owner, tenantId, [
    {
      ...person,
      id: administratorId,
      roleId: roleIds[ADMINISTRATOR_ROLE] ?? '',
      createdAt: at,
      lastSignInAt: null,
      deactivated: null,
      note: null,
      credential: {type: 'password', hash: passwordHash},
    },
  ]);
  await appendAudit(owner, tenantId, {
    id: newId('aud'),
    at,
    actor: {type: 'system', id: null},
    action: 'user.created',
    target: {type: 'user', id: administratorId},
    outcome: 'success',
    changes: [],
    reason: null,
    ip: null,
    userAgent: null,
    requestId: 'bootstrap',
  });
  return {tenantId, administratorId, roleIds};
};
