import {type Kysely, sql} from 'kysely';
import type {Database} from '../db/database.ts';
import type {Schema} from '../db/schema.ts';

/** The tables of a tenant, each after those it refers to. */
const TABLES = [
  'tenant_profiles',
  'roles',
  'users',
  'credentials',
  'external_ids',
  'user_activity',
  'user_words',
  'sessions',
  'audit_events',
] as const;

/**
 * Gives a tenant a twin: another tenant whose rows have the very same ids, usernames, addresses and secrets. Only the tenant tells them
 * apart, so whatever forgets to name it meets the twin. The twin's texts say `Twin`.
 */
export const addTwin = async (database: Database, tenantId: string, twinId: string): Promise<void> => {
  await database.asOwner((owner) =>
    owner.transaction().execute(async (transaction) => {
      await sql`insert into tenants (id, slug, status) select ${twinId}, 'twin-of-' || slug, status from tenants where id = ${tenantId}`.execute(
        transaction,
      );
      for (const table of TABLES) {
        await copy(transaction, table, tenantId, twinId);
      }
      await sql`update users set first_name = 'Twin', last_name = 'Twin' where tenant_id = ${twinId}`.execute(transaction);
      await sql`update sessions set expires_at = expires_at + interval '30 days' where tenant_id = ${twinId}`.execute(transaction);
      await sql`update roles set name = 'Twin ' || name, description = 'Twin' where tenant_id = ${twinId}`.execute(transaction);
      await sql`
        update tenant_profiles set name = 'Twin', settings = jsonb_set(
          jsonb_set(settings, '{session}', '{"idleMinutes": 1440, "absoluteHours": 168}'), '{passwordPolicy,minLength}', '99'
        ) where tenant_id = ${twinId}`.execute(transaction);
    }),
  );
};

const copy = async (owner: Kysely<Schema>, table: string, tenantId: string, twinId: string): Promise<void> => {
  const {rows} = await sql<{attname: string}>`
    select attname from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and attname not in ('tenant_id', 'default_role_id')`.execute(owner);
  const columns = sql.join(rows.map(({attname}) => sql.ref(attname)));
  await sql`
    insert into ${sql.table(table)} (tenant_id, ${columns})
    select ${twinId}, ${columns} from ${sql.table(table)} where tenant_id = ${tenantId}`.execute(owner);
};

/** Everything that a tenant has, a text a row. */
export const everythingOf = (database: Database, tenantId: string): Promise<string[]> =>
  database.asOwner(async (owner) => {
    const all: string[] = [];
    for (const table of TABLES) {
      const {rows} = await sql<{row: unknown}>`
        select to_jsonb(found) as row from ${sql.table(table)} as found where tenant_id = ${tenantId}`.execute(owner);
      all.push(...rows.map(({row}) => `${table} ${JSON.stringify(row)}`));
    }
    return all.toSorted();
  });

/**
 * The same database with row-level security out of the way once `disarm` was called: transactions keep the owner's role, which no policy
 * binds. What is left between tenants are the conditions of the queries.
 */
export const disarmable = (database: Database): {database: Database; disarm: () => void} => {
  let armed = true;
  return {
    database: {
      ...database,
      inTenant: (tenantId, work) =>
        armed ? database.inTenant(tenantId, work) : database.asOwner((owner) => owner.transaction().execute(work)),
    },
    disarm: () => {
      armed = false;
    },
  };
};
