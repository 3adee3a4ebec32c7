import {failureMessages} from '../../foundation/failure.ts';

/** Every text of the element. Replace any of them through the `messages` property. */
export const messages = {
  ...failureMessages,
  title: 'Sign in',
  to: (organization: string): string => `to ${organization}`,
  organization: 'Organization',
  organizationRequired: 'Enter the name of your organization.',
  username: 'Username',
  usernameRequired: 'Enter your username.',
  password: 'Password',
  passwordRequired: 'Enter your password.',
  submit: 'Sign in',
  submitting: 'Signing in…',
  show: 'Show',
  hide: 'Hide',
  showLabel: 'Show password',
  hideLabel: 'Hide password',
  wrong: 'Username or password is wrong.',
  wrongWithOrganization: 'Organization, username or password is wrong.',
  deactivated: 'This account is deactivated. Ask a Tenant Admin to reactivate it.',
  expired: 'Your temporary password has expired. Ask a Tenant Admin for a new one.',
  kept: 'You are not signed in. What you typed is still here.',
  changed: 'Your new password is set. Sign in with it.',
  newTitle: 'Choose a new password',
  for: (username: string): string => `for ${username}`,
  newText: 'Your password is temporary. Replace it to go on.',
  back: 'Sign in as someone else',
};
export type TenantSignInMessages = typeof messages;
