import {type RawBuilder, type SelectQueryBuilder, type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import type {Schema} from '../db/schema.ts';

/** Users that a list is made of, each with the activity by which it may be ordered. */
export type MatchingUsers = SelectQueryBuilder<Schema, 'users' | 'user_activity', object>;

/** So many users are looked up one by one and sorted; of more, a page is soon found in the order of the list. */
const FEW = 10_000;

/**
 * The tenant's users of whom each word begins some word (W13). Where one of the words finds few users, those are looked up; where all are
 * common, users are taken as the list orders them and asked one by one. The database is not left the choice: it takes what is searched and
 * the order for independent of each other, but whom `kow` finds may stand all together at the far end of a list by last name.
 */
export const matchUsers = async (
  transaction: TenantTransaction,
  tenantId: string,
  words: readonly string[],
  {withActivity}: {readonly withActivity: boolean},
): Promise<MatchingUsers> => {
  const rarest = await findRarest(transaction, tenantId, words);
  const isFew = rarest !== undefined && rarest.count <= FEW;
  const users = isFew ? fromWord(transaction, tenantId, rarest.word, withActivity) : fromList(transaction, tenantId, withActivity);
  return words
    .filter((word) => !isFew || word !== rarest.word)
    .reduce((query, word) => query.where(hasWord(tenantId, word)), users)
    .where('users.tenant_id', '=', tenantId);
};

const fromList = (transaction: TenantTransaction, tenantId: string, withActivity: boolean): MatchingUsers =>
  transaction
    .selectFrom('users')
    .$if(withActivity, (query) =>
      query.innerJoin('user_activity', (join) =>
        join.onRef('user_activity.tenant_id', '=', 'users.tenant_id').onRef('user_activity.user_id', '=', 'users.id'),
      ),
    )
    // Here `user_activity` may be missing, where nobody asks for it.
    .where('users.tenant_id', '=', tenantId) as unknown as MatchingUsers;

// `offset 0` keeps the database from joining in another order than the one that is written.
const fromWord = (transaction: TenantTransaction, tenantId: string, word: string, withActivity: boolean): MatchingUsers =>
  transaction
    .selectFrom([
      sql`(select distinct user_id from user_words where ${inRange(tenantId, word)})`.as('found'),
      sql`lateral (select * from users where tenant_id = ${tenantId} and id = found.user_id offset 0)`.as('users'),
    ])
    .$if(withActivity, (query) =>
      query.innerJoin(
        sql`lateral (select * from user_activity where tenant_id = ${tenantId} and user_id = users.id offset 0)`.as('user_activity'),
        (join) => join.onTrue(),
      ),
    ) as unknown as MatchingUsers;

/** Whether a word of the user begins so, asked of one user after the other. */
const hasWord = (tenantId: string, word: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`exists (select from user_words where ${inRange(tenantId, word)} and user_id = users.id offset 0)`;

/**
 * The words that begin so. A range, not `LIKE`, for which row-level security would use no index (D2). A single character is looked for in
 * usernames alone (W13).
 */
const inRange = (tenantId: string, word: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`tenant_id = ${tenantId} and word >= ${word} and word < ${`${word}\u{10FFFF}`}${isOneCharacter(word) ? sql` and is_username` : sql``}`;

const isOneCharacter = (word: string): boolean => [...word].length === 1;

/** Which of the words begins the fewest, counted just beyond few. */
const findRarest = async (
  transaction: TenantTransaction,
  tenantId: string,
  words: readonly string[],
): Promise<{readonly word: string; readonly count: number} | undefined> => {
  if (words.length === 0) {
    return undefined;
  }
  const counts = words.map(
    (word) => sql`
      select ${word}::text as word, (
        select count(*)::int from (select from user_words where ${inRange(tenantId, word)} order by word limit ${FEW + 1}) as counted
      ) as count`,
  );
  const {rows} = await sql<{word: string; count: number}>`${sql.join(counts, sql` union all `)} order by count limit 1`.execute(
    transaction,
  );
  return rows[0];
};
