import {COUNT_CAP, type Total} from '@tenantry/sdk/contract';
import type {Edge, FoundPage, ListQuery} from '../db/list-query.ts';

export interface MemoryPageSource<Item> {
  /** All of them, filtered and in any order. */
  readonly items: readonly Item[];
  /** Its sort key, `null` for last, and what tells it from all others. */
  readonly edgeOf: (item: Item) => Edge;
  readonly list: Pick<ListQuery, 'limit' | 'sort' | 'count' | 'after'>;
}

/**
 * Finds one page of what is in memory, by its edge, as `findPage` does in the database: an item that stays is on exactly one page, however
 * many others come and go meanwhile (E8).
 */
export const pageInMemory = <Item>({items, edgeOf, list}: MemoryPageSource<Item>): FoundPage<Item> => {
  const {limit, sort, count, after} = list;
  const backwards = after?.backwards ?? false;
  const inOrder = orderOf(sort.descending);
  const all = items.map((item) => ({item, edge: edgeOf(item)})).toSorted((one, other) => inOrder(one.edge, other.edge));
  const beyond = after ? all.filter(({edge}) => (backwards ? inOrder(edge, after) < 0 : inOrder(edge, after) > 0)) : all;
  const hasMore = beyond.length > limit;
  const page = backwards ? beyond.slice(-limit) : beyond.slice(0, limit);
  // An empty page lies just beyond the item that it was asked from: who turns round there finds that item again.
  const turned = after ? {key: after.key, id: sort.descending === backwards ? '' : BEHIND_EVERY_ID} : null;
  const edge = (at: (typeof page)[number] | undefined): Edge | null => at?.edge ?? turned;
  return {
    items: page.map(({item}) => item),
    next: backwards || hasMore ? edge(page.at(-1)) : null,
    prev: backwards ? (hasMore ? edge(page.at(0)) : null) : after ? edge(page.at(0)) : null,
    total: totalOf(items.length, count),
  };
};

const BEHIND_EVERY_ID = '\u{10FFFF}';

/** Nothing is last, in both directions (W14). */
const orderOf =
  (descending: boolean) =>
  (one: Edge, other: Edge): number => {
    const direction = descending ? -1 : 1;
    if (one.key === other.key) {
      return direction * compare(one.id, other.id);
    }
    return one.key === null ? 1 : other.key === null ? -1 : direction * compare(one.key, other.key);
  };

/** By code point: UTF-16 puts the astral ones before the last of the others. */
const compare = (one: string, other: string): number => {
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at += 1) {
    const difference = rankOf(one.charCodeAt(at)) - rankOf(other.charCodeAt(at));
    if (difference !== 0) {
      return difference;
    }
  }
  return one.length - other.length;
};

const rankOf = (unit: number): number => (unit >= 0xe0_00 ? unit - 0x8_00 : unit >= 0xd8_00 ? unit + 0x20_00 : unit);

const totalOf = (value: number, count: ListQuery['count']): Total | null => {
  if (count === 'none') {
    return null;
  }
  return count === 'capped' && value > COUNT_CAP ? {value: COUNT_CAP, relation: 'gte'} : {value, relation: 'eq'};
};
