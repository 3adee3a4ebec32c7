import {type ExpressionBuilder, type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {deleteSome} from '../db/delete-some.ts';
import type {Schema} from '../db/schema.ts';

const KEPT_MS = 24 * 3_600_000;

/** The status of an answer of which nothing may be told any more. No other answer of such a status is ever kept (W10). */
export const FORGOTTEN = 404;

/** What a key belongs to (W10): the same one names something else for another principal, method or path. */
export interface KeyScope {
  readonly principal: {readonly type: 'user' | 'operator'; readonly id: string};
  readonly method: string;
  readonly path: string;
  readonly key: string;
}

/** An answer as it is kept for repeats. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `null` where the answer has no body. */
  readonly body: unknown;
}

export interface KeptRecord extends KeptAnswer {
  readonly fingerprint: string;
}

/** The record of a key that is not too old. */
export const selectRecord = (
  transaction: TenantTransaction,
  tenantId: string,
  scope: KeyScope,
  now: Date,
): Promise<KeptRecord | undefined> =>
  transaction
    .selectFrom('idempotency_records')
    .select(['fingerprint', 'status', 'headers', 'body'])
    .where('tenant_id', '=', tenantId)
    .where(belongsTo(scope))
    .where('created_at', '>', oldest(now))
    .executeTakeFirst();

/**
 * Takes a key for this transaction, in place of a record that is too old. Where somebody else has taken it, waits for them, up to
 * `lock_timeout`: when they commit, answers `false`; when they roll back, the key is free.
 */
export const insertRecord = async (
  transaction: TenantTransaction,
  tenantId: string,
  {principal, method, path, key}: KeyScope,
  {fingerprint, now}: {readonly fingerprint: string; readonly now: Date},
): Promise<boolean> => {
  const fresh = {fingerprint, status: 0, headers: '{}', body: null, created_at: now};
  const taken = await transaction
    .insertInto('idempotency_records')
    .values({tenant_id: tenantId, principal_type: principal.type, principal_id: principal.id, method, path, key, ...fresh})
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'principal_type', 'principal_id', 'method', 'path', 'key'])
        .doUpdateSet(fresh)
        .where('idempotency_records.created_at', '<=', oldest(now)),
    )
    .returning('key')
    .executeTakeFirst();
  return taken !== undefined;
};

/** Completes the record that this transaction has taken. */
export const setAnswer = async (
  transaction: TenantTransaction,
  tenantId: string,
  scope: KeyScope,
  {status, headers, body}: KeptAnswer,
): Promise<void> => {
  await transaction
    .updateTable('idempotency_records')
    .set({status, headers: JSON.stringify(headers), body: body === null ? null : JSON.stringify(body)})
    .where('tenant_id', '=', tenantId)
    .where(belongsTo(scope))
    .execute();
};

/**
 * Forgets what was answered about a user, or to that user, and remembers that it was: a repeat has no second effect, and hears that nothing
 * is there. The record of a write that is still running stays.
 */
export const forgetPerson = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<void> => {
  const isAbout = sql<SqlBool>`
    (principal_id = ${userId} or position(${userId} in path) > 0 or position(${userId} in body::text) > 0)`;
  await transaction
    .updateTable('idempotency_records')
    .set({status: FORGOTTEN, headers: '{}', body: null})
    .where('tenant_id', '=', tenantId)
    .where('status', '<>', 0)
    .where('body', 'is not', null)
    .where(isAbout)
    .execute();
};

/** Forgets at most `most` records of a tenant that are too old, and says how many those were. */
export const deleteRecordsOver = (
  transaction: TenantTransaction,
  tenantId: string,
  {now, most}: {readonly now: Date; readonly most: number},
): Promise<number> =>
  deleteSome(transaction, 'idempotency_records', sql<SqlBool>`tenant_id = ${tenantId} and created_at <= ${oldest(now)}`, most);

const belongsTo =
  ({principal, method, path, key}: KeyScope) =>
  (eb: ExpressionBuilder<Schema, 'idempotency_records'>) =>
    eb.and({principal_type: principal.type, principal_id: principal.id, method, path, key});

const oldest = (now: Date): Date => new Date(now.getTime() - KEPT_MS);
