import {Me, SignIn, usernameKey} from '@tenantry/sdk/contract';
import {appendAudit} from '../audit/queries.ts';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import type {SessionCookie} from '../http/cookies.ts';
import {auditOrigin} from '../http/origin.ts';
import {type Answer, answering, type Call, defineRoute, type Endpoint} from '../http/route.ts';
import {Refusal} from '../refusal.ts';
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

/** A tenant that has no rows: whoever names an unknown one causes the same work as who names a known one (A5). */
const NO_TENANT = '';

const DAY_MS = 86_400_000;

/** Endpoint 1. Unknown tenant, unknown user and wrong password are one answer, after one run of the hasher (A5, E16). */
export const signInEndpoint = (dependencies: Dependencies, cookie: SessionCookie): Endpoint => {
  const {database, now, passwords, random} = dependencies;
  return answering(signInRoute, async (call) => {
    const {tenant: name, username, password} = call.body;
    const tenant = await database.lookup((lookup) => findTenant(lookup, name.trim().toLowerCase()));
    const tenantId = tenant?.id ?? NO_TENANT;
    const key = usernameKey(username) ?? '';
    const candidate = await database.inTenant(tenantId, (transaction) => selectCandidate(transaction, tenantId, {usernameKey: key}));
    const isRight = await passwords.verify(password, candidate?.hash ?? undefined);
    if (!tenant || !candidate || !isRight) {
      throw await failed(dependencies, call, {tenantId: tenant?.id, userId: candidate?.id ?? null, refusal: invalidCredentials()});
    }
    const refusal = obstacle(candidate, tenant.status, now());
    if (refusal) {
      throw await failed(dependencies, call, {tenantId, userId: candidate.id, refusal});
    }
    const stronger = candidate.hash !== null && passwords.isWeak(candidate.hash) ? await passwords.hash(password) : undefined;
    const before = parseToken(cookie.read(call.request.headers) ?? '');
    if (before) {
      const tokenHash = await hashSecret(before.secret);
      await database.inTenant(before.tenantId, (transaction) => deleteSessionByToken(transaction, before.tenantId, tokenHash));
    }
    const secret = await newSessionSecret(random);
    return database.inTenant(tenantId, (transaction) =>
      signIn(transaction, dependencies, call, {tenantId, verified: candidate, stronger, secret}),
    );
  });
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
  if (candidate.temporary && candidate.expires_at !== null && candidate.expires_at <= now) {
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

/** Writes a failed sign-in down, without the name that was typed (L18), and hands back the refusal. */
const failed = async (
  dependencies: Dependencies,
  call: Call,
  {tenantId, userId, refusal}: {readonly tenantId: string | undefined; readonly userId: string | null; readonly refusal: Refusal},
): Promise<Refusal> => {
  if (tenantId !== undefined) {
    await dependencies.database.inTenant(tenantId, (transaction) =>
      appendAudit(transaction, tenantId, {
        id: dependencies.newId('aud'),
        at: dependencies.now(),
        actor: {type: 'user', id: null},
        action: 'session.signInFailed',
        target: {type: 'user', id: userId},
        outcome: 'failed',
        changes: [],
        reason: refusal.code,
        ...auditOrigin(call, dependencies),
      }),
    );
  }
  return refusal;
};

/** Opens the session. What was true when the password was compared must still be true. */
const signIn = async (
  transaction: TenantTransaction,
  dependencies: Dependencies,
  call: Call,
  {
    tenantId,
    verified,
    stronger,
    secret,
  }: {readonly tenantId: string; readonly verified: Candidate; readonly stronger: string | undefined; readonly secret: SessionSecret},
): Promise<Answer> => {
  const {now, newId} = dependencies;
  const at = now();
  const candidate = await selectCandidate(transaction, tenantId, {id: verified.id}, {lock: true});
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
  const me = await selectMe(transaction, tenantId, {userId: candidate.id, sessionId, now: at});
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
