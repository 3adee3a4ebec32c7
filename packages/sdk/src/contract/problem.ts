import * as z from 'zod/mini';
import {Blocker} from './deletion.ts';
import type {FieldCode, PasswordRule} from './error-codes.ts';
import {Integer, openEnum} from './scalars.ts';

/** Why one field was refused. `pointer` is a JSON Pointer into the request, as a URI fragment: `#/email`. */
export const FieldError = z.object({
  pointer: z.string(),
  code: openEnum<FieldCode>(),
  detail: z.string(),
  params: z.optional(z.looseObject({})),
});
export type FieldError = z.infer<typeof FieldError>;

/** A refusal, shaped as RFC 9457 problem details. Branch on `code`; `title` and `detail` are English, for logs. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: Integer,
  detail: z.optional(z.string()),
  code: z.string(),
  requestId: z.optional(z.string()),
  errors: z.optional(z.array(FieldError)),
  /** With `permission-denied`: the permission that is lacking. */
  required: z.optional(z.string()),
  /** With `privilege-escalation` and `insufficient-authority`: the rights over others that the caller lacks. */
  missing: z.optional(z.array(z.string())),
  /** With `password-policy`: every rule that was broken. */
  rules: z.optional(z.array(openEnum<PasswordRule>())),
  /** With `user-owns-resources`: what the user owns. */
  blockers: z.optional(z.array(Blocker)),
  /** With `rate-limited`: the budgets that are used up, by the names in `RateLimit-Policy`. */
  policies: z.optional(z.array(z.string())),
  /** With `precondition-failed`: the resource as it is now. */
  current: z.optional(z.unknown()),
});
export type Problem = z.infer<typeof Problem>;
