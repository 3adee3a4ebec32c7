import * as z from 'zod/mini';
import {normalizeEmail} from './email.ts';
import type {FieldCode} from './error-codes.ts';
import {PERMISSIONS} from './permissions.ts';
import {codePoints, textProblem} from './text.ts';
import {usernameKey} from './username.ts';
import {WIDGET_COLUMNS, WIDGET_OPTIONS_MAX, WIDGET_ROWS_MAX, WIDGET_TITLE_MAX, WIDGETS_MAX} from './widget-limits.ts';

// What clients send. Every object is strict: an unknown member is refused, never ignored (W7). A custom issue names its field code.

const ID = /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/;

/* @__NO_SIDE_EFFECTS__ */
function refuse(code: (value: string) => FieldCode | undefined): z.core.$ZodCheck<string> {
  return z.check<string>((payload) => {
    const found = code(payload.value);
    if (found) {
      payload.issues.push({code: 'custom', input: payload.value, params: {code: found}, continue: false});
    }
  });
}

interface TextLimits {
  readonly min?: 0 | 1;
  readonly max: number;
  readonly lines?: boolean;
}

/** A text for people: NFC, trimmed, limits in code points, nothing that cannot be shown (W6). */
/* @__NO_SIDE_EFFECTS__ */
function text({min = 1, max, lines = false}: TextLimits): z.ZodMiniString {
  return z
    .string()
    .check(
      z.overwrite((value) => value.trim().normalize('NFC')),
      refuse(
        (value) => textProblem(value, {lines}) ?? (value.length < min ? 'required' : codePoints(value) > max ? 'too-long' : undefined),
      ),
    )
    .register(z.globalRegistry, {minLength: min, maxLength: max});
}

/* @__NO_SIDE_EFFECTS__ */
function username(): z.ZodMiniString {
  return z
    .string()
    .check(
      z.trim(),
      refuse((value) => textProblem(value) ?? (value === '' ? 'required' : usernameKey(value) === null ? 'not-allowed' : undefined)),
    )
    .register(z.globalRegistry, {minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9]+([._\\-][A-Za-z0-9]+)*$'});
}

/* @__NO_SIDE_EFFECTS__ */
function email(): z.ZodMiniString {
  return z
    .string()
    .check(
      refuse(
        (value) => textProblem(value.trim()) ?? (value.trim() === '' ? 'required' : normalizeEmail(value) === null ? 'format' : undefined),
      ),
      z.overwrite((value) => normalizeEmail(value) ?? value),
    )
    .register(z.globalRegistry, {minLength: 3, maxLength: 254, format: 'idn-email'});
}

/** A reference to something of the same tenant. One that cannot exist is refused as one that does not (E11). */
/* @__NO_SIDE_EFFECTS__ */
function reference(): z.ZodMiniString {
  return z.string().check(refuse((value) => (ID.test(value) ? undefined : 'unknown-reference')));
}

/** How a new user will sign in. */
export const NewCredential = z.discriminatedUnion('type', [
  /** Typed by the administrator: good for changing itself, like one made by the server (A10). */
  z.strictObject({type: z.literal('password'), password: z.string()}),
  /** Made by the server and shown once, in the answer, or sent to the user's address. */
  z.strictObject({type: z.literal('temporary'), delivery: z.enum(['show', 'email'])}),
  /** None yet: the user is sent a link for choosing a password (A11). */
  z.strictObject({type: z.literal('link')}),
]);
export type NewCredential = z.input<typeof NewCredential>;

export const CreateUser = z.strictObject({
  username: username(),
  email: email(),
  firstName: text({max: 100}),
  lastName: text({max: 100}),
  /** Left out: the tenant's default role. */
  roleId: z.optional(reference()),
  extraPermissions: z.optional(z.array(z.enum(PERMISSIONS))),
  credential: NewCredential,
  note: z.optional(z.nullable(text({min: 0, max: 1000, lines: true}))),
  /** Whether the user is sent a mail with the address of the login page and first steps. */
  sendWelcome: z.optional(z.boolean()),
});
export type CreateUser = z.input<typeof CreateUser>;

/** A merge patch (RFC 7396): what is absent stays. */
export const UpdateUser = z.strictObject({
  email: z.optional(email()),
  firstName: z.optional(text({max: 100})),
  lastName: z.optional(text({max: 100})),
  note: z.optional(z.nullable(text({min: 0, max: 1000, lines: true}))),
  roleId: z.optional(reference()),
  /** All of them: what is not in the list is taken away. */
  extraPermissions: z.optional(z.array(z.enum(PERMISSIONS))),
  /** Why. The audit trail records it, nothing else does. */
  reason: z.optional(z.nullable(text({min: 0, max: 500}))),
});
export type UpdateUser = z.input<typeof UpdateUser>;

export const DeactivateUser = z.strictObject({
  /** Why. It is kept with the user until the user is active again, and in the audit trail. */
  reason: z.optional(z.nullable(text({min: 0, max: 500}))),
  /** What becomes of the user's jobs, where whoever runs them can do that. Left out: they are kept. */
  jobs: z.optional(z.enum(['keep', 'hold', 'cancel'])),
});
export type DeactivateUser = z.input<typeof DeactivateUser>;

export const ReactivateUser = z.strictObject({});

export const TransferResources = z.strictObject({
  /** Who has it afterwards: an active user of the same tenant (L11). */
  toUserId: reference(),
  /** Which types of it, as they are called in the blockers. Left out: all. */
  types: z.optional(z.array(text({max: 64})).check(z.minLength(1), z.maxLength(50))),
});
export type TransferResources = z.input<typeof TransferResources>;

export const ResetPassword = z.strictObject({
  /**
   * How the user hears of it: a temporary password, shown once, in the answer; the same, sent to the user's address; or a link for choosing a
   * password, sent there.
   */
  delivery: z.enum(['show', 'email', 'link']),
});
export type ResetPassword = z.input<typeof ResetPassword>;

export const SignIn = z.strictObject({
  /** The tenant's id or slug. */
  tenant: z.string(),
  username: z.string(),
  password: z.string(),
});
export type SignIn = z.input<typeof SignIn>;

export const ChangePassword = z.strictObject({currentPassword: z.string(), newPassword: z.string()});
export type ChangePassword = z.input<typeof ChangePassword>;

/** Somebody has forgotten the password. */
export const RequestReset = z.strictObject({
  /** The tenant's id or slug. */
  tenant: z.string(),
  /** The username, or the e-mail address. */
  login: z.string(),
});
export type RequestReset = z.input<typeof RequestReset>;

/** Sets a password by a link (A11). */
export const CompleteReset = z.strictObject({
  /** What stands behind `#token=` in the link. */
  token: z.string(),
  newPassword: z.string(),
});
export type CompleteReset = z.input<typeof CompleteReset>;

/** A merge patch (RFC 7396): what is absent stays. */
export const UpdateMe = z.strictObject({firstName: z.optional(text({max: 100})), lastName: z.optional(text({max: 100}))});
export type UpdateMe = z.input<typeof UpdateMe>;

/** What a tile is set to: not too much of it. */
/* @__NO_SIDE_EFFECTS__ */
function widgetOptions(): z.ZodMiniRecord<
  z.ZodMiniString,
  z.ZodMiniUnion<readonly [z.ZodMiniString, z.ZodMiniNumber<number>, z.ZodMiniBoolean<boolean>]>
> {
  return z
    .record(text({max: 40}), z.union([text({min: 0, max: 500}), z.number(), z.boolean()]))
    .check(
      z.check((payload) => {
        if (Object.keys(payload.value).length > WIDGET_OPTIONS_MAX) {
          payload.issues.push({code: 'custom', input: payload.value, params: {code: 'too-long', maximum: WIDGET_OPTIONS_MAX}});
        }
      }),
    )
    .register(z.globalRegistry, {maxProperties: WIDGET_OPTIONS_MAX});
}

/** A tile as it is kept: only `type` and `id` say what it is. */
const SavedWidget = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  type: z.string().check(z.regex(/^[a-zA-Z][a-zA-Z0-9.-]{0,63}$/)),
  columns: z.literal(WIDGET_COLUMNS),
  rows: z.int().check(z.minimum(1), z.maximum(WIDGET_ROWS_MAX)),
  hidden: z.boolean(),
  title: z.nullable(text({max: WIDGET_TITLE_MAX})),
  options: widgetOptions(),
});

/** In reading order. */
/* @__NO_SIDE_EFFECTS__ */
function savedWidgets(): z.ZodMiniArray<typeof SavedWidget> {
  return z.array(SavedWidget).check(z.maxLength(WIDGETS_MAX));
}

/** How everybody's dashboard shall be arranged from now on: all of it. */
export const SaveTenantLayout = z.strictObject({
  widgets: savedWidgets(),
  /** The ids of the tiles that personal layouts keep. Left out: none. */
  locked: z.optional(z.array(z.string()).check(z.maxLength(WIDGETS_MAX))),
});
export type SaveTenantLayout = z.input<typeof SaveTenantLayout>;

/** How one's own dashboard shall be arranged from now on: all of it. */
export const SavePersonalLayout = z.strictObject({
  widgets: savedWidgets(),
  /** The version of the tenant's layout that it was arranged on. Left out: the one of now. */
  basedOnVersion: z.optional(z.nullable(z.int32().check(z.nonnegative()))),
});
export type SavePersonalLayout = z.input<typeof SavePersonalLayout>;

export type SaveLayout = SaveTenantLayout | SavePersonalLayout;
