import type {Session} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {userAgent} from '../http/origin.ts';
import type {LiveState} from './live-state.queries.ts';
import {absoluteEnd} from './lifetime.ts';
import {insertSession} from './queries.ts';
import {formatToken, hashSecret, newSessionSecret} from './tokens.ts';

/** Opens a session under a new id and a new secret, and says what the browser is to keep of it (A2). */
export const openSession = async (
  transaction: TenantTransaction,
  {now, newId, random, clientAddress}: Pick<Dependencies, 'now' | 'newId' | 'random' | 'clientAddress'>,
  {request}: {readonly request: Request},
  {
    tenantId,
    userId,
    kind,
    limits,
  }: {readonly tenantId: string; readonly userId: string; readonly kind: Session['kind']; readonly limits: LiveState['limits']},
): Promise<{sessionId: string; cookie: string}> => {
  const at = now();
  const secret = newSessionSecret(random);
  const sessionId = newId('ses');
  await insertSession(transaction, tenantId, {
    id: sessionId,
    userId,
    tokenHash: await hashSecret(secret),
    kind,
    ip: clientAddress(request),
    userAgent: userAgent(request),
    at,
    expiresAt: absoluteEnd(at, limits),
  });
  return {sessionId, cookie: formatToken({tenantId, secret})};
};
