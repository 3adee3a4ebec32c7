import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';
import type {OpenPage, PageBrowser} from '../../../bench/chromium.ts';
import {startTableBrowser} from '../../../bench/table/browser.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';

const USERS = atScale({small: 3_000, full: 100_000});
/** Pixels a frame: most of a window. */
const STEP = 600;
const MOST_ROWS = 300;
const LONGEST_BLANK_MS = 100;
const MOST_GROWTH_MB = 1;

const page = join(import.meta.dirname, 'page.ts');

suite(`${USERS.toLocaleString('en')} users, scrolled from top to bottom and back`, () => {
  let browser: PageBrowser;
  let open: OpenPage;
  before(async () => {
    browser = await startTableBrowser({entry: `import '@tenantry/elements/define/tenant-user-table.js'; import ${JSON.stringify(page)};`});
    open = await browser.open({ready: 'scrollPage'});
    await open.page.evaluate((count) => window.scrollPage.mount(count), USERS);
  });
  after(() => browser.close());

  test('X11, T32: few rows at a time, no blank frame that lasts, every row in its place, and the heap as before', async (t) => {
    const heap = await open.heap();
    for (const direction of ['down', 'up'] as const) {
      const journey = await open.page.evaluate((...way) => window.scrollPage.travel(...way), direction, STEP);
      const {frames, blankFrames, longestBlank, mostRows, misplaced} = journey;
      t.diagnostic(
        `${direction}: ${frames} frames, ${blankFrames} blank (the longest ${longestBlank.toFixed(0)} ms), ${mostRows} rows at most`,
      );
      assert.ok(mostRows <= MOST_ROWS, `${mostRows} rows at once`);
      assert.ok(longestBlank <= LONGEST_BLANK_MS, `blank for ${longestBlank} ms`);
      assert.deepEqual(misplaced.slice(0, 5), [], `${misplaced.length} of ${frames} frames show something in a wrong place`);
    }
    const growth = ((await open.heap()) - heap) / 1e6;
    t.diagnostic(`the heap has grown by ${growth.toFixed(2)} MB`);
    assert.ok(growth < MOST_GROWTH_MB, `${growth} MB`);
  });
});
