// Pictures of one state, side by side.
import type {Picture} from './palette-png.ts';

/** One picture on a sheet, and what it shows: `dark, 320 px`. */
export interface Cell extends Picture {
  readonly label: string;
}

/** A picture on a sheet, by its place there. */
export interface Place {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Light and dark are on sheets of their own: a palette is enough for one. */
export type Theme = 'light' | 'dark';

export interface Sheet extends Picture {
  readonly theme: Theme;
  readonly places: readonly Place[];
}

const GAP = 16;
const BEHIND = 0xff_a0_a0_a0;

/** Puts rows of pictures on one sheet. */
export const composeSheet = (theme: Theme, rows: readonly (readonly Cell[])[]): Sheet => {
  const heights = rows.map((row) => Math.max(...row.map(({height}) => height)));
  const width = Math.max(...rows.map((row) => row.reduce((sum, cell) => sum + cell.width + GAP, GAP)));
  const height = heights.reduce((sum, next) => sum + next + GAP, GAP);
  const words = new Uint32Array(width * height).fill(BEHIND);
  const places: Place[] = [];
  let y = GAP;
  rows.forEach((row, index) => {
    let x = GAP;
    for (const cell of row) {
      const source = new Uint32Array(cell.data.buffer, cell.data.byteOffset, cell.width * cell.height);
      for (let line = 0; line < cell.height; line++) {
        words.set(source.subarray(line * cell.width, (line + 1) * cell.width), (y + line) * width + x);
      }
      places.push({label: cell.label, x, y, width: cell.width, height: cell.height});
      x += cell.width + GAP;
    }
    y += (heights[index] ?? 0) + GAP;
  });
  return {theme, width, height, data: new Uint8Array(words.buffer), places};
};
