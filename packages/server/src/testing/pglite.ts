import {mkdir, readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {PGlite} from '@electric-sql/pglite';
import type {Database} from '../db/database.ts';
import {migrate, schemaFingerprint} from '../db/migrate.ts';
import {databaseOfPglite, openPglite} from '../db/pglite.ts';

const CACHE = join(import.meta.dirname, '../../../../.cache');

const dumpFile = async (): Promise<string> => join(CACHE, `pglite-${await schemaFingerprint()}.tar`);

const readDump = async (): Promise<Blob | undefined> => {
  try {
    return new Blob([await readFile(await dumpFile())]);
  } catch {
    return undefined;
  }
};

/** Makes the dump from which every test's PGlite starts, unless it is there. */
export const preparePglite = async (): Promise<Blob> => {
  const found = await readDump();
  if (found) {
    return found;
  }
  const pglite = await PGlite.create();
  const database = databaseOfPglite(pglite);
  await migrate(database);
  const dump = await pglite.dumpDataDir('none');
  await database.close();
  const file = await dumpFile();
  await mkdir(CACHE, {recursive: true});
  // Under its final name only when it is complete: another process may be at the same.
  await writeFile(`${file}.${process.pid}`, dump.stream());
  await rename(`${file}.${process.pid}`, file);
  return dump;
};

/** Opens a PGlite of its own in memory, empty or with the schema. */
export const createPglite = async ({migrated}: {readonly migrated: boolean}): Promise<Database> =>
  openPglite(migrated ? {dump: await preparePglite()} : {});
