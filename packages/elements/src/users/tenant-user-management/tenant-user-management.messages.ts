import {failureMessages} from '../../foundation/failure.ts';

/** Every text of the tab but those of the elements in it. Replace any of them through the `messages` property. */
export const messages = {
  ...failureMessages,
  title: 'User Management',
  description:
    'Tenant Users are created by Tenant Admins to provide team members access to execute jobs, run analyses, and utilize cluster resources.',
  create: 'Create User',
  required: 'All fields are required.',
  handingOver: 'Share the access credentials with the new user.',
  close: 'Close',
  loseTyped: 'What you typed would be lost.',
  losePassword: 'The temporary password is not shown again.',
  loseAnswer: (isSecret: boolean): string =>
    `The user is being created. If you close this, the list shows what came of it${isSecret ? ', and nobody sees the temporary password' : ''}.`,
  stay: 'Keep open',
  leave: 'Close anyway',
  created: (name: string): string => `${name} was created.`,
  unsure: (username: string): string => `${username} may not have been created. Look in the list before you try again.`,
  unloadable: 'The form could not be loaded. Check your connection and try again; if that does not help, load the page again.',
  saved: (name: string): string => `The changes to ${name} were saved.`,
  deactivated: (name: string): string => `${name} is deactivated.`,
  reactivated: (name: string): string => `${name} is active again.`,
  deleted: (name: string): string => `${name} was deleted.`,
  roleChanged: (name: string, role: string): string => `${name} now has the role ${role}.`,
  passwordReset: (name: string): string => `The password of ${name} was reset.`,
  sessionsEnded: (name: string): string => `The sessions of ${name} have ended.`,
  undo: 'Undo',
  undone: 'That was undone.',
  notUndone: 'That was not undone.',
  dismiss: 'Dismiss',
};
export type TenantUserManagementMessages = typeof messages;
