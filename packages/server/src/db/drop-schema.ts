import {type Kysely, sql} from 'kysely';
import type {Database} from './database.ts';
import type {Schema} from './schema.ts';

// A record, so that a table that is added is not forgotten here.
const TABLES: Readonly<Record<keyof Schema | 'tenantry_migrations', true>> = {
  tenants: true,
  issuers: true,
  tenant_profiles: true,
  tenant_locks: true,
  roles: true,
  users: true,
  credentials: true,
  external_ids: true,
  user_activity: true,
  user_words: true,
  sessions: true,
  audit_events: true,
  idempotency_records: true,
  sign_in_budgets: true,
  outbox: true,
  outbox_dispatchers: true,
  links: true,
  operations: true,
  deletions: true,
  username_holds: true,
  layouts: true,
  tenantry_migrations: true,
};

/** Deletes everything that the migrations have made, with all data. What else is in the database stays. */
export const dropSchema = (database: Database): Promise<void> =>
  database.asOwner((owner: Kysely<Schema>) =>
    owner.transaction().execute(async (transaction) => {
      await sql`drop table if exists ${sql.join(Object.keys(TABLES).map((table) => sql.table(table)))} cascade`.execute(transaction);
      await sql`drop function if exists refuse_change(), add_tenant_lock()`.execute(transaction);
    }),
  );
