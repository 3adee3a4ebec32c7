import * as z from 'zod/mini';
import {Integer} from './scalars.ts';

/** What a password must be in one tenant. */
export const PasswordPolicy = z.object({
  /** In code points, after NFC. */
  minLength: Integer,
  maxLength: Integer,
  /** Days after which a password must be changed, or `null` for never. */
  maxAgeDays: z.nullable(Integer),
  temporaryPasswordTtlHours: Integer,
  /** Whether common passwords are refused. */
  blocklist: z.boolean(),
  /** Whether username, e-mail, names and tenant name are refused inside a password. */
  forbidPersonal: z.boolean(),
  /** How many characters of each kind are needed, or `null` for no such rule. */
  composition: z.nullable(z.object({lower: Integer, upper: Integer, digit: Integer, symbol: Integer})),
});
export type PasswordPolicy = z.infer<typeof PasswordPolicy>;
