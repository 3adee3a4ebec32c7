import type {Operation, Problem} from '@tenantry/sdk/contract';
import {type Selectable, type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {deleteSome} from '../db/delete-some.ts';
import type {OperationTable} from '../db/schema.ts';

export type OperationRow = Selectable<OperationTable>;

/** Who has started an operation: nobody else knows of it. */
export interface Starter {
  readonly type: OperationRow['starter_type'];
  readonly id: string;
}

const KEPT_MS = 24 * 3_600_000;
const UNFINISHED = ['pending', 'running'] as const;

export interface NewTransfer {
  readonly id: string;
  readonly starter: Starter;
  readonly from: string;
  readonly to: string;
  /** `null` for all. */
  readonly types: readonly string[] | null;
  readonly at: Date;
}

/** Writes down what is to be done. Whoever carries it out finds it, whatever becomes of this process. */
export const insertTransfer = (
  transaction: TenantTransaction,
  tenantId: string,
  {id, starter, from, to, types, at}: NewTransfer,
): Promise<OperationRow> =>
  transaction
    .insertInto('operations')
    .values({
      tenant_id: tenantId,
      id,
      kind: 'transfer',
      status: 'pending',
      starter_type: starter.type,
      starter_id: starter.id,
      from_user_id: from,
      to_user_id: to,
      types: types && [...types],
      created_at: at,
      updated_at: at,
      expires_at: new Date(at.getTime() + KEPT_MS),
    })
    .returningAll()
    .executeTakeFirstOrThrow();

interface Asked {
  readonly id: string;
  readonly starter: Starter;
  readonly now: Date;
}

/** An operation of somebody, until its time is over. */
export const selectOperation = (
  transaction: TenantTransaction,
  tenantId: string,
  {id, starter, now}: Asked,
): Promise<OperationRow | undefined> =>
  transaction
    .selectFrom('operations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('starter_type', '=', starter.type)
    .where('starter_id', '=', starter.id)
    .where('expires_at', '>', now)
    .executeTakeFirst();

/** The same, as it is until the transaction ends. */
export const lockOperation = async (transaction: TenantTransaction, tenantId: string, asked: Asked): Promise<OperationRow | undefined> => {
  await transaction
    .selectFrom('operations')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', asked.id)
    .forUpdate()
    .execute();
  return selectOperation(transaction, tenantId, asked);
};

/** Those that nobody is at: never begun, or given up in the midst. */
export const selectAbandoned = async (transaction: TenantTransaction, tenantId: string, now: Date): Promise<readonly string[]> => {
  const rows = await transaction
    .selectFrom('operations')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('status', 'in', UNFINISHED)
    .where('expires_at', '>', now)
    .where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '<=', now)]))
    .orderBy('id')
    .limit(100)
    .execute();
  return rows.map(({id}) => id);
};

interface Hold {
  readonly id: string;
  readonly by: string;
  readonly now: Date;
  readonly until: Date;
}

/** Takes an operation that nobody is at; `undefined` where somebody is, or it has ended. */
export const holdOperation = (
  transaction: TenantTransaction,
  tenantId: string,
  {id, by, now, until}: Hold,
): Promise<OperationRow | undefined> =>
  transaction
    .updateTable('operations')
    .set((eb) => ({
      status: 'running',
      held_by: by,
      held_until: until,
      attempts: eb('attempts', '+', 1),
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('status', 'in', UNFINISHED)
    .where('expires_at', '>', now)
    .where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();

/** Keeps an operation for longer, and notes how far it has come. `false` where it is no longer this one's to carry on: it was cancelled, or its time is over. */
export const keepOperation = async (
  transaction: TenantTransaction,
  tenantId: string,
  {id, by, now, until, progress}: Hold & {readonly progress?: Operation['progress'] | undefined},
): Promise<boolean> => {
  const {numUpdatedRows} = await transaction
    .updateTable('operations')
    .set((eb) => ({
      held_until: until,
      ...(progress && {
        done: String(progress.done),
        total: progress.total?.toString() ?? null,
        updated_at: now,
        version: eb('version', '+', 1),
      }),
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('held_by', '=', by)
    .where('status', '=', 'running')
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** How an operation ends; `pending` where somebody else shall carry it on. */
export interface Ending {
  readonly status: 'pending' | 'succeeded' | 'failed' | 'cancelled';
  readonly progress?: Operation['progress'];
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: Problem;
}

/**
 * Ends an operation that has not ended.
 *
 * @param by Whose it has to be; left out, anybody's.
 */
export const endOperation = (
  transaction: TenantTransaction,
  tenantId: string,
  {id, by, now, ending}: {readonly id: string; readonly by?: string; readonly now: Date; readonly ending: Ending},
): Promise<OperationRow | undefined> => {
  const {status, progress, result, error} = ending;
  return transaction
    .updateTable('operations')
    .set((eb) => ({
      status,
      held_by: null,
      held_until: null,
      ...(progress && {done: String(progress.done), total: progress.total?.toString() ?? null}),
      result: result ? JSON.stringify(result) : null,
      error: error ? JSON.stringify(error) : null,
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('status', 'in', UNFINISHED)
    .$if(by !== undefined, (update) => update.where('held_by', '=', by ?? ''))
    .returningAll()
    .executeTakeFirst();
};

/** How many operations are still going on that a user is part of: who started them, gives or gets. */
export const countUnfinishedOf = async (transaction: TenantTransaction, tenantId: string, userId: string, now: Date): Promise<number> => {
  const {count} = await transaction
    .selectFrom('operations')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('status', 'in', UNFINISHED)
    .where('expires_at', '>', now)
    .where((eb) =>
      eb.or([
        eb('from_user_id', '=', userId),
        eb('to_user_id', '=', userId),
        eb.and([eb('starter_type', '=', 'user'), eb('starter_id', '=', userId)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Forgets at most `most` operations of a tenant whose time is over, and says how many those were. */
export const deleteOperationsOver = (
  transaction: TenantTransaction,
  tenantId: string,
  {now, most}: {readonly now: Date; readonly most: number},
): Promise<number> => deleteSome(transaction, 'operations', sql<SqlBool>`tenant_id = ${tenantId} and expires_at <= ${now}`, most);

/** An operation as the contract shows it. */
export const toOperation = (row: OperationRow): Operation => ({
  id: row.id,
  tenantId: row.tenant_id,
  kind: row.kind,
  status: row.status,
  progress: {done: Number(row.done), total: row.total === null ? null : Number(row.total)},
  result: row.result,
  error: row.error,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  version: row.version,
});

/** Whether it still goes on. */
export const isUnfinished = ({status}: Pick<OperationRow, 'status'>): boolean => status === 'pending' || status === 'running';
