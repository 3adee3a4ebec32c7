/** As for `users.update`: administrators of tenants that are there already get what those of new ones have. */
export const usersResetPassword = `
update roles set permissions = permissions || '{users.resetPassword}'
where kind = 'builtIn' and key = 'tenant-admin' and not permissions @> '{users.resetPassword}';
`;
