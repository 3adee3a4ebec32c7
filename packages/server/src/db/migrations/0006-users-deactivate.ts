/** As for `users.update`: administrators of tenants that are there already get what those of new ones have. */
export const usersDeactivate = `
update roles set permissions = permissions || '{users.deactivate}'
where kind = 'builtIn' and key = 'tenant-admin' and not permissions @> '{users.deactivate}';
`;
