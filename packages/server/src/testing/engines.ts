import type {Database} from '../db/database.ts';
import {createPglite} from './pglite.ts';
import {createPostgresql, testDatabaseUrl} from './postgresql.ts';

/** One of the two databases, for tests that run on both. */
export interface Engine {
  readonly name: 'PGlite' | 'PostgreSQL';
  /** Why tests on it cannot run here, or `false`. Goes into the options of `describe`. */
  readonly skip: string | false;
  /**
   * Opens a database of its own, empty or with the schema. It is deleted when it is closed.
   *
   * @param options.connections At most, where there can be several.
   */
  create(options: {readonly migrated: boolean; readonly connections?: number}): Promise<Database>;
}

export const engines: readonly Engine[] = [
  {name: 'PGlite', skip: false, create: createPglite},
  {
    name: 'PostgreSQL',
    skip: testDatabaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL to the URL of a superuser',
    create: async (options) => {
      const {database, close} = await createPostgresql(testDatabaseUrl ?? '', options);
      return {...database, close};
    },
  },
];
