import type {Permission} from '@tenantry/sdk/contract';
import type {TestRequest} from './server.ts';
import type {TestTenant} from './tenants.ts';

/** How to try an operation, and what it should say to those who may less than an administrator. */
export interface Trial {
  readonly request: (tenant: TestTenant, ids: Readonly<Record<'usr' | 'rol' | 'ses', string>>) => [path: string, init?: TestRequest];
  /** The permission without which nobody may, as the contract has it. */
  readonly needs: Permission | null;
  /** Another that does as well. */
  readonly orElse?: Permission;
  /** Without a credential. */
  readonly anonymous: number;
  /** By a session that must choose a new password (A6). */
  readonly forced: number;
  /** By a tenant user, who has no rights over others. */
  readonly tenantUser: number;
}

const CREATE = {
  username: 'new.user',
  email: 'new.user@aurora.example',
  firstName: 'New',
  lastName: 'User',
  credential: {type: 'temporary', delivery: 'show'},
};

const NEW_LAYOUT = {method: 'PUT', json: {widgets: []}, headers: {'If-None-Match': '*'}};

/** What needs no credential, with the code of its answer where it refuses what is tried here. */
export const PUBLIC: Readonly<Record<string, string | undefined>> = {
  'session.signIn': 'invalid-credentials',
  'me.requestReset': undefined,
  'me.completeReset': 'link-expired',
};

/** A tenant to ask for the paths of requests: which of them name their tenant. */
export const NOWHERE = {path: '/v1/tenants/{tenantId}'} as TestTenant;

// Every operation of the API. One that is missing here fails the test, as does one here that is not there.
export const TRIALS: Readonly<Record<string, Trial>> = {
  'session.signIn': {
    needs: null,
    request: () => ['/v1/session', {json: {tenant: 'x', username: 'x', password: 'x'}}],
    anonymous: 401,
    forced: 401,
    tenantUser: 401,
  },
  'me.requestReset': {
    needs: null,
    request: () => ['/v1/password-resets', {json: {tenant: 'x', login: 'x'}}],
    anonymous: 202,
    forced: 202,
    tenantUser: 202,
  },
  'me.completeReset': {
    needs: null,
    request: () => ['/v1/password-resets/complete', {json: {token: 'x', newPassword: 'x'}}],
    anonymous: 410,
    forced: 410,
    tenantUser: 410,
  },
  'session.get': {needs: null, request: () => ['/v1/session'], anonymous: 401, forced: 200, tenantUser: 200},
  'session.signOut': {needs: null, request: () => ['/v1/session', {method: 'DELETE'}], anonymous: 401, forced: 204, tenantUser: 204},
  'me.get': {needs: null, request: () => ['/v1/me'], anonymous: 401, forced: 200, tenantUser: 200},
  'me.update': {
    needs: null,
    request: () => ['/v1/me', {method: 'PATCH', json: {firstName: 'New'}, headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'me.changePassword': {
    needs: null,
    request: () => ['/v1/me/password', {json: {currentPassword: '', newPassword: ''}}],
    anonymous: 401,
    forced: 403, // wrong-password: it got as far as that
    tenantUser: 403,
  },
  'me.sessions': {needs: null, request: () => ['/v1/me/sessions'], anonymous: 401, forced: 403, tenantUser: 200},
  'me.endSession': {
    needs: null,
    request: (_, {ses}) => [`/v1/me/sessions/${ses}`, {method: 'DELETE'}],
    anonymous: 401,
    forced: 403,
    tenantUser: 404,
  },
  'users.list': {needs: 'users.read', request: ({path}) => [`${path}/users`], anonymous: 401, forced: 403, tenantUser: 403},
  'users.create': {
    needs: 'users.create',
    request: ({path}) => [`${path}/users`, {json: CREATE}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.get': {needs: 'users.read', request: ({path}, {usr}) => [`${path}/users/${usr}`], anonymous: 401, forced: 403, tenantUser: 403},
  'users.update': {
    needs: 'users.update',
    request: ({path}, {usr}) => [`${path}/users/${usr}`, {method: 'PATCH', json: {firstName: 'New'}, headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.resetPassword': {
    needs: 'users.resetPassword',
    request: ({path}, {usr}) => [`${path}/users/${usr}/reset-password`, {json: {delivery: 'show'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.welcome': {
    needs: 'users.create',
    request: ({path}, {usr}) => [`${path}/users/${usr}/welcome`, {method: 'POST'}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.deactivate': {
    needs: 'users.deactivate',
    request: ({path}, {usr}) => [`${path}/users/${usr}/deactivate`, {json: {}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.reactivate': {
    needs: 'users.deactivate',
    request: ({path}, {usr}) => [`${path}/users/${usr}/reactivate`, {json: {}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.sessions': {
    needs: 'users.read',
    request: ({path}, {usr}) => [`${path}/users/${usr}/sessions`],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.endSessions': {
    needs: 'users.resetPassword',
    request: ({path}, {usr}) => [`${path}/users/${usr}/sessions`, {method: 'DELETE'}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.checkDeletion': {
    needs: 'users.delete',
    request: ({path}, {usr}) => [`${path}/users/${usr}/deletion-check`],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.transfer': {
    needs: 'users.delete',
    request: ({path}, {usr}) => [`${path}/users/${usr}/transfers`, {json: {toUserId: `usr_${'0'.repeat(26)}`}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'users.delete': {
    needs: 'users.delete',
    request: ({path}, {usr}) => [`${path}/users/${usr}`, {method: 'DELETE', headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'operations.get': {
    needs: null,
    request: ({path}, {usr}) => [`${path}/operations/${usr.replace('usr', 'opn')}`],
    anonymous: 401,
    forced: 403,
    tenantUser: 404,
  },
  'operations.cancel': {
    needs: null,
    request: ({path}, {usr}) => [`${path}/operations/${usr.replace('usr', 'opn')}/cancel`, {method: 'POST'}],
    anonymous: 401,
    forced: 403,
    tenantUser: 404,
  },
  'users.checkUsername': {
    needs: 'users.create',
    request: ({path}) => [`${path}/username-check?value=x`],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'roles.list': {needs: 'roles.read', request: ({path}) => [`${path}/roles`], anonymous: 401, forced: 403, tenantUser: 200},
  'roles.get': {needs: 'roles.read', request: ({path}, {rol}) => [`${path}/roles/${rol}`], anonymous: 401, forced: 403, tenantUser: 404},
  'roles.matrix': {needs: 'roles.read', request: ({path}) => [`${path}/roles/matrix`], anonymous: 401, forced: 403, tenantUser: 200},
  'permissions.list': {needs: 'roles.read', request: ({path}) => [`${path}/permissions`], anonymous: 401, forced: 403, tenantUser: 200},
  'dashboard.layout': {needs: null, request: ({path}) => [`${path}/dashboard/layout`], anonymous: 401, forced: 403, tenantUser: 200},
  'dashboard.layout.tenant': {
    needs: null,
    request: ({path}) => [`${path}/dashboard/layouts/tenant`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'dashboard.layout.personal': {
    needs: null,
    request: ({path}) => [`${path}/dashboard/layouts/personal`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'dashboard.resetLayout.tenant': {
    needs: 'dashboard.editTenant',
    request: ({path}) => [`${path}/dashboard/layouts/tenant`, {method: 'DELETE', headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'dashboard.resetLayout.personal': {
    needs: 'dashboard.editOwn',
    request: ({path}) => [`${path}/dashboard/layouts/personal`, {method: 'DELETE', headers: {'If-Match': '*'}}],
    anonymous: 401,
    forced: 403,
    tenantUser: 404,
  },
  'dashboard.saveLayout.tenant': {
    needs: 'dashboard.editTenant',
    request: ({path}) => [`${path}/dashboard/layouts/tenant`, NEW_LAYOUT],
    anonymous: 401,
    forced: 403,
    tenantUser: 403,
  },
  'dashboard.saveLayout.personal': {
    needs: 'dashboard.editOwn',
    request: ({path}) => [`${path}/dashboard/layouts/personal`, NEW_LAYOUT],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'dashboard.summary': {
    needs: 'resources.read',
    request: ({path}) => [`${path}/dashboard/summary`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'resources.list': {
    needs: 'resources.read',
    orElse: 'resources.readAll',
    request: ({path}) => [`${path}/resources`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'jobs.list': {
    needs: 'jobs.read',
    orElse: 'resources.readAll',
    request: ({path}) => [`${path}/jobs`],
    anonymous: 401,
    forced: 403,
    tenantUser: 200,
  },
  'events.subscribe': {needs: null, request: ({path}) => [`${path}/events`], anonymous: 401, forced: 403, tenantUser: 200},
  'passwordPolicy.get': {needs: null, request: ({path}) => [`${path}/password-policy`], anonymous: 401, forced: 200, tenantUser: 200},
};
