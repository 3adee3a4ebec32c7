// Runs in the page: the tiles that every contestant is given, the cards in them, and a client that answers with both at once.
import {type LayoutAnswer, type ResourceSummary, TenantClient, type Widget} from '@tenantry/sdk';
import {sampleSummary} from '../../packages/elements/src/testing/resource-samples.ts';

/** The height of a cell and the gap between two, in px: those of ours by default. */
export const ROW = 98;
export const GAP = 14;

/** So many columns a tile takes in turn: each row is full. */
const WIDTHS = [6, 6, 4, 4, 4] as const;
const ROWS = 2;
const TYPES = ['bareMetal', 'virtualMachine', 'kubernetes', 'slurm', 'gpu'] as const;
type Type = (typeof TYPES)[number];

/** A tile, and the cell in which its upper left corner is. */
export interface Tile {
  readonly type: Type;
  readonly columns: (typeof WIDTHS)[number];
  readonly rows: number;
  readonly x: number;
  readonly y: number;
}

const turn = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

export const makeTiles = (count: number): readonly Tile[] => {
  let [x, y] = [0, 0];
  return Array.from({length: count}, (_, index) => {
    const columns = turn(WIDTHS, index);
    if (x + columns > 12) {
      [x, y] = [0, y + ROWS];
    }
    const tile = {type: turn(TYPES, index), columns, rows: ROWS, x, y};
    x += columns;
    return tile;
  });
};

const layoutOf = (tiles: readonly Tile[], layer: LayoutAnswer['layout']['layer']): LayoutAnswer => ({
  layout: {
    id: null,
    tenantId: `ten_${'1'.padStart(26, '0')}`,
    layer,
    widgets: tiles.map(
      ({type, columns, rows}, index): Widget => ({id: `tile-${index}`, type, columns, rows, hidden: false, title: null, options: {}}),
    ),
    locked: [],
    basedOnVersion: null,
    outdated: false,
    createdAt: null,
    updatedAt: null,
    version: null,
  },
  editable: {personal: true, tenant: false},
});

/** A client that is answered at once, as far as anybody is answered who asks for a dashboard. */
export const clientOf = (tiles: readonly Tile[]): TenantClient => {
  const answers: Readonly<Record<string, string>> = {
    layout: JSON.stringify(layoutOf(tiles, 'builtIn')),
    personal: JSON.stringify(layoutOf(tiles, 'personal')),
    summary: JSON.stringify(sampleSummary()),
  };
  return new TenantClient({
    baseUrl: '/api',
    auth: {cookie: true},
    fetch: (input) => {
      const {pathname} = new URL(input instanceof Request ? input.url : String(input), location.href);
      const answer = answers[pathname.split('/').at(-1) ?? ''];
      return Promise.resolve(new Response(answer ?? '{}', {status: answer ? 200 : 404, headers: {'content-type': 'application/json'}}));
    },
  });
};

/** The card that ours draws in such a tile. */
export const makeCard = ({type}: Tile, summary: ResourceSummary): HTMLElement =>
  type === 'gpu'
    ? Object.assign(document.createElement('gpu-card'), {summary})
    : Object.assign(document.createElement('resource-card'), {kind: type, section: summary[type]});
