import {tenantsAndUsers} from './0001-tenants-and-users.ts';
import {idempotencyRecords} from './0002-idempotency-records.ts';
import {signInBudgets} from './0003-sign-in-budgets.ts';
import {locks} from './0004-locks.ts';
import {usersUpdate} from './0005-users-update.ts';
import {usersDeactivate} from './0006-users-deactivate.ts';
import {usersResetPassword} from './0007-users-reset-password.ts';
import {outboxAndLinks} from './0008-outbox-and-links.ts';
import {usersDelete} from './0009-users-delete.ts';
import {dashboardLayouts} from './0011-dashboard-layouts.ts';
import {dashboardPermissions} from './0010-dashboard-permissions.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  /** Statements, run together in one transaction. Never edited once released: a later migration corrects an earlier one (D5). */
  readonly sql: string;
}

/** Every migration, in the order in which they run. */
export const migrations: readonly Migration[] = [
  {number: 1, name: 'tenants-and-users', sql: tenantsAndUsers},
  {number: 2, name: 'idempotency-records', sql: idempotencyRecords},
  {number: 3, name: 'sign-in-budgets', sql: signInBudgets},
  {number: 4, name: 'locks', sql: locks},
  {number: 5, name: 'users-update', sql: usersUpdate},
  {number: 6, name: 'users-deactivate', sql: usersDeactivate},
  {number: 7, name: 'users-reset-password', sql: usersResetPassword},
  {number: 8, name: 'outbox-and-links', sql: outboxAndLinks},
  {number: 9, name: 'users-delete', sql: usersDelete},
  {number: 10, name: 'dashboard-permissions', sql: dashboardPermissions},
  {number: 11, name: 'dashboard-layouts', sql: dashboardLayouts},
];
