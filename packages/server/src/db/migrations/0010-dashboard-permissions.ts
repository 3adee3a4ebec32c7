/** As for `users.update`: the built-in roles of tenants that are there already get what those of new ones have. */
export const dashboardPermissions = `
update roles
set permissions = roles.permissions || array(select name from unnest(added.permissions) name where name <> all (roles.permissions))
from (values
  ('tenant-admin', '{resources.read,resources.readAll,dashboard.editOwn,dashboard.editTenant}'::text[]),
  ('developer', '{resources.read,dashboard.editOwn}'),
  ('tenant-user', '{resources.read,dashboard.editOwn}'),
  ('analyst', '{resources.read,dashboard.editOwn}'),
  ('auditor', '{resources.readAll}')
) as added (key, permissions)
where roles.kind = 'builtIn' and roles.key = added.key and not roles.permissions @> added.permissions;

update roles
set description = 'Reviews: sees all users, roles and resources of the tenant and changes nothing.'
where kind = 'builtIn' and key = 'auditor';
`;
