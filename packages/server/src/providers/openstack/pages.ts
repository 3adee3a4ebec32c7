import {type Fields, readList} from '../fields.ts';
import {SourceError} from '../source-error.ts';

const MOST_PAGES = 200;

/**
 * Reads a list page by page. Of the link to the next page only the marker is taken: what services believe to be their own address may be
 * another, and a token goes to no other.
 *
 * @param ask Asks for the page after a marker; `null` is the first.
 * @param nextOf The link to the next page in an answer, if there is one.
 */
export const readPages = async (
  member: string,
  ask: (marker: string | null) => Promise<Fields>,
  nextOf: (answer: Fields) => unknown,
): Promise<readonly Fields[]> => {
  const items: Fields[] = [];
  const seen = new Set<string | null>([null]);
  let marker: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await ask(marker);
    if (!Array.isArray(answer[member])) {
      throw new SourceError('bad-response', `The answer has no list of ${member}`);
    }
    items.push(...readList(answer[member]));
    const next = nextOf(answer);
    if (next === undefined || next === null) {
      return items;
    }
    marker = URL.parse(String(next), 'http://any')?.searchParams.get('marker') ?? null;
    if (seen.has(marker)) {
      throw new SourceError('bad-response', `The pages of ${member} lead nowhere`);
    }
    seen.add(marker);
  }
  throw new SourceError('bad-response', `The list of ${member} has no end`);
};
