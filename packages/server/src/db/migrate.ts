import {type Kysely, sql, type Transaction} from 'kysely';
import type {Database} from './database.ts';
import {type Migration, migrations} from './migrations/index.ts';
import type {Schema} from './schema.ts';
import {UnusableDatabase} from './unusable.ts';

/** The one key of the advisory lock under which a database is migrated. */
const MIGRATION_LOCK = 7_236_011_534;

/**
 * Makes the app's role and brings the schema up to date (D5). Several servers may start at once: one migrates, the others wait and find
 * it done. A database that a newer version has migrated is left as it is.
 *
 * @throws {UnusableDatabase} When a migration that ran was another one than the migration of the same number here.
 */
export const migrate = (database: Database, steps: readonly Migration[] = migrations): Promise<void> =>
  database.asOwner(async (owner) => {
    await makeRole(owner);
    for (const step of steps) {
      const checksum = await sha256(step.sql);
      await owner.transaction().execute((transaction) => apply(transaction, step, checksum));
    }
  });

/** Names the schema that `migrate` arrives at: another one as soon as a migration is added. */
export const schemaFingerprint = async (): Promise<string> => (await sha256(migrations.map((step) => step.sql).join('\n'))).slice(0, 16);

const NOT_ALLOWED = '42501';

const makeRole = async (owner: Kysely<Schema>): Promise<void> => {
  try {
    await sql.raw(MAKE_ROLE).execute(owner);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NOT_ALLOWED) {
      throw new UnusableDatabase(
        'The database has no role tenantry_app that the server may take, and does not allow to make one. ' +
          'Let an administrator run: create role tenantry_app nologin; grant tenantry_app to <the role that the server signs in with>;',
      );
    }
    throw error;
  }
};

// Roles belong to the cluster, so another database may make it or grant it at this very moment: then it is there, which is all we want.
const MAKE_ROLE = `
do $$
declare
  -- Since 16, who makes a role is a member of it and still may not take it.
  needed text := case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end;
begin
  if not exists (select from pg_roles where rolname = 'tenantry_app') then
    begin
      create role tenantry_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    exception when duplicate_object or unique_violation then
      null;
    end;
  end if;
  for attempt in 1..10 loop
    exit when pg_has_role(session_user, 'tenantry_app', needed);
    begin
      execute format('grant tenantry_app to %I', session_user);
    exception when internal_error or unique_violation then
      perform pg_sleep(0.05 * attempt);
    end;
  end loop;
end
$$`;

const apply = async (transaction: Transaction<Schema>, step: Migration, checksum: string): Promise<void> => {
  const run = (statements: string): Promise<unknown> => sql.raw(statements).execute(transaction);
  await run('set local statement_timeout = 0; set local lock_timeout = 0; set local client_min_messages = warning');
  await run(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
  await run(`
create table if not exists tenantry_migrations (
  number integer primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz(3) not null default now()
)`);
  const {rows} = await sql<{checksum: string}>`select checksum from tenantry_migrations where number = ${step.number}`.execute(transaction);
  const [applied] = rows;
  if (applied?.checksum === checksum) {
    return;
  }
  if (applied) {
    throw new UnusableDatabase(
      `Migration ${step.number} (${step.name}) of this database is not the one this version knows: the database was made by a development version.`,
    );
  }
  await run(step.sql);
  await sql`insert into tenantry_migrations (number, name, checksum) values (${step.number}, ${step.name}, ${checksum})`.execute(
    transaction,
  );
};

const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
};
