import pixelmatch from 'pixelmatch';
import type {Picture} from './palette-png.ts';
import type {Place, Sheet} from './sheet.ts';

/**
 * What counts as another color: 0.02 of the way from black to white as an eye sees it, which is about five of 255 steps of grey. Less comes
 * of the palette of the references, and of another rounding in another build of the browser. Pixels at the edges of letters and curves may
 * be smoothed differently and do not count.
 */
const THRESHOLD = 0.02;

/** Pixels of one picture that may have another color all the same. A button that moves by one has some dozens. */
const MOST_PIXELS = 12;

/** What is different between a sheet and its reference: nothing, or in words and as a picture. */
export interface Difference {
  readonly words: string;
  readonly picture?: Picture;
}

const changedIn = ({x, y, width, height}: Place, mask: Uint32Array, sheetWidth: number): number => {
  let changed = 0;
  for (let line = y; line < y + height; line++) {
    for (let index = line * sheetWidth + x; index < line * sheetWidth + x + width; index++) {
      changed += mask[index] === 0 ? 0 : 1;
    }
  }
  return changed;
};

export const compare = (sheet: Sheet, reference: Picture): Difference | undefined => {
  const {width, height} = sheet;
  if (width !== reference.width || height !== reference.height) {
    return {words: `the sheet is ${width} × ${height} px, its reference ${reference.width} × ${reference.height} px`};
  }
  const mask = new Uint8Array(width * height * 4);
  if (pixelmatch(reference.data, sheet.data, mask, width, height, {threshold: THRESHOLD, diffMask: true}) === 0) {
    return undefined;
  }
  const words = new Uint32Array(mask.buffer);
  const changes = sheet.places
    .map((place) => ({label: place.label, changed: changedIn(place, words, width)}))
    .filter(({changed}) => changed > MOST_PIXELS);
  if (changes.length === 0) {
    return undefined;
  }
  const picture = new Uint8Array(width * height * 4);
  pixelmatch(reference.data, sheet.data, picture, width, height, {threshold: THRESHOLD});
  return {
    words: changes.map(({label, changed}) => `${label}: ${changed} pixels`).join('; '),
    picture: {width, height, data: picture},
  };
};
