// Every check is shown something bad, which it finds, and something good, in which it finds nothing.
import {expect} from '@open-wc/testing';
import {html, render, type TemplateResult} from 'lit';
import {axeFindings, poorNames} from './axe.ts';
import {contrast, parseColor} from './colors.ts';
import {doubleText, makeStage, spacedText} from './conditions.ts';
import {poorFocus} from './focus.ts';
import {brokenLayout} from './layout.ts';
import {movements} from './motion.ts';
import {smallTargets} from './targets.ts';

interface Case {
  readonly check: (stage: HTMLElement) => string[] | Promise<string[]>;
  readonly bad: readonly [template: TemplateResult, css: string];
  readonly good: readonly [template: TemplateResult, css: string];
  readonly says: string;
}

const field = html`<label for="a">Name</label><input id="a" />`;
const press = html`<button>Press</button>`;
const words = html`<div class="box">Somewhat longer words</div>`;
const ring = 'button { outline: none } button:focus { outline: 2px solid #006d75; outline-offset: 2px }';
const spaced = (stage: HTMLElement): string[] => {
  const end = spacedText(stage);
  const findings = brokenLayout(stage);
  end();
  return findings;
};

const doubled = (stage: HTMLElement): string[] => {
  const end = doubleText(stage);
  const findings = brokenLayout(stage);
  end();
  return findings;
};

const cases: Readonly<Record<string, Case>> = {
  'a field without a label': {
    check: (stage) => axeFindings(stage, 'all'),
    bad: [html`<input />`, ''],
    good: [field, 'input { block-size: 24px }'],
    says: 'axe label',
  },
  'a text that is too pale': {
    check: (stage) => axeFindings(stage, 'colored'),
    bad: [words, '.box { color: #999 }'],
    good: [words, '.box { color: #666 }'],
    says: 'axe color-contrast',
  },
  'a button without a name': {
    check: poorNames,
    bad: [html`<button><svg></svg></button>`, ''],
    good: [html`<button aria-label="Close"><svg></svg></button>`, ''],
    says: 'nameless',
  },
  'two buttons of one name': {
    check: poorNames,
    bad: [html`<button>End</button><button>End</button>`, ''],
    good: [html`<button aria-label="End session: Chrome">End</button><button aria-label="End session: Safari">End</button>`, ''],
    says: 'said twice',
  },
  'a target that is too small': {
    check: (stage) => smallTargets(stage, 24),
    bad: [html`<button>x</button>`, 'button { inline-size: 20px; block-size: 24px }'],
    good: [html`<button>x</button>`, 'button { inline-size: 24px; block-size: 24px }'],
    says: 'small target',
  },
  'a checkbox whose label is no target either': {
    check: (stage) => smallTargets(stage, 24),
    bad: [html`<label><input type="checkbox" />a</label>`, 'label { display: inline-block; block-size: 18px; line-height: 1 }'],
    good: [html`<label><input type="checkbox" />all of them</label>`, 'label { display: inline-block; block-size: 24px }'],
    says: 'small target',
  },
  'no ring of focus': {
    check: poorFocus,
    bad: [press, 'button:focus { outline: none }'],
    good: [press, ring],
    says: 'shows no ring',
  },
  'a ring of 1 px': {
    check: poorFocus,
    bad: [press, 'button:focus { outline: 1px solid #006d75 }'],
    good: [press, ring],
    says: 'shows no ring',
  },
  'a ring that is too pale': {
    check: poorFocus,
    bad: [press, 'button:focus { outline: 2px solid #aaa; outline-offset: 2px }'],
    good: [press, ring],
    says: 'has a ring of',
  },
  'a ring that is too pale on the inside': {
    check: poorFocus,
    bad: [press, 'button { background: #005a60; border: 0 } button:focus { outline: 2px solid #006d75; outline-offset: -2px }'],
    good: [press, 'button { background: #fff; border: 0 } button:focus { outline: 2px solid #006d75; outline-offset: -2px }'],
    says: 'has a ring of',
  },
  'a focus that something lies over (2.4.11)': {
    check: poorFocus,
    bad: [html`<div class="head"></div>${press}`, `.head { position: fixed; inset: 0; z-index: 1 } ${ring}`],
    good: [html`<div class="head"></div>${press}`, ring],
    says: 'is covered by div',
  },
  'something that scrolls sideways': {
    check: brokenLayout,
    bad: [words, ':host { display: block; inline-size: 320px; overflow: auto } .box { inline-size: 340px }'],
    good: [words, ':host { display: block; inline-size: 320px; overflow: auto } .box { inline-size: 320px }'],
    says: 'sideways',
  },
  'a text that is cut': {
    check: brokenLayout,
    bad: [words, '.box { inline-size: 100px; overflow: hidden; white-space: nowrap }'],
    good: [words, '.box { inline-size: 100px; overflow: hidden }'],
    says: 'cut: "Somewhat longer words"',
  },
  'an ellipsis without the words in full': {
    check: brokenLayout,
    bad: [words, '.box { inline-size: 100px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }'],
    good: [
      html`<div class="box" title="Somewhat longer words">Somewhat longer words</div>`,
      '.box { inline-size: 100px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }',
    ],
    says: 'cut',
  },
  'a text that leaves its box': {
    check: brokenLayout,
    bad: [words, '.box { inline-size: 100px; border: 1px solid; white-space: nowrap }'],
    good: [words, '.box { inline-size: 100px; border: 1px solid }'],
    says: 'leaves its box',
  },
  'a text that is out of its box, and not above all others': {
    check: (stage) => {
      stage.querySelector<HTMLElement>('[popover]')?.showPopover();
      return brokenLayout(stage);
    },
    bad: [
      html`<div class="box"><p>Words</p></div>`,
      '.box { inline-size: 9px; border: 1px solid } p { position: fixed; inset: 99px auto auto 99px }',
    ],
    good: [
      html`<div class="box"><p popover>Words</p></div>`,
      '.box { inline-size: 9px; border: 1px solid } p { position: fixed; inset: 99px auto auto 99px; margin: 0; overflow: visible }',
    ],
    says: 'leaves its box',
  },
  'texts over each other': {
    check: brokenLayout,
    bad: [html`${words}<p>Others</p>`, '.box { position: absolute } p { margin: 0 }'],
    good: [html`${words}<p>Others</p>`, 'p { margin: 0 }'],
    says: 'over each other',
  },
  'a box that has no room for spaced text (1.4.12)': {
    check: spaced,
    bad: [words, '.box { font: 16px sans-serif; block-size: 20px; inline-size: 180px; overflow: hidden }'],
    good: [words, '.box { font: 16px sans-serif; min-block-size: 20px; inline-size: 180px; overflow: hidden }'],
    says: 'cut',
  },
  'a box that has no room for text of 200 % (1.4.4)': {
    check: doubled,
    bad: [words, '.box { font-size: 1rem; block-size: 20px; overflow: hidden }'],
    good: [words, '.box { font-size: 1rem; block-size: 1.5rem; overflow: hidden }'],
    says: 'cut',
  },
  'a transition': {
    check: movements,
    bad: [press, 'button { transition: opacity 120ms }'],
    good: [press, 'button { transition: opacity 0ms }'],
    says: 'moves',
  },
  'an animation of what is only drawn': {
    check: movements,
    bad: [press, 'button::before { content: ""; animation: a 1s infinite } @keyframes a { to { opacity: 0 } }'],
    good: [press, 'button::before { content: ""; animation: a 0s 300ms both } @keyframes a { from { visibility: hidden } }'],
    says: 'moves',
  },
};

/** Something in a shadow root, as all elements have one. */
const planted = ([template, css]: Case['bad']): HTMLElement => {
  const stage = makeStage();
  const host = document.createElement('div');
  const root = host.attachShadow({mode: 'open'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  stage.append(host);
  render(template, root);
  return stage;
};

describe('the checks complain', () => {
  afterEach(() => document.body.replaceChildren());

  for (const [name, {check, bad, good, says}] of Object.entries(cases)) {
    it(`of ${name}, and not without it`, async () => {
      const found = await check(planted(bad));
      expect(found.join('\n')).to.contain(says);
      document.body.replaceChildren();
      expect(await check(planted(good))).to.deep.equal([]);
    });
  }

  it('contrast is counted as WCAG does', () => {
    expect(contrast(parseColor('#000'), parseColor('#fff'))).to.be.closeTo(21, 0.01);
    expect(contrast(parseColor('#767676'), parseColor('#fff'))).to.be.closeTo(4.54, 0.01);
  });
});
