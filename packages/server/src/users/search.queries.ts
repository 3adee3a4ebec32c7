import {type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {inOrder, type Keyset} from '../db/keyset.ts';
import type {ListQuery} from '../db/list-query.ts';
import type {Schema} from '../db/schema.ts';
import type {UserCondition} from './filter.queries.ts';

/** Users of a list; with their activity, where the list is ordered by it. */
export type MatchingUsers = SelectQueryBuilder<Schema, 'users' | 'user_activity', object>;

export interface Search {
  /** The users who match. The ways differ in what they cost; all but the last may stop before they have found all. */
  readonly ways: readonly [MatchingUsers, ...MatchingUsers[]];
  /** As many rows as users match. */
  readonly counted: Expression<unknown>;
}

interface Sought {
  readonly words: readonly string[];
  readonly conditions: readonly UserCondition[];
  readonly keyset: Keyset;
  readonly list: Pick<ListQuery, 'sort' | 'after'>;
}

/** So many users are looked up one by one and sorted before a page could be found otherwise. */
const A_HANDFUL = 2000;

/** So many are looked up at most, unless there is no other way. */
const FEW = 10_000;

/** So many users are quickly asked, one after the other, whether they have a word. */
const WINDOW = 10_000;

// Numbers that say how much is read are no parameters: a plan that is kept has to know them.

/**
 * The tenant's users who have all the words and fulfil all conditions (W13). Where a word finds a handful, those are looked up. Where every
 * word is more common, the list is read from the page's edge on, which soon fills a page; only when it does not are all looked up. The
 * database cannot choose so: it takes words and order for independent of each other, but whom `kow` finds stand all together in a list by
 * last name.
 */
export const searchUsers = async (transaction: TenantTransaction, tenantId: string, sought: Sought): Promise<Search> => {
  const {words, keyset, list} = sought;
  const withActivity = keyset.key.startsWith('user_activity.');
  const users = usersOf(transaction, tenantId, withActivity);
  const conditions = sought.conditions.map((condition) => condition.sql(withActivity));
  const conditionsOfCount = sought.conditions.map((condition) => condition.sql(false));
  const counted = usersOf(transaction, tenantId, false);
  const [rarest, ...others] = await countWords(transaction, tenantId, words);
  if (!rarest) {
    return {ways: [narrowed(users, conditions)], counted: narrowed(counted, conditionsOfCount)};
  }
  const asked = others.map(({word}) => hasWord(tenantId, word, 'users.id'));
  const stretch = sought.conditions.filter(({isOfOrder}) => isOfOrder).map((condition) => condition.sql(withActivity));
  const window = inOrder(narrowed(users, stretch), keyset, list).limit(sql.lit(WINDOW));
  const inWindow = (isFound: RawBuilder<SqlBool>): MatchingUsers =>
    narrowed(fenced(transaction, window, withActivity), [isFound, ...asked, ...conditions]);
  if (rarest.count <= FEW) {
    const found = foundUsers(tenantId, rarest, others);
    const all = narrowed(lookedUp(transaction, tenantId, found, withActivity), conditions);
    return {
      ways: rarest.count <= A_HANDFUL || others.length > 0 ? [all] : [inWindow(isOneOfFew('users.id', tenantId, rarest.word)), all],
      counted: sql`(select from ${found} as found${conditions.length === 0 ? sql`` : sql` where ${fulfils(tenantId, conditionsOfCount)}`})`,
    };
  }
  const among = [isAmong('users.id', tenantId, rarest.word), ...asked];
  return {
    ways: [
      inWindow(hasWord(tenantId, rarest.word, 'users.id')),
      fenced(transaction, narrowed(users, [...among, ...conditions]), withActivity),
    ],
    counted: conditions.length === 0 ? countedUsers(tenantId, rarest.word, asked) : narrowed(counted, [...among, ...conditionsOfCount]),
  };
};

const narrowed = (users: MatchingUsers, conditions: readonly Expression<SqlBool>[]): MatchingUsers =>
  conditions.reduce((query, condition) => query.where(condition), users);

const usersOf = (transaction: TenantTransaction, tenantId: string, withActivity: boolean): MatchingUsers =>
  transaction
    .selectFrom('users')
    .$if(withActivity, (query) =>
      query.innerJoin('user_activity', (join) =>
        join.onRef('user_activity.tenant_id', '=', 'users.tenant_id').onRef('user_activity.user_id', '=', 'users.id'),
      ),
    )
    // Without activity nobody asks for its columns.
    .where('users.tenant_id', '=', tenantId) as unknown as MatchingUsers;

// `offset 0` is a fence: what is behind it is carried out as it is written, whatever stands before it.

/** The ids of those who have all words, the first of which finds few. */
const foundUsers = (tenantId: string, rarest: CountedWord, others: readonly CountedWord[]): RawBuilder<unknown> => sql`(
  select distinct user_id from user_words
  where ${sql.join(
    [
      begins('user_words', tenantId, rarest.word),
      ...others.map(({word, count}) =>
        count <= FEW ? isOneOfFew('user_words.user_id', tenantId, word) : hasWord(tenantId, word, 'user_words.user_id'),
      ),
    ],
    sql` and `,
  )}
  offset 0
)`;

const lookedUp = (transaction: TenantTransaction, tenantId: string, found: RawBuilder<unknown>, withActivity: boolean): MatchingUsers =>
  transaction
    .selectFrom([
      found.as('found'),
      sql`lateral (select * from users where tenant_id = ${tenantId} and id = found.user_id offset 0)`.as('users'),
    ])
    .$if(withActivity, (query) =>
      query.innerJoin(
        sql`lateral (select * from user_activity where tenant_id = ${tenantId} and user_id = users.id offset 0)`.as('user_activity'),
        (join) => join.onTrue(),
      ),
    ) as unknown as MatchingUsers;

/** The same users, found before anything else is done with them. */
const fenced = (transaction: TenantTransaction, users: MatchingUsers, withActivity: boolean): MatchingUsers => {
  const found = users
    .selectAll('users')
    .$if(withActivity, (query) => query.select(ACTIVITY))
    .offset(sql.lit(0));
  return transaction
    .selectFrom(found.as('users'))
    .$if(withActivity, (query) =>
      query.innerJoin(sql`lateral (select ${sql.join(ACTIVITY.map((column) => sql.ref(inUsers(column))))})`.as('user_activity'), (join) =>
        join.onTrue(),
      ),
    ) as unknown as MatchingUsers;
};

const ACTIVITY = ['user_activity.user_id', 'user_activity.last_sign_in_ascending', 'user_activity.last_sign_in_descending'] as const;

const inUsers = (column: string): string => column.replace('user_activity.', 'users.');

/** Whether a word of the user begins so, asked of one user after the other. */
const hasWord = (tenantId: string, word: string, user: string): RawBuilder<SqlBool> => sql<SqlBool>`exists (
  select from user_words as asked where ${begins('asked', tenantId, word)} and asked.user_id = ${sql.ref(user)} offset 0
)`;

/** The same, asked of all users at once. */
const isAmong = (user: string, tenantId: string, word: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.ref(user)} in (select asked.user_id from user_words as asked where ${begins('asked', tenantId, word)})`;

/**
 * The same, for a word that few have: their ids are read once and kept, which they are only if the plan knows that they are few. `is true`
 * keeps it from being made a join, which would not end with the page.
 */
const isOneOfFew = (user: string, tenantId: string, word: string): RawBuilder<SqlBool> => sql<SqlBool>`(${sql.ref(user)} in (
  select asked.user_id from user_words as asked where ${begins('asked', tenantId, word)} limit ${sql.lit(2 * FEW)}
)) is true`;

const fulfils = (tenantId: string, conditions: readonly Expression<SqlBool>[]): RawBuilder<SqlBool> => sql<SqlBool>`exists (
  select from users
  where users.tenant_id = ${tenantId} and users.id = found.user_id and ${sql.join(conditions, sql` and `)}
  offset 0
)`;

/** A row for each user who has all words, each of them common: by the first of the user's words that begin like one of them. */
const countedUsers = (tenantId: string, word: string, conditions: readonly Expression<SqlBool>[]): RawBuilder<unknown> => sql`(
  select from user_words as found
  where ${begins('found', tenantId, word)}
    and not exists (
      select from user_words as earlier
      where ${begins('earlier', tenantId, word)} and earlier.user_id = found.user_id and earlier.word < found.word
      offset 0
    )
    ${conditions.length === 0 ? sql`` : sql`and ${fulfils(tenantId, conditions)}`}
  order by found.word
)`;

/**
 * The words that begin so. A range, not `LIKE`, for which row-level security would use no index (D2). A single character is looked for in
 * usernames alone (W13).
 */
const begins = (words: string, tenantId: string, word: string): RawBuilder<SqlBool> => {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${words}.${name}`);
  return sql<SqlBool>`
    ${column('tenant_id')} = ${tenantId} and ${column('word')} >= ${word} and ${column('word')} < ${`${word}\u{10FFFF}`}
    ${[...word].length === 1 ? sql`and ${column('is_username')}` : sql``}`;
};

interface CountedWord {
  readonly word: string;
  readonly count: number;
}

/** How many words begin so, counted just beyond few; the rarest first. */
const countWords = async (transaction: TenantTransaction, tenantId: string, words: readonly string[]): Promise<readonly CountedWord[]> => {
  if (words.length === 0) {
    return [];
  }
  const counts = words.map(
    (word) => sql`
      select ${word}::text as word, (
        select count(*)::int
        from (select from user_words where ${begins('user_words', tenantId, word)} order by word limit ${sql.lit(FEW + 1)}) as counted
      ) as count`,
  );
  const {rows} = await sql<CountedWord>`${sql.join(counts, sql` union all `)} order by count`.execute(transaction);
  return rows;
};
