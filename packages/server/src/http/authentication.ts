import type {Database, TenantTransaction} from '../db/database.ts';
import {Refusal} from '../refusal.ts';
import {
  type Holder,
  type LiveState,
  lockLiveState,
  selectIssuerTenant,
  selectLiveState,
  selectTenantStatus,
} from '../sessions/live-state.queries.ts';
import {isTouchDue, sessionEnd} from '../sessions/lifetime.ts';
import {hashSecret, parseToken} from '../sessions/tokens.ts';
import type {Bearer, Claims} from './bearer.ts';
import type {Cookies} from './cookies.ts';
import type {Principal} from './principal.ts';

/** A credential that names its tenant; whether it still counts is for the database to say. */
export type Credential =
  | {
      readonly kind: 'member';
      readonly tenantId: string;
      /** Whether the tenant is the one that the token meant when it came last. Whoever it is asked for may have moved since. */
      readonly isGuess: boolean;
      readonly holder: Holder;
      readonly issuedAt: Date | undefined;
    }
  | {readonly kind: 'operator'; readonly subject: string; readonly scope: readonly string[]};

/** Who calls, and whether that is worth writing down. */
export interface Admitted {
  readonly principal: Principal;
  readonly tenantStatus: LiveState['tenantStatus'];
  readonly touchDue: boolean;
}

interface Means {
  readonly database: Database;
  readonly bearer: Bearer;
  readonly cookies: Cookies;
}

/** A guess that turned out to be wrong: the tenant of the credential has to be looked up. */
export class WrongGuess extends Error {}

/**
 * Finds the credential of a request. `Authorization` wins over a cookie (A1).
 *
 * @param mayGuess Whether a token may be taken to mean the tenant that it meant last, which saves a transaction: `admit` finds out.
 */
export const findCredential = async (headers: Headers, {database, bearer, cookies}: Means, mayGuess = false): Promise<Credential> => {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    return findBearer(authorization, database, bearer, mayGuess);
  }
  const token = parseToken(cookies.session.read(headers) ?? '');
  if (!token) {
    throw new Refusal('unauthenticated', 'The request carries no credential');
  }
  const holder: Holder = {kind: 'session', tokenHash: await hashSecret(token.secret)};
  return {kind: 'member', tenantId: token.tenantId, isGuess: false, holder, issuedAt: undefined};
};

// The tenant that a verified token meant last.
const meant = new WeakMap<Claims, string>();

const findBearer = async (authorization: string, database: Database, bearer: Bearer, mayGuess: boolean): Promise<Credential> => {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (token === undefined) {
    throw new Refusal('invalid-token', 'Authorization must be a bearer token');
  }
  const claims = await bearer.verify(token);
  const {issuer, subject, tenant, issuedAt, operator, scope} = claims;
  if (operator) {
    return {kind: 'operator', subject, scope};
  }
  if (tenant === undefined) {
    throw notAMember();
  }
  const guess = mayGuess ? meant.get(claims) : undefined;
  const tenantId = guess ?? (await database.lookup((lookup) => selectIssuerTenant(lookup, issuer, tenant)));
  if (tenantId === undefined) {
    throw notAMember();
  }
  meant.set(claims, tenantId);
  return {kind: 'member', tenantId, isGuess: guess !== undefined, holder: {kind: 'subject', issuer, claim: tenant, subject}, issuedAt};
};

const notAMember = (): Refusal => new Refusal('not-a-member', 'No user of a tenant belongs to this credential');

const ended = (): Refusal => new Refusal('session-ended', 'The session has ended');

/**
 * Reads whether the credential counts, now (A4).
 *
 * @param tenantId The tenant of the transaction.
 * @param lock Whether what was read stays so until the transaction ends.
 */
export const admit = async (
  transaction: TenantTransaction,
  credential: Credential,
  {tenantId, now, lock}: {readonly tenantId: string; readonly now: Date; readonly lock: boolean},
): Promise<Admitted | undefined> => {
  if (credential.kind === 'operator') {
    const tenantStatus = await selectTenantStatus(transaction, tenantId);
    return tenantStatus && {principal: operator(credential, tenantId), tenantStatus, touchDue: false};
  }
  if (lock) {
    await lockLiveState(transaction, tenantId, credential.holder);
  }
  const state = await selectLiveState(transaction, tenantId, credential.holder);
  if (!state && credential.isGuess) {
    throw new WrongGuess();
  }
  if (!state) {
    throw credential.holder.kind === 'session' ? ended() : notAMember();
  }
  if (state.status !== 'active' || isOver(state, credential.issuedAt, now)) {
    throw ended();
  }
  if (!lock && state.deletionUntil && state.deletionUntil > now) {
    // It may be refused yet: then all is as it was (E24). What has begun before goes on, or two who delete each other would both be refused.
    throw new Refusal('temporarily-unavailable', 'Nobody can act as this user at the moment', {headers: {'Retry-After': '1'}});
  }
  const {userId, permissions, session, tenantStatus, lastActiveAt, limits} = state;
  return {
    principal: {
      type: 'user',
      id: userId,
      tenantId,
      permissions: new Set(permissions),
      kind: session?.kind ?? 'full',
      sessionId: session?.id ?? null,
    },
    tenantStatus,
    touchDue: isTouchDue(session?.lastSeenAt ?? lastActiveAt, now, limits),
  };
};

const isOver = ({session, sessionsValidFrom, limits}: LiveState, issuedAt: Date | undefined, now: Date): boolean =>
  session ? sessionEnd(session, limits) <= now : sessionsValidFrom !== null && (issuedAt === undefined || issuedAt < sessionsValidFrom);

const operator = ({subject, scope}: Extract<Credential, {kind: 'operator'}>, tenantId: string): Principal => ({
  type: 'operator',
  id: subject,
  tenantId,
  permissions: new Set(scope),
  kind: 'full',
  sessionId: null,
});
