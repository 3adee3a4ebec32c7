import type {FilterOf, ListSpec, SortOf} from '../contract/lists.ts';
import type {RequestOptions} from './request-options.ts';

/** How to ask for a list. */
export interface ListOptions<Spec extends ListSpec> extends RequestOptions {
  readonly filter?: FilterOf<Spec> | undefined;
  /** One key, descending with a leading `-`. */
  readonly sort?: SortOf<Spec> | undefined;
  /** 1 to 200. @defaultValue 50 */
  readonly limit?: number | undefined;
  /** `next` or `prev` of an earlier page. */
  readonly cursor?: string | undefined;
  /** Whether to count: not at all, up to 10,000, or exactly where that is offered. @defaultValue 'none' */
  readonly count?: 'none' | 'capped' | 'exact' | undefined;
  readonly include?: readonly Spec['include'][number][] | undefined;
}

// `null` is against the types, and what JavaScript hands over for nothing.
type QueryValue = string | number | boolean | readonly string[] | Readonly<Record<string, string | boolean | undefined>> | null | undefined;

/** Writes list options as a query string (W11–W14). */
export const listQuery = <Spec extends ListSpec>({filter, sort, limit, cursor, count, include}: ListOptions<Spec>): string => {
  const query = new URLSearchParams();
  // A filter of any list is made of these values; the compiler cannot see it through the open list.
  const values = {
    ...(filter as Readonly<Record<string, QueryValue>>),
    sort,
    limit,
    cursor,
    count,
    include: String(include ?? '') || undefined,
  };
  for (const [name, value] of Object.entries(values)) {
    append(query, name, value);
  }
  return query.size === 0 ? '' : `?${query}`;
};

const append = (query: URLSearchParams, name: string, value: QueryValue): void => {
  if (typeof value === 'object') {
    const isList = Array.isArray(value);
    for (const [operator, one] of Object.entries(value ?? {})) {
      append(query, isList ? name : `${name}.${operator}`, one);
    }
  } else if (value !== undefined) {
    query.append(name, String(value));
  }
};
