import * as z from 'zod/mini';

/** Makes a schema whose check the bundler may drop when nothing uses it. */
/* @__NO_SIDE_EFFECTS__ */
export function pattern(expression: RegExp): z.ZodMiniString {
  return z.string().check(z.regex(expression));
}

/** An identifier: opaque to clients, at most 40 characters (W3). */
export const Id = pattern(/^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/);

/** RFC 3339 in UTC with exactly three fraction digits (W4). */
export const Timestamp = pattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** A string that is one of some known values today and may be another tomorrow. */
/* @__NO_SIDE_EFFECTS__ */
export function openEnum<Known extends string>(): z.ZodMiniType<Known | (string & {})> {
  return z.string();
}

/** A string that is one of these. `z.literal` weighs less in a page than `z.enum`, and describes the same. */
/* @__NO_SIDE_EFFECTS__ */
export function closedEnum<const Value extends string>(values: readonly Value[]): z.ZodMiniLiteral<Value> {
  return z.literal(values);
}

/** A whole number: servers keep to that, as OpenAPI says, and clients take any number for a third of a kilobyte less. */
export const Integer = z.number();

export const Version = Integer;
