import {permissionMessages} from '../permission-names.ts';
import {userDialogMessages} from '../../dialogs/user-dialog.messages.ts';

/** Every text of the dialog. Replace any of them through the `messages` property. */
export const messages = {
  ...userDialogMessages,
  ...permissionMessages,
  title: (_name: string): string => 'Change Role',
  now: (name: string, role: string): string => `${name}, now ${role}`,
  newRole: 'New role',
  applies: 'Applies to the next request. Sessions continue.',
  changes: 'What changes',
  gains: 'Gains',
  loses: 'Loses',
  unchanged: (count: number, number: string): string =>
    count === 0 ? 'No other permission stays.' : count === 1 ? '1 permission stays as it is.' : `${number} permissions stay as they are.`,
  same: 'The user has this role already. Choose another one.',
  notAssignable: 'This role cannot be given. Choose another one.',
  escalation: 'The user would have rights that you do not have. Choose another role.',
  confirm: 'Apply',
  confirming: 'Applying…',
};
export type ChangeRoleDialogMessages = typeof messages;
