import {sql, type Transaction} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import type {Schema} from '../db/schema.ts';

/** Everything that decides at each request whether a credential still counts, and for what (A4). */
export interface LiveState {
  readonly tenantStatus: 'active' | 'suspended';
  readonly userId: string;
  readonly status: 'active' | 'deactivated';
  readonly sessionsValidFrom: Date | null;
  readonly lastActiveAt: Date | null;
  /** Until when nobody acts as the user, who is about to be deleted. */
  readonly deletionUntil: Date | null;
  readonly permissions: readonly string[];
  /** `null` for a bearer token. */
  readonly session: {
    readonly id: string;
    readonly kind: 'full' | 'passwordChangeRequired';
    readonly createdAt: Date;
    readonly lastSeenAt: Date;
    readonly expiresAt: Date;
  } | null;
  readonly limits: {readonly idleMinutes: number; readonly absoluteHours: number};
}

/** Whose credential: a session by the hash of its secret, or the subject of an issuer that means this tenant by its claim. */
export type Holder =
  | {readonly kind: 'session'; readonly tokenHash: string}
  | {readonly kind: 'subject'; readonly issuer: string; readonly claim: string; readonly subject: string};

/**
 * Keeps a credential's user as they are, and its session from ending, until the transaction ends: for changes, which are decided by both.
 * Who had to wait here sees in the next statement what has happened meanwhile, the role included.
 */
export const lockLiveState = async (transaction: TenantTransaction, tenantId: string, holder: Holder): Promise<void> => {
  // A session that is in use is written to all the time (`touch`): its key is locked, the rest is not.
  await (holder.kind === 'session'
    ? sql`
        select from sessions s join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
        where s.tenant_id = ${tenantId} and s.token_hash = ${holder.tokenHash}
        for no key update of u for key share of s`
    : sql`
        select from external_ids e join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
        where e.tenant_id = ${tenantId} and e.issuer = ${holder.issuer} and e.subject = ${holder.subject}
        for no key update of u`
  ).execute(transaction);
};

/** Reads the live state of a credential, in one query. */
export const selectLiveState = async (transaction: TenantTransaction, tenantId: string, holder: Holder): Promise<LiveState | undefined> => {
  const {columns, source, condition} =
    holder.kind === 'session'
      ? {
          columns: sql`s.id as session_id, s.kind, s.created_at, s.last_seen_at, s.expires_at, null as last_active_at`,
          source: sql`sessions s join users u on u.tenant_id = s.tenant_id and u.id = s.user_id`,
          condition: sql`s.tenant_id = ${tenantId} and s.token_hash = ${holder.tokenHash}`,
        }
      : {
          columns: sql`null as session_id, null as kind, null as created_at, null as last_seen_at, null as expires_at, a.last_active_at`,
          source: sql`external_ids e join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
            join issuers i on i.issuer = e.issuer and i.tenant_id = e.tenant_id
            left join user_activity a on a.tenant_id = u.tenant_id and a.user_id = u.id`,
          condition: sql`
            e.tenant_id = ${tenantId} and e.issuer = ${holder.issuer} and e.subject = ${holder.subject} and i.tenant_claim = ${holder.claim}`,
        };
  const {rows} = await sql<Row>`
    select u.id, u.status, u.sessions_valid_from, u.extra_permissions, r.permissions, t.status as tenant_status,
      p.settings -> 'session' as limits, ${columns},
      (select d.until from deletions d where d.tenant_id = u.tenant_id and d.user_id = u.id) as deletion_until
    from ${source}
    join roles r on r.tenant_id = u.tenant_id and r.id = u.role_id
    join tenants t on t.id = u.tenant_id
    join tenant_profiles p on p.tenant_id = u.tenant_id
    where ${condition}`.execute(transaction);
  return rows[0] && toLiveState(rows[0]);
};

interface Row {
  readonly id: string;
  readonly status: LiveState['status'];
  readonly sessions_valid_from: Date | null;
  readonly extra_permissions: readonly string[];
  readonly permissions: readonly string[];
  readonly tenant_status: LiveState['tenantStatus'];
  readonly limits: LiveState['limits'];
  readonly last_active_at: Date | null;
  readonly deletion_until: Date | null;
  readonly session_id: string | null;
  readonly kind: 'full' | 'passwordChangeRequired';
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
}

const toLiveState = (row: Row): LiveState => ({
  tenantStatus: row.tenant_status,
  userId: row.id,
  status: row.status,
  sessionsValidFrom: row.sessions_valid_from,
  lastActiveAt: row.last_active_at,
  deletionUntil: row.deletion_until,
  permissions: [...row.permissions, ...row.extra_permissions],
  session:
    row.session_id === null
      ? null
      : {id: row.session_id, kind: row.kind, createdAt: row.created_at, lastSeenAt: row.last_seen_at, expiresAt: row.expires_at},
  limits: row.limits,
});

/** Notes that a user is here, and by which session. Outside the versioned row, at most every few minutes. */
export const touch = async (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, sessionId, at}: {readonly userId: string; readonly sessionId: string | null; readonly at: Date},
): Promise<void> => {
  if (sessionId !== null) {
    await transaction
      .updateTable('sessions')
      .set({last_seen_at: at})
      .where('tenant_id', '=', tenantId)
      .where('id', '=', sessionId)
      .where('last_seen_at', '<', at)
      .execute();
  }
  // Of a user who is deleted meanwhile nothing is noted.
  await sql`
    insert into user_activity (tenant_id, user_id, last_active_at)
    select tenant_id, id, ${at}::timestamptz from users where tenant_id = ${tenantId} and id = ${userId} for key share
    on conflict (tenant_id, user_id) do update set last_active_at = excluded.last_active_at`.execute(transaction);
};

/** The tenant's status, or `undefined` when there is none with this id. */
export const selectTenantStatus = async (transaction: TenantTransaction, tenantId: string): Promise<'active' | 'suspended' | undefined> => {
  const row = await transaction.selectFrom('tenants').select('status').where('id', '=', tenantId).executeTakeFirst();
  return row?.status;
};

/** The tenant that an issuer means by a value of its tenant claim. */
export const selectIssuerTenant = async (
  transaction: Transaction<Pick<Schema, 'tenants' | 'issuers'>>,
  issuer: string,
  claim: string,
): Promise<string | undefined> => {
  const row = await transaction
    .selectFrom('issuers')
    .select('tenant_id')
    .where('issuer', '=', issuer)
    .where('tenant_claim', '=', claim)
    .executeTakeFirst();
  return row?.tenant_id;
};
