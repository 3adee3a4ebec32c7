import {userDialogMessages} from '../../dialogs/user-dialog.messages.ts';

/** Every text of the dialog. Replace any of them through the `messages` property. */
export const messages = {
  ...userDialogMessages,
  title: (name: string): string => `Reset the password of ${name}?`,
  delivery: 'How the user gets the new one',
  deliveryShow: 'A temporary password, shown here once',
  deliveryEmail: 'A temporary password, by email',
  deliveryLink: 'A link for choosing a password, by email',
  effectTemporary: 'You get a temporary password, which is shown once.',
  effectEmail: (address: string): string => `A temporary password goes to ${address}.`,
  effectLink: (address: string): string => `A link for choosing a password goes to ${address}.`,
  effectSessions: 'The old password stops working, and open sessions end at once.',
  effectLogin: 'The first login with it asks for a new password.',
  ready: 'Temporary password is ready',
  readyFor: (name: string): string => `For ${name}. Share it through a channel you trust.`,
  sent: 'Mail is on its way',
  sentEmail: (address: string): string => `A temporary password was sent to ${address}. The first login with it asks for a new one.`,
  sentLink: (address: string): string => `A link for choosing a password was sent to ${address}. It works once.`,
  unsent: 'The mail could not be sent',
  unsentEmail: (address: string): string =>
    `The password was reset, but the temporary one could not be sent to ${address} yet. The server goes on trying.`,
  unsentLink: (address: string): string =>
    `The password was reset, but the link could not be sent to ${address} yet. The server goes on trying.`,
  sendAgain: 'Send again',
  showInstead: 'Show one instead',
  done: 'Done',
  ended: 'The old password no longer works, and open sessions have ended.',
  withheld:
    'The password was reset. The temporary password was shown only once, in an answer that was lost, and cannot be shown again. Reset the password once more.',
  wouldLose: 'The temporary password is not shown again.',
  noMail: 'This server does not send mail. Have the temporary password shown here.',
  deactivated: 'This user is deactivated. Reactivate the user first.',
  external: 'This user signs in elsewhere. The password is managed there.',
  confirm: 'Reset Password',
  confirming: 'Resetting…',
};
export type ResetPasswordDialogMessages = typeof messages;
