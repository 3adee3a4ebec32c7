import {failureMessages} from '../../foundation/failure.ts';

/** Every text of the element. Replace any of them through the `messages` property. */
export const messages = {
  ...failureMessages,
  label: 'Role',
  loading: 'Loading roles…',
  choose: 'Choose a role',
  none: 'No role can be assigned',
  custom: 'Custom roles',
  required: 'Choose a role.',
  failed: 'Roles could not be loaded.',
};
export type RoleSelectMessages = typeof messages;
