// The dashboard: `<resource-dashboard>` against plain gridstack and a plain CSS grid with the same cards, turn by turn in one run, in
// Chromium. `npm run bench` starts it. Its exit status is 1 when ours costs more than it may.
import type {OpenPage} from './chromium.ts';
import {startDashboardBrowser} from './dashboard/browser.ts';
import type {Name} from './dashboard/page.ts';
import {median} from './load.ts';

const COUNTS = (process.argv[2] ?? '4,50,200').split(',').map(Number);
/** With few tiles a frame more or less is a quarter of a first layout: that takes more rounds. */
const roundsOf = (count: number): number => Number(process.argv[3] ?? (count < 20 ? 31 : 9));
/** Rounds before those that count. */
const WARM_UP = 2;
/** So many times plain gridstack. */
const LIMIT = 1.1;

/** How far the first tile is dragged, in px: past its neighbours, and not to where the window would scroll. */
const WAY = [620, 240] as const;
const MOVES = 40;

const NAMES: readonly Name[] = ['CSS grid', 'gridstack', 'ours'];

/** What one round of one contestant came to, in ms. */
interface Figures {
  readonly first: number;
  readonly firstWork: number;
  readonly edit: number;
  readonly editWork: number;
  readonly drag: number;
}

const print = (line = ''): void => void process.stdout.write(`${line}\n`);

/** Main-thread milliseconds a move, from the press until everything has come to rest. */
const drag = async (open: OpenPage): Promise<number> => {
  const {page} = open;
  const [x, y] = await page.evaluate(() => window.dashboardPage.handle());
  await page.mouse.move(x, y);
  const work = await open.mainThread(async () => {
    await page.mouse.down();
    await page.mouse.move(x + WAY[0], y + WAY[1], {steps: MOVES});
    await page.mouse.up();
    await page.evaluate(() => window.dashboardPage.rest());
  });
  const [newX, newY] = await page.evaluate(() => window.dashboardPage.handle());
  if (newX === x && newY === y) {
    throw new Error('The tile stands where it stood');
  }
  return work / MOVES;
};

const round = async (open: OpenPage, name: Name): Promise<Figures> => {
  const {page} = open;
  await open.session.send('HeapProfiler.collectGarbage');
  let [first, edit] = [0, 0];
  const firstWork = await open.mainThread(async () => {
    first = await page.evaluate((each) => window.dashboardPage.mount(each), name);
  });
  const editWork = await open.mainThread(async () => {
    edit = await page.evaluate(() => window.dashboardPage.edit());
  });
  await page.evaluate(() => window.dashboardPage.rest());
  const figures = {first, firstWork, edit, editWork, drag: await drag(open)};
  await page.evaluate(() => window.dashboardPage.remove());
  return figures;
};

const measure = async (open: OpenPage, count: number): Promise<ReadonlyMap<Name, readonly Figures[]>> => {
  const found = new Map<Name, Figures[]>(NAMES.map((name) => [name, []]));
  await open.page.evaluate((tiles) => window.dashboardPage.prepare(tiles), count);
  for (let turn = -WARM_UP; turn < roundsOf(count); turn++) {
    for (const name of turn % 2 ? NAMES.toReversed() : NAMES) {
      const figures = await round(open, name);
      if (turn >= 0) {
        found.get(name)?.push(figures);
      }
    }
  }
  return found;
};

const line = (title: string, values: readonly string[]): void =>
  print(`${title.padEnd(40)}${values.map((value) => value.padStart(13)).join('')}`);

/** Prints what was found with so many tiles. Answers whether ours keeps to the limit. */
const report = (count: number, found: ReadonlyMap<Name, readonly Figures[]>): boolean => {
  const of = (name: Name): readonly Figures[] => found.get(name) ?? [];
  let isKept = true;
  const row = (title: string, figure: (figures: Figures) => number, {limit = 0, ours = figure, digits = 1} = {}): void => {
    const figureOf = (name: Name): ((figures: Figures) => number) => (name === 'ours' ? ours : figure);
    // The median of the ratios in the same rounds.
    const ratio = (to: Name): number => median(of('ours').map((figures, turn) => ours(figures) / figure(of(to)[turn] as Figures)));
    isKept &&= !(limit && ratio('gridstack') > limit);
    line(`  ${title}`, [
      ...NAMES.map((name) => median(of(name).map(figureOf(name))).toFixed(digits)),
      ...NAMES.slice(0, -1).map((name) => ratio(name).toFixed(2)),
      limit ? `≤ ${limit}` : '',
    ]);
  };
  print();
  line(`${count} tiles, median of ${roundsOf(count)} rounds`, [...NAMES, '× CSS grid', '× gridstack', 'limit']);
  row('first layout, ms', ({first}) => first, {limit: LIMIT});
  row('first layout, main-thread ms', ({firstWork}) => firstWork);
  row('opening for editing, ms', ({first}) => first, {ours: ({edit}) => edit, limit: LIMIT});
  row('opening, main-thread ms', ({firstWork}) => firstWork, {ours: ({editWork}) => editWork});
  row('drag, main-thread ms a move', ({drag: each}) => each, {digits: 2, limit: LIMIT});
  return isKept;
};

const browser = await startDashboardBrowser();
try {
  for (const count of COUNTS) {
    const open = await browser.open({ready: 'dashboardPage'});
    const isKept = report(count, await measure(open, count));
    process.exitCode = isKept ? process.exitCode : 1;
    await open.close();
  }
} finally {
  await browser.close();
}
