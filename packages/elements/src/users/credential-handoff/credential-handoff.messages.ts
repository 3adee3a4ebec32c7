/** Every text of the element. Replace any of them through the `messages` property. */
export const messages = {
  secret: 'Temporary password',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'It is selected. Copy it with the keyboard or the menu of your browser.',
  loginUrl: 'Login URL',
  username: 'Username',
  expires: 'Expires',
  firstLogin: 'The first login asks for a new password. Share this one through a channel you trust.',
  onlyTime: 'This is the only time you see it.',
  hiddenIn: 'Hidden in',
  hidden: 'The temporary password is hidden now and cannot be shown again.',
  withheld:
    'The user exists. The temporary password was shown only once, in an answer that was lost, and cannot be shown again. Until it is replaced, the user cannot sign in.',
  print: 'Print',
  done: 'Done',
};
export type CredentialHandoffMessages = typeof messages;
