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
  {matching, rows, keyset, list: {limit, sort, count, after}}: PageSource<Tables, Matching, Joined, From, Row>,
): Promise<FoundPage<Row>> => {
  const backwards = after?.backwards ?? false;
  // Going backwards, a page is read from its end to its beginning.
  const falling = sort.descending !== backwards;
  const direction = falling ? 'desc' : 'asc';
  const key = sql.ref(keyset.key);
  const id = sql.ref(keyset.id);
  const page = (after ? matching.where(beyond(after, keyset, falling)) : matching)
    .select(() => [key.as('page_key'), id.as('page_id')])
    .orderBy(key, direction)
    .orderBy(id, direction)
    .limit(limit + 1);
  const row = rows.where(sql<SqlBool>`${sql.ref(keyset.rowId ?? keyset.id)} = page.page_id`);
  const {rows: found} = await sql<Row & EdgeColumns>`
    select found.*, page.page_key::text as page_key, page.page_id
    from ${page} as page cross join lateral ${row} as found
    order by page.page_key ${sql.raw(direction)}, page.page_id ${sql.raw(direction)}`.execute(transaction);
  const hasMore = found.length > limit;
  const items = found.slice(0, limit);
  if (backwards) {
    items.reverse();
  }
  const edge = (row: EdgeColumns | undefined): Edge | null => (row ? {key: row.page_key, id: row.page_id} : turningPoint(after, falling));
  return {
    items: items.map(withoutEdge),
    next: backwards || hasMore ? edge(items.at(-1)) : null,
    prev: backwards ? (hasMore ? edge(items.at(0)) : null) : after ? edge(items.at(0)) : null,
    total: count === 'none' ? null : await countRows(transaction, matching, count),
  };
};

interface EdgeColumns {
  readonly page_key: string;
  readonly page_id: string;
}

// One comparison of rows: under row-level security an index serves it, since it is leakproof.
const beyond = (edge: Edge, {key, type, id}: Keyset, falling: boolean): Expression<SqlBool> =>
  sql<SqlBool>`(${sql.ref(key)}, ${sql.ref(id)}) ${sql.raw(falling ? '<' : '>')} (${edge.key}::${sql.raw(type)}, ${edge.id})`;

/** An empty page lies just beyond the row that it was asked from: who turns round there finds that row again. */
const turningPoint = (after: Edge | undefined, falling: boolean): Edge | null =>
  after ? {key: after.key, id: falling ? BEFORE_EVERY_ID : BEHIND_EVERY_ID} : null;

const BEFORE_EVERY_ID = '';
const BEHIND_EVERY_ID = '\u{10FFFF}';

const withoutEdge = <Row extends object>({page_key: _key, page_id: _id, ...row}: Row & EdgeColumns): Row =>
  // What remains is the row as its query selects it.
  row as unknown as Row;

const countRows = async (transaction: TenantTransaction, counted: Expression<unknown>, count: 'capped' | 'exact'): Promise<Total> => {
  const source = count === 'capped' ? sql`(select from ${counted} as counted limit ${COUNT_CAP + 1})` : counted;
  const {rows} = await sql<{value: number}>`select count(*)::int as value from ${source} as counted`.execute(transaction);
  const value = rows[0]?.value ?? 0;
  return count === 'capped' && value > COUNT_CAP ? {value: COUNT_CAP, relation: 'gte'} : {value, relation: 'eq'};
};
