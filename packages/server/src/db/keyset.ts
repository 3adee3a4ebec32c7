import {COUNT_CAP, type Total} from '@tenantry/sdk/contract';
import {type Expression, type SelectQueryBuilder, type SqlBool, sql} from 'kysely';
import type {Edge, FoundPage, ListQuery} from './list-query.ts';
import type {TenantTransaction} from './database.ts';

/** What a list is ordered by: two columns that an index has behind the tenant's, neither of them ever null (W14). */
export interface Keyset {
  /** The sort key's column, with its table: `users.created_at`. */
  readonly key: string;
  readonly type: 'text' | 'timestamptz';
  /** The tie-break's column: `users.id`. */
  readonly id: string;
  /** The same where a row is looked up, if it is another column there. */
  readonly rowId?: string;
}

export interface PageSource<Tables, Matching extends keyof Tables, Joined, From extends keyof Joined, Row> {
  /** The rows of all pages, filtered and neither ordered nor selected: without joins that only add columns. Also what is counted. */
  readonly matching: SelectQueryBuilder<Tables, Matching, object>;
  /** What is told of a row: the tenant's, with all columns and joins, filtered by nothing else. Only those of the page are looked up. */
  readonly rows: SelectQueryBuilder<Joined, From, Row>;
  readonly keyset: Keyset;
  readonly list: Pick<ListQuery, 'limit' | 'sort' | 'count' | 'after'>;
}

/**
 * Finds one page of a list by its edge, never by a number of rows to skip (W11): a row that nobody touches is on exactly one page, however
 * many others come and go meanwhile (E8).
 */
export const findPage = async <Tables, Matching extends keyof Tables, Joined, From extends keyof Joined, Row extends object>(
  transaction: TenantTransaction,
  {matching, rows, keyset, list}: PageSource<Tables, Matching, Joined, From, Row>,
): Promise<FoundPage<Row>> => {
  const {limit, count, after} = list;
  const backwards = after?.backwards ?? false;
  const page = inOrder(matching, keyset, list)
    .select(() => [sql.ref(keyset.key).as('page_key'), sql.ref(keyset.id).as('page_id')])
    // Not a parameter: a plan that is kept has to know how few they are.
    .limit(sql.lit(limit + 1));
  const row = rows.where(sql<SqlBool>`${sql.ref(keyset.rowId ?? keyset.id)} = page.page_id`);
  const direction = sql.raw(isFalling(list) ? 'desc' : 'asc');
  const {rows: found} = await sql<Row & EdgeColumns>`
    select found.*, page.page_key::text as page_key, page.page_id
    from ${page} as page cross join lateral ${row} as found
    order by page.page_key ${direction}, page.page_id ${direction}`.execute(transaction);
  const hasMore = found.length > limit;
  const items = found.slice(0, limit);
  if (backwards) {
    items.reverse();
  }
  const edge = (at: EdgeColumns | undefined): Edge | null => (at ? {key: at.page_key, id: at.page_id} : turningPoint(list));
  return {
    items,
    next: backwards || hasMore ? edge(items.at(-1)) : null,
    prev: backwards ? (hasMore ? edge(items.at(0)) : null) : after ? edge(items.at(0)) : null,
    total: await countRows(transaction, matching, count),
  };
};

/** The rows beyond the edge, as a page takes them: going backwards, from its end to its beginning. */
export const inOrder = <Tables, From extends keyof Tables, Row>(
  rows: SelectQueryBuilder<Tables, From, Row>,
  keyset: Keyset,
  list: Order,
): SelectQueryBuilder<Tables, From, Row> => {
  const falling = isFalling(list);
  const direction = falling ? 'desc' : 'asc';
  return (list.after ? rows.where(beyond(list.after, keyset, falling)) : rows)
    .orderBy(sql.ref(keyset.key), direction)
    .orderBy(sql.ref(keyset.id), direction);
};

type Order = Pick<ListQuery, 'sort' | 'after'>;

const isFalling = ({sort, after}: Order): boolean => sort.descending !== (after?.backwards ?? false);

interface EdgeColumns {
  readonly page_key: string;
  readonly page_id: string;
}

// One comparison of rows: under row-level security an index serves it, since it is leakproof.
const beyond = (edge: Edge, {key, type, id}: Keyset, falling: boolean): Expression<SqlBool> =>
  sql<SqlBool>`(${sql.ref(key)}, ${sql.ref(id)}) ${sql.raw(falling ? '<' : '>')} (${edge.key}::${sql.raw(type)}, ${edge.id})`;

/** An empty page lies just beyond the row that it was asked from: who turns round there finds that row again. */
const turningPoint = (list: Order): Edge | null =>
  list.after ? {key: list.after.key, id: isFalling(list) ? BEFORE_EVERY_ID : BEHIND_EVERY_ID} : null;

const BEFORE_EVERY_ID = '';
const BEHIND_EVERY_ID = '\u{10FFFF}';

/** How many rows a query has, as far as that is asked for (W12). */
export const countRows = async (
  transaction: TenantTransaction,
  counted: Expression<unknown>,
  count: ListQuery['count'],
): Promise<Total | null> => {
  if (count === 'none') {
    return null;
  }
  const source = count === 'capped' ? sql`(select from ${counted} as counted limit ${sql.lit(COUNT_CAP + 1)})` : counted;
  const {rows} = await sql<{value: number}>`select count(*)::int as value from ${source} as counted`.execute(transaction);
  const value = rows[0]?.value ?? 0;
  return count === 'capped' && value > COUNT_CAP ? {value: COUNT_CAP, relation: 'gte'} : {value, relation: 'eq'};
};
