import type {Page} from '../contract/page.ts';

/** All items of a list, page after page, each fetched when it is needed (S7). */
export interface Iteration<Item> extends AsyncIterable<Item> {
  /** The pages themselves. */
  pages(): AsyncGenerator<Page<Item>, void>;
}

/** Follows `next` from page to page and yields each once, also while rows come and go: each id, of each type where items have types. */
export const iteration = <Item extends {readonly id: string; readonly type?: string}>(
  fetchPage: (cursor: string | undefined) => Promise<Page<Item>>,
  start: string | undefined,
): Iteration<Item> => {
  const pages = async function* (): AsyncGenerator<Page<Item>, void> {
    let cursor = start;
    do {
      const page = await fetchPage(cursor);
      yield page;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  };
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      const seen = new Set<string>();
      for await (const page of pages()) {
        for (const item of page.items) {
          const key = item.type + item.id;
          if (!seen.has(key)) {
            seen.add(key);
            yield item;
          }
        }
      }
    },
  };
};
