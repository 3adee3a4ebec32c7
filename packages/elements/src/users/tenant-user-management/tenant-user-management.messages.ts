/** Every text of the tab but those of the elements in it. Replace any of them through the `messages` property. */
export const messages = {
  title: 'User Management',
  description:
    'Tenant Users are created by Tenant Admins to provide team members access to execute jobs, run analyses, and utilize cluster resources.',
  create: 'Create User',
  required: 'All fields are required.',
  handingOver: 'Share the access credentials with the new user.',
  close: 'Close',
  loseTyped: 'What you typed would be lost.',
  losePassword: 'The temporary password is not shown again.',
  stay: 'Keep open',
  leave: 'Close anyway',
  created: (name: string): string => `${name} was created.`,
  dismiss: 'Dismiss',
};
export type TenantUserManagementMessages = typeof messages;
