// The table: `<tenant-user-table>` against a virtual scroller written by hand, on the same users, turn by turn in one run, in Chromium.
// `npm run bench` starts it.
import {median} from './load.ts';
import {TableBrowser} from './table/chromium.ts';
import type {Counts, Name} from './table/page.ts';

const USERS = Number(process.argv[2] ?? 100_000);
const ROUNDS = Number(process.argv[3] ?? 7);
/** Each of a window's height, half of them down and half of them up. */
const FRAMES = 240;

const NAMES: readonly Name[] = ['by hand', 'ours'];

/** What one round of one contestant came to. */
interface Figures {
  readonly first: number;
  readonly firstWork: number;
  readonly scroll: number;
  readonly sort: number;
  readonly heap: number;
  readonly counts: Counts;
}

const print = (line = ''): void => void process.stdout.write(`${line}\n`);

const browser = await TableBrowser.start();

/** A page of its own for each round, in which nothing is warm. */
const round = async (name: Name, rowHeight: number, count = USERS): Promise<Figures> => {
  const open = await browser.open();
  const {page} = open;
  await page.evaluate((users) => window.tablePage.prepare(users), count);
  const before = await open.heap();
  const started = await open.metric('TaskDuration');
  const first = await page.evaluate((...mount) => window.tablePage.mount(...mount), name, rowHeight);
  const firstWork = ((await open.metric('TaskDuration')) - started) * 1000;
  if (name === 'ours') {
    await page.evaluate(() => window.tablePage.loadAll());
  }
  const counts = await page.evaluate(() => window.tablePage.counts());
  await page.evaluate((frames) => window.tablePage.scroll(frames), FRAMES);
  const scroll = (await open.mainThread(() => page.evaluate((frames) => window.tablePage.scroll(frames), FRAMES))) / FRAMES;
  const heap = ((await open.heap()) - before) / 1e6;
  const sort = await page.evaluate(() => window.tablePage.reorder());
  await open.close();
  return {first, firstWork, scroll, sort, heap, counts};
};

const found = new Map<Name, Figures[]>(NAMES.map((name) => [name, []]));
try {
  const rowHeight = (await round('ours', 0, 400)).counts.rowHeight;
  for (let turn = 0; turn < ROUNDS; turn++) {
    for (const name of turn % 2 ? NAMES.toReversed() : NAMES) {
      found.get(name)?.push(await round(name, rowHeight));
    }
  }
} finally {
  await browser.close();
}

const of = (name: Name, figure: (figures: Figures) => number): number => median((found.get(name) ?? []).map(figure));
const row = (title: string, figure: (figures: Figures) => number, digits = 1, goal = ''): void => {
  const [limit = Number.NaN, ours = Number.NaN] = NAMES.map((name) => of(name, figure));
  const ratios = (found.get('ours') ?? []).map((figures, turn) => figure(figures) / figure(found.get('by hand')?.[turn] as Figures));
  const values = [limit.toFixed(digits), ours.toFixed(digits), median(ratios).toFixed(2), goal];
  print(`  ${title.padEnd(42)}${values.map((value) => value.padStart(10)).join('')}`);
};

print(
  `\n${USERS.toLocaleString('en')} users of 7 columns, median of ${ROUNDS} rounds`.padEnd(45) +
    ['by hand', 'ours', '×', 'goal'].map((head) => head.padStart(10)).join(''),
);
row('first rows, ms', ({first}) => first, 1, '≤ 1.5');
row('first rows, main-thread ms', ({firstWork}) => firstWork);
row('page-scroll, main-thread ms a frame', ({scroll}) => scroll, 2, '≤ 1.2');
row('sort, ms', ({sort}) => sort);
row('heap with all that was scrolled, MB', ({heap}) => heap, 2);
row('DOM elements', ({counts: {elements}}) => elements, 0);
row('DOM rows', ({counts: {rows}}) => rows, 0);
row('row height, px', ({counts: {rowHeight}}) => rowHeight, 0);
