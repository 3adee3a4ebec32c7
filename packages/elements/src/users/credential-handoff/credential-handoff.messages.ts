import {wallMessages} from '../../foundation/failure.ts';

/** Every text of the element. Replace any of them through the `messages` property. */
export const messages = {
  ...wallMessages,
  secret: 'Temporary password',
  copy: 'Copy',
  copyLabel: 'Copy: Temporary password',
  copied: 'Copied',
  copyByHand: 'It is selected. Copy it with the keyboard or the menu of your browser.',
  loginUrl: 'Login URL',
  username: 'Username',
  expires: 'Expires',
  firstLogin: 'The first login asks for a new password. Share this one through a channel you trust.',
  onlyTime: 'This is the only time you see it.',
  hiddenIn: (time: string): string => `Hidden in ${time}.`,
  hidden: 'The temporary password is hidden now and cannot be shown again.',
  withheld:
    'The user exists. The temporary password was shown only once, in an answer that was lost, and cannot be shown again. Until it is replaced, the user cannot sign in.',
  print: 'Print',
  done: 'Done',
};
export type CredentialHandoffMessages = typeof messages;
