import {around} from './flat-tree.ts';

type Color = readonly [red: number, green: number, blue: number, alpha: number];

const known = new Map<string, Color>();
const pixel = document.createElement('canvas').getContext('2d', {willReadFrequently: true});

/** The channels of a CSS color in sRGB, alpha from 0 to 1. */
export const parseColor = (css: string): Color => {
  const found = known.get(css);
  if (found) {
    return found;
  }
  if (!pixel) {
    throw new Error('There is no canvas');
  }
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = css;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pixel.getImageData(0, 0, 1, 1).data;
  const color: Color = [red, green, blue, alpha / 255];
  known.set(css, color);
  return color;
};

const over = ([red, green, blue, alpha]: Color, below: Color): Color => [
  red * alpha + below[0] * (1 - alpha),
  green * alpha + below[1] * (1 - alpha),
  blue * alpha + below[2] * (1 - alpha),
  1,
];

const luminance = (color: Color): number => {
  const [red = 0, green = 0, blue = 0] = color.slice(0, 3).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** The contrast of two colors, 1 to 21, as WCAG counts it. */
export const contrast = (first: Color, second: Color): number => {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].toSorted((one, other) => one - other);
  return (lighter + 0.05) / (darker + 0.05);
};

/** The color that a box lies on. */
export const behind = (element: Element): Color => {
  const layers: Color[] = [];
  for (const each of around(element)) {
    const color = parseColor(getComputedStyle(each).backgroundColor);
    layers.unshift(color);
    if (color[3] === 1 || each.matches('dialog:modal')) {
      break;
    }
  }
  return layers.reduce<Color>((below, layer) => over(layer, below), parseColor('Canvas'));
};

/** The color of a box itself, with what shows through it. */
export const surfaceOf = (element: Element): Color => over(parseColor(getComputedStyle(element).backgroundColor), behind(element));

/** How much a line stands out from what a box lies on. */
export const standsOut = (css: string, element: Element): number => {
  const ground = behind(element);
  return contrast(over(parseColor(css), ground), ground);
};
