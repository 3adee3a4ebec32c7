import assert from 'node:assert/strict';
import {globSync} from 'node:fs';
import {basename, join} from 'node:path';
import {after, before, suite, test} from 'node:test';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {type MountBrowser, openMountBrowser} from './mount-browser.ts';

const BARE = atScale({small: 100, full: 1_000});
const THROUGH_STATES = atScale({small: 30, full: 1_000});
/** Of each mount, on average: what stays for good is made once, not each time. */
const MOST_NODES = 0.05;

const definitions = join(import.meta.dirname, '../../../packages/elements/src/define');
const tags = globSync(`${definitions}/*-*.ts`)
  .map((file) => basename(file, '.ts'))
  .toSorted();

suite('put in and taken out again and again, an element leaves nothing behind', () => {
  let browser: MountBrowser;
  before(async () => {
    browser = await openMountBrowser();
  });
  after(() => browser.close());

  /** What something leaves, once everything that it makes only once has been made. */
  const leaves = async (what: string, run: (times: number) => Promise<void>, times: number, warmUp: number): Promise<string> => {
    const measure = async (): Promise<{readonly isFree: boolean; readonly found: string}> => {
      const before = await browser.census();
      await run(times);
      const after = await browser.census();
      const nodes = (after.nodes - before.nodes) / times;
      const listeners = after.listeners - before.listeners;
      return {
        isFree: nodes < MOST_NODES && listeners <= 0,
        found: `${what}, ${times} times: ${nodes.toFixed(3)} nodes each, ${listeners} listeners altogether`,
      };
    };
    await run(warmUp);
    const first = await measure();
    // What is made once, but later than in the warm-up, is not made again. What leaks does so again.
    const {isFree, found} = first.isFree ? first : await measure();
    assert.ok(isFree, found);
    return found;
  };

  test('what is left is seen', async () => {
    const {page} = browser;
    await page.evaluate(() => {
      Object.assign(window, {kept: [] as Element[]});
    });
    const keep = (times: number): Promise<void> =>
      page.evaluate((times) => {
        const {kept} = window as unknown as {kept: Element[]}; // Made above.
        for (let time = 0; time < times; time++) {
          kept.push(document.createElement('role-select'));
        }
      }, times);
    const listen = (times: number): Promise<void> =>
      page.evaluate((times) => {
        for (let time = 0; time < times; time++) {
          document.addEventListener('click', () => undefined);
        }
      }, times);
    await assert.rejects(leaves('kept', keep, 20, 1), /nodes each/);
    await assert.rejects(leaves('heard', listen, 20, 1), /20 listeners/);
  });

  assert.ok(tags.includes('tenant-user-table'), String(tags));
  for (const tag of tags) {
    test(`<${tag}> as it is made, and in all its states (T28)`, async (t) => {
      const {page} = browser;
      const states = await page.evaluate((tag) => window.mountPage.states(tag), tag);
      const bare = (times: number): Promise<void> => page.evaluate((...mount) => window.mountPage.bare(...mount), tag, times);
      t.diagnostic(await leaves(`<${tag}>`, bare, BARE, 10));
      if (states.length > 0) {
        const through = (times: number): Promise<void> => page.evaluate((...mount) => window.mountPage.throughStates(...mount), tag, times);
        t.diagnostic(await leaves(`<${tag}> in ${states.length} states`, through, THROUGH_STATES, states.length));
      }
    });
  }
});
