import {userDialogMessages} from '../../dialogs/user-dialog.messages.ts';

/** Every text of the dialog. Replace any of them through the `messages` property. */
export const messages = {
  ...userDialogMessages,
  title: (name: string): string => `Reset the password of ${name}?`,
  effectTemporary: 'You get a temporary password, which is shown once.',
  effectSessions: 'The old password stops working, and open sessions end at once.',
  effectLogin: 'The first login with it asks for a new password.',
  ready: 'Temporary password is ready',
  readyFor: (name: string): string => `For ${name}. Share it through a channel you trust.`,
  ended: 'The old password no longer works, and open sessions have ended.',
  withheld:
    'The password was reset. The temporary password was shown only once, in an answer that was lost, and cannot be shown again. Reset the password once more.',
  wouldLose: 'The temporary password is not shown again.',
  deactivated: 'This user is deactivated. Reactivate the user first.',
  external: 'This user signs in elsewhere. The password is managed there.',
  confirm: 'Reset Password',
  confirming: 'Resetting…',
};
export type ResetPasswordDialogMessages = typeof messages;
