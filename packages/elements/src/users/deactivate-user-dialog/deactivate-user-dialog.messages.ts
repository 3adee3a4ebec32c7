import {userDialogMessages} from '../../dialogs/user-dialog.messages.ts';

/** Every text of the dialog. Replace any of them through the `messages` property. */
export const messages = {
  ...userDialogMessages,
  title: (name: string): string => `Deactivate ${name}?`,
  effectSessions: 'Open sessions end at once, and signing in is refused.',
  effectKept: 'The account, its role, its data and its jobs are kept.',
  effectBack: 'You can reactivate the account at any time.',
  reason: 'Reason',
  reasonHint: 'Optional. It is shown with the user and kept in the audit log.',
  confirm: 'Deactivate',
  confirming: 'Deactivating…',
};
export type DeactivateUserDialogMessages = typeof messages;
