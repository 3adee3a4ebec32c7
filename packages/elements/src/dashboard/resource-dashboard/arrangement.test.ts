import type {Widget} from '@tenantry/sdk';
import {expect} from '@open-wc/testing';
import {
  type Across,
  acrossOf,
  added,
  type Direction,
  dropped,
  freeId,
  grown,
  MOST_TILES,
  moved,
  movedTo,
  placesOf,
  removed,
  renamed,
  resized,
  withHidden,
} from './arrangement.ts';

/** Tiles by id and size: `a 6x2`; a hidden one in brackets. */
const tiles = (text: string): Widget[] =>
  text.split(', ').map((part) => {
    const [, open, id = '', columns, rows] = /^(\()?(\w+) (\d+)x(\d+)\)?$/.exec(part) ?? [];
    return {
      id,
      type: 'slurm',
      columns: Number(columns) as Widget['columns'],
      rows: Number(rows),
      hidden: open !== undefined,
      title: null,
      options: {},
    };
  });

const inWords = (widgets: readonly Widget[]): string =>
  widgets
    .map(({id, columns, rows, hidden}) => `${id} ${columns}x${rows}`.replace(/.*/, (text) => (hidden ? `(${text})` : text)).trim())
    .join(', ')
    .replaceAll('()', '');

const standing = (text: string, across?: Across): string[] =>
  placesOf(tiles(text), across).map(({id, x, y, columns, rows}) => `${id} ${x},${y} ${columns}x${rows}`);

describe('how tiles are arranged', () => {
  const fixed: [string, string, string[]][] = [
    ['two halves stand side by side', 'a 6x2, b 6x2, c 12x1', ['a 0,0 6x2', 'b 6,0 6x2', 'c 0,2 12x1']],
    ['one that has no room beside goes beneath', 'a 8x1, b 6x1', ['a 0,0 8x1', 'b 0,1 6x1']],
    ['small ones stand under each other beside a high one', 'a 8x2, b 4x1, c 4x1', ['a 0,0 8x2', 'b 8,0 4x1', 'c 8,1 4x1']],
    ['none stands before the one that it follows', 'a 6x1, b 12x1, c 6x1', ['a 0,0 6x1', 'b 0,1 12x1', 'c 0,2 6x1']],
    ['a hidden one takes no room', 'a 6x1, (b 6x1), c 6x1', ['a 0,0 6x1', 'c 6,0 6x1']],
    [
      'one goes around what hangs down',
      'a 4x1, b 4x3, c 4x1, d 4x1, e 6x1',
      ['a 0,0 4x1', 'b 4,0 4x3', 'c 8,0 4x1', 'd 0,1 4x1', 'e 0,3 6x1'],
    ],
  ];
  for (const [what, text, places] of fixed) {
    it(what, () => expect(standing(text)).to.deep.equal(places));
  }

  it('narrower containers derive theirs: eight, four or one column, each tile inside', () => {
    expect([1200, 900, 899, 600, 599, 440, 439, 0].map(acrossOf)).to.deep.equal([12, 12, 8, 8, 4, 4, 1, 1]);
    const all = 'a 1x1, b 2x1, c 3x1, d 4x1, e 6x1, f 8x1, g 12x1';
    expect(standing(all, 8)).to.deep.equal(['a 0,0 2x1', 'b 2,0 2x1', 'c 4,0 4x1', 'd 0,1 4x1', 'e 4,1 4x1', 'f 0,2 8x1', 'g 0,3 8x1']);
    expect(standing(all, 4)).to.deep.equal(['a 0,0 2x1', 'b 2,0 2x1', 'c 0,1 2x1', 'd 0,2 4x1', 'e 0,3 4x1', 'f 0,4 4x1', 'g 0,5 4x1']);
    expect(standing(all, 1).every((place) => / 0,\d 1x1$/.test(place))).to.equal(true);
  });

  it('whatever the sizes, no two tiles overlap, none is outside, and their order is the one in which they are read', () => {
    let seed = 7;
    const chance = (most: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % most;
    };
    for (let round = 0; round < 200; round++) {
      const widths = [1, 2, 3, 4, 6, 8, 12];
      const text = Array.from({length: 1 + chance(40)}, (_, index) => `t${index} ${widths[chance(7)]}x${1 + chance(6)}`).join(', ');
      for (const across of [12, 8, 4, 1] as const) {
        const cells = new Set<string>();
        let last = -1;
        for (const {x, y, columns, rows} of placesOf(tiles(text), across)) {
          expect(x + columns <= across && y * 12 + x > last).to.equal(true);
          last = y * 12 + x;
          for (let row = y; row < y + rows; row++) {
            for (let column = x; column < x + columns; column++) {
              expect(cells.has(`${column},${row}`)).to.equal(false);
              cells.add(`${column},${row}`);
            }
          }
        }
      }
    }
  });

  const board = 'a 6x2, b 6x2, c 6x2, d 6x2, e 12x1';
  const moves: [string, Direction, string][] = [
    ['a', 'right', 'b a c d e'],
    ['b', 'left', 'b a c d e'],
    ['a', 'left', 'a b c d e'],
    ['e', 'right', 'a b c d e'],
    ['d', 'up', 'a d b c e'],
    ['a', 'down', 'b c a d e'],
    ['a', 'up', 'a b c d e'],
    ['e', 'down', 'a b c d e'],
    ['e', 'up', 'a b c e d'],
    ['b', 'down', 'a c d b e'],
  ];
  for (const [id, direction, order] of moves) {
    it(`${id} is moved ${direction}: ${order}`, () => {
      const before = tiles(board);
      const after = moved(before, id, direction);
      expect(after.map((widget) => widget.id).join(' ')).to.equal(order);
      expect(after === before).to.equal(order === 'a b c d e');
    });
  }

  it('a tile that is let go stands before what is read from there on: the same as by keys', () => {
    const before = tiles(board);
    expect(dropped(before, 'b', {x: 0, y: 0})).to.deep.equal(moved(before, 'b', 'left'));
    expect(dropped(before, 'a', {x: 6, y: 0})).to.deep.equal(moved(before, 'a', 'right'));
    expect(dropped(before, 'd', {x: 6, y: 0})).to.deep.equal(moved(before, 'd', 'up'));
    expect(dropped(before, 'a', {x: 0, y: 9})).to.deep.equal(movedTo(before, 'a', 4));
    expect(dropped(before, 'a', {x: 0, y: 0})).to.equal(before);
  });

  it('hidden tiles keep their place when others move', () => {
    expect(inWords(movedTo(tiles('a 6x1, (b 6x1), c 6x1, d 6x1'), 'd', 0))).to.equal('d 6x1, a 6x1, (b 6x1), c 6x1');
    expect(inWords(movedTo(tiles('a 6x1, (b 6x1), c 6x1, d 6x1'), 'a', 1))).to.equal('(b 6x1), c 6x1, a 6x1, d 6x1');
  });

  it('sizes go by the steps that there are, and stay within them', () => {
    const sizes = (widgets: readonly Widget[]): string => inWords(widgets);
    expect(sizes(grown(tiles('a 4x1'), 'a', 'wider'))).to.equal('a 6x1');
    expect(sizes(grown(tiles('a 4x1'), 'a', 'narrower'))).to.equal('a 3x1');
    expect(sizes(grown(tiles('a 4x1'), 'a', 'taller'))).to.equal('a 4x2');
    expect(sizes(resized(tiles('a 4x1'), 'a', {columns: 7, rows: 9}))).to.equal('a 6x6');
    expect(sizes(resized(tiles('a 4x1'), 'a', {columns: 11}))).to.equal('a 12x1');
    for (const [text, growth] of [
      ['a 12x1', 'wider'],
      ['a 1x1', 'narrower'],
      ['a 1x6', 'taller'],
      ['a 1x1', 'shorter'],
    ] as const) {
      const before = tiles(text);
      expect(grown(before, 'a', growth)).to.equal(before);
    }
  });

  it('tiles are added up to forty, removed, hidden, shown and renamed', () => {
    const before = tiles('a 6x1, b 6x1');
    expect(inWords(removed(before, 'a'))).to.equal('b 6x1');
    expect(inWords(withHidden(before, 'a', true))).to.equal('(a 6x1), b 6x1');
    expect(withHidden(before, 'a', false)).to.equal(before);
    expect(renamed(before, 'b', 'Ours').map(({title}) => title)).to.deep.equal([null, 'Ours']);
    const [one] = tiles('x 6x1');
    const full = Array.from({length: MOST_TILES}, (_, index) => ({...(one as Widget), id: `t${index}`}));
    expect(added(full, one as Widget)).to.equal(full);
    expect(added(before, one as Widget).length).to.equal(3);
    expect(removed(before, 'nobody')).to.equal(before);
  });

  it('a new tile has an id of its own, of letters that ids have', () => {
    expect(freeId([], 'virtualMachine')).to.equal('virtual-machine');
    expect(freeId(tiles('slurm 6x1'), 'slurm')).to.equal('slurm-2');
    expect(freeId([], '…')).to.equal('tile');
    expect(freeId([], 'a'.repeat(99)).length <= 40).to.equal(true);
  });
});
