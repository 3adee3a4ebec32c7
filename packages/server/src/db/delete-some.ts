import {type Expression, type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from './database.ts';
import type {Schema} from './schema.ts';

/** Deletes at most `most` of the rows for which the condition holds, and says how many those were. */
export const deleteSome = async (
  transaction: TenantTransaction,
  table: keyof Schema,
  condition: Expression<SqlBool>,
  most: number,
): Promise<number> => {
  // Asked twice: until a row that was found is locked, somebody may have made another of it.
  const {numAffectedRows = 0n} = await sql`
    delete from ${sql.table(table)}
    where ${condition} and ctid = any(array(select ctid from ${sql.table(table)} where ${condition} limit ${most}))`.execute(transaction);
  return Number(numAffectedRows);
};
