import * as z from 'zod/mini';
import {USER_LIST} from './lists.ts';
import {pageOf} from './page.ts';
import type {Permission} from './permissions.ts';
import {closedEnum, Id, Integer, openEnum, Timestamp, Version} from './scalars.ts';

/** Who did something. `label` is read at display: the name now, `deleted user` when gone. */
export const ActorRef = z.object({
  type: closedEnum(['user', 'service', 'system', 'operator']),
  id: z.nullable(z.string()),
  label: z.string(),
});
export type ActorRef = z.infer<typeof ActorRef>;

/** What a user did lately. Not part of the user's version. */
export const UserActivity = z.object({
  lastSignInAt: z.nullable(Timestamp),
  /** Kept to five minutes. */
  lastActiveAt: z.nullable(Timestamp),
  openSessions: Integer,
  signInFailures24h: Integer,
});
export type UserActivity = z.infer<typeof UserActivity>;

/** What can be done with a user. */
export type UserAction = 'edit' | 'resetPassword' | 'changeRole' | 'deactivate' | 'reactivate' | 'delete' | 'transfer' | 'endSessions';

/** A person who belongs to one tenant. */
export const User = z.object({
  id: Id,
  tenantId: Id,
  username: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  firstName: z.string(),
  lastName: z.string(),
  roleId: Id,
  role: z.object({id: Id, key: z.string(), name: z.string()}),
  extraPermissions: z.array(openEnum<Permission>()),
  effectivePermissions: z.array(openEnum<Permission>()),
  status: closedEnum(USER_LIST.filters.status),
  deactivatedAt: z.nullable(Timestamp),
  deactivationReason: z.nullable(z.string()),
  /** How the user signs in. A password typed by an administrator counts as `temporary` until it is changed. */
  credential: closedEnum(USER_LIST.filters.credential),
  passwordChangedAt: z.nullable(Timestamp),
  temporaryPasswordExpiresAt: z.nullable(Timestamp),
  externalIds: z.array(z.object({issuer: z.string(), subject: z.string()})),
  /** For administrators; absent where a user reads oneself. */
  note: z.optional(z.nullable(z.string())),
  createdBy: ActorRef,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  version: Version,
  /** Only with `include: ['activity']`. */
  activity: z.optional(UserActivity),
  /** What the caller may do with the user now. Only with `include: ['actions']`. */
  allowedActions: z.optional(z.array(openEnum<UserAction>())),
});
export type User = z.infer<typeof User>;

export const UserPage = pageOf(User);

/**
 * What an administrator hands to a user who is new, or whose password was reset. `temporaryPassword` is in one answer only, the first, and
 * only where it was to be `shown`; by `email` the user got it, by `link` a link for choosing a password. `failed` is a mail that could not be
 * sent at once: what it tells is good nevertheless, the server tries again, and whoever resets once more sends another in its place (L6).
 */
export const Handoff = z.object({
  loginUrl: z.string(),
  username: z.string(),
  temporaryPassword: z.nullable(z.string()),
  expiresAt: z.nullable(Timestamp),
  delivered: openEnum<'shown' | 'email' | 'link' | 'failed'>(),
  secretWithheld: z.boolean(),
});
export type Handoff = z.infer<typeof Handoff>;

export const CreatedUser = z.object({user: User, handoff: Handoff});
export type CreatedUser = z.infer<typeof CreatedUser>;

/** Whether a username can be taken, and what could be taken instead. */
export const UsernameCheck = z.object({
  available: z.boolean(),
  /** The form that is compared: lower case. `null` when the username is not well formed. */
  key: z.nullable(z.string()),
  problem: z.optional(openEnum<'not-allowed' | 'username-taken' | 'username-reserved'>()),
  suggestions: z.array(z.string()),
});
export type UsernameCheck = z.infer<typeof UsernameCheck>;
