import {expect} from '@open-wc/testing';
import {html, LitElement, type TemplateResult} from 'lit';
import type {Texts} from '../context/messages-context.ts';
import '../define/tenant-provider.ts';
import type {Place} from '../foundation/format.ts';
import {languages} from '../messages/languages.ts';
import {get, settled, show, stage, textOf, until} from '../testing/element-state.ts';
import {Localization} from './localization.ts';

// Speaks as a session list does; it says one text and shows what was ever rendered.
class TestSpeaker extends LitElement {
  messages = {};
  readonly said: string[] = [];
  readonly #localization = new Localization(this, 'session-list', {more: 'Show more', end: 'End'});

  get place(): Place {
    return this.#localization.place;
  }

  protected override render(): unknown {
    const {more} = this.#localization.text;
    this.said.push(more);
    return html`<div class="root" part="base">${more}<slot></slot></div>`;
  }
}
customElements.define('test-speaker', TestSpeaker);

// Has a speaker in its own tree.
class TestSurrounder extends LitElement {
  protected override render(): unknown {
    return html`<div class="root" part="base"><test-speaker></test-speaker></div>`;
  }
}
customElements.define('test-surrounder', TestSurrounder);

const ENGLISH = 'Show more';
const GERMAN = 'Mehr anzeigen';
const ARABIC = 'عرض المزيد';

describe('the language of an element (T36)', () => {
  let container: HTMLElement;
  beforeEach(() => {
    container = stage();
  });
  afterEach(() => {
    container.remove();
    document.documentElement.lang = 'en';
  });

  const put = async (template: TemplateResult): Promise<TestSpeaker[]> => {
    await show(container, template);
    return [...container.querySelectorAll<TestSpeaker>('test-speaker')];
  };
  const speaks = (speaker: TestSpeaker, words: string): Promise<void> =>
    until(() => textOf(speaker) === words, `"${words}", not "${textOf(speaker)}"`);

  it('is set once: browsers style everything anew for one that is set again', async () => {
    const [speaker] = await put(html`<test-speaker lang="de"></test-speaker>`);
    await speaks(speaker as TestSpeaker, GERMAN);
    let times = 0;
    const observer = new MutationObserver(({length}) => void (times += length));
    observer.observe(speaker?.shadowRoot as ShadowRoot, {attributeFilter: ['lang'], subtree: true});
    speaker?.requestUpdate();
    await speaker?.updateComplete;
    await settled(container);
    expect(times).to.equal(0);
    observer.disconnect();
  });

  it('is its own, beside others in other languages; nothing is said in English before', async () => {
    const speakers = await put(
      html`<test-speaker lang="de"></test-speaker><test-speaker></test-speaker><test-speaker lang="ar-EG"></test-speaker>
        <test-speaker lang="DE-at"></test-speaker>`,
    );
    expect(speakers.map(({said}) => said)).to.deep.equal([[GERMAN], [ENGLISH], [ARABIC], [GERMAN]]);
  });

  for (const [where, template, words] of [
    ['a lang around it', html`<div lang="de"><test-speaker></test-speaker></div>`, GERMAN],
    ["the provider's locale", html`<tenant-provider locale="de"><test-speaker></test-speaker></tenant-provider>`, GERMAN],
    [
      "the provider's locale, not a lang around that",
      html`<div lang="ar"><tenant-provider locale="de"><test-speaker></test-speaker></tenant-provider></div>`,
      GERMAN,
    ],
    [
      'a lang around the provider, without a locale',
      html`<div lang="ar"><tenant-provider><test-speaker></test-speaker></tenant-provider></div>`,
      ARABIC,
    ],
    [
      'a lang in the provider',
      html`<tenant-provider locale="de"><div lang="ar"><test-speaker></test-speaker></div></tenant-provider>`,
      ARABIC,
    ],
    ['its own lang in the provider', html`<tenant-provider locale="de"><test-speaker lang="ar"></test-speaker></tenant-provider>`, ARABIC],
    [
      'the nearer of two providers',
      html`<tenant-provider locale="de"><tenant-provider locale="ar"><test-speaker></test-speaker></tenant-provider></tenant-provider>`,
      ARABIC,
    ],
    ['a lang that means nothing', html`<test-speaker lang="constructor"></test-speaker>`, ENGLISH],
    ['a language that nobody has given', html`<test-speaker lang="fr"></test-speaker>`, ENGLISH],
  ] as const) {
    it(`comes from ${where}`, async () => {
      const [speaker] = await put(template);
      expect(speaker?.said.at(-1)).to.equal(words);
    });
  }

  it('is that of the element around it, which has it in its tree', async () => {
    await put(html`<tenant-provider locale="de"><test-surrounder lang="ar"></test-surrounder></tenant-provider>`);
    expect(textOf(get(container, 'test-speaker'))).to.equal(ARABIC);
  });

  it("changes with its own lang, with one around it, with the page's, and with the place that it is moved to", async () => {
    const [speaker] = (await put(html`<tenant-provider><test-speaker></test-speaker></tenant-provider>`)) as [TestSpeaker];
    document.documentElement.lang = 'ar';
    await speaks(speaker, ARABIC);
    speaker.lang = 'de';
    await speaks(speaker, GERMAN);
    speaker.removeAttribute('lang');
    await speaks(speaker, ARABIC);
    const elsewhere = document.createElement('div');
    elsewhere.lang = 'de';
    get(container, 'tenant-provider').append(elsewhere);
    elsewhere.append(speaker);
    await speaks(speaker, GERMAN);
    elsewhere.lang = 'en';
    await speaks(speaker, ENGLISH);
    expect(speaker.place.locale).to.equal('en');
  });

  it('is written where a screen reader finds it: that of the words, not the one that is missing', async () => {
    const [german, french] = (await put(html`<test-speaker lang="de"></test-speaker><test-speaker lang="fr"></test-speaker>`)) as [
      TestSpeaker,
      TestSpeaker,
    ];
    expect(get(german, '.root').lang).to.equal('de');
    expect(get(french, '.root').lang).to.equal('en');
    expect(french.place.locale).to.equal('fr');
  });

  it("a host's own texts count in every language, those with a lang in that one alone", async () => {
    const messages = {lang: 'de', 'session-list': {more: 'Weitere'}};
    const [german, english] = (await put(
      html`<tenant-provider .messages=${messages}><test-speaker lang="de"></test-speaker><test-speaker></test-speaker></tenant-provider>`,
    )) as [TestSpeaker, TestSpeaker];
    expect([textOf(german), textOf(english)]).to.deep.equal(['Weitere', ENGLISH]);
    get<HTMLElementTagNameMap['tenant-provider']>(container, 'tenant-provider').messages = {'session-list': {more: '+'}};
    await settled(container);
    expect([textOf(german), textOf(english)]).to.deep.equal(['+', '+']);
    german.messages = {more: '++'};
    german.requestUpdate();
    await speaks(german, '++');
  });

  it('a language of the host comes in the same way', async () => {
    const messages = {lang: 'fr', 'session-list': {more: 'Afficher plus'}};
    const [speaker] = (await put(
      html`<tenant-provider locale="fr-CA" .messages=${messages}><test-speaker></test-speaker></tenant-provider>`,
    )) as [TestSpeaker];
    expect(textOf(speaker)).to.equal('Afficher plus');
    expect(get(speaker, '.root').lang).to.equal('fr-CA');
  });

  describe('while it is on its way', () => {
    let provider: Element;
    let arrive: (texts: Texts) => void;
    let fail: () => void;
    beforeEach(async () => {
      await put(html`<tenant-provider></tenant-provider>`);
      provider = get(container, 'tenant-provider');
      const texts = new Promise<Texts>((resolve, reject) => {
        arrive = resolve;
        fail = () => reject(new TypeError('Failed to fetch dynamically imported module'));
      });
      languages.set('nn', () => texts);
    });
    afterEach(() => languages.delete('nn'));

    const begin = (lang: string): TestSpeaker => {
      const speaker = document.createElement('test-speaker') as TestSpeaker;
      speaker.lang = lang;
      provider.append(speaker);
      return speaker;
    };
    const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

    it('an element that has shown nothing waits', async () => {
      const speaker = begin('nn');
      await aMoment();
      expect(speaker.said).to.deep.equal([]);
      arrive({'session-list': {more: 'Vis meir'}});
      await speaks(speaker, 'Vis meir');
      expect(speaker.said).to.deep.equal(['Vis meir']);
    });

    it('an element that shows something goes on as it is, its times as well', async () => {
      const speaker = begin('en');
      await speaks(speaker, ENGLISH);
      speaker.lang = 'nn';
      await aMoment();
      speaker.requestUpdate();
      await speaker.updateComplete;
      expect([textOf(speaker), speaker.place.locale]).to.deep.equal([ENGLISH, 'en']);
      arrive({'session-list': {more: 'Vis meir'}});
      await speaks(speaker, 'Vis meir');
      expect(speaker.place.locale).to.equal('nn');
    });

    it('one that nobody wants any more changes nothing', async () => {
      const speaker = begin('en');
      await speaks(speaker, ENGLISH);
      speaker.lang = 'nn';
      await aMoment();
      speaker.lang = 'de';
      await speaks(speaker, GERMAN);
      arrive({'session-list': {more: 'Vis meir'}});
      await aMoment();
      expect([textOf(speaker), speaker.place.locale]).to.deep.equal([GERMAN, 'de']);
    });

    it('another one that is wanted before anything is shown is shown', async () => {
      const speaker = begin('nn');
      await aMoment();
      speaker.lang = 'de';
      arrive({'session-list': {more: 'Vis meir'}});
      await speaks(speaker, GERMAN);
    });

    it('one that fails leaves English everywhere', async () => {
      const [speaker, other] = [begin('nn'), begin('nn')];
      fail();
      await speaks(speaker, ENGLISH);
      await speaks(other, ENGLISH);
      await speaks(begin('nn'), ENGLISH);
      expect(get(speaker, '.root').lang).to.equal('en');
    });

    it('one that does not come is not waited for longer than three seconds', async () => {
      const speaker = begin('nn');
      await speaks(speaker, ENGLISH);
      arrive({'session-list': {more: 'Vis meir'}});
      await speaks(speaker, 'Vis meir');
    });
  });
});
