import assert from 'node:assert/strict';
import type {Selectable} from 'kysely';
import type {AuditTable} from '../db/schema.ts';
import type {TestServer} from './server.ts';
import type {TestTenant} from './tenants.ts';

/** The audit trail of a tenant, oldest first. */
export const auditTrail = (server: TestServer, {id}: Pick<TestTenant, 'id'>): Promise<Selectable<AuditTable>[]> =>
  server.database.inTenant(id, (transaction) =>
    transaction.selectFrom('audit_events').selectAll().where('tenant_id', '=', id).orderBy('seq').execute(),
  );

/** Who the audit trail's last row says was refused, what it was about, and why. */
export const lastDenied = async (server: TestServer, tenant: Pick<TestTenant, 'id'>): Promise<unknown> => {
  const row = (await auditTrail(server, tenant)).at(-1);
  assert.deepEqual([row?.action, row?.outcome, row?.changes], ['access.denied', 'denied', []]);
  return [row?.actor_type, row?.actor_id, row?.target_id, row?.reason];
};
