import {behind, contrast, standsOut, surfaceOf} from './colors.ts';
import {called, controlsIn, seenIn, withinReach} from './flat-tree.ts';

/** What is told by a background or an edge: fields, buttons, cards, tags, whatever lies on another color than what is around it. */
export const drawnBoxes = (stage: Element): Element[] => {
  const within = withinReach(stage);
  const controls = controlsIn(within).filter((control) => isBordered(control));
  const painted = [...seenIn(within)].filter((element) => element !== stage && contrast(surfaceOf(element), behind(element)) > 1.02);
  return [...new Set([...controls, ...painted])];
};

/** Those of them that nobody sees any more, now that the system decides on all colors (T35). */
export const lostBoxes = (boxes: readonly Element[]): string[] =>
  boxes.filter((box) => box.isConnected && !isShown(box)).map((box) => `lost when colors are forced: ${called(box)} .${box.className}`);

/** Whether it can be told itself, or by all that it consists of, as a table's head by its cells. */
const isShown = (box: Element): boolean => isTold(box) || (box.children.length > 0 && [...box.children].every(isShown));

/** Whether its edge, or its surface, can be told from what is around it. */
const isTold = (box: Element): boolean => isBordered(box) || contrast(surfaceOf(box), behind(box)) >= 3;

const isBordered = (box: Element): boolean => {
  const style = getComputedStyle(box);
  return ['block-start', 'block-end', 'inline-start', 'inline-end'].some(
    (side) =>
      Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) > 0 &&
      style.getPropertyValue(`border-${side}-style`) !== 'none' &&
      standsOut(style.getPropertyValue(`border-${side}-color`), box) >= 3,
  );
};
