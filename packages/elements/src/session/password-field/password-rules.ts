import {checkPassword, codePoints, type PasswordOwner, type PasswordPolicy, type PasswordRule} from '@tenantry/sdk';
import type {PasswordFieldMessages} from './password-field.messages.ts';

export interface RuleState {
  readonly rule: PasswordRule | (string & {});
  /** `unknown` until something is typed, and for what only the server can tell. */
  readonly state: 'met' | 'unmet' | 'unknown';
  /** The number that the rule speaks of, and how far the password is. */
  readonly limit?: number | undefined;
  readonly length?: number;
}

export interface Judged {
  readonly policy: PasswordPolicy | undefined;
  readonly password: string;
  readonly owner: PasswordOwner;
  /** Rules that the server has named for this password. */
  readonly refused: readonly string[];
}

/** The rules that a password breaks, as far as is known here. */
export const brokenRules = ({policy, password, owner, refused}: Judged): string[] => [
  ...new Set([...(policy ? checkPassword(policy, password, owner) : []), ...refused]),
];

/** The rules to show: those that the policy always asks for, then those that are broken besides. */
export const ruleStates = (judged: Judged): RuleState[] => {
  const {policy, password} = judged;
  const broken = brokenRules(judged);
  const length = codePoints(password.isWellFormed() ? password.normalize('NFC') : password);
  const always = [
    'too-short',
    ...(policy?.composition ? ['composition'] : []),
    ...(policy?.forbidPersonal ? ['contains-personal'] : []),
    ...(policy?.blocklist ? ['blocklisted'] : []),
  ];
  const shown = policy ? [...always, ...broken.filter((rule) => !always.includes(rule))] : broken;
  return shown.map((rule) => ({
    rule,
    state: broken.includes(rule) ? (password === '' ? 'unknown' : 'unmet') : password === '' || rule === 'blocklisted' ? 'unknown' : 'met',
    ...(rule === 'too-short' && {limit: policy?.minLength, length}),
    ...(rule === 'too-long' && {limit: policy?.maxLength, length}),
  }));
};

/** What a rule asks for, in words. */
export const ruleText = (
  rule: string,
  limit: number | undefined,
  policy: PasswordPolicy | undefined,
  text: PasswordFieldMessages,
): string => {
  switch (rule) {
    case 'too-short':
      return text.tooShort(limit);
    case 'too-long':
      return text.tooLong(limit);
    case 'ill-formed':
      return text.illFormed;
    case 'contains-personal':
      return text.containsPersonal;
    case 'blocklisted':
      return text.blocklisted;
    case 'reused':
      return text.reused;
    case 'same-as-temporary':
      return text.sameAsTemporary;
    case 'composition':
      return policy?.composition ? text.composition(policy.composition) : text.otherRule;
    default:
      return text.otherRule;
  }
};
