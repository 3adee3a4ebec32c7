import * as z from 'zod/mini';
import {pageOf} from './page.ts';
import type {Permission} from './permissions.ts';
import {closedEnum, Id, openEnum, Timestamp} from './scalars.ts';
import {User} from './users.ts';

/** One sign-in that is still good. */
export const Session = z.object({
  id: Id,
  tenantId: Id,
  userId: Id,
  /** `passwordChangeRequired` may do nothing but change the password (A6). */
  kind: closedEnum(['full', 'passwordChangeRequired']),
  method: closedEnum(['password', 'sso']),
  createdAt: Timestamp,
  lastSeenAt: Timestamp,
  expiresAt: Timestamp,
  ip: z.string(),
  userAgent: z.string(),
  /** Whether it is the session that asks. */
  current: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const SessionPage = pageOf(Session);

/** Who is signed in, where, and what they may do. */
export const Me = z.object({
  user: User,
  tenant: z.object({id: Id, slug: z.string(), name: z.string()}),
  /** `null` for a bearer token. */
  session: z.nullable(Session),
  permissions: z.array(openEnum<Permission>()),
  /**
   * What the server can do: `users`, `roles`, `sessions`; `mail` where it sends mail; `jobs` where somebody is told what is to become of
   * the jobs of a user who is deactivated.
   */
  features: z.array(z.string()),
  /** Where the host should go after sign-in. The host navigates (A13). */
  landing: openEnum<'users' | 'account' | 'dashboard'>(),
  serverTime: Timestamp,
});
export type Me = z.infer<typeof Me>;
