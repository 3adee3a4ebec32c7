import {PGlite} from '@electric-sql/pglite';
import {createPgConfig} from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import type {Database} from './database.ts';
import {poolTypes} from './postgresql.ts';
import {databaseOf} from './transactions.ts';

export interface PgliteOptions {
  /** Where the data is kept. Without a folder it is kept in memory. One process at a time may use a folder. */
  readonly folder?: string;
  /** A dump to start from, instead of an empty database. */
  readonly dump?: Blob;
}

// PGlite skips fsync by default; for a folder every commit shall reach the disk.
const DURABLE = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on'];

/** Opens the embedded database: PostgreSQL in this process, with one connection. */
export const openPglite = async ({folder, dump}: PgliteOptions = {}): Promise<Database> =>
  databaseOfPglite(
    await PGlite.create({
      ...(folder !== undefined && {dataDir: folder, startParams: DURABLE}),
      ...(dump && {loadDataDir: dump}),
    }),
  );

/** The port to a PGlite that is open already. Closing closes it. */
export const databaseOfPglite = (pglite: PGlite): Database => {
  // The library's configuration stands in for a connection; its type knows nothing of the pool's.
  const pool = new pg.Pool({...createPgConfig(pglite), max: 1, idleTimeoutMillis: 0} as pg.PoolConfig);
  return databaseOf({pool, types: poolTypes, closed: () => pglite.close()});
};
