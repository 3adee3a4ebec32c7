import pg from 'pg';
import type {Database} from './database.ts';
import {databaseOf} from './transactions.ts';
import type {Types} from './values.ts';

const {DATE, TIMESTAMPTZ} = pg.types.builtins;
// Not among the library's names.
const TEXT_ARRAY = 1009 as number as typeof DATE;

// `2026-01-31 12:00:00.123+00`, as a session in UTC writes it.
const UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00$/;
const readTimestamp = pg.types.getTypeParser(TIMESTAMPTZ);

// Permissions: a page of rows has the same few lists again and again.
const MOST_ARRAYS = 1000;
const arrays = new Map<string, readonly string[]>();
const readArray: (text: string) => readonly string[] = pg.types.getTypeParser(TEXT_ARRAY);

const sharedArray = (text: string): readonly string[] => {
  let array = arrays.get(text);
  if (!array) {
    array = Object.freeze(readArray(text));
    if (arrays.size === MOST_ARRAYS) {
      arrays.clear();
    }
    arrays.set(text, array);
  }
  return array;
};

/** How values arrive, alike on both databases: `int8` as string and `timestamptz` as Date as the driver has them, `date` as text. */
export const poolTypes: Types = (oid) => {
  switch (oid) {
    case DATE:
      return (text) => text;
    case TIMESTAMPTZ:
      // The engine's own reading of it is much quicker.
      return (text) => (UTC.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : readTimestamp(text));
    case TEXT_ARRAY:
      return sharedArray;
    default:
      return pg.types.getTypeParser(oid);
  }
};

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
  });
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', onIdleError);
  // Nor may one that breaks between two statements of a transaction, where the pool does not listen: the next statement fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  return databaseOf({pool, types: poolTypes});
};
