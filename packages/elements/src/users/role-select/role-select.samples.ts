import type {Role} from '@tenantry/sdk';
import {sampleId, sampleRole} from '../../testing/samples.ts';

const role = (number: number, key: string, name: string, changes: Partial<Role>): Role =>
  sampleRole({id: sampleId('rol', number), key, name, ...changes});

/** The roles that every tenant has, and two of its own, by name. */
export const sampleRoles: Role[] = [
  role(2, 'analyst', 'Analyst', {description: 'Evaluates: uses notebooks, queries models and follows jobs, without submitting any.'}),
  role(3, 'auditor', 'Auditor', {
    description: 'Reviews: sees all users and roles of the tenant and changes nothing.',
    permissions: ['users.read', 'users.export', 'roles.read'],
  }),
  role(4, 'developer', 'Developer', {description: 'Builds on the platform: deploys models and applications.'}),
  role(5, 'gpu-researcher', 'GPU Researcher', {description: 'Trains models on the whole cluster.', kind: 'custom'}),
  role(6, 'retired', 'Retired', {description: 'Not given any more.', kind: 'custom', status: 'disabled'}),
  role(9, 'tenant-admin', 'Tenant Admin', {
    description: 'Runs the tenant.',
    permissions: ['users.read', 'users.create', 'users.assignRole', 'users.export', 'roles.read', 'jobs.submit'],
  }),
  role(1, 'tenant-user', 'Tenant User', {description: 'Works with what is there: submits jobs, uses notebooks and queries models.'}),
];
