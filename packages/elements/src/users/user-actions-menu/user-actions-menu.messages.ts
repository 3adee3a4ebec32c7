import {wallMessages} from '../../foundation/failure.ts';

/** Every text of the element. Replace any of them through the `messages` property. */
export const messages = {
  ...wallMessages,
  label: (name: string): string => `Actions for ${name}`,
  edit: 'Edit',
  resetPassword: 'Reset Password',
  changeRole: 'Change Role',
  endSessions: 'End sessions',
  deactivate: 'Deactivate',
  reactivate: 'Reactivate',
  delete: 'Delete User',
  oneself: 'You cannot do this to your own account.',
};
export type UserActionsMenuMessages = typeof messages;
