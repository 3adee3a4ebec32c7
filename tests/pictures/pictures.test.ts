import assert from 'node:assert/strict';
import {after, suite, test} from 'node:test';
import {compare} from './compare.ts';
import {leave, orphans, readReference, sheetName} from './references.ts';
import {openStudio} from './studio.ts';

/** Letters are drawn by the system elsewhere, and look different. */
const skip = process.platform !== 'linux' && 'the references are drawn on Linux';
const studio = skip ? undefined : await openStudio();
after(() => studio?.close());

suite('every state looks as its reference: light, dark and from right to left, at 320, 768 and 1280 px', {skip, concurrency: 2}, () => {
  for (const state of studio?.states ?? []) {
    test(`${state.tag}, ${state.name}`, async () => {
      const sheet = await studio?.draw(state);
      assert.ok(sheet);
      const reference = readReference(state);
      assert.ok(reference, `There is no reference ${sheetName(state)}: run \`npm run pictures\` and look at it`);
      const difference = compare(sheet, reference);
      if (difference) {
        const paths = [leave(state, 'drawn', sheet), ...(difference.picture ? [leave(state, 'difference', difference.picture)] : [])];
        assert.fail(`${difference.words}. Look at ${paths.join(' and ')}; \`npm run pictures\` makes the references anew`);
      }
    });
  }
});

test('every reference belongs to a state', {skip}, () => {
  assert.deepEqual(orphans(studio?.states ?? []), []);
});
