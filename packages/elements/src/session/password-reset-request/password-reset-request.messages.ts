import {failureMessages} from '../../foundation/failure.ts';

/** Every text of the form. Replace any of them through the `messages` property. */
export const messages = {
  ...failureMessages,
  organization: 'Organization',
  organizationRequired: 'Enter the name of your organization.',
  login: 'Username or email',
  loginRequired: 'Enter your username or your email address.',
  submit: 'Send me a link',
  submitting: 'Sending…',
  requested: 'If there is such an account, a mail is on its way.',
  notSent: 'No mail was asked for.',
  noMail: 'This server sends no mail. Ask a Tenant Admin for a new password.',
  unseen: 'We could not see whether a mail is on its way. Look into your mailbox; if there is none, send this again.',
};
export type PasswordResetRequestMessages = typeof messages;
