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
