import {behind, contrast, parseColor, surfaceOf} from './colors.ts';
import {around, called, controlsIn, focused, holds, withinReach} from './flat-tree.ts';

/** Controls that do not show that they have the focus, or show it where nobody sees it (T35, 2.4.7, 2.4.11, 2.4.13). */
export const poorFocus = (stage: Element): string[] =>
  controlsIn(withinReach(stage))
    .filter((control) => !(control as HTMLButtonElement).disabled)
    .flatMap((control) => {
      (focused() as HTMLElement | null)?.blur(); // What has the focus already would not be scrolled to.
      control.focus({focusVisible: true} as FocusOptions);
      control.scrollIntoView({block: 'nearest', inline: 'nearest'}); // Firefox leaves alone what can be seen in part.
      const problem = control.matches(':focus') ? (ringProblem(control) ?? coverOf(control)) : 'takes no focus';
      return problem ? [`focus: ${called(control)} ${problem}`] : [];
    });

/** What a ring lacks: 2 px, and 3:1 against what is on either side of it. */
const ringProblem = (control: HTMLElement): string | undefined => {
  const ringed = [control, ...around(control)].slice(0, 3).find((element) => isRing(getComputedStyle(element)));
  if (!ringed) {
    return 'shows no ring of 2 px';
  }
  const {outlineColor, outlineOffset} = getComputedStyle(ringed);
  const sides = Number.parseFloat(outlineOffset) < 0 ? [surfaceOf(ringed), behind(ringed)] : [behind(ringed)];
  const least = Math.min(...sides.map((side) => contrast(parseColor(outlineColor), side)));
  return least < 3 ? `has a ring of ${least.toFixed(2)}:1` : undefined;
};

const isRing = ({outlineStyle, outlineWidth}: CSSStyleDeclaration): boolean =>
  !['none', 'hidden'].includes(outlineStyle) && Number.parseFloat(outlineWidth) >= 2;

/** What lies over a control that has the focus. */
export const coverOf = (control: Element): string | undefined => {
  const {left, right, top, bottom} = control.getBoundingClientRect();
  for (const [x, y] of [
    [(left + right) / 2, (top + bottom) / 2],
    [left + 2, top + 2],
    [right - 2, bottom - 2],
  ] as const) {
    // What is higher than the window cannot be seen whole.
    if (bottom - top < innerHeight / 2 && (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight)) {
      return `is out of the window at ${Math.round(x)}, ${Math.round(y)}`;
    }
    const hit = hitAt(x, y);
    if (hit && !holds(hit, control) && !holds(control, hit)) {
      return `is covered by ${called(hit)}`;
    }
  }
  return undefined;
};

const hitAt = (x: number, y: number): Element | null => {
  let hit = document.elementFromPoint(x, y);
  for (let deeper = hit; deeper; ) {
    deeper = hit?.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (!deeper || deeper === hit) {
      break;
    }
    hit = deeper;
  }
  return hit;
};
