import {WIDGET_COLUMNS, WIDGET_ROWS_MAX, type Widget} from '@tenantry/sdk';

/** Where a tile stands, in cells from the upper corner in which reading begins. */
export interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

/** What one arranges: the tiles in reading order, and the ids of those that personal layouts keep. */
export interface Arrangement {
  readonly widgets: readonly Widget[];
  readonly locked: readonly string[];
}

export type Direction = 'left' | 'right' | 'up' | 'down';
export type Side = 'columns' | 'rows';

/** How many columns a grid can have. What is stored is of twelve; the others are derived from it and never stored. */
export const GRIDS = [12, 8, 4, 1] as const;
export type Grid = (typeof GRIDS)[number];

/** How wide a tile is in a narrower grid, by how wide it is of twelve. */
const NARROWED: Readonly<Record<8 | 4, Readonly<Record<Widget['columns'], number>>>> = {
  8: {1: 1, 2: 2, 3: 2, 4: 4, 6: 4, 8: 8, 12: 8},
  4: {1: 1, 2: 2, 3: 2, 4: 2, 6: 4, 8: 4, 12: 4},
};

/** How wide a tile is in a grid. */
export const columnsIn = (grid: Grid, {columns}: Pick<Widget, 'columns'>): number =>
  grid === 12 ? columns : grid === 1 ? 1 : NARROWED[grid][columns];

/** The tiles that are on the page. */
export const shown = (widgets: readonly Widget[]): readonly Widget[] => widgets.filter(({hidden}) => !hidden);

/**
 * The places of the tiles that are on the page: each as far up as there is room after the one before it, then as far to the beginning of the
 * row. Nothing is put into a gap before that, so that what stands later is read later, and a place tells the order.
 */
export const placesOf = (widgets: readonly Widget[], grid: Grid = 12): readonly Place[] => {
  // Each tile begins where the one before it does, or after it: whatever reaches below a row reaches into it.
  const ends = Array.from({length: grid}, () => 0);
  let [x, y] = [0, 0];
  return shown(widgets).map((widget) => {
    const [columns, rows] = [columnsIn(grid, widget), widget.rows];
    while (x + columns > grid || ends.slice(x, x + columns).some((end) => end > y)) {
      [x, y] = x + columns < grid ? [x + 1, y] : [0, y + 1];
    }
    ends.fill(y + rows, x, x + columns);
    return {id: widget.id, x, y, columns, rows};
  });
};

/** Which of the tiles on the page it is, counted from 0; -1 for one that is not there. */
export const positionOf = (widgets: readonly Widget[], id: string): number => shown(widgets).findIndex((widget) => widget.id === id);

/** Makes a tile the so manieth of those on the page, counted from 0. The others keep their order. */
export const moveTo = (widgets: readonly Widget[], id: string, position: number): readonly Widget[] => {
  const moved = widgets.find((widget) => widget.id === id);
  const others = widgets.filter((widget) => widget.id !== id);
  const next = shown(others)[Math.max(0, position)];
  const at = next ? others.indexOf(next) : others.length;
  return moved ? others.toSpliced(at, 0, moved) : widgets;
};

/** Moves a tile by one place: before or after its neighbour, or up or down to the nearest place that is there. */
export const move = (widgets: readonly Widget[], id: string, direction: Direction, grid: Grid = 12): readonly Widget[] => {
  const position = positionOf(widgets, id);
  const last = shown(widgets).length - 1;
  switch (direction) {
    case 'left':
      return position > 0 ? moveTo(widgets, id, position - 1) : widgets;
    case 'right':
      return position < last ? moveTo(widgets, id, position + 1) : widgets;
    default: {
      const here = placeAt(widgets, id, position, grid);
      const ways = candidates(widgets, id, grid).filter((place) =>
        direction === 'up' ? place.position < position && place.y < here.y : place.position > position && place.y > here.y,
      );
      const [best] = ways.toSorted((one, other) => far(one, here) - far(other, here));
      return best ? moveTo(widgets, id, best.position) : widgets;
    }
  }
};

/** Rows count more than columns: what is asked for is the next row. */
const far = (place: Place, from: Place): number => Math.abs(place.y - from.y) * 100 + Math.abs(place.x - from.x);

/** Moves a tile to where it was let go: of all places that it can have, to the nearest. */
export const dropAt = (widgets: readonly Widget[], id: string, {x, y}: Pick<Place, 'x' | 'y'>, grid: Grid = 12): readonly Widget[] => {
  const [best] = candidates(widgets, id, grid).toSorted(
    (one, other) => Math.hypot(one.x - x, one.y - y) - Math.hypot(other.x - x, other.y - y),
  );
  return best ? moveTo(widgets, id, best.position) : widgets;
};

type Candidate = Place & {readonly position: number};

const placeAt = (widgets: readonly Widget[], id: string, position: number, grid: Grid): Candidate => {
  const place = placesOf(moveTo(widgets, id, position), grid).find((each) => each.id === id);
  return {id, x: 0, y: 0, columns: 0, rows: 0, ...place, position};
};

/** Every place that a tile on the page can have. */
const candidates = (widgets: readonly Widget[], id: string, grid: Grid): readonly Candidate[] =>
  positionOf(widgets, id) < 0 ? [] : shown(widgets).map((_, position) => placeAt(widgets, id, position, grid));

const changed = (widgets: readonly Widget[], id: string, changes: Partial<Widget>): readonly Widget[] =>
  widgets.map((widget) => (widget.id === id ? {...widget, ...changes} : widget));

/** The width that comes nearest to a wish. */
export const nearestColumns = (columns: number): Widget['columns'] =>
  WIDGET_COLUMNS.toSorted((one, other) => Math.abs(one - columns) - Math.abs(other - columns))[0] ?? 12;

/** The height that comes nearest to a wish. */
export const nearestRows = (rows: number): number => Math.min(Math.max(Math.round(rows) || 1, 1), WIDGET_ROWS_MAX);

/** Makes a tile as large as is wished, as nearly as tiles can be. */
export const resizeTo = (widgets: readonly Widget[], id: string, {columns, rows}: {columns: number; rows: number}): readonly Widget[] =>
  changed(widgets, id, {columns: nearestColumns(columns), rows: nearestRows(rows)});

/** Makes a tile a step larger or smaller. */
export const resize = (widgets: readonly Widget[], id: string, side: Side, step: 1 | -1): readonly Widget[] => {
  const widget = widgets.find((each) => each.id === id);
  if (!widget) {
    return widgets;
  }
  const {columns, rows} = widget;
  const wider = WIDGET_COLUMNS[WIDGET_COLUMNS.indexOf(columns) + step] ?? columns;
  return resizeTo(widgets, id, side === 'columns' ? {columns: wider, rows} : {columns, rows: rows + step});
};

/** Puts a tile behind all others. */
export const add = (widgets: readonly Widget[], widget: Widget): readonly Widget[] => [...widgets, widget];

/** Takes a tile away. */
export const remove = (widgets: readonly Widget[], id: string): readonly Widget[] => widgets.filter((widget) => widget.id !== id);

/** Takes a tile off the page; it can be put back as it was. */
export const hide = (widgets: readonly Widget[], id: string): readonly Widget[] => changed(widgets, id, {hidden: true});

/** Puts a tile that was hidden back, where it was. */
export const reveal = (widgets: readonly Widget[], id: string): readonly Widget[] => changed(widgets, id, {hidden: false});

/** Gives a tile a name of its own; none: that of its type. */
export const rename = (widgets: readonly Widget[], id: string, title: string): readonly Widget[] =>
  changed(widgets, id, {title: title.trim() || null});

/** An id that no tile has yet: `slurm`, `slurm-2`. */
export const freshId = (widgets: readonly Widget[], type: string): string => {
  const stem =
    type
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 30) || 'tile';
  const taken = new Set(widgets.map(({id}) => id));
  let id = stem;
  for (let number = 2; taken.has(id); number++) {
    id = `${stem}-${number}`;
  }
  return id;
};
