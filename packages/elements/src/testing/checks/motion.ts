import {called, flat} from './flat-tree.ts';

/** What moves or fades for longer than no time at all. For a reader who asked for no motion there is none (T35). */
export const movements = (stage: Element): string[] =>
  [...flat(stage)].flatMap((element) =>
    ['', '::before', '::after', '::backdrop'].flatMap((pseudo) => {
      const {animationName, animationDuration, transitionDuration} = getComputedStyle(element, pseudo || null);
      const lasts = (durations: string): boolean => durations.split(', ').some((duration) => Number.parseFloat(duration) > 0);
      return (animationName !== 'none' && lasts(animationDuration)) || lasts(transitionDuration)
        ? [`moves: ${called(element)}${pseudo} ${animationName} ${animationDuration}, ${transitionDuration}`]
        : [];
    }),
  );
