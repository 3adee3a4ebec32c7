import type {ErrorCode} from '@tenantry/sdk/contract';

/** What a code means, for people: `GET /problems/{code}` shows it. */
export interface ProblemText {
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

export const PROBLEM_TEXTS: Readonly<Record<ErrorCode, ProblemText>> = {
  'malformed-request': {
    title: 'This is not one HTTP request',
    meaning: 'The bytes are no HTTP/1.1 request, can be read in more than one way, or name no address. The connection is closed.',
    remedy: 'Send one Host, one length or the chunked coding, and a body only where the method has one.',
  },
  'malformed-body': {
    title: 'The body is not JSON',
    meaning: 'The body of the request could not be read as JSON, or came to an address that takes none.',
    remedy: 'Send one JSON object in UTF-8, each member once, where the OpenAPI document has a body.',
  },
  'invalid-query': {
    title: 'The query cannot be understood',
    meaning: 'A query parameter is unknown, appears too often or has a value that the endpoint does not take.',
    remedy: 'Compare the parameters with the OpenAPI document. Nothing unknown is ignored.',
  },
  'invalid-cursor': {
    title: 'The cursor is no longer good',
    meaning: 'A cursor belongs to one list, its filters and its sort order, to whoever asked, and to one day.',
    remedy: 'Ask for the first page again, with the same filters and sort order on every page.',
  },
  'invalid-precondition': {
    title: 'If-Match or Idempotency-Key cannot be read',
    meaning:
      'If-Match holds neither * nor a quoted version such as "3", or Idempotency-Key is not 1 to 64 letters, digits, hyphens and underscores.',
    remedy: 'Send back the ETag as it was received. A UUID is a good key.',
  },
  unauthenticated: {
    title: 'Nobody is signed in',
    meaning: 'The request carries no credential.',
    remedy: 'Sign in, or send a bearer token.',
  },
  'invalid-token': {
    title: 'The token is not accepted',
    meaning: 'The bearer token is expired, not meant for this API, or not signed by an issuer it trusts.',
    remedy: 'Get a fresh token from the issuer.',
  },
  'invalid-credentials': {
    title: 'Sign-in failed',
    meaning: 'Organization, username and password do not belong together.',
    remedy: 'Check all three. The answer is the same whichever of them is wrong.',
  },
  'session-ended': {
    title: 'The session has ended',
    meaning: 'The session was signed out, ran out, or was ended by an administrator.',
    remedy: 'Sign in again.',
  },
  'permission-denied': {
    title: 'A permission is missing',
    meaning: 'The caller lacks the permission that the member "required" names.',
    remedy: 'Ask an administrator of the tenant for a role that has it.',
  },
  'privilege-escalation': {
    title: 'More rights than your own',
    meaning: 'Nobody can give rights over others that they do not have. The member "missing" lists them.',
    remedy: 'Choose a role with fewer rights, or ask somebody who has them.',
  },
  'insufficient-authority': {
    title: 'The user may do more than you',
    meaning: 'Nobody can act on a user who has rights over others that they lack themselves. The member "missing" lists them.',
    remedy: 'Ask somebody who has them.',
  },
  'self-modification': {
    title: 'Not on oneself',
    meaning: 'Nobody can change their own role, permissions or status, nor act on themselves as on a user.',
    remedy: 'Change your own names under /v1/me, or ask another administrator.',
  },
  csrf: {
    title: 'The request may come from another site',
    meaning: 'A change by cookie needs the header X-Requested-With: tenantry and an origin that is allowed.',
    remedy: 'Call from an allowed origin and send the header.',
  },
  'password-change-required': {
    title: 'A new password is needed first',
    meaning: 'The session was opened with a password that is only good for choosing another.',
    remedy: 'Change the password, then repeat the request.',
  },
  'account-deactivated': {
    title: 'The account is deactivated',
    meaning: 'The password is right, but an administrator has deactivated the account.',
    remedy: 'Ask an administrator of the tenant to reactivate it.',
  },
  'temporary-password-expired': {
    title: 'The temporary password has expired',
    meaning: 'The password is right, but its time is over.',
    remedy: 'Ask an administrator of the tenant for a new one.',
  },
  'wrong-password': {
    title: 'The current password is wrong',
    meaning: 'To change a password, the current one is needed.',
    remedy: 'Type the password with which you signed in.',
  },
  'not-a-member': {
    title: 'Not a member',
    meaning: 'The credential is good, but no user of the tenant belongs to it.',
    remedy: 'Ask an administrator of the tenant to link your account.',
  },
  'tenant-suspended': {
    title: 'The tenant is suspended',
    meaning: 'The operator of the platform has suspended the tenant.',
    remedy: 'Ask the operator of the platform.',
  },
  'not-found': {
    title: 'Not found',
    meaning: 'There is nothing at this address, or nothing that the caller may see.',
    remedy: 'Check the address.',
  },
  'method-not-allowed': {
    title: 'Method not allowed',
    meaning: 'The address exists but does not know this method.',
    remedy: 'Use one of the methods that the header Allow lists.',
  },
  'request-timeout': {
    title: 'The request took too long',
    meaning: 'The header or the body of the request did not arrive in time. Nothing was changed.',
    remedy: 'Send it again, whole.',
  },
  'username-taken': {
    title: 'Username is taken',
    meaning: 'A user of this tenant already has this username. Capital letters make no difference.',
    remedy: 'Choose another username.',
  },
  'username-reserved': {
    title: 'Username is reserved',
    meaning: 'This username cannot be given to anybody.',
    remedy: 'Choose another username.',
  },
  'email-taken': {
    title: 'E-mail address is taken',
    meaning: 'A user of this tenant already has this e-mail address.',
    remedy: 'Use another e-mail address.',
  },
  'last-administrator': {
    title: 'The last administrator',
    meaning: 'A tenant keeps at least one active administrator who can sign in. The change would leave it without any.',
    remedy: 'Make somebody else an administrator first.',
  },
  'user-owns-resources': {
    title: 'The user still owns something',
    meaning: 'Whoever is deleted must own nothing any more. The member "blockers" tells what the user owns.',
    remedy: 'Transfer it to another user, or remove it where it is.',
  },
  'ownership-unknown': {
    title: 'Nobody can say what the user owns',
    meaning: 'Something that keeps what users own has not answered in time, or not in a way that can be understood. Nothing was changed.',
    remedy: 'Try again after the seconds that Retry-After names; if it stays, tell the operator.',
  },
  'user-deactivated': {
    title: 'The user is deactivated',
    meaning: 'Nobody can sign in as this user, so a new password would be of no use.',
    remedy: 'Reactivate the user first.',
  },
  'password-managed-externally': {
    title: 'The password is managed elsewhere',
    meaning: 'The user signs in through another service, which keeps the password.',
    remedy: 'Have the password reset there.',
  },
  'mail-not-configured': {
    title: 'This server sends no mail',
    meaning: 'The request asks for a mail to the user, and the server has nothing to send it by.',
    remedy: 'Have the password shown instead. The feature "mail" in GET /v1/me says whether mail can be sent.',
  },
  'link-expired': {
    title: 'The link is no longer good',
    meaning: 'A link is good for one use, until its time is over, a newer one is made, or an administrator resets or deactivates the user.',
    remedy: 'Ask for a new link.',
  },
  'personal-layouts-off': {
    title: 'Dashboards are the same for all here',
    meaning: 'The tenant has switched off layouts of its users.',
    remedy: 'Show the layout of the tenant.',
  },
  'idempotency-in-progress': {
    title: 'The first request is still running',
    meaning: 'A request with the same Idempotency-Key has not ended yet.',
    remedy: 'Repeat it with the same key, after the seconds that Retry-After names.',
  },
  'precondition-failed': {
    title: 'Somebody else was faster',
    meaning: 'The resource has changed since it was read. The member "current" shows it as it is now.',
    remedy: 'Look at the change, then repeat with the new version.',
  },
  'too-large': {
    title: 'The body is too large',
    meaning: 'A body has at most 64 KiB.',
    remedy: 'Send less.',
  },
  'unsupported-media-type': {
    title: 'The type of the body is not supported',
    meaning: 'Bodies are application/json; PATCH takes application/merge-patch+json as well.',
    remedy: 'Set Content-Type accordingly, without compression.',
  },
  'validation-failed': {
    title: 'Something in the request cannot be accepted',
    meaning: 'The member "errors" names each field and why it was refused.',
    remedy: 'Correct the fields and send the request again.',
  },
  'password-policy': {
    title: 'The password breaks a rule',
    meaning: 'The member "rules" lists every rule of the tenant that the password breaks.',
    remedy: 'Choose a password that keeps them; GET /v1/tenants/self/password-policy shows all.',
  },
  'role-not-assignable': {
    title: 'The role cannot be assigned',
    meaning: 'The role is disabled. Who has it keeps it, nobody else can get it.',
    remedy: 'Choose another role.',
  },
  'transfer-target': {
    title: 'Nothing can be transferred to this user',
    meaning: 'What a user owns goes to another user of the same tenant, who is active.',
    remedy: 'Choose another user.',
  },
  'locked-widget': {
    title: 'A tile that the tenant has locked is missing or changed',
    meaning: 'A personal layout keeps every tile that the layout of the tenant locks; only its place is free.',
    remedy: 'Read the layout again, and save with the locked tiles in it as they are.',
  },
  'idempotency-key-reused': {
    title: 'The Idempotency-Key belongs to another request',
    meaning: 'The key was used within the last day for a request with another body or another If-Match.',
    remedy: 'Make a new key for each change, and keep it only while the same request is repeated.',
  },
  'precondition-required': {
    title: 'If-Match is needed',
    meaning: 'A change must say which version it is meant for, so that nobody overwrites what they have not seen.',
    remedy: 'Send If-Match with the version that you read, or * for whichever it is.',
  },
  'rate-limited': {
    title: 'Too many requests',
    meaning: 'A budget is used up. The member "policies" names it, and RateLimit-Policy says how large it is.',
    remedy: 'Wait for the seconds that Retry-After names.',
  },
  'headers-too-large': {
    title: 'The header is too large',
    meaning: 'The address and the header lines of a request have at most 16 KiB, in at most 200 lines.',
    remedy: 'Send less: often it is cookies of other applications on the same host.',
  },
  'internal-error': {
    title: 'Something went wrong here',
    meaning: 'The server could not finish the request. Nothing was changed.',
    remedy: 'Try again; if it stays, give the request id to the operator.',
  },
  'temporarily-unavailable': {
    title: 'Too busy right now',
    meaning: 'The server or its database cannot take the request at the moment. Nothing was changed.',
    remedy: 'Repeat it after the seconds that Retry-After names.',
  },
};
