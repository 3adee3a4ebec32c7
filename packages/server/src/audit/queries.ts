import type {TenantTransaction} from '../db/database.ts';

/** What happened, as the audit keeps it: ids, field names and safe values; no names or addresses of persons (L18). */
export interface AuditEntry {
  readonly actor: {readonly type: 'user' | 'service' | 'system' | 'operator'; readonly id: string | null};
  /** `user.created`, `session.signedIn`, `access.denied` … */
  readonly action: string;
  readonly target: {readonly type: string; readonly id: string | null};
  readonly outcome: 'success' | 'denied' | 'failed';
  readonly changes: readonly {readonly path: string; readonly from?: unknown; readonly to?: unknown}[];
  readonly reason: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
}

/** An entry with its identifier and its time. */
export interface AuditRow extends AuditEntry {
  readonly id: string;
  readonly at: Date;
}

/**
 * Writes an audit row in the transaction of what it tells of. Its number comes from the tenant's counter, whose row stays locked until the
 * transaction ends: so numbers have no gaps, and a transaction takes one last of all (D3).
 */
export const appendAudit = async (transaction: TenantTransaction, tenantId: string, row: AuditRow): Promise<void> => {
  await transaction
    .with('counter', (database) =>
      database
        .updateTable('tenant_profiles')
        .set((eb) => ({audit_seq: eb('audit_seq', '+', '1')}))
        .where('tenant_id', '=', tenantId)
        .returning('audit_seq'),
    )
    .insertInto('audit_events')
    .values((eb) => ({
      tenant_id: tenantId,
      seq: eb.selectFrom('counter').select('audit_seq'),
      id: row.id,
      at: row.at,
      actor_type: row.actor.type,
      actor_id: row.actor.id,
      action: row.action,
      target_type: row.target.type,
      target_id: row.target.id,
      outcome: row.outcome,
      changes: JSON.stringify(row.changes),
      reason: row.reason,
      ip: row.ip,
      user_agent: row.userAgent,
      request_id: row.requestId,
    }))
    .execute();
};
