import {expect} from '@open-wc/testing';
import type {Widget} from '@tenantry/sdk';
import {
  columnsIn,
  type Direction,
  dropAt,
  freshId,
  GRIDS,
  hide,
  move,
  moveTo,
  nearestColumns,
  nearestRows,
  placesOf,
  remove,
  rename,
  resize,
  reveal,
} from './arrangement.ts';

const COLUMNS = [1, 2, 3, 4, 6, 8, 12] as const;

/** `a6x2 b6x2 (c4x1)`: each tile by its id, width and height, a hidden one in brackets. */
const tiles = (drawn: string): readonly Widget[] =>
  drawn.split(' ').map((each) => {
    const [, hidden = '', id = '', columns = '', rows = ''] = /(\(?)([a-z])(\d+)x(\d)/.exec(each) ?? [];
    return {
      id,
      type: 'slurm',
      columns: Number(columns) as Widget['columns'],
      rows: Number(rows),
      hidden: hidden !== '',
      title: null,
      options: {},
    };
  });

const drawn = (widgets: readonly Widget[]): string =>
  widgets.map(({id, columns, rows, hidden}) => (hidden ? `(${id}${columns}x${rows})` : `${id}${columns}x${rows}`)).join(' ');

const placed = (widgets: readonly Widget[], grid?: 12 | 8 | 4 | 1): string =>
  placesOf(widgets, grid)
    .map(({id, x, y}) => `${id}${x},${y}`)
    .join(' ');

/** Any arrangement, the same for the same number. */
const anyTiles = (seed: number, count: number): readonly Widget[] => {
  let state = seed * 2654435761 + 1;
  const next = (below: number): number => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * below);
  };
  return Array.from({length: count}, (_, index) => ({
    id: `t${index}`,
    type: 'slurm',
    columns: COLUMNS[next(COLUMNS.length)] ?? 12,
    rows: 1 + next(6),
    hidden: next(8) === 0,
    title: null,
    options: {},
  }));
};

describe('the places of tiles', () => {
  for (const [widgets, places] of [
    ['a6x2', 'a0,0'],
    ['a6x2 b6x2 c6x2 d6x2 e12x3', 'a0,0 b6,0 c0,2 d6,2 e0,4'],
    ['a6x4 b6x2 c6x2', 'a0,0 b6,0 c6,2'],
    ['a6x1 b8x1 c4x1', 'a0,0 b0,1 c8,1'],
    ['a4x2 b4x1 c4x3 d4x1', 'a0,0 b4,0 c8,0 d4,1'],
    ['a6x2 (b6x2) c6x2', 'a0,0 c6,0'],
    ['a12x6 b1x1', 'a0,0 b0,6'],
  ] as const) {
    it(`${widgets}: ${places}`, () => expect(placed(tiles(widgets))).to.equal(places));
  }

  for (const [grid, places] of [
    [12, 'a0,0 b6,0 c0,2 d8,2'],
    [8, 'a0,0 b4,0 c0,2 d0,4'],
    [4, 'a0,0 b0,2 c0,4 d0,6'],
    [1, 'a0,0 b0,2 c0,4 d0,6'],
  ] as const) {
    it(`are derived for ${grid} columns`, () => expect(placed(tiles('a6x2 b6x2 c8x2 d4x2'), grid)).to.equal(places));
  }

  it('of forty tiles of any size overlap nowhere, stay inside, and tell the order in which they are read', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const widgets = anyTiles(seed, 40);
      for (const grid of GRIDS) {
        const cells = new Set<string>();
        let area = 0;
        const places = placesOf(widgets, grid);
        for (const {x, y, columns, rows} of places) {
          expect(x + columns).to.be.at.most(grid);
          for (let cell = 0; cell < columns * rows; cell++) {
            cells.add(`${x + (cell % columns)},${y + Math.floor(cell / columns)}`);
          }
          area += columns * rows;
        }
        expect(cells.size).to.equal(area);
        expect(places.toSorted((one, other) => one.y - other.y || one.x - other.x)).to.deep.equal(places);
      }
    }
  });

  it('a tile is no wider than the grid', () => {
    for (const columns of COLUMNS) {
      for (const grid of GRIDS) {
        expect(columnsIn(grid, {columns})).to.be.within(1, grid);
      }
    }
  });
});

describe('moving a tile', () => {
  const four = 'a6x2 b6x2 c6x2 d6x2';
  for (const [id, direction, after] of [
    ['a', 'left', four],
    ['a', 'right', 'b6x2 a6x2 c6x2 d6x2'],
    ['a', 'up', four],
    ['a', 'down', 'b6x2 c6x2 a6x2 d6x2'],
    ['d', 'up', 'a6x2 d6x2 b6x2 c6x2'],
    ['d', 'left', 'a6x2 b6x2 d6x2 c6x2'],
    ['d', 'right', four],
    ['d', 'down', four],
    ['nobody', 'left', four],
  ] as const) {
    it(`${id} ${direction}: ${after}`, () => expect(drawn(move(tiles(four), id, direction))).to.equal(after));
  }

  it('by one place in a single column', () => {
    expect(drawn(move(tiles(four), 'a', 'down', 1))).to.equal('b6x2 a6x2 c6x2 d6x2');
    expect(drawn(move(tiles(four), 'd', 'up', 1))).to.equal('a6x2 b6x2 d6x2 c6x2');
  });

  it('leaves hidden tiles where they are among the others', () => {
    expect(drawn(move(tiles('a6x2 (b6x2) c6x2 d6x2'), 'd', 'left'))).to.equal('a6x2 (b6x2) d6x2 c6x2');
    expect(drawn(moveTo(tiles('a6x2 (b6x2) c6x2'), 'a', 9))).to.equal('(b6x2) c6x2 a6x2');
    expect(drawn(moveTo(tiles('a6x2 b6x2'), 'b', -3))).to.equal('b6x2 a6x2');
  });

  for (const [id, x, y, after] of [
    ['a', 0, 0, four],
    ['a', 6, 0, 'b6x2 a6x2 c6x2 d6x2'],
    ['a', 5, 1, 'b6x2 a6x2 c6x2 d6x2'],
    ['a', 0, 2, 'b6x2 c6x2 a6x2 d6x2'],
    ['a', 6, 40, 'b6x2 c6x2 d6x2 a6x2'],
    ['d', 0, 0, 'd6x2 a6x2 b6x2 c6x2'],
    ['d', 1, 1, 'd6x2 a6x2 b6x2 c6x2'],
  ] as const) {
    it(`${id} let go at ${x},${y}: ${after}`, () => expect(drawn(dropAt(tiles(four), id, {x, y}))).to.equal(after));
  }

  it('let go at any place that it can have, it is there, and the others keep their order', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const widgets = anyTiles(seed, 12);
      const id = widgets.find(({hidden}) => !hidden)?.id ?? '';
      for (let position = 0; position < placesOf(widgets).length; position++) {
        const wanted = placesOf(moveTo(widgets, id, position)).find((place) => place.id === id);
        const dropped = dropAt(widgets, id, {x: wanted?.x ?? 0, y: wanted?.y ?? 0});
        expect(placesOf(dropped).find((place) => place.id === id)).to.deep.equal(wanted);
        expect(remove(dropped, id)).to.deep.equal(remove(widgets, id));
      }
    }
  });

  it('by keys reaches every place: what a mouse can do, keys can', () => {
    const directions: readonly Direction[] = ['left', 'right', 'up', 'down'];
    for (let seed = 1; seed <= 20; seed++) {
      const widgets = anyTiles(seed, 8);
      const id = widgets.find(({hidden}) => !hidden)?.id ?? '';
      const seen = new Map([[drawn(widgets), widgets]]);
      for (const known of seen.values()) {
        for (const direction of directions) {
          const next = move(known, id, direction);
          seen.set(drawn(next), next);
        }
      }
      for (let position = 0; position < placesOf(widgets).length; position++) {
        expect(seen.has(drawn(moveTo(widgets, id, position)))).to.equal(true);
      }
    }
  });
});

describe('what else is done with tiles', () => {
  for (const [wish, columns] of [
    [0, 1],
    [1, 1],
    [5, 4],
    [7, 6],
    [9, 8],
    [10, 8],
    [11, 12],
    [12, 12],
    [99, 12],
  ] as const) {
    it(`${wish} columns become ${columns}`, () => expect(nearestColumns(wish)).to.equal(columns));
  }

  for (const [wish, rows] of [
    [-1, 1],
    [0, 1],
    [2.4, 2],
    [6, 6],
    [7, 6],
    [Number.NaN, 1],
  ] as const) {
    it(`${wish} rows become ${rows}`, () => expect(nearestRows(wish)).to.equal(rows));
  }

  for (const [side, step, after] of [
    ['columns', 1, 'a8x2'],
    ['columns', -1, 'a4x2'],
    ['rows', 1, 'a6x3'],
    ['rows', -1, 'a6x1'],
  ] as const) {
    it(`${side} by ${step}: ${after}`, () => expect(drawn(resize(tiles('a6x2'), 'a', side, step))).to.equal(after));
  }

  it('a tile has a smallest and a largest size', () => {
    expect(drawn(resize(tiles('a12x6'), 'a', 'columns', 1))).to.equal('a12x6');
    expect(drawn(resize(tiles('a12x6'), 'a', 'rows', 1))).to.equal('a12x6');
    expect(drawn(resize(tiles('a1x1'), 'a', 'columns', -1))).to.equal('a1x1');
    expect(drawn(resize(tiles('a1x1'), 'a', 'rows', -1))).to.equal('a1x1');
  });

  it('one is hidden and put back where it was', () => {
    const hidden = hide(tiles('a6x2 b6x2'), 'a');
    expect(drawn(hidden)).to.equal('(a6x2) b6x2');
    expect(drawn(reveal(hidden, 'a'))).to.equal('a6x2 b6x2');
  });

  it('a name of blanks is none', () => {
    expect(rename(tiles('a6x2'), 'a', ' Night shift ')[0]?.title).to.equal('Night shift');
    expect(rename(tiles('a6x2'), 'a', '  ')[0]?.title).to.equal(null);
  });

  it('an id is one that the server takes, and that no tile has', () => {
    const widgets = tiles('a6x2 b6x2');
    expect(freshId(widgets, 'acme.Energy-Meter')).to.equal('acme-energy-meter');
    expect(freshId(widgets, 'a')).to.equal('a-2');
    expect(freshId([], 'x'.repeat(64))).to.match(/^[a-z0-9-]{1,40}$/);
  });
});
