// A comparison that lets everything pass is worth nothing: these are the smallest changes that it has to find.
import assert from 'node:assert/strict';
import {after, suite, test} from 'node:test';
import {compare} from './compare.ts';
import {decodePng, encodePalettePng, type Picture} from './palette-png.ts';
import type {Sheet} from './sheet.ts';
import {openStudio} from './studio.ts';

const studio = await openStudio();
after(() => studio.close());

const state = {tag: 'change-password-form', name: 'empty'};
const sheets = await studio.draw(state);
const references: Picture[] = sheets.map((sheet) => decodePng(encodePalettePng(sheet)));

/** What is different between these sheets and the references, in words. */
const differences = (drawn: readonly Sheet[]): string =>
  drawn.map((sheet, index) => compare(sheet, references[index] as Picture)?.words ?? '').join('; ');

/** Adds to every channel, as another build of a browser might round. */
const brighter = (sheet: Sheet, by: number): Sheet => ({
  ...sheet,
  data: sheet.data.map((value, index) => (index % 4 === 3 ? value : Math.min(255, value + by))),
});

suite('the comparison of pictures', () => {
  test('finds nothing in a second drawing', async () => {
    assert.equal(differences(await studio.draw(state)), '; ');
  });

  test('finds nothing in another rounding of colors', () => {
    assert.equal(differences(sheets.map((sheet) => brighter(sheet, 2))), '; ');
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
      const words = differences(await studio.draw(state, styles));
      for (const place of ['light, 320 px', 'light, 768 px', 'light, 1280 px', 'dark, 320 px', 'light from right to left, 320 px']) {
        assert.ok(words.includes(place), `${place}: ${words}`);
      }
    });
  }

  test('finds a page that grew', async () => {
    assert.match(differences(await studio.draw(state, '.button { margin-block-end: 1px; }')), /the sheet is/);
  });
});
