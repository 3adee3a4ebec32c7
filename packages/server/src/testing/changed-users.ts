import type {TestRequest, TestServer} from './server.ts';
import type {TestTenant, TestUser} from './tenants.ts';

// What tests of changing users have in common.

export interface Changed {
  readonly status: number;
  readonly etag: string | null;
  readonly body: any;
}

export interface ChangeOptions {
  readonly as?: TestUser;
  /** `null` sends none. */
  readonly ifMatch?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Endpoint 12: changes a user, as the administrator unless somebody else is named, whatever the version unless one is named. */
export const change = (
  server: TestServer,
  {path, administrator}: TestTenant,
  {id}: Pick<TestUser, 'id'>,
  json: unknown,
  {as = administrator, ifMatch = '*', headers = {}}: ChangeOptions = {},
): Promise<Changed> => send(server, `${path}/users/${id}`, {as, method: 'PATCH', json, headers: {...headers, ...conditionOf(ifMatch)}});

/** What is done to a user by a POST, as the administrator unless somebody else is named. */
export const act = (
  server: TestServer,
  {path, administrator}: TestTenant,
  {id}: Pick<TestUser, 'id'>,
  action: 'deactivate' | 'reactivate' | 'reset-password',
  {as = administrator, ifMatch = null, headers = {}, json = {}}: ChangeOptions & {readonly json?: unknown} = {},
): Promise<Changed> => send(server, `${path}/users/${id}/${action}`, {as, json, headers: {...headers, ...conditionOf(ifMatch)}});

/** Endpoint 13: gives a user a temporary password, as the administrator unless somebody else is named. */
export const reset = (server: TestServer, tenant: TestTenant, user: Pick<TestUser, 'id'>, options: ChangeOptions = {}): Promise<Changed> =>
  act(server, tenant, user, 'reset-password', {json: {delivery: 'show'}, ...options});

const conditionOf = (ifMatch: string | null): Record<string, string> => (ifMatch === null ? {} : {'If-Match': ifMatch});

const send = async (server: TestServer, path: string, init: TestRequest): Promise<Changed> => {
  const response = await server.request(path, init);
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
