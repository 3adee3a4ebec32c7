import type {Handoff} from '@tenantry/sdk/contract';

/** What is handed over. The password is in it where it is to be shown, and the server has made it. */
export const handoffOf = ({
  loginUrl,
  username,
  temporaryPassword,
  expiresAt,
  delivered,
}: Pick<Handoff, 'loginUrl' | 'username' | 'temporaryPassword' | 'delivered'> & {readonly expiresAt: Date}): Handoff => ({
  loginUrl,
  username,
  temporaryPassword,
  expiresAt: expiresAt.toISOString(),
  delivered,
  secretWithheld: false,
});

/** The same without the password that the server made: what a repeat of the request is told (L5). */
export const withoutSecret = (handoff: Handoff): Handoff =>
  handoff.temporaryPassword === null ? handoff : {...handoff, temporaryPassword: null, secretWithheld: true};
