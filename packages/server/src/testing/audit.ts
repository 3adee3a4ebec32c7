import type {Selectable} from 'kysely';
import type {AuditTable} from '../db/schema.ts';
import type {TestServer} from './server.ts';
import type {TestTenant} from './tenants.ts';

/** The audit trail of a tenant, oldest first. */
export const auditTrail = (server: TestServer, {id}: Pick<TestTenant, 'id'>): Promise<Selectable<AuditTable>[]> =>
  server.database.inTenant(id, (transaction) =>
    transaction.selectFrom('audit_events').selectAll().where('tenant_id', '=', id).orderBy('seq').execute(),
  );
