import {type Kysely, sql} from 'kysely';
import type {Database} from '../../../packages/server/src/db/database.ts';
import type {Schema} from '../../../packages/server/src/db/schema.ts';
import type {JsonObject} from './schema.ts';

/** A row that a committed transaction made, changed or took away. */
export interface Change {
  readonly table: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

/** Tells every change of every table, whoever made it, and takes changes back. */
export interface Journal {
  /** What has changed since it was last asked, in order. */
  take(): Promise<readonly Change[]>;
  /** Undoes changes, so that what comes next finds the database as it was. Audit rows stay: nobody can take them away. */
  undo(changes: readonly Change[]): Promise<void>;
}

/** A table of which nothing can be taken back, and the counter that goes with it. */
const APPEND_ONLY = 'audit_events';
const COUNTER = 'audit_seq';

const JOURNAL = 'fuzz_journal';

interface Table {
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** Puts a trigger on every table there is. */
export const keepJournal = async (database: Database): Promise<Journal> => {
  const tables = await database.asOwner(async (owner) => {
    const found = await tablesOf(owner);
    await sql`create table ${sql.table(JOURNAL)} (n bigint generated always as identity primary key, name text, before jsonb, after jsonb)`.execute(
      owner,
    );
    await sql`
      create function fuzz_note() returns trigger language plpgsql security definer set search_path = public as $$
      begin
        insert into fuzz_journal (name, before, after) values (
          tg_table_name,
          case when tg_op <> 'INSERT' then to_jsonb(old) end,
          case when tg_op <> 'DELETE' then to_jsonb(new) end
        );
        return null;
      end $$`.execute(owner);
    for (const name of found.keys()) {
      await sql`create trigger fuzz_note after insert or update or delete on ${sql.table(name)} for each row execute function fuzz_note()`.execute(
        owner,
      );
    }
    return found;
  });
  return {
    take: () =>
      database.asOwner(async (owner) => {
        const {rows} = await sql<Change>`
          with taken as (delete from ${sql.table(JOURNAL)} returning *)
          select name as "table", before, after from taken order by n`.execute(owner);
        return rows.filter(({before, after}) => JSON.stringify(before) !== JSON.stringify(after));
      }),
    undo: (changes) =>
      database.asOwner((owner) =>
        owner.transaction().execute(async (transaction) => {
          const back = changes.filter(({table}) => table !== APPEND_ONLY).toReversed();
          // Whoever was deleted comes back before what went with them, which was noted after.
          const isOfUser = ({table, after}: Change): boolean => table === 'users' && after === null;
          for (const change of [...back.filter(isOfUser), ...back.filter((one) => !isOfUser(one))]) {
            await undo(transaction, change, tables.get(change.table));
          }
          await sql`delete from ${sql.table(JOURNAL)}`.execute(transaction);
        }),
      ),
  };
};

const tablesOf = async (owner: Kysely<Schema>): Promise<ReadonlyMap<string, Table>> => {
  const {rows} = await sql<{name: string; column: string; isKey: boolean}>`
    select c.relname as name, a.attname as column, coalesce(a.attnum = any(i.indkey), false) as "isKey"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`.execute(owner);
  return new Map(
    [...Map.groupBy(rows, ({name}) => name)].map(([name, all]) => [
      name,
      {key: all.filter(({isKey}) => isKey).map(({column}) => column), columns: all.map(({column}) => column)},
    ]),
  );
};

const undo = async (owner: Kysely<Schema>, {table, before, after}: Change, known: Table | undefined): Promise<void> => {
  const {key, columns} = known ?? {key: [], columns: []};
  const list = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
  const row = (json: JsonObject | null) => sql`jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(json)}::jsonb)`;
  const isIt = sql`(${list(key)}) = (select ${list(key)} from ${row(after)})`;
  if (!before) {
    await sql`delete from ${sql.table(table)} where ${isIt}`.execute(owner);
    return;
  }
  if (!after) {
    await sql`insert into ${sql.table(table)} (${list(columns)}) overriding system value select ${list(columns)} from ${row(before)}`.execute(
      owner,
    );
    return;
  }
  const kept = columns.filter((column) => column !== COUNTER);
  await sql`update ${sql.table(table)} set (${list(kept)}) = (select ${list(kept)} from ${row(before)}) where ${isIt}`.execute(owner);
};

/** Everything in the database but what only grows: equal texts mean equal rows. */
export const snapshot = (database: Database): Promise<readonly string[]> =>
  database.asOwner(async (owner) => {
    const all: string[] = [];
    for (const name of (await tablesOf(owner)).keys()) {
      if (name !== APPEND_ONLY && name !== JOURNAL) {
        const {rows} = await sql<{
          row: string;
        }>`select (to_jsonb(found) - ${COUNTER})::text as row from ${sql.table(name)} as found`.execute(owner);
        all.push(...rows.map(({row}) => `${name} ${row}`));
      }
    }
    return all.toSorted();
  });
