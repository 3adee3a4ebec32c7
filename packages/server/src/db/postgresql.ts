import pg from 'pg';
import type {Database} from './database.ts';
import {databaseOf} from './transactions.ts';

/** How values arrive, alike on both databases: `int8` as string and `timestamptz` as Date as the driver has them, `date` as text. */
export const poolTypes = new pg.TypeOverrides();
poolTypes.setTypeParser(pg.types.builtins.DATE, (text) => text);

export interface PostgresqlOptions {
  /** `postgres://user:password@host:port/database`, the owner of the schema. */
  readonly url: string;
  /** Connections at most. */
  readonly poolSize?: number;
  /** Told of a connection that broke while nobody used it. The pool replaces it. */
  readonly onIdleError?: (error: Error) => void;
}

/** Opens a PostgreSQL of version 15 or newer. Connects when it is first asked. */
export const openPostgresql = ({url, poolSize = 10, onIdleError = () => {}}: PostgresqlOptions): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5000,
    statement_timeout: 5000,
    idle_in_transaction_session_timeout: 10_000,
    lock_timeout: 2000,
    application_name: 'tenantry',
    types: poolTypes,
  });
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', onIdleError);
  // Nor may one that breaks between two statements of a transaction, where the pool does not listen: the next statement fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  return databaseOf({pool});
};
