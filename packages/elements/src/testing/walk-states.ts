import {expect} from '@open-wc/testing';
import type {ElementState} from './element-state.ts';

/** Makes a test of each state in each color scheme: axe finds nothing, and nothing scrolls sideways at 320 px. */
export const walkStates = (states: readonly ElementState[]): void => {
  describe('in every state', () => {
    for (const {name, mount} of states) {
      for (const scheme of ['light', 'dark']) {
        it(`${name}: axe finds nothing, ${scheme}`, async () => {
          const stage = makeStage(scheme);
          await mount(stage);
          await expect(stage).to.be.accessible();
          stage.remove();
        });
      }

      it(`${name}: nothing is wider than 320 px`, async () => {
        const stage = makeStage('light');
        stage.style.inlineSize = '320px';
        await mount(stage);
        expect(stage.scrollWidth).to.be.at.most(320);
        stage.remove();
      });
    }
  });
};

const makeStage = (scheme: string): HTMLElement => {
  const stage = document.createElement('div');
  stage.style.setProperty('color-scheme', scheme);
  stage.style.setProperty('background', 'light-dark(#f6f9fa, #0b1013)');
  stage.style.setProperty('font-family', 'sans-serif');
  // A color that is half faded in is not the one to be judged.
  stage.style.setProperty('--tenantry-fast', '0ms');
  stage.style.setProperty('--tenantry-slow', '0ms');
  document.body.append(stage);
  return stage;
};
