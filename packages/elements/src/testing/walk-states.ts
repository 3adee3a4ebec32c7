import {expect} from '@open-wc/testing';
import {axeFindings, poorNames} from './checks/axe.ts';
import {type Condition, dark, doubleText, doubleToken, makeStage, narrow, rightToLeft, spacedText} from './checks/conditions.ts';
import {poorFocus} from './checks/focus.ts';
import {brokenLayout} from './checks/layout.ts';
import {smallTargets} from './checks/targets.ts';
import {type ElementState, settled} from './element-state.ts';
import {everySecondOf, isChromium} from './engine.ts';

type Check = (stage: HTMLElement) => string[] | Promise<string[]>;

const inChromium =
  (check: Check): Check =>
  (stage) =>
    isChromium ? check(stage) : [];

/** Rules and names read the same tree in every engine. */
const axeColored = inChromium((stage) => axeFindings(stage, 'colored'));
const axeAll = inChromium((stage) => axeFindings(stage, 'all'));
const names = inChromium(poorNames);

const small: Check = (stage) => smallTargets(stage, 24);

const nothing: Condition = () => () => undefined;

/** What is looked at under which condition. Rules that only read the tree need to read it once. */
const conditions: Readonly<Record<string, readonly [Condition, ...Check[]]>> = {
  light: [nothing, axeAll, names, small, brokenLayout, poorFocus],
  dark: [dark, axeColored, poorFocus],
  'right to left': [rightToLeft, small, brokenLayout],
  '320 px': [narrow, axeAll, small, brokenLayout, poorFocus],
  '200 % text': [doubleText, small, brokenLayout],
  'tokens of 200 %': [doubleToken, brokenLayout],
  'text spacing': [spacedText, brokenLayout],
  'text spacing at 320 px': [both(spacedText, narrow), brokenLayout],
};

function both(first: Condition, second: Condition): Condition {
  return (stage) => {
    const [undoFirst, undoSecond] = [first(stage), second(stage)];
    return () => {
      undoSecond();
      undoFirst();
    };
  };
}

/** Makes a test of each state: neither axe nor the project's own checks find anything under any condition. */
export const walkStates = (states: readonly ElementState[]): void => {
  describe('in every state', () => {
    for (const {name, mount} of everySecondOf(states)) {
      it(`${name}: nothing is in a reader's way`, async () => {
        const stage = makeStage();
        await mount(stage);
        const findings: string[] = [];
        for (const [condition, [begin, ...checks]] of Object.entries(conditions)) {
          const end = begin(stage);
          await settled(stage);
          for (const check of checks) {
            findings.push(...(await check(stage)).map((finding) => `${condition}: ${finding}`));
          }
          end();
        }
        stage.remove();
        expect(findings).to.deep.equal([]);
      });
    }
  });
};
