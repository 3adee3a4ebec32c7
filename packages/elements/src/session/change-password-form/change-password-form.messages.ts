import {failureMessages} from '../../foundation/failure.ts';

/** Every text of the form. Replace any of them through the `messages` property. */
export const messages = {
  ...failureMessages,
  current: 'Current password',
  currentRequired: 'Enter your current password.',
  next: 'New password',
  submit: 'Change password',
  submitForced: 'Set password',
  submitting: 'Saving…',
  changed: 'Your password was changed. Every other session of yours has ended.',
  changedByLink: 'Your new password is set. You can sign in now.',
  wrong: 'This is not your current password.',
  refused: 'This password was not accepted. Nothing was changed.',
  failed: 'Your password was not changed.',
  expired: 'Your temporary password has expired. Ask a Tenant Admin for a new one.',
  linkExpired: 'This link has been used or has expired. Ask for a new one.',
  unseen: 'We could not see whether your password was changed. Sign in with the new one; if that fails, with the old one.',
  show: 'Show',
  hide: 'Hide',
  showLabel: 'Show current password',
  hideLabel: 'Hide current password',
};
export type ChangePasswordFormMessages = typeof messages;
