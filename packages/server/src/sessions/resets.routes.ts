import {CompleteReset, RequestReset} from '@tenantry/sdk/contract';
import {appendAudit} from '../audit/queries.ts';
import type {Background} from '../background.ts';
import type {Dependencies} from '../dependencies.ts';
import {auditOrigin} from '../http/origin.ts';
import {type Answer, answering, type Call, defineRoute, type Endpoint} from '../http/route.ts';
import {payOfAddress, resetThrottle, UNKNOWN_TENANT} from '../limits/sign-in-throttle.ts';
import {resetRequest} from '../mail/orders.ts';
import {noMail} from '../mail/refusal.ts';
import {linkEnd} from '../mail/room.ts';
import type {Outbox} from '../outbox/outbox.ts';
import {enqueue} from '../outbox/queries.ts';
import {passwordRefusal} from '../passwords/password-refusal.ts';
import {Refusal} from '../refusal.ts';
import {lockUser} from '../users/update.queries.ts';
import {type FoundLink, selectLink, takeLink} from './links.queries.ts';
import {endAccess, findTenant, selectPasswordOwner, setChosenPassword, setEmailVerified} from './queries.ts';
import {hashSecret, parseToken} from './tokens.ts';

export const requestResetRoute = defineRoute({
  method: 'post',
  path: '/v1/password-resets',
  operationId: 'me.requestReset',
  summary: 'Asks for a link by which a user can set a new password. The answer is the same whether or not there is such a user.',
  access: 'public',
  body: RequestReset,
  answer: {status: 202, description: 'If there is such a user, a mail is on its way.'},
  refusals: ['mail-not-configured'],
});

export const completeResetRoute = defineRoute({
  method: 'post',
  path: '/v1/password-resets/complete',
  operationId: 'me.completeReset',
  summary: 'Sets a password by the token of a link. All sessions of the user end, and the link is used up.',
  access: 'public',
  body: CompleteReset,
  answer: {status: 204, description: 'The password is set.'},
  refusals: ['link-expired', 'password-policy', 'tenant-suspended'],
});

/** Endpoints 3 and 4. */
export const resetsEndpoints = (
  dependencies: Dependencies,
  {outbox, background}: {readonly outbox: Outbox; readonly background: Background},
): Endpoint[] => [
  answering(requestResetRoute, (call) => requestReset(dependencies, {outbox, background}, call)),
  answering(completeResetRoute, (call) => completeReset(dependencies, call)),
];

/**
 * Writes down that somebody asked, and nothing else: whether there is such a user is found out later, when nobody waits for it, so that the
 * work that an answer waits for is the same in every case (E16).
 */
const requestReset = async (
  dependencies: Dependencies,
  {outbox, background}: {readonly outbox: Outbox; readonly background: Background},
  call: Call<typeof requestResetRoute>,
): Promise<Answer> => {
  const {database, now, mailer, sealer} = dependencies;
  if (!mailer) {
    throw noMail();
  }
  const name = call.body.tenant.trim().toLowerCase();
  const login = call.body.login.trim();
  const tenant = await database.lookup((lookup) => findTenant(lookup, name));
  const tenantId = tenant?.id ?? UNKNOWN_TENANT;
  const attempt = await resetThrottle(dependencies)({...call, tenantId: tenant?.id, tenant: name, username: login, cookie: undefined});
  const sealed = await sealer.seal(login);
  await database.inTenant(tenantId, async (transaction) => {
    await attempt.take(transaction);
    const at = now();
    await enqueue(transaction, tenantId, resetRequest({sealed, until: linkEnd('reset', at).toISOString()}), {at});
  });
  background.run(() => outbox.dispatch(tenantId));
  return {};
};

/** The link opens, the password keeps the rules, and then both are decided at once: the password is set and the link is gone (A11). */
const completeReset = async (dependencies: Dependencies, call: Call<typeof completeResetRoute>): Promise<Answer> => {
  const {database, now, passwords, newId} = dependencies;
  const {newPassword} = call.body;
  payOfAddress(dependencies, call);
  const token = parseToken(call.body.token.trim());
  if (!token) {
    throw linkExpired();
  }
  const {tenantId} = token;
  const tokenHash = await hashSecret(token.secret);
  const {link, owner} = await database.inTenant(tenantId, async (transaction) => {
    const found = await selectLink(transaction, tenantId, tokenHash);
    return {link: found, owner: found ? await selectPasswordOwner(transaction, tenantId, found.userId) : {}};
  });
  if (!link || link.expiresAt <= now()) {
    throw linkExpired();
  }
  if (link.tenantStatus === 'suspended') {
    throw new Refusal('tenant-suspended', 'The tenant is suspended');
  }
  const broken = passwords.check(link.settings.passwordPolicy, newPassword, owner);
  const rules = (await isTheTemporaryOne(dependencies, link, newPassword)) ? [...broken, 'same-as-temporary' as const] : broken;
  if (rules.length > 0) {
    throw passwordRefusal('#/newPassword', rules);
  }
  const hash = await passwords.hash(newPassword);
  const {userId} = link;
  await database.inTenant(tenantId, async (transaction) => {
    const at = now();
    await lockUser(transaction, tenantId, userId);
    // Whoever reset or deactivated the user meanwhile has taken the link away.
    if (!(await takeLink(transaction, tenantId, {tokenHash, now: at}))) {
      throw linkExpired();
    }
    await setChosenPassword(transaction, tenantId, {userId, hash, at});
    await setEmailVerified(transaction, tenantId, userId);
    await endAccess(transaction, tenantId, {userId, at});
    await appendAudit(transaction, tenantId, {
      id: newId('aud'),
      at,
      actor: {type: 'user', id: userId},
      action: 'password.changed',
      target: {type: 'user', id: userId},
      outcome: 'success',
      changes: [],
      reason: null,
      ...auditOrigin(call, dependencies),
    });
  });
  return {};
};

/** Whether somebody would keep the temporary password as their own (A10). */
const isTheTemporaryOne = async ({passwords}: Dependencies, {hash, isTemporary}: FoundLink, newPassword: string): Promise<boolean> =>
  isTemporary && hash !== null && (await passwords.verify(newPassword, hash));

const linkExpired = (): Refusal => new Refusal('link-expired', 'The link was used, is too old, or was cancelled');
