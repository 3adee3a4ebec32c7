// The table: `<tenant-user-table>` against a virtual scroller written by hand, on the same users, turn by turn in one run, in Chromium.
// `npm run bench` starts it.
import type {OpenPage} from './chromium.ts';
import {median} from './load.ts';
import {startTableBrowser} from './table/browser.ts';
import type {Counts, Name} from './table/page.ts';

const USERS = Number(process.argv[2] ?? 100_000);
const ROUNDS = Number(process.argv[3] ?? 7);
/** For the first rows it makes no difference how many follow. */
const FIRST_USERS = 1_000;
/** Each of a window's height, half of them down and half of them up. */
const FRAMES = 240;

const NAMES: readonly Name[] = ['by hand', 'same cells', 'ours'];
/** As many as a server gives at a time, so that the whole list is loaded soon; the first rows come as they do by default. */
const PAGE_SIZE = 200;

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

const browser = await startTableBrowser();

/** Opens a page in which nothing is warm, with the users in hand. */
const openPage = async (count = USERS): Promise<OpenPage> => {
  const open = await browser.open({ready: 'tablePage'});
  await open.page.evaluate((users) => window.tablePage.prepare(users), count);
  return open;
};

/** The first rows, in a page of their own. */
const firstRows = async (name: Name, rowHeight: number): Promise<Pick<Figures, 'first' | 'firstWork'>> => {
  const open = await openPage(FIRST_USERS);
  const started = await open.metric('TaskDuration');
  const first = await open.page.evaluate((...mount) => window.tablePage.mount(...mount), name, rowHeight);
  const firstWork = ((await open.metric('TaskDuration')) - started) * 1000;
  await open.close();
  return {first, firstWork};
};

const round = async (name: Name, rowHeight: number): Promise<Figures> => {
  const firsts = await firstRows(name, rowHeight);
  const open = await openPage();
  const {page} = open;
  const before = await open.heap();
  await page.evaluate((...mount) => window.tablePage.mount(...mount), name, rowHeight, PAGE_SIZE);
  if (name === 'ours') {
    await page.evaluate(() => window.tablePage.loadAll());
  }
  await page.evaluate((frames) => window.tablePage.scroll(frames), FRAMES);
  const scroll = (await open.mainThread(() => page.evaluate((frames) => window.tablePage.scroll(frames), FRAMES))) / FRAMES;
  const heap = ((await open.heap()) - before) / 1e6;
  const counts = await page.evaluate(() => window.tablePage.counts());
  const sort = await page.evaluate(() => window.tablePage.reorder());
  await open.close();
  return {...firsts, scroll, sort, heap, counts};
};

/** How high a row of ours is, so that the others have the same to draw. */
const heightOfRow = async (): Promise<number> => {
  const open = await openPage(FIRST_USERS);
  await open.page.evaluate(() => window.tablePage.mount('ours', 0));
  const {rowHeight} = await open.page.evaluate(() => window.tablePage.counts());
  await open.close();
  return rowHeight;
};

const found = new Map<Name, Figures[]>(NAMES.map((name) => [name, []]));
try {
  const rowHeight = await heightOfRow();
  for (let turn = 0; turn < ROUNDS; turn++) {
    for (const name of turn % 2 ? NAMES.toReversed() : NAMES) {
      found.get(name)?.push(await round(name, rowHeight));
    }
  }
} finally {
  await browser.close();
}

const of = (name: Name, figure: (figures: Figures) => number): number => median((found.get(name) ?? []).map(figure));
/** The median of the ratios in the same rounds. */
const ratio = (to: Name, figure: (figures: Figures) => number): number =>
  median((found.get('ours') ?? []).map((figures, turn) => figure(figures) / figure(found.get(to)?.[turn] as Figures)));
const line = (title: string, values: readonly string[]): void =>
  print(`${title.padEnd(40)}${values.map((value) => value.padStart(13)).join('')}`);
const row = (title: string, figure: (figures: Figures) => number, {digits = 0, goal = ''} = {}): void =>
  line(`  ${title}`, [
    ...NAMES.map((name) => of(name, figure).toFixed(digits)),
    ...(goal ? [...NAMES.slice(0, -1).map((name) => ratio(name, figure).toFixed(2)), goal] : []),
  ]);

print();
line(`${USERS.toLocaleString('en')} users, median of ${ROUNDS} rounds`, [...NAMES, '× by hand', '× same cells', 'goal']);
row('first rows, ms', ({first}) => first, {digits: 1, goal: '≤ 1.5'});
row('first rows, main-thread ms', ({firstWork}) => firstWork, {digits: 1, goal: ' '});
row('page-scroll, main-thread ms a frame', ({scroll}) => scroll, {digits: 2, goal: '≤ 1.2'});
row('sort, ms', ({sort}) => sort, {digits: 1, goal: ' '});
row('heap once all was loaded, MB', ({heap}) => heap, {digits: 2});
row('DOM elements', ({counts: {elements}}) => elements);
row('DOM rows', ({counts: {rows}}) => rows);
row('row height, px', ({counts: {rowHeight}}) => rowHeight);
