/**
 * Gives the administrators of tenants that are there already what the administrators of new ones have. The role keeps its version and its
 * times: they tell of what people have changed.
 */
export const usersUpdate = `
update roles set permissions = permissions || '{users.update}'
where kind = 'builtIn' and key = 'tenant-admin' and not permissions @> '{users.update}';
`;
