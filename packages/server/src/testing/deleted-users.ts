import type {Operation} from '@tenantry/sdk/contract';
import type {ChangeOptions} from './changed-users.ts';
import {until} from './locks.ts';
import type {TestRequest, TestServer} from './server.ts';
import type {TestTenant, TestUser} from './tenants.ts';

// What tests of deleting users have in common.

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: any;
}

export const ask = async (server: TestServer, path: string, init: TestRequest): Promise<Answered> => {
  const {status, headers, ...response} = await whole(await server.request(path, init));
  return {status, headers, ...response};
};

const whole = async (response: Response): Promise<Answered> => {
  const text = await response.text();
  return {status: response.status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse(text)};
};

type Whom = Pick<TestUser, 'id'>;

/** Endpoint 16, as the administrator unless somebody else is named. */
export const askDeletion = (server: TestServer, {path, administrator}: TestTenant, {id}: Whom, as = administrator): Promise<Answered> =>
  ask(server, `${path}/users/${id}/deletion-check`, {as});

/** Endpoint 17. */
export const transfer = (
  server: TestServer,
  {path, administrator}: TestTenant,
  {id}: Whom,
  json: unknown,
  {as = administrator, headers = {}, ifMatch = null}: ChangeOptions = {},
): Promise<Answered> =>
  ask(server, `${path}/users/${id}/transfers`, {as, json, headers: {...headers, ...(ifMatch !== null && {'If-Match': ifMatch})}});

/** Endpoint 18, whatever the version unless one is named. */
export const remove = (
  server: TestServer,
  {path, administrator}: TestTenant,
  {id}: Whom,
  {as = administrator, ifMatch = '*', headers = {}}: ChangeOptions = {},
): Promise<Answered> =>
  ask(server, `${path}/users/${id}`, {
    as,
    method: 'DELETE',
    headers: {...headers, ...(ifMatch !== null && {'If-Match': ifMatch})},
  });

/** Endpoint 47. */
export const readOperation = (server: TestServer, {path, administrator}: TestTenant, id: string, as = administrator): Promise<Answered> =>
  ask(server, `${path}/operations/${id}`, {as});

/** An operation once it has ended. */
export const finished = async (server: TestServer, tenant: TestTenant, id: string, as = tenant.administrator): Promise<Operation> => {
  let last: Answered | undefined;
  await until(`${id} has ended`, async () => {
    last = await readOperation(server, tenant, id, as);
    return !['pending', 'running'].includes(last.body.status);
  });
  return last?.body;
};
