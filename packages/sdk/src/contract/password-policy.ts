import * as z from 'zod/mini';

/** What a password must be in one tenant. */
export const PasswordPolicy = z.object({
  /** In code points, after NFC. */
  minLength: z.int(),
  maxLength: z.int(),
  /** Days after which a password must be changed, or `null` for never. */
  maxAgeDays: z.nullable(z.int()),
  temporaryPasswordTtlHours: z.int(),
  /** Whether common passwords are refused. */
  blocklist: z.boolean(),
  /** Whether username, e-mail, names and tenant name are refused inside a password. */
  forbidPersonal: z.boolean(),
  /** How many characters of each kind are needed, or `null` for no such rule. */
  composition: z.nullable(z.object({lower: z.int(), upper: z.int(), digit: z.int(), symbol: z.int()})),
});
export type PasswordPolicy = z.infer<typeof PasswordPolicy>;
