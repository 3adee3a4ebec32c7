// What Chromium alone can be told of a reader: colors that are forced, no motion, fingers, and a window of 320 px.
import {expect} from '@open-wc/testing';
import {setViewport} from '@web/test-runner-commands';
import {axeFindings} from './checks/axe.ts';
import {makeStage} from './checks/conditions.ts';
import {poorFocus} from './checks/focus.ts';
import {drawnBoxes, lostBoxes} from './checks/forced-colors.ts';
import {brokenLayout} from './checks/layout.ts';
import {movements} from './checks/motion.ts';
import {smallTargets} from './checks/targets.ts';
import {type ElementState, settled} from './element-state.ts';
import {turnOf} from './engine.ts';
import {pretend} from './media.ts';

const USUAL = {width: 800, height: 600};

/** What is looked at, one after the other, in one element that is mounted once. */
const looks: Readonly<Record<string, (stage: HTMLElement) => Promise<string[]>>> = {
  'forced colors': async (stage) => {
    const boxes = drawnBoxes(stage);
    await pretend({'forced-colors': 'active', 'prefers-reduced-motion': 'reduce'});
    return [...lostBoxes(boxes), ...movements(stage), ...poorFocus(stage), ...(await axeFindings(stage, 'colored'))];
  },
  'forced colors, dark': async (stage) => {
    await pretend({'forced-colors': 'active', 'prefers-color-scheme': 'dark'});
    return [...lostBoxes(drawnBoxes(stage)), ...poorFocus(stage)];
  },
  fingers: async (stage) => {
    await pretend({touch: true});
    return [...smallTargets(stage, 44), ...brokenLayout(stage)];
  },
  'a window of 320 × 256 px, which is 400 % zoom': async (stage) => {
    await setViewport({width: 320, height: 256});
    return [...brokenLayout(stage), ...poorFocus(stage)];
  },
};

/** Tests every second state of some elements, all of them at full numbers, with every one of the looks. */
export const leaveNoReaderOut = (elements: Readonly<Record<string, readonly ElementState[]>>): void => {
  for (const [tag, states] of Object.entries(elements)) {
    describe(`${tag} in every state`, () => {
      for (const {name, mount} of turnOf(0, states, 2)) {
        it(`${name}: no reader is left out`, async () => {
          const stage = makeStage();
          await mount(stage);
          const findings: string[] = [];
          for (const [reader, look] of Object.entries(looks)) {
            findings.push(...(await look(stage)).map((finding) => `${reader}: ${finding}`));
            await setViewport(USUAL);
            await pretend();
            await settled(stage);
          }
          stage.remove();
          expect(findings).to.deep.equal([]);
        });
      }
    });
  }
};
