import type {Me} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {TenantSettings} from '../db/schema.ts';
import {selectUser, toUser, type UserRow} from '../users/queries.ts';
import {type SessionRow, toSession} from './queries.ts';

/** Who reads, and by which session. */
export interface Reader {
  readonly userId: string;
  readonly sessionId: string | null;
  readonly now: Date;
  /** What this server can do. */
  readonly features: readonly string[];
}

/** Who is signed in, where, and what they may do. */
export const selectMe = async (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, sessionId, now, features}: Reader,
): Promise<Me> => {
  const row = await selectOneself(transaction, tenantId, userId);
  const user = toUser(row, userId);
  const {slug, name, settings, session} = await selectPlace(transaction, tenantId, sessionId);
  return {
    user,
    tenant: {id: tenantId, slug, name},
    session: session && toSession(session, settings.session, sessionId),
    permissions: user.effectivePermissions,
    features: [...features],
    landing: 'dashboard',
    serverTime: now.toISOString(),
  };
};

/** Where somebody is signed in: the tenant, and the session if there is one. */
const selectPlace = async (
  transaction: TenantTransaction,
  tenantId: string,
  sessionId: string | null,
): Promise<{slug: string; name: string; settings: TenantSettings; session: SessionRow | null}> => {
  const row = await transaction
    .selectFrom('tenant_profiles')
    .innerJoin('tenants', 'tenants.id', 'tenant_profiles.tenant_id')
    .leftJoin('sessions', (join) => join.onRef('sessions.tenant_id', '=', 'tenant_profiles.tenant_id').on('sessions.id', '=', sessionId))
    .where('tenant_profiles.tenant_id', '=', tenantId)
    .selectAll('sessions')
    .select(['tenants.slug', 'tenant_profiles.name', 'tenant_profiles.settings'])
    .executeTakeFirstOrThrow();
  const {slug, name, settings, ...session} = row;
  // Without a session every one of its columns is null.
  return {slug, name, settings, session: session.id === null ? null : (session as SessionRow)};
};

/** The caller's own row. It is there: the caller has just been read. */
export const selectOneself = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<UserRow> => {
  const row = await selectUser(transaction, tenantId, userId);
  if (!row) {
    throw new Error('A user has vanished within its own transaction');
  }
  return row;
};
