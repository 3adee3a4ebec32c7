import {codePoints, normalizeEmail, textProblem} from '@tenantry/sdk';

const LONGEST_NAME = 100;

/** Why an address would be refused that is not empty. */
export const mistakeInEmail = (text: string): 'emailFormat' | undefined => (normalizeEmail(text) === null ? 'emailFormat' : undefined);

/** Why a first or last name would be refused that is not empty. */
export const mistakeInName = (text: string): 'unstorable' | 'tooLong' | undefined =>
  textProblem(text) ? 'unstorable' : codePoints(text.normalize('NFC')) > LONGEST_NAME ? 'tooLong' : undefined;
