import {type RawBuilder, sql, type Transaction} from 'kysely';
import type {Schema} from '../db/schema.ts';
import {FIRST_NAMES, LAST_NAMES} from '../tenants/names.ts';
import type {TestDatabase} from './database.ts';
import type {TestTenant} from './tenants.ts';

const TABLES = ['users', 'user_activity', 'user_words'];

/** The id of one of many users: they count from 1. */
export const numbered = (index: number): string => `usr_${String(index).padStart(26, '0')}`;

/** Gives a tenant so many users at once, quicker than the server's own way of writing them: for tests of plans. */
export const addManyUsers = ({database, clock}: TestDatabase, {id, roleIds}: TestTenant, count: number): Promise<void> =>
  database.asOwner((owner) =>
    owner.transaction().execute(async (transaction) => {
      const run = (statement: ReturnType<typeof sql>): Promise<unknown> => statement.execute(transaction);
      const firsts = FIRST_NAMES.map(({ascii}) => ascii);
      const lasts = LAST_NAMES.map(({ascii}) => ascii);
      await run(sql`set local statement_timeout = 0`);
      const restore = await withoutIndexes(transaction);
      await run(sql`
        create temporary table people on commit drop as
        select i, 'usr_' || lpad(i::text, 26, '0') as id, first, last, first || '.' || last || i as username,
          ${clock.now()}::timestamptz - make_interval(secs => (i::bigint * 7919) % 90000000) as created_at
        from (
          select i, (${firsts}::text[])[1 + i % ${firsts.length}::int] as first,
            (${lasts}::text[])[1 + (i / ${firsts.length}::int + i) % ${lasts.length}::int] as last
          from generate_series(1, ${count}::int) as i
        ) as numbered`);
      await run(sql`
        insert into users (
          tenant_id, id, username, username_key, email, email_key, email_sort, email_unique, first_name, last_name, last_name_key, role_id,
          extra_permissions, status, credential, created_by_type, created_at, updated_at
        )
        select ${id}, id, username, username, username || '@aurora.example', username || '@aurora.example', username || '@aurora.example', true,
          first, last, last, case when i % 20 = 0 then ${roleIds.developer} else ${roleIds['tenant-user']} end, '{}',
          case when i % 16 = 0 then 'deactivated' else 'active' end, case when i % 5 = 0 then 'none' else 'temporary' end, 'system',
          created_at, created_at
        from people`);
      await run(sql`
        insert into user_activity (tenant_id, user_id, last_sign_in_at)
        select ${id}, id, case when i % 7 <> 0 then created_at + (${clock.now()}::timestamptz - created_at) * ((i % 97) / 97.0) end
        from people`);
      await run(sql`
        insert into user_words (tenant_id, word, user_id, is_username)
        select ${id}, word, id, bool_or(is_username)
        from people, lateral (values (first, true), (last || i, true), (last, false), ('aurora', false), ('example', false)) as words (word, is_username)
        group by id, word
        order by word, id`);
      await restore();
      await run(sql`analyze users, user_activity, user_words`);
    }),
  );

/** Drops indexes and foreign keys, which are quicker made for all rows in the end than kept for each. Answers what makes them again. */
const withoutIndexes = async (transaction: Transaction<Schema>): Promise<() => Promise<void>> => {
  const read = async (statement: RawBuilder<{drop: string; create: string}>) => (await statement.execute(transaction)).rows;
  const keys = await read(sql`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
    from pg_constraint
    where contype = 'f' and conrelid::regclass::text = any(${TABLES})`);
  const indexes = await read(sql`
    select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as create
    from pg_index
    where indrelid::regclass::text = any(${TABLES}) and not indisprimary`);
  const run = async (statements: readonly string[]): Promise<void> => {
    for (const statement of statements) {
      await sql.raw(statement).execute(transaction);
    }
  };
  await run([...keys, ...indexes].map(({drop}) => drop));
  return () => run([...indexes, ...keys].map(({create}) => create));
};
