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
  'links',
  'audit_events',
  'idempotency_records',
  'sign_in_budgets',
  'outbox',
  'operations',
  'deletions',
  'username_holds',
  'layouts',
] as const;

/** Sorts before every other tenant: a query that forgets the tenant meets the twin first. */
export const TWIN_ID = `ten_${'0'.repeat(26)}`;

/** What the twin's one user of its own is called. */
export const ONLY_TWIN = {username: 'only.twin', email: 'only.twin@aurora.example'} as const;

/**
 * Gives a tenant a twin: another tenant whose rows have the very same ids and secrets. Only the tenant tells them apart, so whatever forgets
 * to name it meets the twin, and notices: the twin's people are deactivated, its roles disabled and without permissions, its settings other
 * ones, its texts say `Twin`. `userId` names the user who has another username there.
 */
export const addTwin = async (database: Database, tenantId: string, userId: string): Promise<void> => {
  await database.asOwner((owner) =>
    owner.transaction().execute(async (transaction) => {
      const run = async (statement: ReturnType<typeof sql>): Promise<void> => void (await statement.execute(transaction));
      await run(sql`insert into tenants (id, slug, status) values (${TWIN_ID}, 'twin', 'active')`);
      for (const table of TABLES) {
        await copy(transaction, table, tenantId);
      }
      await run(sql`
        update users set first_name = 'Twin', last_name = 'Twin', status = 'deactivated', credential = 'external',
          sessions_valid_from = created_at + interval '1 year' where tenant_id = ${TWIN_ID}`);
      await run(sql`
        update users set username = ${ONLY_TWIN.username}, username_key = ${ONLY_TWIN.username}, email = ${ONLY_TWIN.email},
          email_key = ${ONLY_TWIN.email}, email_sort = ${ONLY_TWIN.email} where tenant_id = ${TWIN_ID} and id = ${userId}`);
      await run(sql`
        update idempotency_records set body = '{"tenant": "Twin"}', created_at = created_at + interval '30 days'
          where tenant_id = ${TWIN_ID}`);
      await run(
        sql`update operations set result = '{"by": "Twin"}', expires_at = expires_at + interval '30 days' where tenant_id = ${TWIN_ID}`,
      );
      await run(sql`update layouts set widgets = jsonb_set(widgets, '{0,title}', '"Twin"'), locked = '{}' where tenant_id = ${TWIN_ID}`);
      await run(sql`update credentials set temporary = true, expires_at = changed_at where tenant_id = ${TWIN_ID}`);
      await run(sql`update sessions set expires_at = expires_at + interval '30 days' where tenant_id = ${TWIN_ID}`);
      await run(sql`update links set expires_at = expires_at + interval '30 days' where tenant_id = ${TWIN_ID}`);
      await run(sql`update user_activity set last_active_at = last_active_at + interval '1 year' where tenant_id = ${TWIN_ID}`);
      await run(sql`
        update roles set name = 'Twin ' || name, description = 'Twin', status = 'disabled', permissions = '{}' where tenant_id = ${TWIN_ID}`);
      await run(sql`
        update tenant_profiles set name = 'Copper', settings = jsonb_set(
          jsonb_set(settings, '{session}', '{"idleMinutes": 14400, "absoluteHours": 1680}'), '{passwordPolicy,minLength}', '99'
        ) || '{"dashboard": {"personalLayouts": false}}' where tenant_id = ${TWIN_ID}`);
      for (const table of TABLES.filter((name) => name !== 'audit_events')) {
        // Written anew, a row comes after the twin's where nothing orders them.
        await run(sql`update ${sql.table(table)} set tenant_id = tenant_id where tenant_id = ${tenantId}`);
      }
    }),
  );
};

const copy = async (owner: Kysely<Schema>, table: string, tenantId: string): Promise<void> => {
  const {rows} = await sql<{attname: string}>`
    select attname from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and attname not in ('tenant_id', 'default_role_id')`.execute(owner);
  const columns = sql.join(rows.map(({attname}) => sql.ref(attname)));
  await sql`
    insert into ${sql.table(table)} (tenant_id, ${columns})
    select ${TWIN_ID}, ${columns} from ${sql.table(table)} where tenant_id = ${tenantId}`.execute(owner);
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
