// Runs in the page: what the bench tells it to do.
import type {LitElement} from 'lit';
import type {Contestant} from './contestant.ts';
import {mountOurs} from './ours.ts';
import {mountCssGrid, mountGridStack} from './plain.ts';
import {clientOf, makeTiles} from './tiles.ts';

/** Who is compared: the least that a dashboard can be, the library that ours is arranged by, and ours. */
export type Name = 'CSS grid' | 'gridstack' | 'ours';

/** A point in the window. */
export type Point = readonly [x: number, y: number];

/** What can be done in the page. Everything that takes a while resolves once it has been painted. */
export interface DashboardPage {
  /** Makes the tiles. */
  readonly prepare: (count: number) => void;
  /** Milliseconds until every card has been drawn. */
  readonly mount: (name: Name) => Promise<number>;
  /** Milliseconds until every tile can be moved; none where that is so from the beginning. */
  readonly edit: () => Promise<number>;
  /** The middle of what the tile is moved by that was the first one. */
  readonly handle: () => Point;
  /** Until nothing moves any more. */
  readonly rest: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

declare global {
  interface Window {
    dashboardPage: DashboardPage;
  }
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** After what the next frame shows has been painted. */
const painted = async (): Promise<void> => {
  await frame();
  await new Promise((resolve) => setTimeout(resolve));
};

/** Waits from frame to frame until something holds, and for that frame's paint. Answers the milliseconds since a moment. */
const shownSince = async (start: number, holds: () => boolean): Promise<number> => {
  const deadline = start + 20_000;
  while (!holds()) {
    if (performance.now() > deadline) {
      throw new Error('Waited in vain for tiles');
    }
    await frame();
  }
  await painted();
  return performance.now() - start;
};

const rest = async (): Promise<void> => {
  await painted();
  while (document.getAnimations().length > 0) {
    await painted();
  }
};

const makers = {'CSS grid': mountCssGrid, gridstack: mountGridStack, ours: mountOurs};

let tiles = makeTiles(0);
let client = clientOf(tiles);
let contestant: Contestant | undefined;
let handle: HTMLElement | undefined;

const mounted = (): Contestant => {
  if (!contestant) {
    throw new Error('Nothing is mounted');
  }
  return contestant;
};

const isDrawn = ({root}: Contestant): boolean => {
  const cards = [...root.querySelectorAll<LitElement>('resource-card, gpu-card')];
  return cards.length === tiles.length && cards.every((card) => card.hasUpdated && !card.matches(':state(loading)'));
};

window.dashboardPage = {
  prepare: (count) => {
    tiles = makeTiles(count);
    client = clientOf(tiles);
  },
  mount: async (name) => {
    await painted();
    const start = performance.now();
    const made = makers[name](tiles, client);
    contestant = made;
    return shownSince(start, () => isDrawn(made));
  },
  edit: async () => {
    const {edit, isEdited} = mounted();
    await painted();
    const start = performance.now();
    edit?.();
    const took = await shownSince(start, isEdited);
    return edit ? took : 0;
  },
  handle: () => {
    handle ??= mounted().handle();
    const {left, top, width, height} = handle.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  },
  rest,
  remove: async () => {
    contestant?.remove();
    contestant = handle = undefined;
    await painted();
  },
};
