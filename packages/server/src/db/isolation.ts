import {sql} from 'kysely';
import type {Database} from './database.ts';
import {UnusableDatabase} from './unusable.ts';

/**
 * Makes sure that row-level security binds the app here (D1, T14): its role is an ordinary one that owns none of the tables, and
 * PostgreSQL applies the policies to it.
 *
 * @throws {UnusableDatabase} Where a tenant could see another's rows.
 */
export const checkIsolation = async (database: Database): Promise<void> => {
  const found = await database.inTenant('', async (transaction) => {
    const {rows} = await sql<Record<'role' | 'unbound' | 'owns', string | null>>`
      select
        current_user as role,
        (
          select string_agg(class.relname, ', ' order by class.relname)
          from pg_class class
          where class.relnamespace = (select relnamespace from pg_class where oid = 'users'::regclass)
            and class.relkind in ('r', 'p')
            and exists (select from pg_attribute where attrelid = class.oid and attname = 'tenant_id' and not attisdropped)
            and class.oid <> 'issuers'::regclass
            and not row_security_active(class.oid)
        ) as unbound,
        (
          select string_agg(class.relname, ', ' order by class.relname)
          from pg_class class
          where class.relnamespace = (select relnamespace from pg_class where oid = 'users'::regclass)
            and class.relkind in ('r', 'p')
            and pg_has_role(current_user, class.relowner, 'usage')
        ) as owns
    `.execute(transaction);
    return rows[0];
  });
  if (found?.role !== 'tenantry_app') {
    throw new UnusableDatabase('Taking the role tenantry_app had no effect: the database does not protect one tenant from another.');
  }
  if (found.owns !== null) {
    throw new UnusableDatabase(
      `The role tenantry_app owns ${found.owns}, itself or through another role: row-level security does not bind an owner. ` +
        'Give the tables to the role that the server signs in with.',
    );
  }
  if (found.unbound !== null) {
    throw new UnusableDatabase(
      `Row-level security does not bind the role tenantry_app on ${found.unbound}: one tenant could see another's rows. ` +
        'Enable it on these tables, and take SUPERUSER and BYPASSRLS from the role.',
    );
  }
};
