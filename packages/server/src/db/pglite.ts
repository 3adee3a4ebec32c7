import {PGlite} from '@electric-sql/pglite';
import {createPgConfig} from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import type {Database} from './database.ts';
import {poolTypes} from './pool-types.ts';
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
export const openPglite = async (options: PgliteOptions = {}): Promise<Database> => {
  const pglite = await startPglite(options);
  const pool = new pg.Pool({...createPgConfig(pglite), max: 1, idleTimeoutMillis: 0, types: poolTypes} as pg.PoolConfig);
  return databaseOf({pool, closed: () => pglite.close()});
};

/** Opens PGlite itself, for whoever needs more of it than queries. */
export const startPglite = ({folder, dump}: PgliteOptions): Promise<PGlite> =>
  PGlite.create({
    ...(folder !== undefined && {dataDir: folder, startParams: DURABLE}),
    ...(dump && {loadDataDir: dump}),
  });
