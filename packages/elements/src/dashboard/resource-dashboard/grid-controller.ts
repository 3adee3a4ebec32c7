import {GridStack} from 'gridstack';
import type {Grid, Place} from './arrangement.ts';

export interface GridOptions {
  /** The size of a cell without the gap, in px. */
  readonly row: number;
  readonly gap: number;
  readonly isRightToLeft: boolean;
  readonly onStart: (id: string) => void;
  readonly onDrop: (id: string, place: {readonly x: number; readonly y: number}) => void;
  readonly onResize: (id: string, size: {readonly columns: number; readonly rows: number}) => void;
}

/** A tile's box, where it stands, and whether it can be given another size. */
export interface Item {
  readonly root: HTMLElement;
  readonly place: Place;
  readonly isResizable: boolean;
}

/** Farther down than any tile stands. */
const AWAY = 10_000;

/**
 * Lets a mouse or a finger move and resize the tiles, by gridstack. It owns where the boxes stand while somebody edits, and no box itself.
 * Where a tile was let go is told; where it then stands is not gridstack's to say: the places come back by {@link apply}.
 */
export class GridController {
  readonly #container: HTMLElement;
  readonly #grid: GridStack;
  readonly #columns: Grid;
  readonly #roots = new Map<string, HTMLElement>();

  constructor(container: HTMLElement, columns: Grid, {row, gap, isRightToLeft, onStart, onDrop, onResize}: GridOptions) {
    this.#container = container;
    this.#columns = columns;
    container.classList.add('grid-stack');
    const grid = GridStack.init(
      {
        auto: false,
        column: columns,
        cellHeight: row + gap,
        margin: gap / 2,
        mode: 'float', // Our own rules close the gaps.
        minRow: 1, // Else it asks for styles, and so for a layout, whenever it sets its height.
        animate: !matchMedia('(prefers-reduced-motion: reduce)').matches,
        alwaysShowResizeHandle: true,
        draggable: {appendTo: 'parent', handle: '.handle'},
        resizable: {handles: isRightToLeft ? 'sw' : 'se'}, // The corner at which reading ends.
        rtl: isRightToLeft,
      },
      container,
    );
    if (!grid) {
      throw new Error('There is no grid in this element.');
    }
    this.#grid = grid;
    const idOf = (root: HTMLElement): string => [...this.#roots].find(([, each]) => each === root)?.[0] ?? '';
    // gridstack has not ended its own work when it tells. Of that it is to do nothing more: it would put every box into the page anew, in
    // the order of where they stand, and they are about to stand elsewhere. `apply` goes on.
    const hold = (): unknown => this.#grid.batchUpdate();
    this.#grid.on('dragstart resizestart', (_: Event, root: HTMLElement) => onStart(idOf(root)));
    this.#grid.on('dragstop', (_: Event, root) => {
      const {x = 0, y = 0} = root.gridstackNode ?? {};
      hold();
      queueMicrotask(() => onDrop(idOf(root), {x, y}));
    });
    this.#grid.on('resizestop', (_: Event, root) => {
      const {w = 1, h = 1} = root.gridstackNode ?? {};
      hold();
      queueMicrotask(() => onResize(idOf(root), {columns: w, rows: h}));
    });
  }

  get columns(): Grid {
    return this.#columns;
  }

  /** Puts every box where it stands. One that is out of the way first is in nobody's way. */
  apply(items: readonly Item[]): void {
    const wanted = new Set(items.map(({root}) => root));
    this.#grid.batchUpdate();
    for (const [id, root] of this.#roots) {
      if (!wanted.has(root)) {
        this.#grid.removeWidget(root, false, false);
        this.#roots.delete(id);
      }
    }
    const moved = items.filter((item) => !isThere(item));
    moved.forEach(({root, place: {id, columns, rows}, isResizable}, index) => {
      const away = {x: 0, y: AWAY + index * 10, w: columns, h: rows, noResize: !isResizable};
      if (this.#roots.has(id)) {
        this.#grid.update(root, away);
      } else {
        this.#roots.set(id, root);
        this.#grid.makeWidget(root, {...away, id});
      }
    });
    for (const {root, place} of moved) {
      this.#grid.update(root, {x: place.x, y: place.y});
    }
    this.#grid.batchUpdate(false);
  }

  /** Gives the boxes back as they were. */
  end(): void {
    this.#grid.destroy(false);
    for (const element of [this.#container, ...this.#roots.values()]) {
      element.removeAttribute('style');
      for (const name of element.getAttributeNames().filter((each) => each.startsWith('gs-'))) {
        element.removeAttribute(name);
      }
      for (const name of [...element.classList].filter((each) => /^(grid-stack|gs-|ui-)/.test(each))) {
        element.classList.remove(name);
      }
    }
    this.#roots.clear();
  }
}

const isThere = ({root, place, isResizable}: Item): boolean => {
  const node = (root as HTMLElement & {gridstackNode?: {x?: number; y?: number; w?: number; h?: number; noResize?: boolean}}).gridstackNode;
  return (
    node?.x === place.x &&
    node.y === place.y &&
    (node.w ?? 1) === place.columns &&
    (node.h ?? 1) === place.rows &&
    (node.noResize ?? false) === !isResizable
  );
};
