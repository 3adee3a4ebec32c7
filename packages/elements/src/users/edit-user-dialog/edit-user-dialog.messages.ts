import {userDialogMessages} from '../../dialogs/user-dialog.messages.ts';

/** Every text of the dialog but those of the form in it. Replace any of them through the `messages` property. */
export const messages = {
  ...userDialogMessages,
  heading: 'Edit',
  title: (name: string): string => `Edit ${name}`,
  wouldLose: 'What you changed would be lost.',
};
export type EditUserDialogMessages = typeof messages;
