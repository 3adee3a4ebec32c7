import {type Role, rightsOverOthers, type TenantClient} from '@tenantry/sdk';

// The role with the fewest rights over others that every tenant has; what a tenant makes of its default is not told to clients.
const LEAST = 'tenant-user';

/** Every role of the tenant, by name, however many pages they are. */
export const allRoles = async (client: TenantClient, signal: AbortSignal): Promise<readonly Role[]> => {
  const roles: Role[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.roles.list({limit: 200, signal, ...(cursor !== undefined && {cursor})});
    roles.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return roles;
};

/** The roles that somebody with these permissions may give: enabled, and with no right over others that the giver lacks (G1). */
export const assignableRoles = (roles: readonly Role[], permissions: readonly string[] | undefined): readonly Role[] =>
  roles.filter(
    (role) =>
      role.status === 'enabled' &&
      (permissions === undefined ||
        ((permissions.includes('users.assignRole') || role.key === LEAST) &&
          rightsOverOthers(role.permissions).every((permission) => permissions.includes(permission)))),
  );

/** The role to start with, if it is among these. */
export const leastRole = (roles: readonly Role[]): Role | undefined => roles.find(({key}) => key === LEAST);
