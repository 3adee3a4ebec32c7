import type {PasswordOwner, SESSION_LIST, Session} from '@tenantry/sdk/contract';
import {type Selectable, type SelectQueryBuilder, type SqlBool, sql, type Transaction} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {deleteSome} from '../db/delete-some.ts';
import {findPage} from '../db/keyset.ts';
import type {Schema, SessionTable, TenantSettings} from '../db/schema.ts';
import type {FoundPage, ListQuery} from '../db/list-query.ts';
import {isId} from '../ids.ts';
import type {LiveState} from './live-state.queries.ts';
import {sessionEnd} from './lifetime.ts';

type Limits = LiveState['limits'];

const SLUG = /^[a-z0-9](?:-?[a-z0-9]){1,62}$/;

/** The tenant that somebody names at sign-in, by id or slug. What can be neither may hold what a database cannot. */
export const findTenant = async (
  lookup: Transaction<Pick<Schema, 'tenants' | 'issuers'>>,
  name: string,
): Promise<Pick<Schema['tenants'], 'id' | 'status'> | undefined> => {
  if (!isId(name) && !SLUG.test(name)) {
    return undefined;
  }
  return lookup
    .selectFrom('tenants')
    .select(['id', 'status'])
    .where(isId(name) ? 'id' : 'slug', '=', name)
    .executeTakeFirst();
};

/** Who may be signing in, and what it takes. */
export interface Candidate {
  readonly id: string;
  readonly status: 'active' | 'deactivated';
  readonly hash: string | null;
  readonly temporary: boolean | null;
  readonly expires_at: Date | null;
  readonly changed_at: Date | null;
  readonly settings: TenantSettings;
}

/** The user of a username key, with the password's facts. */
export const selectCandidate = (
  transaction: TenantTransaction,
  tenantId: string,
  by: {readonly usernameKey: string} | {readonly id: string},
): Promise<Candidate | undefined> =>
  transaction
    .selectFrom('users')
    .innerJoin('tenant_profiles', 'tenant_profiles.tenant_id', 'users.tenant_id')
    .leftJoin('credentials', (join) =>
      join.onRef('credentials.tenant_id', '=', 'users.tenant_id').onRef('credentials.user_id', '=', 'users.id'),
    )
    .where('users.tenant_id', '=', tenantId)
    .where((eb) => ('id' in by ? eb('users.id', '=', by.id) : eb('users.username_key', '=', by.usernameKey)))
    .select([
      'users.id',
      'users.status',
      'credentials.hash',
      'credentials.temporary',
      'credentials.expires_at',
      'credentials.changed_at',
      'tenant_profiles.settings',
    ])
    .executeTakeFirst();

export interface NewSession {
  readonly id: string;
  readonly userId: string;
  readonly tokenHash: string;
  readonly kind: Session['kind'];
  readonly ip: string;
  readonly userAgent: string;
  readonly at: Date;
  readonly expiresAt: Date;
}

export const insertSession = async (transaction: TenantTransaction, tenantId: string, session: NewSession): Promise<void> => {
  await transaction
    .insertInto('sessions')
    .values({
      tenant_id: tenantId,
      id: session.id,
      user_id: session.userId,
      token_hash: session.tokenHash,
      kind: session.kind,
      method: 'password',
      ip: session.ip,
      user_agent: session.userAgent,
      created_at: session.at,
      last_seen_at: session.at,
      expires_at: session.expiresAt,
    })
    .execute();
};

/** Notes a sign-in, and that the user is here. */
export const recordSignIn = async (transaction: TenantTransaction, tenantId: string, userId: string, at: Date): Promise<void> => {
  await transaction
    .insertInto('user_activity')
    .values({tenant_id: tenantId, user_id: userId, last_sign_in_at: at, last_active_at: at})
    .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet({last_sign_in_at: at, last_active_at: at}))
    .execute();
};

/** Puts a stronger hash of the same password in place of a weak one, unless the password has changed meanwhile. */
export const replaceHash = async (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, from, to}: {readonly userId: string; readonly from: string; readonly to: string},
): Promise<void> => {
  await transaction
    .updateTable('credentials')
    .set({hash: to})
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('hash', '=', from)
    .execute();
};

/** Sets a password that its user has chosen: it is no temporary one, and does not end by itself. */
export const setChosenPassword = async (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, hash, at}: {readonly userId: string; readonly hash: string; readonly at: Date},
): Promise<void> => {
  const password = {hash, temporary: false, expires_at: null, changed_at: at};
  await transaction
    .insertInto('credentials')
    .values({tenant_id: tenantId, user_id: userId, ...password})
    .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(password))
    .execute();
  await transaction.updateTable('users').set({credential: 'password'}).where('tenant_id', '=', tenantId).where('id', '=', userId).execute();
};

/** Notes that a user reads what is sent to the address: no version, since nobody has changed it (W9). */
export const setEmailVerified = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<void> => {
  await transaction.updateTable('users').set({email_verified: true}).where('tenant_id', '=', tenantId).where('id', '=', userId).execute();
};

/** Ends the session of a cookie, whoever's it is. */
export const deleteSessionByToken = async (transaction: TenantTransaction, tenantId: string, tokenHash: string): Promise<void> => {
  await transaction.deleteFrom('sessions').where('tenant_id', '=', tenantId).where('token_hash', '=', tokenHash).execute();
};

/** Ends one session of a user; `false` when the user has none with this id. */
export const deleteSession = async (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, id}: {readonly userId: string; readonly id: string},
): Promise<boolean> => {
  const deleted = await transaction
    .deleteFrom('sessions')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
};

/** Ends all sessions of a user. */
export const deleteSessionsOf = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<void> => {
  await transaction.deleteFrom('sessions').where('tenant_id', '=', tenantId).where('user_id', '=', userId).execute();
};

/** Ends whatever a user is signed in by: the sessions, and the tokens that were issued until now (A4). The user is locked. */
export const endAccess = async (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, at}: {readonly userId: string; readonly at: Date},
): Promise<void> => {
  await transaction
    .updateTable('users')
    .set({sessions_valid_from: at})
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .execute();
  await deleteSessionsOf(transaction, tenantId, userId);
};

/** Forgets at most `most` sessions of a tenant that are over, and says how many those were. */
export const deleteSessionsOver = async (
  transaction: TenantTransaction,
  tenantId: string,
  {now, most}: {readonly now: Date; readonly most: number},
): Promise<number> => {
  const {idle, begun} = oldest(await selectLimits(transaction, tenantId), now);
  const isOver = sql<SqlBool>`tenant_id = ${tenantId} and (expires_at <= ${now} or last_seen_at <= ${idle} or created_at <= ${begun})`;
  return deleteSome(transaction, 'sessions', isOver, most);
};

/** The sessions of a user that are not over, page by page. */
export const listSessions = async (
  transaction: TenantTransaction,
  tenantId: string,
  {
    userId,
    currentId,
    now,
    list,
  }: {readonly userId: string; readonly currentId: string | null; readonly now: Date; readonly list: ListQuery<typeof SESSION_LIST>},
): Promise<FoundPage<Session>> => {
  const limits = await selectLimits(transaction, tenantId);
  const page = await findPage(transaction, {
    matching: openSessions(transaction, tenantId, {userId, limits, now}),
    rows: transaction.selectFrom('sessions').selectAll('sessions').where('sessions.tenant_id', '=', tenantId),
    keyset: {key: 'sessions.created_at', type: 'timestamptz', id: 'sessions.id'},
    list,
  });
  return {...page, items: page.items.map((row) => toSession(row, limits, currentId))};
};

const openSessions = (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, limits, now}: {readonly userId: string; readonly limits: Limits; readonly now: Date},
): SelectQueryBuilder<Schema, 'sessions', object> => {
  const {idle, begun} = oldest(limits, now);
  return transaction
    .selectFrom('sessions')
    .where('sessions.tenant_id', '=', tenantId)
    .where('sessions.user_id', '=', userId)
    .where('sessions.expires_at', '>', now)
    .where('sessions.last_seen_at', '>', idle)
    .where('sessions.created_at', '>', begun);
};

/** How long ago a session may have been used last, and begun, to be still good. */
const oldest = ({idleMinutes, absoluteHours}: Limits, now: Date): {idle: Date; begun: Date} => ({
  idle: new Date(now.getTime() - idleMinutes * 60_000),
  begun: new Date(now.getTime() - absoluteHours * 3_600_000),
});

const selectLimits = async (transaction: TenantTransaction, tenantId: string): Promise<Limits> => {
  const {limits} = await transaction
    .selectFrom('tenant_profiles')
    .select((eb) => eb.ref('settings', '->').key('session').as('limits'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return limits;
};

/** A session as the contract shows it. */
export const toSession = (row: SessionRow, limits: Limits, currentId: string | null): Session => ({
  id: row.id,
  tenantId: row.tenant_id,
  userId: row.user_id,
  kind: row.kind,
  method: row.method,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  expiresAt: sessionEnd({createdAt: row.created_at, lastSeenAt: row.last_seen_at, expiresAt: row.expires_at}, limits).toISOString(),
  ip: row.ip,
  userAgent: row.user_agent,
  current: row.id === currentId,
});

export type SessionRow = Selectable<SessionTable>;

/** Whom a user's password must not give away (A8). */
export const selectPasswordOwner = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<PasswordOwner> => {
  const row = await transaction
    .selectFrom('users')
    .innerJoin('tenant_profiles', 'tenant_profiles.tenant_id', 'users.tenant_id')
    .where('users.tenant_id', '=', tenantId)
    .where('users.id', '=', userId)
    .select(['username', 'email', 'first_name', 'last_name', 'name'])
    .executeTakeFirst();
  return row ? {username: row.username, email: row.email, firstName: row.first_name, lastName: row.last_name, tenantName: row.name} : {};
};
