// What is lost when colors are forced is found; only Chromium can be told to force them.
import {expect} from '@open-wc/testing';
import {pretend} from '../media.ts';
import {makeStage} from './conditions.ts';
import {drawnBoxes, lostBoxes} from './forced-colors.ts';
import {smallTargets} from './targets.ts';

const box = (css: string): HTMLElement => {
  const stage = makeStage();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const host = document.createElement('div');
  const root = host.attachShadow({mode: 'open'});
  root.adoptedStyleSheets = [sheet];
  root.append(Object.assign(document.createElement('button'), {textContent: 'Chosen'}));
  stage.append(host);
  return stage;
};

describe('the checks complain, when readers are not like most', () => {
  afterEach(async () => {
    await pretend();
    document.body.replaceChildren();
  });

  for (const [name, css, lost] of [
    ['a background alone', 'button { border: 0; background: #fde }', 1],
    ['a background and an edge', 'button { border: 1px solid transparent; background: #fde }', 0],
    ['a background that the system chose', 'button { border: 0; background: Highlight; forced-color-adjust: none }', 0],
  ] as const) {
    it(`${name} is ${lost > 0 ? '' : 'not '}lost when colors are forced (T35)`, async () => {
      const boxes = drawnBoxes(box(css));
      expect(boxes.length).to.equal(1);
      await pretend({'forced-colors': 'active'});
      expect(lostBoxes(boxes).length).to.equal(lost);
    });
  }

  it('a target for a mouse is too small for a finger', async () => {
    const stage = box('button { block-size: 32px; inline-size: 60px } @media (pointer: coarse) { .kind { color: red } }');
    expect(smallTargets(stage, 44).length).to.equal(1);
    await pretend({touch: true});
    expect(matchMedia('(pointer: coarse)').matches).to.equal(true);
  });
});
