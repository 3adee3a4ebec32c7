import {failureMessages} from '../../foundation/failure.ts';

const users = (count: number, number: string): string => (count === 1 ? '1 user' : `${number} users`);

/** Every text of the table. Replace any of them through the `messages` property. */
export const messages = {
  ...failureMessages,
  caption: 'Users',
  search: 'Search users',
  username: 'Username',
  name: 'Name',
  email: 'Email address',
  role: 'Role',
  createdAt: 'Created date',
  lastSignInAt: 'Last login',
  status: 'Status',
  active: 'Active',
  mustChangePassword: 'must change password',
  neverSignedIn: 'never signed in',
  deactivated: 'Deactivated',
  never: 'Never',
  you: 'You',
  loading: 'Loading users…',
  more: 'Show more',
  full: 'To see the others, search or sort the other way.',
  select: (name: string): string => `Select ${name}`,
  selectAll: 'Select all',
  selected: (count: number, number: string): string => `${number} selected`,
  clearSelection: 'Clear selection',
  actions: 'Actions',
  users,
  shown: (shown: string, count: number, number: string): string => `${shown} of ${users(count, number)}`,
  empty: 'No users yet',
  emptyText: 'Create the first tenant user. Each gets a role and sees only what it allows.',
  noMatch: 'No users match',
  noMatchText: (search: string | undefined): string => (search ? `Nothing fits “${search}”.` : 'Nothing fits the filters.'),
  clear: 'Clear filters',
  failed: 'Users could not be loaded',
  kept: 'Your filters are kept.',
  forbidden: 'You cannot see users',
  forbiddenText: (tenant: string | undefined): string =>
    `This needs the permission to see users. Ask a Tenant Admin${tenant ? ` of ${tenant}` : ''}.`,
  signedOut: 'You are not signed in',
  signedOutText: 'Sign in to see the users.',
};
export type TenantUserTableMessages = typeof messages;
