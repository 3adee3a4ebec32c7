import type {LayoutAnswer, Widget} from '@tenantry/sdk/contract';
import {type Answered, ask} from './deleted-users.ts';
import type {TestServer} from './server.ts';
import type {TestTenant, TestUser} from './tenants.ts';

// What tests of layouts have in common.

/** A tile of a kind, under an id of its own. */
export const tile = (id: string, rest: Partial<Widget> = {}): Widget => ({
  id,
  type: 'slurm',
  columns: 6,
  rows: 2,
  hidden: false,
  title: null,
  options: {},
  ...rest,
});

interface How {
  readonly as?: TestUser;
  readonly layer?: 'tenant' | 'personal';
  /** `null`: `If-None-Match: *`; left out: no precondition at all. */
  readonly version?: number | '*' | null;
  readonly headers?: Readonly<Record<string, string>>;
}

const conditions = ({version, headers}: How): Record<string, string> => ({
  ...headers,
  ...(version === null ? {'If-None-Match': '*'} : version !== undefined && {'If-Match': version === '*' ? '*' : `"${version}"`}),
});

/** Endpoint 28: what somebody sees, or one layer. */
export const readLayout = (
  server: TestServer,
  {path, administrator}: TestTenant,
  {as = administrator, layer}: How = {},
): Promise<Answered> => ask(server, `${path}/dashboard/${layer ? `layouts/${layer}` : 'layout'}`, {as});

/** The same, where it succeeds. */
export const layoutOf = async (server: TestServer, tenant: TestTenant, how: How = {}): Promise<LayoutAnswer['layout']> => {
  const {body} = await readLayout(server, tenant, how);
  return body.layout;
};

/** Endpoints 29 and 30. Tiles alone are a body of them. */
export const saveLayout = (
  server: TestServer,
  {path, administrator}: TestTenant,
  body: readonly Widget[] | object,
  how: How = {},
): Promise<Answered> => {
  const {as = administrator, layer = 'tenant'} = how;
  const json = Array.isArray(body) ? {widgets: body} : body;
  return ask(server, `${path}/dashboard/layouts/${layer}`, {as, method: 'PUT', json, headers: conditions(how)});
};

export const resetLayout = (server: TestServer, {path, administrator}: TestTenant, how: How = {}): Promise<Answered> => {
  const {as = administrator, layer = 'tenant'} = how;
  return ask(server, `${path}/dashboard/layouts/${layer}`, {as, method: 'DELETE', headers: conditions(how)});
};

/** Decides whether users of a tenant may have layouts of their own. */
export const setPersonalLayouts = (server: TestServer, {id}: TestTenant, personalLayouts: boolean): Promise<void> =>
  server.database.asOwner(async (owner) => {
    const {settings} = await owner.selectFrom('tenant_profiles').select('settings').where('tenant_id', '=', id).executeTakeFirstOrThrow();
    const changed = JSON.stringify({...settings, dashboard: {personalLayouts}});
    await owner.updateTable('tenant_profiles').set({settings: changed}).where('tenant_id', '=', id).execute();
  });
