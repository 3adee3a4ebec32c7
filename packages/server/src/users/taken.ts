import type {FieldError} from '@tenantry/sdk/contract';
import {Refusal} from '../refusal.ts';

/** A field whose value somebody else in the tenant has. */
export const inUse = (pointer: string, key: string): FieldError => ({
  pointer,
  code: 'not-allowed',
  detail: 'Already in use',
  params: {key},
});

/** The refusal of an address that somebody else in the tenant has (L4). */
export const emailTaken = (email: string): Refusal =>
  new Refusal('email-taken', 'A user of this tenant already has this e-mail address', {errors: [inUse('#/email', email)]});
