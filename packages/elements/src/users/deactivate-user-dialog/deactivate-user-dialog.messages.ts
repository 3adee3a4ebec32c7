import {userDialogMessages} from '../../dialogs/user-dialog.messages.ts';

/** Every text of the dialog. Replace any of them through the `messages` property. */
export const messages = {
  ...userDialogMessages,
  title: (name: string): string => `Deactivate ${name}?`,
  effectSessions: 'Open sessions end at once, and signing in is refused.',
  effectKept: 'The account, its role, its data and its jobs are kept.',
  /** The same where one chooses what becomes of the jobs. */
  effectKeptChoosing: 'The account, its role and its data are kept.',
  effectBack: 'You can reactivate the account at any time.',
  jobs: 'Jobs of this user',
  jobsKeep: 'Keep them going',
  jobsKeepHint: 'What runs goes on, and what waits has its turn.',
  jobsHold: 'Hold them',
  jobsHoldHint: 'They wait until the user is reactivated.',
  jobsCancel: 'Cancel them',
  jobsCancelHint: 'They end for good. Reactivating the user does not bring them back.',
  reason: 'Reason',
  reasonHint: 'Optional. It is shown with the user and kept in the audit log.',
  confirm: 'Deactivate',
  confirming: 'Deactivating…',
};
export type DeactivateUserDialogMessages = typeof messages;
