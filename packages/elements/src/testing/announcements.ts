import {flat} from './checks/flat-tree.ts';

const LIVE = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';

/**
 * What a screen reader says by itself from now on: what changes in a live region that was there before, and an alert that comes. A status
 * that comes with its text is not said, as not every reader says it.
 */
export const listen = (stage: Element): {readonly said: readonly string[]; readonly stop: () => void} => {
  const said: string[] = [];
  const known = new WeakMap<Element, string>();
  let frame = 0;
  const look = (isFirst: boolean): void => {
    for (const region of flat(stage)) {
      if (!region.matches(LIVE) || !region.checkVisibility()) {
        continue;
      }
      const text = wordsOf(region);
      const before = known.get(region);
      known.set(region, text);
      const comes = before === undefined ? region.matches('[role=alert]') && !isFirst : before !== text;
      if (comes && text !== '') {
        said.push(text);
      }
    }
  };
  const watch = (): void => {
    look(false);
    frame = requestAnimationFrame(watch);
  };
  look(true);
  watch();
  return {said, stop: () => cancelAnimationFrame(frame)};
};

const wordsOf = (region: Element): string => region.textContent.replaceAll(/\s+/g, ' ').trim();
