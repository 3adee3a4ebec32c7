// Runs in the page: scrolls the table from one end to the other, and looks at each frame.
import type {Contestant} from '../../../bench/table/contestant.ts';
import {mountOurs} from '../../../bench/table/ours.ts';
import {type Asked, clientOf, makeUsers, type Users} from '../../../bench/table/users.ts';

/** What was seen on a way. */
export interface Journey {
  readonly frames: number;
  /** Milliseconds for which something else than rows was seen where rows belong, at the longest. */
  readonly longestBlank: number;
  readonly blankFrames: number;
  /** Rows in the DOM at once, spacers and bones included. */
  readonly mostRows: number;
  /** Rows that were not where their number says, or did not show who belongs there; and heads that were not on top. */
  readonly misplaced: readonly string[];
}

export interface ScrollPage {
  /** Puts a table of so many users into the page. Resolves when its first rows are there. */
  readonly mount: (count: number) => Promise<void>;
  /** Scrolls by so many pixels a frame until the last user, or the first, is there. */
  readonly travel: (direction: 'down' | 'up', step: number) => Promise<Journey>;
  /** Jumps to a share of what has been loaded. Resolves when rows are there. */
  readonly jump: (share: number) => Promise<void>;
}

declare global {
  interface Window {
    scrollPage: ScrollPage;
  }
}

const PATIENCE_MS = 20_000;
/** How long it has to stand still at an end to be there. */
const AT_END_MS = 300;

let users: Users = makeUsers(0);
let asked: Asked = {pages: 0, end: 0};
let table: Contestant | undefined;
const scroller = document.scrollingElement as HTMLElement;

/** After what a frame shows has been painted. */
const painted = async (): Promise<void> => {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
};

const root = (): ShadowRoot => table?.root as ShadowRoot;
const rowAt = (y: number): HTMLElement | undefined =>
  root()
    .elementFromPoint(window.innerWidth / 3, y)
    ?.closest<HTMLElement>('[part~=row]') ?? undefined;

/** Where rows belong: between the head and the foot, as far as the table reaches. */
const heights = (): readonly number[] => {
  const {top, bottom} = (root().querySelector('[part~=table]') as Element).getBoundingClientRect();
  const head = root().querySelector('[part~=header] tr')?.getBoundingClientRect().height ?? 0;
  const foot = root().querySelector('[part~=footer]')?.getBoundingClientRect().height ?? 0;
  const [first, last] = [Math.max(0, top) + head + 8, Math.min(bottom, window.innerHeight - foot) - 8];
  return [first, (first + last) / 2, last];
};

/** Where the first row stands in the page, by a row and its number. */
const originBy = (row: HTMLElement): number => {
  const {top, height} = row.getBoundingClientRect();
  return top + window.scrollY - (Number(row.ariaRowIndex) - 2) * height;
};

const look = (origin: number): {readonly isBlank: boolean; readonly wrong?: string} => {
  const rows = heights().map(rowAt);
  const [, row] = rows;
  const isBlank = rows.some((seen) => !seen?.textContent.trim());
  if (!row || isBlank) {
    return {isBlank};
  }
  const index = Number(row.ariaRowIndex);
  const {username} = users.at('-createdAt', index - 2);
  const head = root().querySelector('[part~=header] th')?.getBoundingClientRect().top ?? Number.NaN;
  const isHeadOnTop = Math.abs(head - Math.max(0, (root().querySelector('[part~=table]') as Element).getBoundingClientRect().top)) <= 1;
  if (Math.abs(originBy(row) - origin) > 1) {
    return {isBlank, wrong: `row ${index} is ${originBy(row) - origin} px away from its place`};
  }
  if (!row.textContent.includes(username)) {
    return {isBlank, wrong: `row ${index} is not ${username}`};
  }
  return isHeadOnTop ? {isBlank} : {isBlank, wrong: `the head is at ${head} px`};
};

const until = async (holds: () => unknown): Promise<void> => {
  const deadline = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (performance.now() > deadline) {
      throw new Error('Waited in vain for rows');
    }
    await painted();
  }
};

window.scrollPage = {
  mount: async (count) => {
    users = makeUsers(count);
    const served = clientOf(users);
    ({asked} = served);
    table = mountOurs(served.client, 200);
    await until(() => root().querySelector('[part~=row]'));
  },
  travel: async (direction, step) => {
    const origin = originBy(rowAt(heights()[1] ?? 0) as HTMLElement);
    const misplaced: string[] = [];
    let [frames, blankFrames, mostRows, longestBlank] = [0, 0, 0, 0];
    let blankSince: number | undefined;
    let [place, movedAt] = [-1, performance.now()];
    const isThere = (): boolean => (direction === 'up' ? place === 0 : asked.end === users.count);
    for (let now = movedAt; !isThere() || now - movedAt < AT_END_MS; frames++) {
      if (now - movedAt > PATIENCE_MS) {
        throw new Error(`Halted at ${place} px, with ${asked.end} of ${users.count} users`);
      }
      scroller.scrollTop += direction === 'down' ? step : -step;
      await painted();
      now = performance.now();
      if (scroller.scrollTop !== place) {
        [place, movedAt] = [scroller.scrollTop, now];
      }
      const {isBlank, wrong} = look(origin);
      mostRows = Math.max(mostRows, root().querySelectorAll('tr').length);
      if (isBlank) {
        blankFrames++;
        blankSince ??= now;
      } else if (blankSince !== undefined) {
        longestBlank = Math.max(longestBlank, now - blankSince);
        blankSince = undefined;
      }
      if (wrong) {
        misplaced.push(`at ${place} px: ${wrong}`);
      }
    }
    return {frames, longestBlank: blankSince === undefined ? longestBlank : Number.POSITIVE_INFINITY, blankFrames, mostRows, misplaced};
  },
  jump: async (share) => {
    scroller.scrollTop = share * (scroller.scrollHeight - window.innerHeight);
    await painted();
    await until(() => rowAt(heights()[1] ?? 0)?.textContent.trim());
  },
};
