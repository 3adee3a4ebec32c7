// Pictures of a user interface have few colors: an 8-bit palette keeps them small.
import {crc32, deflateSync} from 'node:zlib';
import {decode, encode} from 'fast-png';

/** Pixels, four bytes each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const MOST_COLORS = 256;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Reads a picture of eight bits a channel: with a palette as ours, or with every pixel as it is. */
export const decodePng = (file: Buffer): Picture => {
  const {width, height, channels, palette = [], data} = decode(file);
  const words = new Uint32Array(width * height);
  if (channels === 1) {
    const colors = palette.map(([red = 0, green = 0, blue = 0]) => wordOf(red, green, blue));
    for (let pixel = 0; pixel < words.length; pixel++) {
      words[pixel] = colors[data[pixel] ?? 0] ?? 0;
    }
  } else {
    for (let pixel = 0, at = 0; pixel < words.length; pixel++, at += channels) {
      words[pixel] = wordOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    }
  }
  return {width, height, data: new Uint8Array(words.buffer)};
};

/** An opaque pixel, as it lies in memory: nothing here is seen through. */
const wordOf = (red: number, green: number, blue: number): number => (0xff_00_00_00 | (blue << 16) | (green << 8) | red) >>> 0;

/** Writes every pixel as it is, for pictures that nobody keeps. */
export const encodePng = (picture: Picture): Uint8Array => encode(picture);

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
