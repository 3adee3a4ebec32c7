// Pictures of a user interface have few colors: an 8-bit palette keeps them small.
import {crc32, deflateSync} from 'node:zlib';
import {PNG} from 'pngjs';

/** Pixels, four bytes each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const MOST_COLORS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export const decodePng = (file: Buffer): Picture => PNG.sync.read(file);

/** Writes every pixel as it is, for pictures that nobody keeps. */
export const encodePng = ({width, height, data}: Picture): Buffer =>
  PNG.sync.write(Object.assign(new PNG({width, height}), {data: Buffer.from(data.buffer, data.byteOffset, data.byteLength)}));

const wordsOf = ({data}: Picture): Uint32Array => new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);

/** The colors of a picture, the commonest first. */
const colorsOf = (picture: Picture): number[] => {
  const counts = new Map<number, number>();
  let last = -1;
  let run = 0;
  for (const color of wordsOf(picture)) {
    if (color === last) {
      run++;
    } else {
      counts.set(last, (counts.get(last) ?? 0) + run);
      last = color;
      run = 1;
    }
  }
  counts.set(last, (counts.get(last) ?? 0) + run);
  counts.delete(-1);
  return [...counts]
    .toSorted(([color, count], [otherColor, otherCount]) => otherCount - count || color - otherColor)
    .map(([color]) => color);
};

/** How far apart two colors are in the channel where they differ most. */
const distance = (one: number, other: number): number =>
  Math.max(
    Math.abs((one & 255) - (other & 255)),
    Math.abs(((one >> 8) & 255) - ((other >> 8) & 255)),
    Math.abs(((one >> 16) & 255) - ((other >> 16) & 255)),
  );

/** The commonest colors, none of which is this near to another. */
const chosenFrom = (colors: readonly number[], nearest: number): number[] => {
  const chosen: number[] = [];
  for (const color of colors) {
    if (chosen.length <= MOST_COLORS && chosen.every((other) => distance(color, other) > nearest)) {
      chosen.push(color);
    }
  }
  return chosen;
};

const paletteOf = (colors: readonly number[]): number[] => {
  let palette = [...colors];
  for (let nearest = 0; palette.length > MOST_COLORS; nearest++) {
    palette = chosenFrom(colors, nearest);
  }
  return palette;
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** For each color, the index of the nearest in a palette. */
const indexesIn = (palette: readonly number[], colors: readonly number[]): Map<number, number> =>
  new Map(
    colors.map((color) => {
      let best = 0;
      palette.forEach((candidate, index) => {
        best = distance(color, candidate) < distance(color, palette[best] ?? 0) ? index : best;
      });
      return [color, best];
    }),
  );

/**
 * Writes a picture with at most 256 colors. Where there are more, the rare ones (shades at the edges of letters) give way to the nearest
 * common one; colors of areas stay exact.
 */
export const encodePalettePng = (picture: Picture): Buffer => {
  const {width, height} = picture;
  const colors = colorsOf(picture);
  const palette = paletteOf(colors);
  const indexes = indexesIn(palette, colors);
  const words = wordsOf(picture);
  const rows = Buffer.alloc((width + 1) * height); // each begins with its filter: none
  words.forEach((color, pixel) => {
    rows[pixel + 1 + Math.floor(pixel / width)] = indexes.get(color) ?? 0;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8); // bits of an index, and that it is one
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap((color) => [color & 255, (color >> 8) & 255, (color >> 16) & 255]))),
    chunk('IDAT', deflateSync(rows, {level: 9, memLevel: 9})),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
