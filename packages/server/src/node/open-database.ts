import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Database} from '../db/database.ts';
import {dropSchema} from '../db/drop-schema.ts';
import {openPglite} from '../db/pglite.ts';
import {openPostgresql} from '../db/postgresql.ts';
import type {Logger} from '../dependencies.ts';
import {ConfigurationError, type Environment} from './environment.ts';
import {keyOfFolder} from './keys.ts';
import {lockFolder} from './lock.ts';

export interface OpenOptions {
  /** Deletes all data first. The key stays. */
  readonly reset?: boolean;
  /** What a reset of a PostgreSQL needs as well: it may hold what nobody can make again. */
  readonly resetConfirmed?: boolean;
  readonly logger?: Logger;
}

/** An installation's database and secret: two of the options of `createTenantServer`. */
export interface OpenedDatabase {
  /** Closing it lets go of the folder. */
  readonly database: Database;
  readonly keys: Uint8Array<ArrayBuffer>;
}

/**
 * Opens the database that the environment names: a PostgreSQL, or the embedded one in the data folder, which is then this process's alone.
 *
 * @throws {FolderInUse} When another process has the folder.
 * @throws {ConfigurationError} When a PostgreSQL would be reset without confirmation.
 */
export const openDatabase = (environment: Environment, options: OpenOptions = {}): Promise<OpenedDatabase> =>
  environment.databaseUrl === undefined ? openFolder(environment, options) : openServer(environment.databaseUrl, environment, options);

const openFolder = async ({dataFolder, key}: Environment, {reset = false}: OpenOptions): Promise<OpenedDatabase> => {
  const folder = join(dataFolder, 'database');
  await mkdir(dataFolder, {recursive: true, mode: 0o700});
  const lock = await lockFolder(folder);
  try {
    if (reset) {
      await rm(folder, {recursive: true, force: true});
    }
    const keys = key ?? (await keyOfFolder(dataFolder));
    const database = await openPglite({folder});
    const close = async (): Promise<void> => {
      await database.close();
      await lock.release();
    };
    return {database: {...database, close}, keys};
  } catch (error) {
    await lock.release();
    throw error;
  }
};

const openServer = async (
  url: string,
  {key}: Environment,
  {reset = false, resetConfirmed = false, logger}: OpenOptions,
): Promise<OpenedDatabase> => {
  if (key === undefined) {
    throw new ConfigurationError('With DATABASE_URL, TENANTRY_KEY must hold the secret of the installation');
  }
  if (reset && !resetConfirmed) {
    throw new ConfigurationError('A reset would delete all data of the PostgreSQL that DATABASE_URL names. Add --yes to confirm it.');
  }
  const database = openPostgresql({
    url,
    onIdleError: (error) => logger?.error('database.connectionLost', {message: error.message}),
  });
  if (reset) {
    try {
      await dropSchema(database);
    } catch (error) {
      await database.close();
      throw error;
    }
  }
  return {database, keys: key};
};
