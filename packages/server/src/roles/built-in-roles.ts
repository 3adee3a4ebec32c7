import {PERMISSIONS, type Permission} from '@tenantry/sdk/contract';

export interface BuiltInRole {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

const WORKLOADS: readonly Permission[] = [
  'resources.read',
  'dashboard.editOwn',
  'jobs.submit',
  'jobs.read',
  'notebooks.use',
  'models.query',
];

/** The roles that every tenant has from the start. Nobody can change them. */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  {
    key: 'tenant-admin',
    name: 'Tenant Admin',
    description: 'Runs the tenant: creates users, assigns roles, and may do everything that any other role may.',
    permissions: PERMISSIONS,
  },
  {
    key: 'developer',
    name: 'Developer',
    description: 'Builds on the platform: submits jobs, uses notebooks and models, and deploys models and applications.',
    permissions: ['roles.read', ...WORKLOADS, 'workloads.deploy'],
  },
  {
    key: 'tenant-user',
    name: 'Tenant User',
    description: 'Works with what is there: submits jobs, uses notebooks and queries models.',
    permissions: ['roles.read', ...WORKLOADS],
  },
  {
    key: 'analyst',
    name: 'Analyst',
    description: 'Evaluates: uses notebooks, queries models and follows jobs, without submitting any.',
    permissions: ['roles.read', ...WORKLOADS.filter((permission) => permission !== 'jobs.submit')],
  },
  {
    key: 'auditor',
    name: 'Auditor',
    description: 'Reviews: sees all users, roles and resources of the tenant and changes nothing.',
    permissions: ['users.read', 'users.export', 'roles.read', 'resources.readAll'],
  },
];

/** The role that a new user gets when nobody chooses one. */
export const DEFAULT_ROLE = 'tenant-user';

/** The role of the tenant's administrators. */
export const ADMINISTRATOR_ROLE = 'tenant-admin';
