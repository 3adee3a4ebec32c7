import type {Permission, PermissionInfo} from '@tenantry/sdk/contract';

const TEXTS: Readonly<Record<Permission, Omit<PermissionInfo, 'name'>>> = {
  'users.read': {group: 'users', label: 'See users', description: 'List users and read their details.', risk: 'low'},
  'users.create': {group: 'users', label: 'Create users', description: 'Create users with the default role.', risk: 'high'},
  'users.update': {group: 'users', label: 'Edit users', description: 'Change e-mail address, names and note of users.', risk: 'high'},
  'users.resetPassword': {
    group: 'users',
    label: 'Reset passwords',
    description: 'Give users a temporary password, and end their sessions.',
    risk: 'high',
  },
  'users.assignRole': {
    group: 'users',
    label: 'Assign roles',
    description: 'Choose the role and the extra permissions of users.',
    risk: 'high',
  },
  'users.deactivate': {
    group: 'users',
    label: 'Deactivate users',
    description: 'Deactivate users, which ends their sessions, and reactivate them.',
    risk: 'high',
  },
  'users.delete': {
    group: 'users',
    label: 'Delete users',
    description: 'See what users own, transfer it to others, and delete users who own nothing any more.',
    risk: 'high',
  },
  'users.export': {group: 'users', label: 'Export users', description: 'See exact counts of users.', risk: 'high'},
  'roles.read': {group: 'roles', label: 'See roles', description: 'Read roles and what they permit.', risk: 'low'},
  'resources.read': {group: 'resources', label: 'See own resources', description: 'See the resources that one was given.', risk: 'low'},
  'resources.readAll': {
    group: 'resources',
    label: 'See all resources',
    description: 'See all resources of the tenant, and the jobs of everybody.',
    risk: 'low',
  },
  'dashboard.editOwn': {group: 'dashboard', label: 'Arrange own dashboard', description: 'Arrange the own dashboard.', risk: 'low'},
  'dashboard.editTenant': {
    group: 'dashboard',
    label: 'Arrange the dashboard of all',
    description: 'Arrange the dashboard that everybody in the tenant begins with, and lock tiles of it.',
    risk: 'high',
  },
  'jobs.submit': {group: 'workloads', label: 'Submit jobs', description: 'Submit jobs to Slurm and batch queues.', risk: 'low'},
  'jobs.read': {group: 'workloads', label: 'See own jobs', description: 'Follow the state of own jobs.', risk: 'low'},
  'notebooks.use': {group: 'workloads', label: 'Use notebooks', description: 'Start and use Jupyter notebooks.', risk: 'low'},
  'models.query': {group: 'workloads', label: 'Query models', description: 'Send requests to model endpoints.', risk: 'low'},
  'workloads.deploy': {group: 'workloads', label: 'Deploy workloads', description: 'Deploy models and applications.', risk: 'low'},
};

/** Every permission there is, as people read it. */
export const PERMISSION_INFOS: readonly PermissionInfo[] = Object.entries(TEXTS).map(([name, texts]) => ({name, ...texts}));
