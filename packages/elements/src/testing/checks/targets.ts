import {called, controlsIn, withinReach} from './flat-tree.ts';

/** Controls that are smaller than a finger or a pointer needs: 24 px, with fingers 44 (T35). A link in a sentence is as high as its line. */
export const smallTargets = (stage: Element, least: number): string[] =>
  controlsIn(withinReach(stage))
    .filter((control) => !isInSentence(control) && !(control as HTMLButtonElement).disabled)
    .flatMap((control) => {
      const {width, height} = targetOf(control);
      return Math.min(width, height) > least - 0.5 ? [] : [`small target: ${called(control)} has ${round(width)} × ${round(height)} px`];
    });

/** Where a click reaches a control: itself and what labels it. */
const targetOf = (control: HTMLElement): {width: number; height: number} => {
  const labels = control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type) ? [...(control.labels ?? [])] : [];
  const boxes = [control, ...labels].map((element) => element.getBoundingClientRect());
  return {
    width: Math.max(...boxes.map(({right}) => right)) - Math.min(...boxes.map(({left}) => left)),
    height: Math.max(...boxes.map(({bottom}) => bottom)) - Math.min(...boxes.map(({top}) => top)),
  };
};

const isInSentence = (control: HTMLElement): boolean =>
  getComputedStyle(control).display.startsWith('inline') &&
  [...(control.parentNode?.childNodes ?? [])].some((node) => node instanceof Text && node.data.trim().length > 1);

const round = (pixels: number): number => Math.round(pixels * 10) / 10;
