import type {ListSpec, Total} from '@tenantry/sdk/contract';

/** What a list was asked for, checked against its specification (W11–W14). */
export interface ListQuery<Spec extends ListSpec = ListSpec> {
  readonly limit: number;
  readonly sort: {readonly key: Spec['sorts'][number]; readonly descending: boolean};
  readonly count: 'none' | 'capped' | 'exact';
  readonly include: ReadonlySet<Spec['include'][number]>;
  readonly conditions: readonly Condition<Extract<keyof Spec['filters'], string>>[];
  /** Where to go on from, or `undefined` for the beginning. */
  readonly after: Position | undefined;
}

/** One filter. `words` are the folded words of `q`; every one must begin some word of the row. */
export type Condition<Name extends string = string> =
  | {readonly name: Name; readonly kind: 'anyOf'; readonly values: readonly string[]}
  | {readonly name: Name; readonly kind: 'words'; readonly words: readonly string[]}
  | {readonly name: Name; readonly kind: 'compare'; readonly operator: '>=' | '>' | '<=' | '<'; readonly value: Date}
  | {readonly name: Name; readonly kind: 'isNull'; readonly value: boolean};

/** The sort key and id of the row at a page's edge. */
export interface Position {
  /** The sort key as the query compares it, `null` where the column is null (nulls are last). */
  readonly key: string | null;
  readonly id: string;
  /** Whether the page lies before that row. */
  readonly backwards: boolean;
}

/** A page as a query found it. Its edges are sealed into cursors on the way out (W11). */
export interface FoundPage<Item = unknown> {
  readonly items: readonly Item[];
  /** The last row of the page, or `null` when none comes after it. */
  readonly next: Edge | null;
  /** The first row of the page, or `null` when none comes before it. */
  readonly prev: Edge | null;
  readonly total: Total | null;
}

export type Edge = Pick<Position, 'key' | 'id'>;
