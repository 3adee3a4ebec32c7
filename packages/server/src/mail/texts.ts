/** What a mail is about, with what it says. Dates come written, in the tenant's language and zone. No text names a user beside a secret. */
export interface MailTexts {
  /** First steps, with the username and nothing secret. */
  readonly welcome: (about: {readonly tenant: string; readonly username: string}) => MailText;
  /** A link for choosing the first password. */
  readonly setUp: (about: {readonly tenant: string; readonly until: string}) => MailText;
  /** A link for choosing another password. `isAsked` by whoever reads it, else by an administrator. */
  readonly reset: (about: {readonly tenant: string; readonly until: string; readonly isAsked: boolean}) => MailText;
  /** A temporary password; of a new account, or in place of the old one. */
  readonly temporary: (about: {readonly tenant: string; readonly until: string; readonly isNew: boolean}) => MailText;
  /** An administrator has reset the password and hands over another. */
  readonly passwordReset: (about: {readonly tenant: string}) => MailText;
  /** To the old address: the account has another one now. */
  readonly emailChanged: (about: {readonly tenant: string}) => MailText;
}

export interface MailText {
  readonly subject: string;
  readonly before: readonly string[];
  /** What the link does, where there is one. */
  readonly link?: string;
  /** What stands after the link or the secret. */
  readonly after: readonly string[];
}

export const english: MailTexts = {
  welcome: ({tenant, username}) => ({
    subject: `Welcome to ${tenant}`,
    before: [
      `You have an account at ${tenant}. Your username is ${username}.`,
      'First steps: open the login page, sign in with your username and your password, and look at your account.',
      'Your password comes to you in another way: from your administrator, or in a mail of its own. A temporary one has to be changed at the first sign-in.',
    ],
    link: 'Open the login page',
    after: [],
  }),
  setUp: ({tenant, until}) => ({
    subject: `Set up your account at ${tenant}`,
    before: [`An account was made for you at ${tenant}. Choose a password to set it up.`],
    link: 'Choose a password',
    after: [`The link works once, until ${until}.`, 'If you do not expect this, ignore this mail.'],
  }),
  reset: ({tenant, until, isAsked}) => ({
    subject: `Choose a new password at ${tenant}`,
    before: [
      isAsked
        ? `Somebody asked for a new password for your account at ${tenant}.`
        : `An administrator has reset the password of your account at ${tenant}. The old one no longer works.`,
    ],
    link: 'Choose a new password',
    after: [
      `The link works once, until ${until}.`,
      isAsked ? 'If it was not you, ignore this mail: nothing has changed.' : 'If you do not expect this, ask your administrator.',
    ],
  }),
  temporary: ({tenant, until, isNew}) => ({
    subject: isNew ? `Your account at ${tenant}` : `Your new password at ${tenant}`,
    before: [
      isNew
        ? `An account was made for you at ${tenant}. This is its temporary password:`
        : `An administrator has reset the password of your account at ${tenant}. This is the temporary one:`,
    ],
    link: 'Open the login page',
    after: [`It works until ${until}, and is good only for choosing a password of your own.`],
  }),
  passwordReset: ({tenant}) => ({
    subject: `Your password at ${tenant} was reset`,
    before: [
      `An administrator has reset the password of your account at ${tenant}. The old one no longer works, and you were signed out everywhere.`,
      'You get the temporary password from your administrator. If you do not expect this, ask there.',
    ],
    after: [],
  }),
  emailChanged: ({tenant}) => ({
    subject: `Your e-mail address at ${tenant} was changed`,
    before: [
      `Your account at ${tenant} has another e-mail address now. This one gets no more mail about it.`,
      'If you do not expect this, ask your administrator.',
    ],
    after: [],
  }),
};
