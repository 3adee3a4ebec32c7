import {behind, contrast, surfaceOf} from './colors.ts';
import {around, called, flat, parentOf, seenIn, withinReach} from './flat-tree.ts';

/** Whatever scrolls sideways, and texts that are cut, leave their box or run into each other (1.4.4, 1.4.10, 1.4.12). */
export const brokenLayout = (stage: Element): string[] => {
  const texts = [...seenIn(withinReach(stage))].flatMap(textsOf);
  const frames = framesOnce();
  return [...sidewaysScrolls(stage), ...texts.flatMap((text) => misplaced(text, stage, frames)), ...collisions(texts, frames)];
};

/** How an element frames what is in it. */
interface Frame extends Pick<CSSStyleDeclaration, 'overflowX' | 'overflowY' | 'textOverflow' | 'position' | 'display'> {
  readonly element: Element;
  readonly edge: Box;
}

type Frames = (element: Element) => readonly Frame[];

/** An element's own frame and those around it, from the nearest on. Each is looked at once: most texts have the same ones around them. */
const framesOnce = (): Frames => {
  const known = new Map<Element, readonly Frame[]>();
  const framesOf = (element: Element): readonly Frame[] => {
    const found = known.get(element);
    if (found) {
      return found;
    }
    const {overflowX, overflowY, textOverflow, position, display} = getComputedStyle(element);
    const frame = {element, edge: element.getBoundingClientRect(), overflowX, overflowY, textOverflow, position, display};
    const parent = parentOf(element);
    const frames = [frame, ...(parent ? framesOf(parent) : [])];
    known.set(element, frames);
    return frames;
  };
  return framesOf;
};

interface Shown {
  readonly element: Element;
  readonly words: string;
  readonly box: Box;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const textsOf = (element: Element): Shown[] =>
  [...element.childNodes].flatMap((node) => {
    if (!(node instanceof Text) || node.data.trim() === '' || element.matches('style, option, optgroup')) {
      return [];
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const words = node.data.replaceAll(/\s+/g, ' ').trim().slice(0, 40);
    return [...range.getClientRects()].filter(({width}) => width > 0.5).map((box) => ({element, words, box}));
  });

const sidewaysScrolls = (stage: Element): string[] => {
  const within = [...flat(withinReach(stage))].filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX));
  return [stage, document.documentElement, ...within]
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && !element.matches('input, select'))
    .map((element) => `sideways: ${called(element)} is ${element.scrollWidth} px wide in ${element.clientWidth}`);
};

/** A text that is cut by what is around it, or sticks out of a box that is drawn around it. */
const misplaced = ({element, words, box}: Shown, stage: Element, framesOf: Frames): string[] => {
  const room = Math.max(1, heightOf(box) / 10); // A line's box is a little higher than its letters.
  let scrollsDown = false;
  let scrollsAcross = false;
  for (const {element: each, edge, overflowX, overflowY, textOverflow, position, display} of framesOf(element)) {
    scrollsDown ||= ['auto', 'scroll'].includes(overflowY);
    const across = !scrollsAcross && Math.max(edge.left - box.left, box.right - edge.right) > 1;
    const down = !scrollsDown && Math.max(edge.top - box.top, box.bottom - edge.bottom) > room && display !== 'inline';
    const isShortened = textOverflow === 'ellipsis' && isTold(element);
    if (across && ['hidden', 'clip'].includes(overflowX) && isShortened) {
      return []; // What is cut with an ellipsis and said in a title is meant to be.
    }
    if ((across && overflowX !== 'visible') || (down && ['hidden', 'clip'].includes(overflowY))) {
      return [`cut: "${words}" by ${called(each)}`];
    }
    if ((across || down) && isDrawn(each)) {
      return [`leaves its box: "${words}" of ${called(each)}`];
    }
    scrollsAcross ||= ['auto', 'scroll'].includes(overflowX);
    if (each === stage || each.matches('dialog:modal, :popover-open') || position === 'sticky') {
      break; // What stays while others scroll, or is above all others, has left its place in what is around it.
    }
  }
  return [];
};

/** Whether the whole text is in a title, its own or of what it is in. */
const isTold = (element: Element): boolean => [element, ...around(element)].some((each) => each.hasAttribute('title'));

const isDrawn = (element: Element): boolean => {
  const {borderTopWidth, borderTopStyle, display} = getComputedStyle(element);
  return (
    display !== 'inline' &&
    display !== 'contents' &&
    ((Number.parseFloat(borderTopWidth) > 0 && borderTopStyle !== 'none') || contrast(surfaceOf(element), behind(element)) > 1.02)
  );
};

/** Pairs of texts that are drawn over each other. What stays while others scroll under it may cover them. */
const collisions = (texts: readonly Shown[], framesOf: Frames): string[] => {
  const resting = texts
    .filter(({element}) => !framesOf(element).some(({position}) => position === 'sticky'))
    .map(({element, words, box}) => ({element, words, box: leftOf(box, framesOf(element))}));
  const found: string[] = [];
  for (const [index, one] of resting.entries()) {
    for (const other of resting.slice(index + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (one.element !== other.element && across > 2 && down > 4 && down > Math.min(heightOf(one.box), heightOf(other.box)) * 0.4) {
        found.push(`over each other: "${one.words}" and "${other.words}"`);
      }
    }
  }
  return found.slice(0, 3);
};

const heightOf = ({top, bottom}: Box): number => bottom - top;

/** What is left of a text's box when what clips or scrolls it has had its way. */
const leftOf = ({left, right, top, bottom}: Box, frames: readonly Frame[]): Box => {
  const box = {left, right, top, bottom};
  for (const {edge, overflowX, overflowY, display} of frames) {
    if (overflowX !== 'visible' && display !== 'inline') {
      box.left = Math.max(box.left, edge.left);
      box.right = Math.min(box.right, edge.right);
    }
    if (overflowY !== 'visible' && display !== 'inline') {
      box.top = Math.max(box.top, edge.top);
      box.bottom = Math.min(box.bottom, edge.bottom);
    }
  }
  return box;
};
