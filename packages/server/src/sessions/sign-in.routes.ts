import {Me, SignIn, usernameKey} from '@tenantry/sdk/contract';
import {appendAudit} from '../audit/queries.ts';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import type {Cookies} from '../http/cookies.ts';
import {auditOrigin} from '../http/origin.ts';
import {type Answer, answering, type Call, defineRoute, type Endpoint} from '../http/route.ts';
import {type SignInTry, signInThrottle, UNKNOWN_TENANT} from '../limits/sign-in-throttle.ts';
import {Refusal} from '../refusal.ts';
import {lockUser} from '../users/update.queries.ts';
import {featuresOf} from './features.ts';
import {isPasswordOver} from './lifetime.ts';
import {selectMe} from './me.queries.ts';
import {openSession} from './open-session.ts';
import {type Candidate, deleteSessionByToken, findTenant, recordSignIn, replaceHash, selectCandidate} from './queries.ts';
import {hashSecret, newSessionSecret, parseToken, type SessionSecret} from './tokens.ts';

export const signInRoute = defineRoute({
  method: 'post',
  path: '/v1/session',
  operationId: 'session.signIn',
  summary: 'Signs in with a password and sets the session cookie.',
  access: 'public',
  body: SignIn,
  answer: {status: 201, description: 'Signed in.', schema: Me},
  refusals: ['invalid-credentials', 'account-deactivated', 'temporary-password-expired', 'tenant-suspended', 'csrf'],
});

const DAY_MS = 86_400_000;

/**
 * Endpoint 1. Unknown tenant, unknown user and wrong password are one answer, after one run of the hasher and the same work for the
 * database (A5, E16). Whoever tries too often has to wait before any of that (A7).
 */
export const signInEndpoint = (dependencies: Dependencies, {session: cookie, known}: Cookies): Endpoint => {
  const {database, now, passwords, random} = dependencies;
  const throttle = signInThrottle(dependencies);
  const tryToSignIn = async (call: Call<typeof signInRoute>): Promise<Answer> => {
    const {username, password} = call.body;
    const name = call.body.tenant.trim().toLowerCase();
    const tenant = await database.lookup((lookup) => findTenant(lookup, name));
    // Where there is no tenant there are no rows, so that naming one causes the same work.
    const tenantId = tenant?.id ?? UNKNOWN_TENANT;
    const attempt = await throttle({...call, tenantId: tenant?.id, tenant: name, username, cookie: known.read(call.request.headers)});
    const candidate = await database.inTenant(tenantId, async (transaction) => {
      await attempt.take(transaction);
      return selectCandidate(transaction, tenantId, {usernameKey: usernameKey(username) ?? ''});
    });
    const isRight = await passwords.verify(password, candidate?.hash ?? undefined).catch(async (error: unknown) => {
      await database.inTenant(tenantId, attempt.giveBack);
      throw error;
    });
    if (!tenant || !candidate || !isRight) {
      throw await failed(dependencies, call, attempt, {
        tenantId: tenant?.id,
        userId: candidate?.id ?? null,
        refusal: invalidCredentials(),
        isRight: false,
      });
    }
    const refusal = obstacle(candidate, tenant.status, now());
    if (refusal) {
      throw await failed(dependencies, call, attempt, {tenantId, userId: candidate.id, refusal, isRight});
    }
    const stronger = candidate.hash !== null && passwords.isWeak(candidate.hash) ? await passwords.hash(password) : undefined;
    const before = parseToken(cookie.read(call.request.headers) ?? '');
    if (before) {
      const tokenHash = await hashSecret(before.secret);
      await database.inTenant(before.tenantId, (transaction) => deleteSessionByToken(transaction, before.tenantId, tokenHash));
    }
    const secret = await newSessionSecret(random);
    const remembered = await attempt.remember();
    const answer = await database.inTenant(tenantId, (transaction) =>
      signIn(transaction, dependencies, call, attempt, {tenantId, verified: candidate, stronger, secret}),
    );
    return {...answer, known: remembered};
  };
  return answering(signInRoute, (call) => passwords.admit(() => tryToSignIn(call)));
};

const invalidCredentials = (): Refusal => new Refusal('invalid-credentials', 'Organization, username and password do not belong together');

/** What keeps somebody out who knows the password. */
const obstacle = (candidate: Candidate, tenantStatus: 'active' | 'suspended', now: Date): Refusal | undefined => {
  if (tenantStatus === 'suspended') {
    return new Refusal('tenant-suspended', 'The tenant is suspended');
  }
  if (candidate.status === 'deactivated') {
    return new Refusal('account-deactivated', 'The account is deactivated');
  }
  if (isPasswordOver(candidate, now)) {
    return new Refusal('temporary-password-expired', 'The temporary password has expired');
  }
  return undefined;
};

/** A temporary password and one past its age are good for choosing another (A8, A10). */
const mustChange = ({temporary, changed_at, settings}: Candidate, now: Date): boolean => {
  const {maxAgeDays} = settings.passwordPolicy;
  const isTooOld = maxAgeDays !== null && changed_at !== null && now.getTime() - changed_at.getTime() >= maxAgeDays * DAY_MS;
  return temporary === true || isTooOld;
};

/** Writes a failed sign-in down, without the name that was typed (L18), and hands back the refusal. A right password costs nothing. */
const failed = async (
  {database, newId, now, clientAddress}: Dependencies,
  call: Call,
  attempt: SignInTry,
  {tenantId, userId, refusal, isRight}: Failure,
): Promise<Refusal> => {
  await database.inTenant(tenantId ?? UNKNOWN_TENANT, async (transaction) => {
    if (isRight) {
      await attempt.giveBack(transaction);
    }
    if (tenantId === undefined) {
      await attempt.standIn(transaction);
    } else {
      await appendAudit(transaction, tenantId, {
        id: newId('aud'),
        at: now(),
        actor: {type: 'user', id: null},
        action: 'session.signInFailed',
        target: {type: 'user', id: userId},
        outcome: 'failed',
        changes: [],
        reason: refusal.code,
        ...auditOrigin(call, {clientAddress}),
      });
    }
  });
  return refusal;
};

interface Failure {
  /** `undefined` where there is no such tenant, hence no audit trail either. */
  readonly tenantId: string | undefined;
  readonly userId: string | null;
  readonly refusal: Refusal;
  readonly isRight: boolean;
}

/** Opens the session. What was true when the password was compared must still be true. */
const signIn = async (
  transaction: TenantTransaction,
  dependencies: Dependencies,
  call: Call,
  attempt: SignInTry,
  {
    tenantId,
    verified,
    stronger,
    secret,
  }: {readonly tenantId: string; readonly verified: Candidate; readonly stronger: string | undefined; readonly secret: SessionSecret},
): Promise<Answer> => {
  const {now, newId} = dependencies;
  const at = now();
  // Two statements: who had to wait for the user sees in the second what has become of the password meanwhile.
  await lockUser(transaction, tenantId, verified.id);
  const candidate = await selectCandidate(transaction, tenantId, {id: verified.id});
  if (!candidate || candidate.hash !== verified.hash || obstacle(candidate, 'active', at)) {
    throw invalidCredentials();
  }
  if (stronger !== undefined && candidate.hash !== null) {
    await replaceHash(transaction, tenantId, {userId: candidate.id, from: candidate.hash, to: stronger});
  }
  const kind = mustChange(candidate, at) ? 'passwordChangeRequired' : 'full';
  const {sessionId, cookie} = await openSession(transaction, dependencies, call, {
    tenantId,
    userId: candidate.id,
    kind,
    limits: candidate.settings.session,
    secret,
  });
  await recordSignIn(transaction, tenantId, candidate.id, at);
  await attempt.giveBack(transaction);
  const me = await selectMe(transaction, tenantId, {userId: candidate.id, sessionId, now: at, features: featuresOf(dependencies)});
  await appendAudit(transaction, tenantId, {
    id: newId('aud'),
    at,
    actor: {type: 'user', id: candidate.id},
    action: 'session.signedIn',
    target: {type: 'user', id: candidate.id},
    outcome: 'success',
    changes: [],
    reason: null,
    ...auditOrigin(call, dependencies),
  });
  return {body: me, cookie};
};
