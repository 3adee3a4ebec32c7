import {userDialogMessages} from '../../dialogs/user-dialog.messages.ts';

/** Every text of the dialog. Replace any of them through the `messages` property. */
export const messages = {
  ...userDialogMessages,
  title: (name: string): string => `Reactivate ${name}?`,
  effectAccess: 'Signing in works again, with the same password, role and data as before.',
  effectTemporary: 'A temporary password that has expired stays expired: reset it then.',
  confirm: 'Reactivate',
  confirming: 'Reactivating…',
};
export type ReactivateUserDialogMessages = typeof messages;
