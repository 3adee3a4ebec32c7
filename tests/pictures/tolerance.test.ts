// A comparison that lets everything pass is worth nothing: these are the smallest changes that it has to find.
import assert from 'node:assert/strict';
import {after, suite, test} from 'node:test';
import {compare} from './compare.ts';
import {decodePng, encodePalettePng, type Picture} from './palette-png.ts';
import {openStudio} from './studio.ts';

const studio = await openStudio();
after(() => studio.close());

const state = {tag: 'change-password-form', name: 'empty'};
const sheet = await studio.draw(state);
const reference: Picture = decodePng(encodePalettePng(sheet));

/** Adds to every channel of a picture, as another build of a browser might round. */
const brightened = (by: number): Uint8Array => sheet.data.map((value, index) => (index % 4 === 3 ? value : Math.min(255, value + by)));

suite('the comparison of pictures', () => {
  test('finds nothing in a second drawing', async () => {
    assert.equal(compare(await studio.draw(state), reference), undefined);
  });

  test('finds nothing in another rounding of colors', () => {
    assert.equal(compare({...sheet, data: brightened(2)}, reference), undefined);
  });

  for (const [change, styles] of [
    ['a button that moved by one pixel', '.button.primary { translate: 1px; }'],
    ['a field that moved by one pixel', '#current { translate: 0 1px; } .field:first-child .control { translate: 0 1px; }'],
    ['a line of another grey', ':host { --_border-control: light-dark(#78888e, #6d7a82) !important; }'],
    ['a text of another grey', ':host { --_text-muted: light-dark(#5b676f, #95a1a5) !important; }'],
    ['another accent', ':host { --_accent: light-dark(#00757d, #51c6c3) !important; }'],
    ['a corner of another radius', ':host { --_radius: 0.5rem !important; }'],
    ['letters of another weight', '.label { font-weight: 600 !important; }'],
  ] as const) {
    test(`finds ${change}, in both schemes and from right to left`, async () => {
      const words = compare(await studio.draw(state, styles), reference)?.words ?? '';
      for (const place of ['light, 320 px', 'light, 768 px', 'light, 1280 px', 'dark, 320 px', 'light from right to left, 320 px']) {
        assert.ok(words.includes(place), `${place}: ${words}`);
      }
    });
  }

  test('finds a page that grew', async () => {
    assert.match(compare(await studio.draw(state, '.button { margin-block-end: 1px; }'), reference)?.words ?? '', /the sheet is/);
  });
});
