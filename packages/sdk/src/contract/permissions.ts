/** Every permission whose effect is built, and those that the host enforces itself. */
export const PERMISSIONS = [
  'users.read',
  'users.create',
  'users.update',
  'users.resetPassword',
  'users.assignRole',
  'users.deactivate',
  'users.delete',
  'users.export',
  'roles.read',
  'resources.read',
  'resources.readAll',
  'dashboard.editOwn',
  'dashboard.editTenant',
  'jobs.submit',
  'jobs.read',
  'notebooks.use',
  'models.query',
  'workloads.deploy',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What one may do for oneself: rights that give no power over others, so G1 and G2 do not count them. */
export const OWN_PERMISSIONS: readonly Permission[] = [
  'resources.read',
  'dashboard.editOwn',
  'jobs.submit',
  'jobs.read',
  'notebooks.use',
  'models.query',
  'workloads.deploy',
  'roles.read',
];

/** The rights over others among these permissions. */
export const rightsOverOthers = (permissions: readonly string[]): string[] =>
  permissions.filter((permission) => !(OWN_PERMISSIONS as readonly string[]).includes(permission));
