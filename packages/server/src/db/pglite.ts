import {PGlite} from '@electric-sql/pglite';
import {createPgConfig} from '@electric-sql/pglite/node-postgres';
import pg, {type DatabaseError} from 'pg';
import type {Database} from './database.ts';
import {poolTypes} from './postgresql.ts';
import {databaseOf} from './transactions.ts';
import {UnusableDatabase} from './unusable.ts';

export interface PgliteOptions {
  /** Where the data is kept. Without a folder it is kept in memory. One process at a time may use a folder. */
  readonly folder?: string;
  /** A dump to start from, instead of an empty database. */
  readonly dump?: Blob;
}

// PGlite skips fsync by default; for a folder every commit shall reach the disk.
const DURABLE = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'fsync=on'];

/**
 * Opens the embedded database: PostgreSQL in this process, with one connection.
 *
 * @throws {UnusableDatabase} When it does not start, which it says in ways of its own.
 */
export const openPglite = async ({folder, dump}: PgliteOptions = {}): Promise<Database> => {
  try {
    return databaseOfPglite(
      await PGlite.create({
        ...(folder !== undefined && {dataDir: folder, startParams: DURABLE}),
        ...(dump && {loadDataDir: dump}),
      }),
    );
  } catch (error) {
    const {errno, message} = error as {readonly errno?: number; readonly message?: string};
    const reason = errno === NO_SPACE ? 'The disk is full' : (message ?? `Its file system answered with error ${errno}`);
    throw new UnusableDatabase(`The embedded database${folder === undefined ? '' : ` in ${folder}`} does not start. ${reason}.`);
  }
};

// What Emscripten calls ENOSPC.
const NO_SPACE = 51;

/** The port to a PGlite that is open already. Closing closes it. */
export const databaseOfPglite = (pglite: PGlite): Database => {
  // On a panic, of which a full disk is the likely cause, a PostgreSQL ends. This one stays, and whoever asks it again waits for ever.
  let isOver = false;
  const {connection} = createPgConfig({
    waitReady: pglite.waitReady,
    execProtocolStream: async (...message) => {
      if (isOver) {
        throw new Over();
      }
      return pglite.execProtocolStream(...message);
    },
  } satisfies Pick<PGlite, 'waitReady' | 'execProtocolStream'> as unknown as PGlite);
  connection.on('errorMessage', ({severity}: DatabaseError) => {
    if (severity === 'PANIC') {
      isOver = true;
      process.nextTick(() => connection.emit('end'));
    }
  });
  // The library's connection stands in for one of the driver's; its type knows nothing of the pool's.
  const pool = new pg.Pool({connection, max: 1, idleTimeoutMillis: 0} as pg.PoolConfig);
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    // Its one session outlives a connection: what a lost one has left in it ends here.
    client.query('rollback; deallocate all').catch(() => {});
  });
  return databaseOf({
    pool: {
      connect: async () => {
        if (isOver) {
          throw new Over();
        }
        return pool.connect();
      },
      end: () => pool.end(),
    },
    types: poolTypes,
    closed: async () => {
      if (!isOver) {
        await pglite.close();
      }
    },
  });
};

/** The embedded database has ended, before the process that it is in. */
class Over extends Error {
  override readonly name = 'Over';
  // What a PostgreSQL says that ends after a crash.
  readonly code = '57P02';

  constructor() {
    super('The embedded database has stopped. Start the server again.');
  }
}
