import type {Widget} from '@tenantry/sdk';

/** How wide a tile can be, in columns of twelve. */
export const WIDTHS: readonly Widget['columns'][] = [1, 2, 3, 4, 6, 8, 12];
/** How high a tile can be. */
export const MOST_ROWS = 6;
/** How many tiles a layout can hold. */
export const MOST_TILES = 40;

/** Across how many columns a dashboard stands: twelve as it is arranged and kept, fewer where there is less room. */
export type Across = 12 | 8 | 4 | 1;

/** Where a tile stands, in cells: the first column and the first row are 0. */
export interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down';
export type Growth = 'wider' | 'narrower' | 'taller' | 'shorter';

type Arrangement = readonly Widget[];

/** The widths of tiles where there is less room than for twelve columns. A half stays a half as long as it can be read. */
const NARROWER: Readonly<Record<8 | 4 | 1, Readonly<Record<Widget['columns'], number>>>> = {
  8: {1: 2, 2: 2, 3: 4, 4: 4, 6: 4, 8: 8, 12: 8},
  4: {1: 2, 2: 2, 3: 2, 4: 4, 6: 4, 8: 4, 12: 4},
  1: {1: 1, 2: 1, 3: 1, 4: 1, 6: 1, 8: 1, 12: 1},
};

const columnsOf = ({columns}: Widget, across: Across): number => (across === 12 ? columns : NARROWER[across][columns]);

/** Across how many columns tiles stand in a container of this width. */
export const acrossOf = (pixels: number): Across => (pixels >= 900 ? 12 : pixels >= 600 ? 8 : pixels >= 440 ? 4 : 1);

/**
 * Where the tiles stand that are not hidden: in reading order, each as far up as it can be without standing before the one that it follows.
 * So what is read, tabbed and seen has one order, and an order and sizes are all that is to be kept.
 */
export const placesOf = (widgets: Arrangement, across: Across = 12): readonly Place[] => {
  const taken: boolean[][] = [];
  const isFree = (x: number, y: number, columns: number, rows: number): boolean => {
    for (let row = y; row < y + rows; row++) {
      for (let column = x; column < x + columns; column++) {
        if (taken[row]?.[column]) {
          return false;
        }
      }
    }
    return true;
  };
  let [x, y] = [0, 0];
  return visible(widgets).map((widget) => {
    const columns = columnsOf(widget, across);
    while (x + columns > across || !isFree(x, y, columns, widget.rows)) {
      x += 1;
      if (x + columns > across) {
        [x, y] = [0, y + 1];
      }
    }
    const place = {id: widget.id, x, y, columns, rows: widget.rows};
    for (let row = y; row < y + widget.rows; row++) {
      taken[row] = Array.from({length: across}, (_, column) => taken[row]?.[column] || (column >= x && column < x + columns));
    }
    return place;
  });
};

const visible = (widgets: Arrangement): Arrangement => widgets.filter(({hidden}) => !hidden);

const changed = (widgets: Arrangement, id: string, change: (widget: Widget) => Widget): Arrangement => {
  const index = widgets.findIndex((widget) => widget.id === id);
  const widget = widgets[index];
  const next = widget && change(widget);
  return next === undefined || next === widget ? widgets : widgets.with(index, next);
};

/** Puts a tile where another one is among those that are not hidden, which makes room for it. */
export const movedTo = (widgets: Arrangement, id: string, index: number): Arrangement => {
  const seen = visible(widgets);
  const from = seen.findIndex((widget) => widget.id === id);
  const to = Math.max(0, Math.min(Math.trunc(index), seen.length - 1));
  const widget = seen[from];
  if (!widget || from === to) {
    return widgets;
  }
  const others = widgets.filter((other) => other !== widget);
  const before = visible(others)[to];
  return others.toSpliced(before ? others.indexOf(before) : others.length, 0, widget);
};

const overlap = (one: Place, other: Place): boolean => one.x < other.x + other.columns && other.x < one.x + one.columns;

/** Moves a tile by one: before or behind its neighbor, or past the one above or beneath it. */
export const moved = (widgets: Arrangement, id: string, direction: Direction): Arrangement => {
  const places = placesOf(widgets);
  const index = places.findIndex((place) => place.id === id);
  const own = places[index];
  if (!own) {
    return widgets;
  }
  switch (direction) {
    case 'left':
      return movedTo(widgets, id, index - 1);
    case 'right':
      return movedTo(widgets, id, index + 1);
    case 'up': {
      const above = places.filter((place) => place.y + place.rows <= own.y);
      const next = above.findLast((place) => overlap(place, own)) ?? above.at(-1);
      return next ? movedTo(widgets, id, places.indexOf(next)) : widgets;
    }
    case 'down': {
      const beneath = places.filter((place) => place.y >= own.y + own.rows);
      const next = beneath.find((place) => overlap(place, own)) ?? beneath[0];
      return movedTo(widgets, id, next ? places.indexOf(next) : places.length - 1);
    }
  }
};

/** The pointer let a tile go with its corner on this cell of twelve columns: it stands before whatever is read from there on. */
export const dropped = (widgets: Arrangement, id: string, {x, y}: {readonly x: number; readonly y: number}): Arrangement => {
  const others = placesOf(widgets.filter((widget) => widget.id !== id));
  return movedTo(widgets, id, others.filter((place) => place.y < y || (place.y === y && place.x < x)).length);
};

const nearest = (columns: number): Widget['columns'] =>
  WIDTHS.reduce((best, width) => (Math.abs(width - columns) < Math.abs(best - columns) ? width : best));

/** Gives a tile another size: the nearest that there is. */
export const resized = (
  widgets: Arrangement,
  id: string,
  size: {readonly columns?: number | undefined; readonly rows?: number | undefined},
): Arrangement =>
  changed(widgets, id, (widget) => {
    const columns = nearest(size.columns ?? widget.columns);
    const rows = Math.max(1, Math.min(Math.round(size.rows ?? widget.rows), MOST_ROWS));
    return columns === widget.columns && rows === widget.rows ? widget : {...widget, columns, rows};
  });

/** Makes a tile larger or smaller by one step. */
export const grown = (widgets: Arrangement, id: string, growth: Growth): Arrangement => {
  const widget = widgets.find((each) => each.id === id);
  if (!widget) {
    return widgets;
  }
  const width = WIDTHS.indexOf(widget.columns);
  switch (growth) {
    case 'wider':
      return resized(widgets, id, {columns: WIDTHS[width + 1]});
    case 'narrower':
      return resized(widgets, id, {columns: WIDTHS[width - 1]});
    case 'taller':
      return resized(widgets, id, {rows: widget.rows + 1});
    case 'shorter':
      return resized(widgets, id, {rows: widget.rows - 1});
  }
};

/** Puts a tile at the end, unless there are as many as there may be. */
export const added = (widgets: Arrangement, widget: Widget): Arrangement => (widgets.length < MOST_TILES ? [...widgets, widget] : widgets);

export const removed = (widgets: Arrangement, id: string): Arrangement => {
  const others = widgets.filter((widget) => widget.id !== id);
  return others.length < widgets.length ? others : widgets;
};

/** Hides a tile, which keeps its place, or shows it again. */
export const withHidden = (widgets: Arrangement, id: string, hidden: boolean): Arrangement =>
  changed(widgets, id, (widget) => (widget.hidden === hidden ? widget : {...widget, hidden}));

/** Gives a tile a name of its own; `null` takes it away. */
export const renamed = (widgets: Arrangement, id: string, title: string | null): Arrangement =>
  changed(widgets, id, (widget) => (widget.title === title ? widget : {...widget, title}));

/** A name for one more tile of a type, which no other tile has. */
export const freeId = (widgets: Arrangement, type: string): string => {
  const stem =
    type
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 32)
      .replaceAll(/^-+|-+$/g, '') || 'tile';
  const taken = new Set(widgets.map(({id}) => id));
  let id = stem;
  for (let number = 2; taken.has(id); number++) {
    id = `${stem}-${number}`;
  }
  return id;
};
