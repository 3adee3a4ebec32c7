import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';
import type {OpenPage, PageBrowser} from '../../../bench/chromium.ts';
import {startTableBrowser} from '../../../bench/table/browser.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';

/** How far it goes, in pixels: as many pictures as a trace holds. */
const STRETCH = 20_000;
const USERS = atScale({small: 1_000, full: 4_000});
/** Pixels a second, and how much of the window has to lack rows for a picture to be blank: a wheel that turns without a stop, and one that was thrown. */
const SPEEDS = [
  {pixels: 5_000, share: 0.01, words: 'any two rows'},
  {pixels: 10_000, share: 1 / 3, words: 'a third of the window'},
];
/** Beside other tests no time can be judged: there only the end of the way is. `npm run soak -- scroll` has the machine for itself. */
const LONGEST_BLANK_MS = atScale({small: Number.POSITIVE_INFINITY, full: 100});
/** Something else may hold the machine for a moment; a table that is too slow is late each time. */
const MOST_GOES = 5;

const page = join(import.meta.dirname, 'page.ts');

/** What a trace tells of one picture of the window. */
interface Picture {
  readonly ts: number;
  readonly name: string;
  readonly args: {readonly snapshot: string};
}

/** Turns the wheel, and answers what was shown meanwhile: the browser's own thread turns the page, and waits for nobody. */
const turnWheel = async ({page, session}: OpenPage, pixels: number, speed: number): Promise<Picture[]> => {
  await session.send('Input.dispatchMouseEvent', {type: 'mouseMoved', x: 640, y: 400});
  await page.tracing.start({screenshots: true, categories: ['disabled-by-default-devtools.screenshot']});
  await session.send('Input.synthesizeScrollGesture', {
    x: 640,
    y: 400,
    yDistance: -pixels,
    speed,
    gestureSourceType: 'mouse',
  });
  // What came last is in a picture as well, on a busy machine too.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 1000))));
  const bytes = await page.tracing.stop();
  const {traceEvents} = JSON.parse(new TextDecoder().decode(bytes)) as {traceEvents: Picture[]};
  return traceEvents.filter(({name}) => name === 'Screenshot').toSorted((one, other) => one.ts - other.ts);
};

/** In how much of each picture nothing is written where rows belong, in bands as high as two rows. Runs in the page. */
const findBlank = async (snapshots: readonly string[]): Promise<number[]> => {
  const shares: number[] = [];
  for (const snapshot of snapshots) {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(snapshot), (letter) => letter.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const [left, width] = [Math.round(image.width * 0.04), Math.round(image.width * 0.5)];
    const band = Math.round((84 / 800) * image.height);
    let [blank, bands] = [0, 0];
    for (let top = Math.round(image.height * 0.08); top + band < image.height * 0.92; top += band) {
      const {data = new Uint8ClampedArray()} = context?.getImageData(left, top, width, band) ?? {};
      let [darkest, lightest] = [255, 0];
      for (let at = 0; at < data.length; at += 4) {
        darkest = Math.min(darkest, data[at] ?? 255);
        lightest = Math.max(lightest, data[at] ?? 0);
      }
      blank += lightest - darkest < 40 ? 1 : 0; // lines between rows are fainter, letters are not
      bands += 1;
    }
    shares.push(blank / bands);
  }
  return shares;
};

/** For how long something was missing, in milliseconds at a time, and whether it was in the end. */
const blanks = async (
  open: OpenPage,
  pictures: readonly Picture[],
  share: number,
): Promise<{longest: number; isBlankInTheEnd: boolean}> => {
  const missing = await open.page.evaluate(
    findBlank,
    pictures.map(({args}) => args.snapshot),
  );
  let [longest, since] = [0, 0];
  pictures.forEach(({ts}, index) => {
    const isBlank = (missing[index] ?? 1) >= share;
    since = isBlank ? since || ts : 0;
    longest = Math.max(longest, isBlank ? ((pictures[index + 1]?.ts ?? ts) - since) / 1000 : 0);
  });
  return {longest, isBlankInTheEnd: (missing.at(-1) ?? 1) >= share};
};

const openTable = async (browser: PageBrowser): Promise<OpenPage> => {
  const open = await browser.open({ready: 'scrollPage'});
  await open.page.evaluate((count) => window.scrollPage.mount(count), USERS);
  // Loaded once, so that the wheel can go on: nearly all of it is dropped again, and asked for once more on the way.
  await open.page.evaluate(() => window.scrollPage.travel('down', 700));
  await open.page.evaluate(() => window.scrollPage.jump(0));
  return open;
};

suite("the wheel, in a trace of the browser's own", () => {
  let browser: PageBrowser;
  before(async () => {
    browser = await startTableBrowser({entry: `import '@tenantry/elements/define/tenant-user-table.js'; import ${JSON.stringify(page)};`});
  });
  after(() => browser.close());

  for (const {pixels, share, words} of SPEEDS) {
    test(`X11, T32: at ${pixels.toLocaleString('en')} pixels a second ${words} are missing for no longer than 100 ms, and not in the end`, async (t) => {
      let longest = Number.POSITIVE_INFINITY;
      for (let go = 1; go === 1 || (go <= MOST_GOES && longest > LONGEST_BLANK_MS); go++) {
        const open = await openTable(browser);
        longest = 0;
        for (const way of [STRETCH, -STRETCH]) {
          const pictures = await turnWheel(open, way, pixels);
          const seen = await blanks(open, pictures, share);
          assert.ok(pictures.length > 10, `${pictures.length} pictures`);
          assert.equal(seen.isBlankInTheEnd, false, 'rows are missing in the end');
          longest = Math.max(longest, seen.longest);
        }
        await open.close();
        t.diagnostic(`go ${go}: ${words} are missing for ${longest.toFixed(0)} ms at the longest`);
      }
      assert.ok(longest <= LONGEST_BLANK_MS, `missing for ${longest} ms`);
    });
  }

  test('the measure sees a table that shows nothing', async () => {
    const open = await openTable(browser);
    await open.page.evaluate(() => document.querySelector<HTMLElement>('tenant-user-table')?.style.setProperty('opacity', '0'));
    const {longest, isBlankInTheEnd} = await blanks(open, await turnWheel(open, STRETCH, 5_000), 0.01);
    assert.ok(longest > 100 && isBlankInTheEnd);
    await open.close();
  });
});
