import {type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {deleteSome} from '../db/delete-some.ts';

/** Forgets at most `most` links of a tenant that are over, and says how many those were. */
export const deleteLinksOver = (
  transaction: TenantTransaction,
  tenantId: string,
  {now, most}: {readonly now: Date; readonly most: number},
): Promise<number> => deleteSome(transaction, 'links', sql<SqlBool>`tenant_id = ${tenantId} and expires_at <= ${now}`, most);
