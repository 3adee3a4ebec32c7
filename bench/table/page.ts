// Runs in the page: what the bench and the proof of scrolling tell it to do.
import {mountByHand} from './by-hand.ts';
import {plainCell, sameCell} from './cells.ts';
import type {Contestant} from './contestant.ts';
import {mountOurs} from './ours.ts';
import {clientOf, makeUsers} from './users.ts';

/** Who is compared: the least that a table can be, the same with what ours shows in its cells, and ours. */
export type Name = 'by hand' | 'same cells' | 'ours';

/** What is in the page. */
export interface Counts {
  readonly elements: number;
  readonly rows: number;
  readonly rowHeight: number;
}

/** What can be done in the page. Everything that takes a while resolves once it has been painted. */
export interface TablePage {
  /** Makes the users. */
  readonly prepare: (count: number) => void;
  /** Milliseconds until the first rows are there. */
  readonly mount: (name: Name, rowHeight: number, pageSize?: number) => Promise<number>;
  /** Scrolls down until the last user has been loaded, and back to the top. Answers how many pages were asked for. */
  readonly loadAll: () => Promise<number>;
  /** Scrolls so many frames, a window's height each, down and then up again. */
  readonly scroll: (frames: number) => Promise<void>;
  /** Milliseconds from a click on the head of the addresses until the first rows in that order are there. */
  readonly reorder: () => Promise<number>;
  readonly counts: () => Counts;
  readonly remove: () => Promise<void>;
}

declare global {
  interface Window {
    tablePage: TablePage;
  }
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** After what the next frame shows has been painted. */
const painted = async (): Promise<void> => {
  await frame();
  await new Promise((resolve) => setTimeout(resolve));
};

/** Waits from frame to frame until something holds, and for that frame's paint. Answers the milliseconds since a moment. */
const shownSince = async (start: number, holds: () => unknown): Promise<number> => {
  const deadline = start + 20_000;
  while (!holds()) {
    if (performance.now() > deadline) {
      throw new Error('Waited in vain for rows');
    }
    await frame();
  }
  await painted();
  return performance.now() - start;
};

let users = makeUsers(0);
let served = clientOf(users);
let contestant: Contestant | undefined;

const mounted = (): Contestant => {
  if (!contestant) {
    throw new Error('Nothing is mounted');
  }
  return contestant;
};
const rowsOf = ({root, row}: Contestant): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(row)];
const scroller = document.scrollingElement ?? document.documentElement;

window.tablePage = {
  prepare: (count) => {
    users = makeUsers(count);
    served = clientOf(users);
  },
  mount: async (name, rowHeight, pageSize) => {
    await painted();
    const start = performance.now();
    const made =
      name === 'ours'
        ? mountOurs(served.client, pageSize)
        : mountByHand(users, served.client, rowHeight, name === 'by hand' ? plainCell : sameCell);
    contestant = made;
    return shownSince(start, () => made.root.querySelector(made.row));
  },
  loadAll: async () => {
    const {asked} = served;
    const deadline = performance.now() + 600_000;
    while (asked.end < users.count) {
      if (performance.now() > deadline) {
        throw new Error(`Only ${asked.end} of ${users.count} were loaded`);
      }
      scroller.scrollTop = scroller.scrollHeight;
      await frame();
    }
    await painted();
    scroller.scrollTop = 0;
    await painted();
    await painted();
    return asked.pages;
  },
  scroll: async (frames) => {
    for (let turn = 0; turn < frames; turn++) {
      window.scrollBy(0, turn < frames / 2 ? window.innerHeight : -window.innerHeight);
      await frame();
    }
  },
  reorder: async () => {
    const {root, row, sortByEmail} = mounted();
    scroller.scrollTop = 0;
    await painted();
    const wanted = users.at('email', 0).username;
    const start = performance.now();
    sortByEmail().click();
    return shownSince(start, () => root.querySelector(row)?.textContent.includes(wanted));
  },
  counts: () => {
    const rows = rowsOf(mounted());
    return {
      elements: mounted().root.querySelectorAll('*').length,
      rows: rows.length,
      rowHeight: rows[1]?.getBoundingClientRect().height ?? Number.NaN,
    };
  },
  remove: async () => {
    contestant?.remove();
    contestant = undefined;
    scroller.scrollTop = 0;
    await painted();
  },
};
