import type {Kysely, Transaction} from 'kysely';
import type {Schema} from './schema.ts';

/** The queries of one transaction, in one tenant: row-level security shows it nothing of any other (T14). */
export type TenantTransaction = Transaction<Schema>;

/** The one way to the database. Every statement of the app runs in a transaction that has taken the app's role and its tenant. */
export interface Database {
  /**
   * Runs `work` as the app's role in one tenant. Repeats it when the database asks for that (serialization failure, deadlock), at most
   * three times, so `work` may do nothing but queries.
   */
  inTenant<Result>(tenantId: string, work: (transaction: TenantTransaction) => Promise<Result>): Promise<Result>;
  /** Reads what has no tenant: `tenants` and `issuers`, the two tables by which a tenant is found (D1). */
  lookup<Result>(work: (transaction: Transaction<Pick<Schema, 'tenants' | 'issuers'>>) => Promise<Result>): Promise<Result>;
  /** Runs `work` as the schema's owner: migrations and the making of tenants, nothing a request can reach. */
  asOwner<Result>(work: (database: Kysely<Schema>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
