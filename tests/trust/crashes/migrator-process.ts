// Begins a migration that takes long, says so, and is killed in its midst.
import {migrate} from '../../../packages/server/src/db/migrate.ts';
import {migrations} from '../../../packages/server/src/db/migrations/index.ts';
import {openDatabase, readEnvironment} from '../../../packages/server/src/node/index.ts';

const {database} = await openDatabase(readEnvironment());
const step = {
  number: migrations.length + 1,
  name: 'long',
  sql: "create table half (); alter table users add column half text; update users set note = 'half'; select pg_sleep(2)",
};
process.send?.('now');
await migrate(database, [...migrations.slice(0, 1), step]);
process.send?.('done');
await database.close();
