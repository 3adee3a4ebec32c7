import {userDialogMessages} from '../../dialogs/user-dialog.messages.ts';

/** Every text of the dialog but those of the list in it. Replace any of them through the `messages` property. */
export const messages = {
  ...userDialogMessages,
  title: (_name: string): string => 'End sessions',
  effectSessions: (name: string): string => `${name} is signed out everywhere, at once.`,
  effectAgain: 'Signing in again works, with the same password.',
  confirm: 'End all sessions',
  confirming: 'Ending…',
};
export type EndSessionsDialogMessages = typeof messages;
