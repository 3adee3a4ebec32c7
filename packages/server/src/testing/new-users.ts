import type {Problem} from '@tenantry/sdk/contract';
import type {Selectable} from 'kysely';
import type {AuditTable} from '../db/schema.ts';
import type {TestServer} from './server.ts';
import type {TestTenant, TestUser} from './tenants.ts';

// What tests of creating users have in common.

export const JOHN = {
  username: 'john.doe',
  email: 'john.doe@example.com',
  firstName: 'John',
  lastName: 'Doe',
  credential: {type: 'temporary', delivery: 'show'},
} as const;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

export const create = async (
  server: TestServer,
  tenant: TestTenant,
  json: unknown,
  as: TestUser = tenant.administrator,
): Promise<Answered> => {
  const response = await server.request(`${tenant.path}/users`, {as, json});
  return {status: response.status, headers: response.headers, body: await response.json()};
};

/** Status, code, and the fields that were refused with their codes. */
export const outcome = ({status, body}: Answered): readonly unknown[] => [
  status,
  body.code,
  ((body as Problem).errors ?? []).map(({pointer, code}) => `${pointer} ${code}`),
];

export const addRole = async (
  server: TestServer,
  tenant: TestTenant,
  key: string,
  permissions: readonly string[],
  status = 'enabled',
): Promise<string> => {
  const id = server.newId('rol');
  const at = server.clock.now();
  await server.database.asOwner((owner) =>
    owner
      .insertInto('roles')
      .values({
        tenant_id: tenant.id,
        id,
        key,
        name: key,
        name_key: key,
        description: key,
        kind: 'custom',
        based_on: null,
        status: status as 'enabled' | 'disabled',
        permissions: permissions as never,
        created_at: at,
        updated_at: at,
      })
      .execute(),
  );
  return id;
};

export const giveRole = (server: TestServer, tenant: TestTenant, user: TestUser, roleId: string): Promise<unknown> =>
  server.database.asOwner((owner) =>
    owner.updateTable('users').set({role_id: roleId}).where('tenant_id', '=', tenant.id).where('id', '=', user.id).execute(),
  );

/** Brings in a user with a role that has these permissions. */
export const addHelper = async (server: TestServer, tenant: TestTenant, permissions: readonly string[]): Promise<TestUser> => {
  const helper = await tenant.addUser();
  await giveRole(server, tenant, helper, await addRole(server, tenant, helper.username, permissions));
  return helper;
};

export const countUsers = async (server: TestServer, tenant: TestTenant): Promise<number> => {
  const rows = await server.database.inTenant(tenant.id, (transaction) =>
    transaction.selectFrom('users').select('id').where('tenant_id', '=', tenant.id).execute(),
  );
  return rows.length;
};

export const auditOf = (server: TestServer, tenant: TestTenant): Promise<Selectable<AuditTable>[]> =>
  server.database.inTenant(tenant.id, (transaction) =>
    transaction.selectFrom('audit_events').selectAll().where('tenant_id', '=', tenant.id).orderBy('seq', 'desc').execute(),
  );
