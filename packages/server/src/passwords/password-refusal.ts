import type {PasswordRule} from '@tenantry/sdk/contract';
import {Refusal} from '../refusal.ts';

/** Refuses a password with every rule that it breaks (A8). */
export const passwordRefusal = (pointer: string, rules: readonly PasswordRule[]): Refusal =>
  new Refusal('password-policy', 'The password breaks a rule of the tenant', {
    members: {rules},
    errors: [{pointer, code: 'not-allowed', detail: 'The password breaks a rule of the tenant', params: {rules}}],
  });
