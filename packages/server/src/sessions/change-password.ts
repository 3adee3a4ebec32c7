import type {ChangePassword} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import type {EffectAnswer, WriteCall} from '../http/route.ts';
import {cancelAccess} from '../mail/orders.ts';
import {passwordRefusal} from '../passwords/password-refusal.ts';
import {Refusal} from '../refusal.ts';
import {isPasswordOver} from './lifetime.ts';
import {openSession} from './open-session.ts';
import {deleteSessionsOf, selectCandidate, selectPasswordOwner, setChosenPassword} from './queries.ts';
import {newSessionSecret} from './tokens.ts';

/** Endpoint 6: the current password is proved, the new one keeps every rule, all other sessions end (A10). */
export const changePassword = async (
  dependencies: Dependencies,
  call: Omit<WriteCall, 'body' | 'query'> & {readonly body: ChangePassword},
): Promise<EffectAnswer> => {
  const {database, now, passwords, random} = dependencies;
  const {tenantId, principal, body, transact} = call;
  const found = await database.inTenant(tenantId, async (transaction) => ({
    candidate: await selectCandidate(transaction, tenantId, {id: principal.id}),
    owner: await selectPasswordOwner(transaction, tenantId, principal.id),
  }));
  const {candidate, owner} = found;
  const isRight = await passwords.verify(body.currentPassword, candidate?.hash ?? undefined);
  if (!candidate || !isRight) {
    throw wrongPassword();
  }
  if (isPasswordOver(candidate, now())) {
    throw expired();
  }
  const policy = candidate.settings.passwordPolicy;
  const broken = passwords.check(policy, body.newPassword, owner);
  // Who had to choose another password has to choose another one.
  const mustDiffer = candidate.temporary === true || principal.kind === 'passwordChangeRequired';
  const isSame = body.newPassword.normalize('NFC') === body.currentPassword.normalize('NFC');
  const rules = mustDiffer && isSame ? [...broken, 'same-as-temporary' as const] : broken;
  if (rules.length > 0) {
    throw passwordRefusal('#/newPassword', rules);
  }
  const hash = await passwords.hash(body.newPassword);
  const secret = await newSessionSecret(random);
  return transact(async ({transaction, principal: {id: userId, sessionId}, audit}) => {
    const current = await selectCandidate(transaction, tenantId, {id: userId});
    if (current?.hash !== candidate.hash) {
      throw wrongPassword();
    }
    const at = now();
    if (isPasswordOver(current, at)) {
      throw expired();
    }
    await setChosenPassword(transaction, tenantId, {userId, hash, at});
    await deleteSessionsOf(transaction, tenantId, userId);
    await cancelAccess(transaction, tenantId, userId);
    const opened =
      sessionId === null
        ? undefined
        : await openSession(transaction, dependencies, call, {tenantId, userId, kind: 'full', limits: current.settings.session, secret});
    await audit({action: 'password.changed', target: {type: 'user', id: userId}});
    return opened ? {cookie: opened.cookie} : {};
  });
};

const expired = (): Refusal => new Refusal('temporary-password-expired', 'The temporary password has expired');

const wrongPassword = (): Refusal => new Refusal('wrong-password', 'The current password is wrong');
