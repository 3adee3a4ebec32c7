import {expect} from '@open-wc/testing';
import {html, LitElement} from 'lit';
import '../define/all.ts';
import {allStates} from '../testing/all-states.ts';
import {brokenLayout} from '../testing/checks/layout.ts';
import {get, settled, show, textOf} from '../testing/element-state.ts';
import {PSEUDO, speakPseudo, untranslated} from '../testing/pseudo-locale.ts';

customElements.define(
  'test-forgetful',
  class extends LitElement {
    static override properties = {planted: {}};
    declare planted: unknown;
    protected override render(): unknown {
      return this.planted;
    }
  },
);

describe('in a language that nobody speaks (T36)', () => {
  let stopSpeaking: () => void;
  let stage: HTMLElement;

  before(() => {
    stopSpeaking = speakPseudo();
  });
  after(() => stopSpeaking());

  beforeEach(() => {
    stage = document.createElement('div');
    stage.lang = PSEUDO;
    stage.style.setProperty('inline-size', '320px');
    stage.style.setProperty('font-family', 'sans-serif');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  for (const [tag, states] of Object.entries(allStates)) {
    for (const {name, mount} of states) {
      it(`${tag}, ${name}: every word is spoken in it, and fits at 320 px`, async () => {
        await mount(stage);
        await settled(stage);
        expect(untranslated(stage)).to.deep.equal([]);
        expect(brokenLayout(stage)).to.deep.equal([]);
      });
    }
  }

  it('what is said when an element cannot be shown is spoken in it', async () => {
    await show(stage, html`<password-field></password-field>`);
    const field = get<HTMLElementTagNameMap['password-field']>(stage, 'password-field');
    field.messages = {
      get label(): string {
        throw new Error('the host made a mistake');
      },
    };
    await settled(stage);
    expect(textOf(field)).to.match(/^\[Ţĥîš þåŕţ/);
    expect(untranslated(stage)).to.deep.equal([]);
  });

  for (const [what, planted, found] of [
    ['a text', html`<p>Hello</p>`, 'p: Hello'],
    ['a word in a sentence', html`<p>[Ĥéļļö] there <bdi>Amara</bdi></p>`, 'p: [Ĥéļļö] there'],
    ['what is only heard', html`<button aria-label="Close">×</button>`, 'button: Close'],
    ['a title', html`<p title="More of it">[Ṁöŕé]</p>`, 'p: More of it'],
    ['a placeholder', html`<input placeholder="Search" />`, 'input: Search'],
    ['an alternative', html`<img alt="A house" />`, 'img: A house'],
    ['a group of options', html`<select><optgroup label="Custom"></optgroup></select>`, 'optgroup: Custom'],
  ] as const) {
    it(`${what} that was forgotten is found`, async () => {
      await show(stage, html`<test-forgetful .planted=${planted}></test-forgetful>`);
      expect(untranslated(stage)).to.deep.equal([found]);
    });
  }
});
