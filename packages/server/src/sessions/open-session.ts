import type {Session} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {userAgent} from '../http/origin.ts';
import type {LiveState} from './live-state.queries.ts';
import {absoluteEnd} from './lifetime.ts';
import {insertSession} from './queries.ts';
import {formatToken, type SessionSecret} from './tokens.ts';

/** Opens a session under a new id and a new secret, and says what the browser is to keep of it (A2). */
export const openSession = async (
  transaction: TenantTransaction,
  {now, newId, clientAddress}: Pick<Dependencies, 'now' | 'newId' | 'clientAddress'>,
  {request}: {readonly request: Request},
  {
    tenantId,
    userId,
    kind,
    limits,
    secret,
  }: {
    readonly tenantId: string;
    readonly userId: string;
    readonly kind: Session['kind'];
    readonly limits: LiveState['limits'];
    readonly secret: SessionSecret;
  },
): Promise<{sessionId: string; cookie: string}> => {
  const at = now();
  const sessionId = newId('ses');
  await insertSession(transaction, tenantId, {
    id: sessionId,
    userId,
    tokenHash: secret.tokenHash,
    kind,
    ip: clientAddress(request),
    userAgent: userAgent(request),
    at,
    expiresAt: absoluteEnd(at, limits),
  });
  return {sessionId, cookie: formatToken({tenantId, secret: secret.secret})};
};
