/** Every reason the server can refuse a request, with the status it travels under. */
export const ERROR_CODES = {
  'malformed-request': 400,
  'malformed-body': 400,
  'invalid-query': 400,
  'invalid-cursor': 400,
  'invalid-precondition': 400,
  unauthenticated: 401,
  'invalid-token': 401,
  'invalid-credentials': 401,
  'session-ended': 401,
  'permission-denied': 403,
  'privilege-escalation': 403,
  'insufficient-authority': 403,
  'self-modification': 403,
  csrf: 403,
  'password-change-required': 403,
  'account-deactivated': 403,
  'temporary-password-expired': 403,
  'wrong-password': 403,
  'not-a-member': 403,
  'tenant-suspended': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  'username-taken': 409,
  'username-reserved': 409,
  'email-taken': 409,
  'last-administrator': 409,
  'idempotency-in-progress': 409,
  'precondition-failed': 412,
  'too-large': 413,
  'unsupported-media-type': 415,
  'validation-failed': 422,
  'password-policy': 422,
  'role-not-assignable': 422,
  'idempotency-key-reused': 422,
  'precondition-required': 428,
  'rate-limited': 429,
  'headers-too-large': 431,
  'internal-error': 500,
  'temporarily-unavailable': 503,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** Why one field of a request was refused. */
export const FIELD_CODES = [
  'required',
  'type',
  'format',
  'too-short',
  'too-long',
  'too-small',
  'too-big',
  'not-allowed',
  'unknown-member',
  'unknown-reference',
  'control-character',
  'ill-formed',
] as const;
export type FieldCode = (typeof FIELD_CODES)[number];

/** The rules of a password policy, by the names under which a violation is reported. */
export const PASSWORD_RULES = [
  'too-short',
  'too-long',
  'ill-formed',
  'blocklisted',
  'contains-personal',
  'composition',
  'same-as-temporary',
] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];
