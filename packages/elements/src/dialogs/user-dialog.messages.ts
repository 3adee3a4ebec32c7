import {failureMessages} from '../foundation/failure.ts';

/** The texts that every dialog about one user has. */
export const userDialogMessages = {
  ...failureMessages,
  close: 'Close',
  cancel: 'Cancel',
  loading: 'Loading the user…',
  notLoaded: 'The user could not be loaded',
  gone: 'This user was deleted in the meantime.',
  oneself: 'Nobody can do this to their own account. Ask another Tenant Admin.',
  authority: 'This user holds permissions that you do not hold. Ask a Tenant Admin who holds them.',
  lastAdministrator: 'This is the last active Tenant Admin. Make somebody else a Tenant Admin first.',
  changed: 'Somebody else has changed this user in the meantime. This is what the user is now.',
  nothingDone: 'Nothing has changed.',
  wouldLose: 'What is shown here is not shown again.',
  stay: 'Keep open',
  leave: 'Close anyway',
  unseen: 'We could not see whether it was done. Try again: it is not done twice.',
};
export type UserDialogMessages = typeof userDialogMessages;

/** What each of them says in words of its own. */
export interface TitledMessages extends UserDialogMessages {
  /** The title, which names the user. */
  readonly title: (name: string) => string;
}

/** What a dialog that does something says in words of its own; its title is a question. */
export interface ConfirmMessages extends TitledMessages {
  readonly confirm: string;
  readonly confirming: string;
}
