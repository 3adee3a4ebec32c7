import {EVENT_TYPES, type TenantEvent} from '@tenantry/sdk/contract';
import {type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';

/** What has happened, and who did it. */
export interface FoundEvent extends Omit<TenantEvent, 'subject'> {
  readonly actor: {readonly type: string; readonly id: string | null};
  readonly subject: {readonly type: string; readonly id: string};
  /** Of a layout: whether it is the tenant's (L14). What it was when it is gone, only the audit trail knows. */
  readonly isOfTenant: boolean;
}

const TYPES: readonly string[] = EVENT_TYPES;

/** The number of the last thing that happened in a tenant: rows of the audit trail are numbered without gaps, in the order of commits. */
export const selectHead = async (transaction: TenantTransaction, tenantId: string): Promise<string> => {
  const {audit_seq: head} = await transaction
    .selectFrom('tenant_profiles')
    .select('audit_seq')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return head;
};

/** The same, and whether anything that streams tell of has happened since `after`. */
export const lookForNews = async (
  transaction: TenantTransaction,
  tenantId: string,
  after: string,
): Promise<{readonly head: string; readonly isNews: boolean}> =>
  transaction
    .selectFrom('tenant_profiles')
    .select(({exists, selectFrom}) => [
      'audit_seq as head',
      exists(selectFrom('audit_events').select('seq').where('tenant_id', '=', tenantId).where('seq', '>', after).where(isTold))
        .$castTo<boolean>()
        .as('isNews'),
    ])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();

/** What happened after a number, oldest first; the rows between them are of no interest to anybody. */
export const selectEvents = async (
  transaction: TenantTransaction,
  tenantId: string,
  {after, most}: {readonly after: string; readonly most: number},
): Promise<readonly FoundEvent[]> => {
  const rows = await transaction
    .selectFrom('audit_events')
    .select(['seq', 'action', 'at', 'actor_type', 'actor_id', 'target_type', 'target_id', 'changes'])
    .where('tenant_id', '=', tenantId)
    .where('seq', '>', after)
    .where(isTold)
    .orderBy('seq')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.seq,
    type: row.action,
    at: row.at.toISOString(),
    actor: {type: row.actor_type, id: row.actor_id},
    // The condition says that there is one.
    subject: {type: row.target_type, id: row.target_id ?? ''},
    isOfTenant: row.changes.some(({path, to}) => path === '/layer' && to === 'tenant'),
  }));
};

/** The number after which to begin so that whoever has read just before misses nothing: that of the last thing before a time, or `'0'`. */
export const selectNumberBefore = async (
  transaction: TenantTransaction,
  tenantId: string,
  {time, head, most}: {readonly time: Date; readonly head: string; readonly most: number},
): Promise<string> => {
  const oldest = String(Math.max(0, Number(head) - most));
  const row = await transaction
    .selectFrom('audit_events')
    .select('seq')
    .where('tenant_id', '=', tenantId)
    .where('seq', '>', oldest)
    .where('at', '<', time)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? oldest;
};

/** When the row with a number was written; `undefined` when there is none, or none any more. */
export const selectTimeOf = async (transaction: TenantTransaction, tenantId: string, seq: string): Promise<Date | undefined> => {
  const row = await transaction
    .selectFrom('audit_events')
    .select('at')
    .where('tenant_id', '=', tenantId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.at;
};

/** The versions that users and layouts have now, by id. What is gone is not there. */
export const selectVersions = async (
  transaction: TenantTransaction,
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (ids.length === 0) {
    return new Map();
  }
  const rows = await transaction
    .selectFrom('users')
    .select(['id', 'version'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .unionAll(transaction.selectFrom('layouts').select(['id', 'version']).where('tenant_id', '=', tenantId).where('id', 'in', ids))
    .execute();
  return new Map(rows.map(({id, version}) => [id, version]));
};

/** What succeeded, has a subject, and is of a type that streams tell of. */
const isTold = sql<SqlBool>`outcome = 'success' and target_id is not null and action in (${sql.join(TYPES)})`;
