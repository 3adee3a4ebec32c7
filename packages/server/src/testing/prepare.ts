import {preparePglite} from './pglite.ts';
import {preparePostgresql, testDatabaseUrl} from './postgresql.ts';

// Run once before the tests of a run: makes what every test database starts from. A test that finds nothing prepared makes it itself.
await preparePglite();
if (testDatabaseUrl) {
  await preparePostgresql(testDatabaseUrl);
}
