import type {PasswordPolicy} from '@tenantry/sdk';
import {wallMessages} from '../../foundation/failure.ts';

/** Every text of the field. Replace any of them through the `messages` property. */
export const messages = {
  ...wallMessages,
  label: 'Password',
  confirmLabel: 'Confirm Password',
  confirmHint: 'Re-enter the password to confirm',
  show: 'Show',
  hide: 'Hide',
  showLabel: 'Show password',
  hideLabel: 'Hide password',
  generate: 'Generate',
  required: 'Enter a password.',
  confirmRequired: 'Enter the password again.',
  refused: 'Choose a password that keeps the rules.',
  mismatch: 'This is not the same password.',
  rules: 'The password needs',
  met: 'met',
  unmet: 'not met',
  soFar: (count: number): string => `${count} so far`,
  ruleSoFar: (rule: string, soFar: string): string => `${rule}, ${soFar}`,
  ruleUnmet: (rule: string): string => `${rule}: not met`,
  tooShort: (limit: number | undefined): string => (limit === undefined ? 'More characters' : `${limit} characters or more`),
  tooLong: (limit: number | undefined): string => (limit === undefined ? 'Fewer characters' : `${limit} characters at most`),
  illFormed: 'Only characters that can be stored',
  containsPersonal: 'No name, username or email',
  blocklisted: 'Not a common password',
  checkedWhenSent: 'checked when sent',
  reused: 'Not one you had before',
  sameAsTemporary: 'Not the temporary password',
  otherRule: 'Another rule of your organization',
  composition: ({lower, upper, digit, symbol}: NonNullable<PasswordPolicy['composition']>): string =>
    [[lower, 'lower-case letter'] as const, [upper, 'upper-case letter'] as const, [digit, 'digit'] as const, [symbol, 'symbol'] as const]
      .filter(([count]) => count > 0)
      .map(([count, what]) => `${count} ${what}${count === 1 ? '' : 's'}`)
      .join(', '),
};
export type PasswordFieldMessages = typeof messages;
