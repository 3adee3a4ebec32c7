import {PermissionPage, ROLE_LIST, Role, RoleMatrix, RolePage} from '@tenantry/sdk/contract';
import {defineRoute, type Endpoint, reading} from '../http/route.ts';
import {notFound} from '../refusal.ts';
import {PERMISSION_INFOS} from './permissions.ts';
import {findAllRoles, findRole, findRoles} from './queries.ts';

const listRoles = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/roles',
  operationId: 'roles.list',
  summary: 'The roles of the tenant',
  access: 'roles.read',
  list: ROLE_LIST,
  answer: {status: 200, description: 'One page of roles', schema: RolePage},
  refusals: [],
});

const getMatrix = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/roles/matrix',
  operationId: 'roles.matrix',
  summary: 'Which role holds which permission',
  access: 'roles.read',
  answer: {status: 200, description: 'All permissions, all roles, and who holds what', schema: RoleMatrix},
  refusals: [],
});

const getRole = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/roles/{id}',
  operationId: 'roles.get',
  summary: 'One role of the tenant',
  access: 'roles.read',
  answer: {status: 200, description: 'The role', schema: Role},
  refusals: [],
});

const listPermissions = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/permissions',
  operationId: 'permissions.list',
  summary: 'Every permission, as people read it',
  access: 'roles.read',
  answer: {status: 200, description: 'All permissions, on one page', schema: PermissionPage},
  refusals: [],
});

/** Endpoint 23: roles and permissions, to be read. */
export const rolesEndpoints = (): readonly Endpoint[] => [
  reading(listRoles, async ({transaction, tenantId, query}) => ({page: await findRoles(transaction, tenantId, query.list)})),
  // Before the role by its id, whose path it would match as well.
  reading(getMatrix, async ({transaction, tenantId}) => {
    const roles = await findAllRoles(transaction, tenantId);
    return {
      body: {
        permissions: [...PERMISSION_INFOS],
        roles: roles.map(({id, key, name}) => ({id, key, name})),
        held: Object.fromEntries(roles.map(({id, permissions}) => [id, permissions])),
      } satisfies RoleMatrix,
    };
  }),
  reading(getRole, async ({transaction, tenantId, params}) => {
    const role = await findRole(transaction, tenantId, params.id ?? '');
    if (!role) {
      throw notFound();
    }
    return {body: role, version: role.version};
  }),
  reading(listPermissions, async () => ({
    body: {items: PERMISSION_INFOS, next: null, prev: null, limit: PERMISSION_INFOS.length, total: null},
  })),
];
