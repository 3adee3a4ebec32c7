import type {User} from '@tenantry/sdk';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {makeGap, makeRow} from './row-elements.ts';
import type {Block, UserPages} from './user-pages.ts';

/** How far beyond what is seen rows are drawn, in pixels. */
const MARGIN = 150;
/** The wheel runs on while rows are drawn: so many times as far as it came since the last time, and half a window at most: more rows are late. */
const AHEAD = 1.5;
/** A list as short as this is drawn whole, so that it can be printed and searched by the browser. */
const SHORT = 30;
const MAX_ROWS = 250;
/** Beyond 17.9 million pixels Firefox misplaces rows. */
const MAX_HEIGHT = 17_000_000;

type Host = ReactiveControllerHost & HTMLElement & {readonly renderRoot: ParentNode};

/** A row of the page, and whose it is now. */
export interface Row {
  readonly tr: HTMLTableRowElement;
  user: User;
  index: number;
}

/** A row as it is to be: behind a gap, the so-manieth of its block. */
interface Planned extends Omit<Row, 'tr'> {
  readonly gap: number;
  readonly block: Block;
  readonly place: number;
}

/**
 * Keeps only those rows of a long list in the page that are near what is seen, in a `<tbody>` that the template leaves empty; the others are
 * stood for by their height. A row that leaves becomes one that enters; the row with the focus stays. What is seen does not move when
 * rows above it come, go or turn out to be higher (X5).
 */
export class RowWindow implements ReactiveController {
  readonly #host: Host;
  readonly #pages: UserPages;
  readonly #onDraw: (row: Row) => void;
  readonly #onDrawn: (users: readonly User[]) => void;
  readonly #sizes = new ResizeObserver(() => this.#sizeOf(this.#table) !== this.#size && this.#later());
  readonly #gaps: HTMLTableRowElement[] = [];
  #rows = new Map<string, Row>();
  #table: Element | null = null;
  #listening: AbortController | undefined;
  #scroller = document.scrollingElement;
  #stretch = '';
  #height = 42;
  #width = 0;
  #size = '';
  #late = 0;
  /** How far down the scroller was, and how far beyond the margin rows are drawn, which way. */
  #place = 0;
  #ahead = 0;
  /** The id of the user whose row has the focus. */
  #held: string | undefined;
  /** The row that the tab key leads to: where the focus was last, else the first one in view. */
  #stop: {readonly id: string; readonly tr: HTMLTableRowElement} | undefined;
  /** A row to be brought into view, and what is done then. */
  #goal: {readonly index: number; readonly onReached?: ((tr: HTMLTableRowElement) => void) | undefined} | undefined;

  /**
   * @param onDraw Fills a row with what it is to show.
   * @param onDrawn Called when other rows are drawn than before.
   */
  constructor(host: Host, pages: UserPages, onDraw: (row: Row) => void, onDrawn: (users: readonly User[]) => void) {
    this.#host = host;
    this.#pages = pages;
    this.#onDraw = onDraw;
    this.#onDrawn = onDrawn;
    host.addController(this);
  }

  /** The row that an event comes from. */
  rowOf(event: Event): Row | undefined {
    return [...this.#rows.values()].find(({tr}) => event.composedPath().includes(tr));
  }

  /** Whether there is no room for more rows. */
  get isFull(): boolean {
    return this.#total >= MAX_HEIGHT;
  }

  /** Brings a row into view, and a row that was dropped back, before it is used. */
  reveal(index: number, onReached?: (tr: HTMLTableRowElement) => void): void {
    this.#goal = {index, onReached};
    this.draw(false);
  }

  readonly onFocus = (event: FocusEvent): void => {
    const row = event.type === 'focusin' ? this.rowOf(event) : undefined;
    this.#held = row?.user.id;
    if (row) {
      this.#stopAt(row);
    }
  };

  hostConnected(): void {
    const {signal} = (this.#listening = new AbortController());
    // Any of the boxes around it may scroll, and those in other shadow roots do not tell the document.
    for (let node: Node | null = this.#host; node; node = parentOf(node)) {
      node.addEventListener('scroll', this.#onScroll, {passive: true, signal});
    }
    addEventListener('resize', () => this.#later(), {signal});
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#late);
    this.#late = 0;
    this.#table = null;
  }

  hostUpdated(): void {
    this.draw();
  }

  /** Draws rows whose users have come back; the others have not changed. */
  fillIn(): void {
    this.#stretch = '';
    this.draw(false);
  }

  /** @param isAll Whether rows that were there show something else, too. */
  draw(isAll = true, rounds = 3): void {
    const body = this.#host.renderRoot.querySelector<HTMLElement>('.rows');
    const table = body?.parentElement ?? null;
    const isNew = table !== this.#table;
    if (isNew) {
      this.#rows.clear();
      this.#sizes.disconnect();
      if (table) {
        this.#sizes.observe(table);
      }
      this.#table = table;
    }
    // A new one is laid out once, with its rows: it may stand lower than the top, and then a few are drawn too many.
    const box = isNew ? undefined : table?.getBoundingClientRect();
    if (!body || !table || box?.width === 0) {
      return;
    }
    const top = box ? (body.firstElementChild?.getBoundingClientRect().top ?? box.bottom) : 0;
    const anchor = box && top < this.#edge ? this.#findAnchor() : undefined;
    const {planned, rest, seen} = this.#plan(anchor ? anchor.y - anchor.offset : top);
    const stretch = String(seen);
    if (!isAll && stretch === this.#stretch && !this.#goal) {
      return;
    }
    this.#stretch = stretch;
    const scrolled = box && this.#scrolled;
    this.#fill(body, planned, rest, isAll);
    this.#stopAt(this.#rows.get(this.#stop?.id ?? '') ?? this.#rows.get(anchor?.id ?? '') ?? [...this.#rows.values()][0]);
    const hasOtherHeight = this.#measure(body, planned, table);
    const anchored = anchor && this.#rows.get(anchor.id);
    this.#scrollBy(anchored ? anchored.tr.getBoundingClientRect().top - anchor.y : (scrolled ?? this.#scrolled) - this.#scrolled);
    if (hasOtherHeight && rounds > 0) {
      this.draw(true, rounds - 1);
      return;
    }
    this.#onDrawn(planned.map(({user}) => user));
    this.#size = this.#sizeOf(table);
    const goal = this.#goal;
    const reached = goal && [...this.#rows.values()].find(({index}) => index === goal.index);
    if (reached) {
      this.#goal = undefined;
      reached.tr.scrollIntoView({block: 'nearest'});
      goal.onReached?.(reached.tr);
    }
    this.#place = this.#scrolled;
    queueMicrotask(() => {
      this.#scrollBy(Math.max(0, this.#place - this.#scrolled)); // When slots are filled, WebKit lays out all but the table first, and scrolls up.
      this.#pages.look(seen, !this.isFull && (seen[0]?.[1] ?? 0) + 20 >= (this.#pages.count ?? 0));
    });
  }

  #scrollBy(way: number): void {
    if (Math.abs(way) >= 1) {
      this.#scroller?.scrollBy({top: way, behavior: 'instant'});
    }
  }

  #stopAt(row: Row | undefined): void {
    if (this.#stop && row?.tr !== this.#stop.tr) {
      this.#stop.tr.tabIndex = -1;
    }
    if (row) {
      row.tr.tabIndex = 0;
      this.#stop = {id: row.user.id, tr: row.tr};
    }
  }

  /** Where what is seen begins. */
  get #edge(): number {
    return Math.max(0, this.#scroller?.getBoundingClientRect().top ?? 0);
  }

  get #scrolled(): number {
    return this.#scroller?.scrollTop ?? 0;
  }

  get #total(): number {
    return this.#pages.blocks.reduce((sum, block) => sum + this.#heightOf(block), 0);
  }

  #heightOf({count, extra}: Block): number {
    return count * this.#height + extra;
  }

  /** The first row in view that stays, where it stands, and how far from the first row of all it is to stand. */
  #findAnchor(): {id: string; y: number; offset: number} | undefined {
    const edge = this.#edge;
    for (const [id, {tr}] of this.#rows) {
      const {top: y, bottom} = tr.getBoundingClientRect();
      const offset = bottom > edge ? this.#offsetOf(id) : undefined;
      if (offset !== undefined) {
        return {id, y, offset};
      }
    }
    return undefined;
  }

  #offsetOf(id: string): number | undefined {
    let offset = 0;
    for (const block of this.#pages.blocks) {
      const place = block.users?.findIndex((user) => user.id === id) ?? -1;
      if (place >= 0) {
        return offset + place * this.#height + sum(block.extras?.slice(0, place));
      }
      offset += this.#heightOf(block);
    }
    return undefined;
  }

  /** Which rows are to be drawn when the first of all stands here. */
  #plan(top: number): {planned: Planned[]; rest: number; seen: [number, number][]} {
    const planned: Planned[] = [];
    const kept: [number, number][] = [];
    const isShort = (this.#pages.count ?? 0) <= SHORT;
    const [start, end] = [-MARGIN + Math.min(0, this.#ahead), innerHeight + MARGIN + Math.max(0, this.#ahead)];
    let y = top;
    let index = 0;
    let gap = 0;
    let first: number | undefined;
    let last = 0;
    for (const block of this.#pages.blocks) {
      const height = this.#heightOf(block);
      const isKept =
        block.users?.some(({id}) => id === this.#held) ||
        (this.#goal && this.#goal.index >= index && this.#goal.index < index + block.count);
      if (!isKept && !isShort && (y + height < start || y > end)) {
        gap += height;
        y += height;
        index += block.count;
        last = y < 0 ? index - 1 : last;
        continue;
      }
      for (let place = 0; place < block.count; place++) {
        const rowHeight = this.#height + (block.extras?.[place] ?? 0);
        const user = block.users?.[place];
        const isNear = isShort || (y + rowHeight > start && y < end && last - (first ?? index) < MAX_ROWS);
        const isGoal = index === this.#goal?.index;
        if (isNear) {
          first ??= index;
          last = index;
        } else if (isGoal || (user && user.id === this.#held)) {
          kept.push([index, index]);
        }
        if (user && (isNear || isGoal || user.id === this.#held)) {
          planned.push({gap, user, index, block, place});
          gap = 0;
        } else {
          gap += rowHeight;
        }
        y += rowHeight;
        index += 1;
      }
    }
    return {planned, rest: gap, seen: [[first ?? last, last], ...kept]};
  }

  /** Brings the rows of the page into the order of the plan. Those that stay are not touched, the others become those that come. */
  #fill(body: HTMLElement, planned: readonly Planned[], rest: number, isAll: boolean): void {
    const ids = new Set(planned.map(({user}) => user.id));
    let before = this.#rows;
    let free = [...before.values()].filter(({user}) => !ids.has(user.id));
    const lost = free.find(({user}) => user.id === this.#held);
    if (!this.#held && free.length * 2 > before.size) {
      // Hardly anything stays: rows that change cost less than rows that move.
      free = [...before.values()];
      before = new Map();
    }
    if (before.size > 0) {
      free.forEach(({tr}) => tr.remove());
    }
    this.#rows = new Map();
    const nodes: Element[] = [];
    let gaps = 1;
    const addGap = (height: number, at: number): void => {
      if (height > 0) {
        nodes.push(this.#gap(at, height, body));
      }
    };
    for (const {gap, user, index} of planned) {
      addGap(gap, nodes.length && ++gaps);
      const known = before.get(user.id);
      const row = known ?? Object.assign(free.shift() ?? {tr: makeRow()}, {user, index});
      if (row !== known || isAll || row.user !== user || row.index !== index) {
        this.#onDraw(Object.assign(row, {user, index}));
      }
      this.#rows.set(user.id, row);
      nodes.push(row.tr);
    }
    addGap(rest, 1);
    const there = new Set(nodes);
    [...body.children].forEach((node) => there.has(node) || node.remove());
    let next = body.firstElementChild;
    for (const node of nodes) {
      if (node === next) {
        next = node.nextElementSibling;
      } else {
        body.insertBefore(node, next);
      }
    }
    if (lost && planned.length > 0) {
      this.#held = undefined;
      this.#goal = {index: Math.min(lost.index, (this.#pages.count ?? 1) - 1), onReached: (tr) => tr.focus()};
    }
  }

  #gap(at: number, height: number, body: HTMLElement): HTMLTableRowElement {
    const tr = (this.#gaps[at] ??= makeGap());
    if (at > 1) {
      tr.remove(); // A row that would have to move out of its way could lose the focus.
    }
    const [td] = tr.cells;
    if (td) {
      td.height = String(height);
      td.colSpan = body.parentElement?.querySelector('tr')?.cells.length ?? 1;
    }
    return tr;
  }

  /** Looks how high the rows have become. Answers whether the height of most is another one than before. */
  #measure(body: HTMLElement, planned: readonly Planned[], table: Element): boolean {
    const {width} = table.getBoundingClientRect();
    if (planned.length === 0 || width === 0 || Math.abs(body.getBoundingClientRect().height - this.#total) < 1) {
      return false;
    }
    const heights = planned.map(({user}) => this.#rows.get(user.id)?.tr.getBoundingClientRect().height ?? 0);
    const [height = 0] = heights;
    const isUniform = heights.every((other) => Math.abs(other - height) < 1);
    const isOther = height > 0 && Math.abs(height - this.#height) >= 1 && (isUniform || width !== this.#width);
    if (isOther) {
      this.#height = height;
      for (const block of this.#pages.blocks) {
        block.extras = undefined;
        block.extra = 0;
      }
    }
    this.#width = width;
    planned.forEach(({block, place}, index) => {
      const extra = (heights[index] ?? 0) - this.#height;
      if (Math.abs(extra) >= 0.5 || block.extras?.[place]) {
        (block.extras ??= [])[place] = extra;
        block.extra = sum(block.extras);
      }
    });
    return isOther;
  }

  /** Looks again when the page is laid out next. */
  #later(): void {
    this.#late ||= requestAnimationFrame(() => {
      this.#late = 0;
      this.#stretch = '';
      this.draw(false);
    });
  }

  #sizeOf(table: Element | null): string {
    const {width = 0, height = 0} = table?.getBoundingClientRect() ?? {};
    return `${width} ${height}`;
  }

  readonly #onScroll = ({target}: Event): void => {
    this.#scroller = target instanceof Element ? target : document.scrollingElement;
    const way = this.#scrolled - this.#place;
    this.#place += way;
    const most = Math.abs(way) < innerHeight ? innerHeight / 2 : 0; // Nobody runs on after a jump.
    this.#ahead = way ? Math.max(-most, Math.min(most, way * AHEAD)) : this.#ahead; // What held the place tells no way.
    this.draw(false);
  };
}

const sum = (numbers: readonly number[] = []): number => numbers.reduce((all, number) => all + number, 0);

const parentOf = (node: Node): Node | null => (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
