/** As for `users.update`: the built-in roles of tenants that are there already get what those of new ones have. */
export const dashboardPermissions = `
update roles
set permissions = array(select distinct unnest(roles.permissions || added.permissions) order by 1)
from (values
  ('tenant-admin', '{resources.read,resources.readAll,dashboard.editOwn,dashboard.editTenant}'::text[]),
  ('developer', '{resources.read,dashboard.editOwn}'),
  ('tenant-user', '{resources.read,dashboard.editOwn}'),
  ('analyst', '{resources.read,dashboard.editOwn}'),
  ('auditor', '{resources.readAll}')
) as added (key, permissions)
where roles.kind = 'builtIn' and roles.key = added.key and not roles.permissions @> added.permissions;
`;
