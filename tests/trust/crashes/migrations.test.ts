import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {sql} from 'kysely';
import type {Database} from '../../../packages/server/src/db/database.ts';
import {migrate} from '../../../packages/server/src/db/migrate.ts';
import {migrations} from '../../../packages/server/src/db/migrations/index.ts';
import {openDatabase, readEnvironment} from '../../../packages/server/src/node/index.ts';
import {createIssuer} from '../../../packages/server/src/testing/issuer.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {FIRST_VERSION, firstVersionRows} from './first-version.ts';
import {type Place, placeKinds, Program, untilReady} from './places.ts';

const KILLS = atScale({small: 1, full: 20});
const first = migrations.slice(0, 1);
const MIGRATOR = join(import.meta.dirname, 'migrator-process.ts');
const SERVER = join(import.meta.dirname, 'server-process.ts');

/** The rows of every table that the first migration made, as JSON. */
const rowsOf = (database: Database): Promise<ReadonlyMap<string, readonly string[]>> =>
  database.asOwner(async (owner) => {
    const {rows: tables} = await sql<{name: string}>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`.execute(owner);
    const found = new Map<string, readonly string[]>();
    for (const {name} of tables) {
      const {rows} = await sql<{row: string}>`select to_jsonb(x)::text as row from ${sql.table(name)} x order by 1`.execute(owner);
      found.set(
        name,
        rows.map(({row}) => row),
      );
    }
    return found;
  });

/** The rows that no row of the table says everything of any more. A migration may add columns, not take away what was there. */
const lostRows = (database: Database, before: ReadonlyMap<string, readonly string[]>): Promise<string[]> =>
  database.asOwner(async (owner) => {
    const lost: string[] = [];
    for (const [name, all] of before) {
      const {rows} = await sql<{row: string}>`
        select old.row from unnest(${all}::text[]) as old (row)
        where not exists (select from ${sql.table(name)} x where to_jsonb(x) @> old.row::jsonb)`.execute(owner);
      lost.push(...rows.map(({row}) => `${name}: ${row}`));
    }
    return lost;
  });

const numbers = (database: Database): Promise<number[]> =>
  database.asOwner(async (owner) => {
    const {rows} = await sql<{number: number}>`select number from tenantry_migrations order by number`.execute(owner);
    return rows.map(({number}) => number);
  });

for (const kind of placeKinds) {
  describe(`migrations on ${kind.name}`, {skip: kind.skip}, () => {
    let place: Place;
    const programs = new Set<Program>();
    before(async () => {
      place = await kind.make({migrated: false});
    });
    after(async () => {
      await Promise.all([...programs].map((program) => program.kill()));
      await place.remove();
    });

    const withDatabase = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
      const {database} = await openDatabase(readEnvironment(place.environment));
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    };

    const run = (file: string, environment: Readonly<Record<string, string>> = {}): Program => {
      const program = new Program(file, {...place.environment, ...environment});
      programs.add(program);
      return program;
    };

    let written: ReadonlyMap<string, readonly string[]>;

    test('T22: an installation of the first version, with data', async () => {
      written = await withDatabase(async (database) => {
        await migrate(database, first);
        await database.asOwner((owner) => sql.raw(firstVersionRows).execute(owner));
        return rowsOf(database);
      });
      assert.ok(
        [...written.values()].every((rows) => rows.length > 0),
        'each table of the first migration has rows',
      );
    });

    test(`T22, T15: ${KILLS} times killed in the midst of a migration: nothing of it is there, and nothing is lost`, async () => {
      for (let round = 0; round < KILLS; round++) {
        const migrator = run(MIGRATOR);
        await migrator.message();
        await pause(100 + Math.random() * 1_500);
        await migrator.kill();
        await withDatabase(async (database) => {
          // Waits for what is left of the killed one, if anything.
          await migrate(database, first);
          assert.deepEqual(await numbers(database), [1]);
          assert.deepEqual(await rowsOf(database), written);
        });
      }
    });

    test('T22: two servers start at once and find migrations pending: they run once, every row is kept, and the data is served', async () => {
      const {options, sign} = await createIssuer(() => new Date(), {issuer: FIRST_VERSION.issuer});
      const environment = {TEST_ISSUER: JSON.stringify(options)};
      // An embedded database has one process.
      const servers = Array.from({length: kind.name === 'PGlite' ? 1 : 2}, () => run(SERVER, environment));
      const urls = await Promise.all(servers.map((server) => server.message<string>()));
      await Promise.all(servers.map((server, index) => untilReady(urls[index] ?? '', server)));
      for (const url of urls) {
        const token = await sign({sub: FIRST_VERSION.administratorId, tenant: FIRST_VERSION.slug});
        const answer = await fetch(new URL('/v1/tenants/self/users?sort=username', url), {headers: {Authorization: `Bearer ${token}`}});
        const {items} = (await answer.json()) as {items: {username: string; status: string}[]};
        assert.deepEqual(
          items.map(({username, status}) => [username, status]),
          [
            ['tenant.admin', 'active'],
            ['Zoë.Gone', 'deactivated'],
          ],
        );
      }
      await Promise.all(servers.map((server) => server.kill()));
      await withDatabase(async (database) => {
        assert.deepEqual(
          await numbers(database),
          migrations.map(({number}) => number),
        );
        // What was read meanwhile has been written down as activity.
        const lost = await lostRows(database, written);
        assert.deepEqual(
          lost.filter((row) => !row.startsWith('user_activity')),
          [],
        );
      });
    });
  });
}
