const NAMES: ReadonlyMap<string, string> = new Map([
  ['users.read', 'See users'],
  ['users.create', 'Create users'],
  ['users.update', 'Edit users'],
  ['users.resetPassword', 'Reset passwords'],
  ['users.assignRole', 'Change roles and permissions'],
  ['users.deactivate', 'Deactivate and reactivate users'],
  ['users.delete', 'Delete users'],
  ['users.export', 'Export users'],
  ['roles.read', 'See roles'],
  ['resources.read', 'See own resources'],
  ['resources.readAll', 'See all resources'],
  ['dashboard.editOwn', 'Arrange own dashboard'],
  ['dashboard.editTenant', 'Arrange the dashboard of all'],
  ['jobs.submit', 'Submit jobs'],
  ['jobs.read', 'See jobs'],
  ['notebooks.use', 'Use notebooks'],
  ['models.query', 'Query models'],
  ['workloads.deploy', 'Deploy models and applications'],
]);

/** What permissions are called; one that is not known by its name in the API. Part of the messages of every element that names some. */
export const permissionMessages = {
  permission: (name: string): string => `${NAMES.get(name) ?? name}`,
};
