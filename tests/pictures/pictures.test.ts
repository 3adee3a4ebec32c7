import assert from 'node:assert/strict';
import {globSync} from 'node:fs';
import {basename} from 'node:path';
import {after, suite, test} from 'node:test';
import type {StateName} from '../../packages/elements/src/testing/picture-stage.ts';
import {compare} from './compare.ts';
import {leave, orphans, readReference, sheetName} from './references.ts';
import type {Sheet} from './sheet.ts';
import {openStudio} from './studio.ts';

/** Letters are drawn by the system elsewhere, and look different. */
const skip = process.platform !== 'linux' && 'the references are drawn on Linux';
const studio = skip ? undefined : await openStudio();
after(() => studio?.close());

/** Every second state of each run; all of them at full numbers. */
const looked = studio?.states.filter((_, index) => process.env['TENANTRY_SOAK'] || index % 2 === 0) ?? [];

const same = (state: StateName, sheet: Sheet): void => {
  const reference = readReference(state, sheet);
  assert.ok(reference, `There is no reference ${sheetName(state, sheet)}: run \`npm run pictures\` and look at it`);
  const difference = compare(sheet, reference);
  if (difference) {
    const {words, picture} = difference;
    const paths = [leave(state, sheet, 'drawn', sheet), ...(picture ? [leave(state, sheet, 'difference', picture)] : [])];
    assert.fail(`${words}. Look at ${paths.join(' and ')}; \`npm run pictures\` makes the references anew`);
  }
};

suite('a state looks as its reference: light, dark and from right to left, at 320, 768 and 1280 px', {skip, concurrency: 2}, () => {
  for (const state of looked) {
    test(`${state.tag}, ${state.name}`, async () => {
      for (const sheet of (await studio?.draw(state)) ?? []) {
        same(state, sheet);
      }
    });
  }
});

test('every element with states is drawn, and the portal', {skip}, () => {
  const tags = [...globSync('packages/elements/src/**/*.states.ts').map((path) => basename(path, '.states.ts')), 'portal'];
  assert.deepEqual([...new Set(studio?.states.map(({tag}) => tag))].toSorted(), tags.toSorted());
});

test('every reference belongs to a state', {skip}, () => {
  assert.deepEqual(orphans(studio?.states ?? []), []);
});
