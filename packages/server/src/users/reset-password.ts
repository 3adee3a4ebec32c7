import type {Handoff} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import type {EffectAnswer, WriteCall} from '../http/route.ts';
import {selectPasswordContext, setTemporaryPassword} from '../passwords/queries.ts';
import {temporaryEnd} from '../passwords/temporary.ts';
import {Refusal} from '../refusal.ts';
import {endAccess} from '../sessions/queries.ts';
import {checkAuthority} from './guards.ts';
import {handoffOf, withoutSecret} from './handoff.ts';
import {heldBy, type UserRow} from './queries.ts';
import {findTarget, lockTarget} from './target.ts';

/**
 * Endpoint 13: the user gets a temporary password in place of whatever password there was, and whatever the user is signed in by ends (L7).
 * Whether the caller may is asked before the slow work, and again in the effect's transaction, which decides.
 */
export const resetPassword = async (
  {database, passwords, now}: Pick<Dependencies, 'database' | 'passwords' | 'now'>,
  {tenantId, principal, params: {id = ''}, ifMatch = '*', transact}: Omit<WriteCall, 'body' | 'query'>,
): Promise<EffectAnswer> => {
  const {policy} = await database.inTenant(tenantId, async (transaction) => {
    checkResettable(principal, await findTarget({transaction, principal}, tenantId, {id, ifMatch}));
    return selectPasswordContext(transaction, tenantId);
  });
  const password = passwords.generate(policy);
  const hash = await passwords.hash(password);
  return transact(async (effect) => {
    const {transaction, audit} = effect;
    const row = await lockTarget(effect, tenantId, {id, ifMatch});
    checkResettable(effect.principal, row);
    const current = await selectPasswordContext(transaction, tenantId);
    const at = now();
    const expiresAt = temporaryEnd(current.policy, at);
    await setTemporaryPassword(transaction, tenantId, {userId: id, hash, at, expiresAt});
    await endAccess(transaction, tenantId, {userId: id, at});
    await audit({
      action: 'user.passwordReset',
      target: {type: 'user', id},
      changes: [{path: '/credential', from: row.credential, to: 'temporary'}],
    });
    const handoff: Handoff = handoffOf({loginUrl: current.loginUrl, username: row.username, temporaryPassword: password, expiresAt});
    return {body: handoff, bodyWithoutSecrets: withoutSecret(handoff)};
  });
};

/** Authority first (G2), then the state: whose password is kept elsewhere has none here, and who is deactivated could not use it. */
const checkResettable = (principal: WriteCall['principal'], row: UserRow): void => {
  checkAuthority(principal, {id: row.id, permissions: heldBy(row)});
  const obstacle = resetObstacle(row);
  if (obstacle) {
    throw new Refusal(obstacle, 'The user could not sign in with a temporary password');
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
