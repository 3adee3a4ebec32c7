import type {Handoff, ResetPassword} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import type {Effect, EffectAnswer, WriteCall} from '../http/route.ts';
import {accessMail, cancelAccess, noticeMail} from '../mail/orders.ts';
import {noMail} from '../mail/refusal.ts';
import {linkEnd} from '../mail/room.ts';
import type {Outbox} from '../outbox/outbox.ts';
import {deletePassword, hasSignedIn, selectPasswordContext, setTemporaryPassword} from '../passwords/queries.ts';
import {temporaryEnd} from '../passwords/temporary.ts';
import {Refusal} from '../refusal.ts';
import {endAccess} from '../sessions/queries.ts';
import {checkAuthority, checkLastAdministrator} from './guards.ts';
import {handoffOf, withoutSecret} from './handoff.ts';
import {heldBy, type UserRow} from './queries.ts';
import {findTarget, lockTarget} from './target.ts';

type Means = Pick<Dependencies, 'database' | 'passwords' | 'now' | 'mailer' | 'sealer'> & {readonly outbox: Outbox};

/** A temporary password that was made, with what is stored and sent of it. */
interface Made {
  readonly password: string;
  readonly hash: string;
  /** Where it goes by mail. */
  readonly sealed: string | undefined;
}

/**
 * Endpoint 13: the user gets a temporary password, or a link for choosing one, in place of whatever password there was, and whatever the user
 * is signed in by ends (L7). Whether the caller may is asked before the slow work, and again in the effect's transaction, which decides.
 */
export const resetPassword = async (
  means: Means,
  {
    tenantId,
    principal,
    params: {id = ''},
    body: {delivery},
    ifMatch = '*',
    transact,
    amend,
  }: Omit<WriteCall, 'body' | 'query'> & {readonly body: ResetPassword},
): Promise<EffectAnswer> => {
  const {database, passwords, sealer, mailer, outbox} = means;
  if (!mailer && delivery !== 'show') {
    throw noMail();
  }
  const {policy} = await database.inTenant(tenantId, async (transaction) => {
    checkResettable(principal, await findTarget({transaction, principal}, tenantId, {id, ifMatch}));
    return selectPasswordContext(transaction, tenantId);
  });
  const make = async (): Promise<Made> => {
    const password = passwords.generate(policy);
    const hash = await passwords.hash(password);
    return {password, hash, sealed: delivery === 'email' ? await sealer.seal(password) : undefined};
  };
  const made = delivery === 'link' ? undefined : await make();
  let mail: string | undefined;
  const answer = await transact(async (effect) => {
    const row = await lockTarget(effect, tenantId, {id, ifMatch});
    checkResettable(effect.principal, row);
    await cancelAccess(effect.transaction, tenantId, id);
    const reset = made ? await giveTemporary(effect, means, {row, made}) : await giveLink(effect, means, row);
    mail = reset.mail;
    await endAccess(effect.transaction, tenantId, {userId: id, at: means.now()});
    await effect.audit({
      action: 'user.passwordReset',
      target: {type: 'user', id},
      changes: [{path: '/credential', from: row.credential, to: made ? 'temporary' : 'none'}],
    });
    return {body: reset.handoff, bodyWithoutSecrets: withoutSecret(reset.handoff)};
  });
  if (mail === undefined || (await outbox.deliver(tenantId, mail))) {
    return answer;
  }
  return amend(answer, {body: {...(answer.body as Handoff), delivered: 'failed'}});
};

interface Given {
  readonly handoff: Handoff;
  /** The mail that the answer waits for. */
  readonly mail: string | undefined;
}

const giveTemporary = async (
  {transaction, enqueue}: Effect,
  {now, mailer}: Means,
  {row, made: {password, hash, sealed}}: {readonly row: UserRow; readonly made: Made},
): Promise<Given> => {
  const {id: userId, tenant_id: tenantId, username} = row;
  const {policy, loginUrl} = await selectPasswordContext(transaction, tenantId);
  const at = now();
  const expiresAt = temporaryEnd(policy, at);
  await setTemporaryPassword(transaction, tenantId, {userId, hash, at, expiresAt});
  if (sealed === undefined) {
    if (mailer) {
      await enqueue(noticeMail({mail: 'passwordReset', userId}));
    }
    return {handoff: handoffOf({loginUrl, username, temporaryPassword: password, expiresAt, delivered: 'shown'}), mail: undefined};
  }
  const order = accessMail({mail: 'temporary', userId, isNew: false, sealed, expiresAt: expiresAt.toISOString()});
  return {
    handoff: handoffOf({loginUrl, username, temporaryPassword: null, expiresAt, delivered: 'email'}),
    mail: await enqueue(order, {held: true}),
  };
};

/** Until the link is used the user has no password, and does not count as an administrator (G4). */
const giveLink = async ({transaction, enqueue}: Effect, {now}: Means, row: UserRow): Promise<Given> => {
  const {id: userId, tenant_id: tenantId, username} = row;
  const {loginUrl} = await selectPasswordContext(transaction, tenantId);
  const at = now();
  await checkLastAdministrator(transaction, tenantId, userId, at);
  const purpose = (await hasSignedIn(transaction, tenantId, userId)) ? 'reset' : 'setUp';
  const expiresAt = linkEnd(purpose, at);
  await deletePassword(transaction, tenantId, userId);
  return {
    handoff: handoffOf({loginUrl, username, temporaryPassword: null, expiresAt, delivered: 'link'}),
    mail: await enqueue(accessMail({mail: 'link', userId, purpose, expiresAt: expiresAt.toISOString()}), {held: true}),
  };
};

/** Authority first (G2), then the state: whose password is kept elsewhere has none here, and who is deactivated could not use it. */
const checkResettable = (principal: WriteCall['principal'], row: UserRow): void => {
  checkAuthority(principal, {id: row.id, permissions: heldBy(row)});
  const obstacle = resetObstacle(row);
  if (obstacle) {
    throw new Refusal(obstacle, 'The user could not sign in with a new password');
  }
};

/** Why a user in this state gets no temporary password, if so. */
export const resetObstacle = ({
  credential,
  status,
}: Pick<UserRow, 'credential' | 'status'>): 'password-managed-externally' | 'user-deactivated' | undefined => {
  if (credential === 'external') {
    return 'password-managed-externally';
  }
  return status === 'deactivated' ? 'user-deactivated' : undefined;
};
