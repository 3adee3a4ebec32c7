// Without the `u` flag on purpose: with it the Kelvin sign passes as k, the long s as s (L1).
const USERNAME = /^(?=.{1,64}$)[a-z0-9]+(?:[._-][a-z0-9]+)*$/i;

/** The form under which a username is unique in its tenant: trimmed, lower case. `null` when it is not a username (L1). */
export const usernameKey = (value: string): string | null => {
  const trimmed = value.trim();
  return USERNAME.test(trimmed) ? trimmed.toLowerCase() : null;
};
