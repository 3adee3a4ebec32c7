import type {TestServer} from './server.ts';
import type {TestTenant, TestUser} from './tenants.ts';

// What tests of changing users have in common.

export interface Changed {
  readonly status: number;
  readonly etag: string | null;
  readonly body: any;
}

export interface ChangeOptions {
  readonly as?: TestUser;
  /** `null` sends none. Default: `*`. */
  readonly ifMatch?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Endpoint 12: changes a user, as the administrator unless somebody else is named. */
export const change = async (
  server: TestServer,
  tenant: TestTenant,
  {id}: Pick<TestUser, 'id'>,
  json: unknown,
  {as = tenant.administrator, ifMatch = '*', headers = {}}: ChangeOptions = {},
): Promise<Changed> => {
  const response = await server.request(`${tenant.path}/users/${id}`, {
    as,
    method: 'PATCH',
    json,
    headers: {...headers, ...(ifMatch !== null && {'If-Match': ifMatch})},
  });
  return {status: response.status, etag: response.headers.get('etag'), body: await response.json()};
};

/** The ids of those who have the administrators' role. */
export const administratorsOf = async (server: TestServer, {id, roleIds}: TestTenant): Promise<string[]> => {
  const rows = await server.database.inTenant(id, (transaction) =>
    transaction
      .selectFrom('users')
      .select('id')
      .where('tenant_id', '=', id)
      .where('role_id', '=', roleIds['tenant-admin'] ?? '')
      .execute(),
  );
  return rows.map((row) => row.id);
};
