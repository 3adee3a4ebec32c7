import {expect} from '@open-wc/testing';
import type {CSSResult} from 'lit';
import '../define/all.ts';
import {allStates} from './all-states.ts';
import {contrast, parseColor} from './checks/colors.ts';
import {settled, stage} from './element-state.ts';

const textOf = async (path: string): Promise<string> => {
  const response = await fetch(path);
  if (!response.ok) {
    throw new Error(`No ${path}: ${response.status}`);
  }
  return response.text();
};

/** A code block of the guide, as it stands there. */
const snippet = async (info: string): Promise<string> => {
  const [, code] = new RegExp(`^\`\`\`${info}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(await textOf('/docs/guides/theming.md')) ?? [];
  if (code === undefined) {
    throw new Error(`The guide has no block of ${info}`);
  }
  return code;
};

/** Gives the page a style sheet until the test is over. */
const adopt = (css: string): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
};

/** Every element in a shadow tree and in those inside. */
const insideOf = (root: ParentNode | null): Element[] =>
  [...(root?.querySelectorAll('*') ?? [])].flatMap((element) => [element, ...insideOf(element.shadowRoot)]);

const first = (element: Element | undefined, selector: string): HTMLElement | undefined =>
  insideOf(element?.shadowRoot ?? null).find((each): each is HTMLElement => each.matches(selector));

/** An element in the state in which nothing is wrong with it. */
const shown = async (tag: string, container: HTMLElement): Promise<HTMLElement> => {
  const [state] =
    allStates[tag]?.filter(({name}) => ['filled', 'ready', 'empty', 'a role chosen', 'shown', 'closed', 'open'].includes(name)) ?? [];
  await state?.mount(container);
  const element = container.querySelector<HTMLElement>(tag);
  if (!element) {
    throw new Error(`<${tag}> is not there`);
  }
  return element;
};

/** What everything in an element looks like, but for its slots: one may be in no tree that is drawn. */
const looks = (element: HTMLElement): string[] =>
  insideOf(element.shadowRoot)
    .filter((each) => !each.matches('slot'))
    .map((each) => {
      const {color, backgroundColor, borderTopColor, fontSize} = getComputedStyle(each);
      return [color, backgroundColor, borderTopColor, fontSize].join(' ');
    });

describe('theming', () => {
  let container: HTMLElement;

  beforeEach(() => {
    container = stage();
    adopt(':root { color-scheme: light; --tenantry-fast: 0ms; }');
  });

  afterEach(() => {
    container.remove();
    document.adoptedStyleSheets = [];
  });

  for (const tag of Object.keys(allStates)) {
    it(`the recipe of the guide changes ${tag}: greys, accent and size (T26)`, async () => {
      const element = await shown(tag, container);
      const before = looks(element);
      adopt(await snippet('css recipe'));
      const root = first(element, '.root');
      expect(root && getComputedStyle(root).fontSize).to.equal('15px');
      const primary = first(element, '.button.primary');
      if (primary) {
        expect(parseColor(getComputedStyle(primary).backgroundColor)).to.deep.equal(parseColor('#763ebd'));
      }
      const after = looks(element);
      const same = after.filter((look, index) => look === before[index]);
      expect(same, 'what looks as before').to.deep.equal([]);
    });

    it(`${tag} follows the scheme of what is around it, attribute or not`, async () => {
      const element = await shown(tag, container);
      const root = first(element, '.root') ?? element;
      const light = getComputedStyle(root).color;
      adopt(await snippet('css schemes'));
      container.dataset['tenantryTheme'] = 'dark';
      const dark = getComputedStyle(root).color;
      expect(dark).not.to.equal(light);
      container.removeAttribute('data-tenantry-theme');
      container.style.setProperty('color-scheme', 'dark');
      expect(getComputedStyle(root).color).to.equal(dark);
    });

    it(`density="compact" makes what can be pressed in ${tag} smaller, in the elements inside too`, async () => {
      const element = await shown(tag, container);
      const sizes = (): number[] =>
        insideOf(element.shadowRoot)
          .filter((each) => each.matches('.button:not(.small), .control, .select, tbody tr') && each.getClientRects().length > 0)
          .map((each) => each.getBoundingClientRect().height);
      const comfortable = sizes();
      element.setAttribute('density', 'compact');
      await settled(container);
      const compact = sizes();
      expect(compact.length).to.equal(comfortable.length);
      for (const [index, size] of compact.entries()) {
        expect(size, `number ${index}`).to.be.below(comfortable[index] ?? 0);
      }
    });
  }

  it('the parts and slots of the guide do what it says', async () => {
    adopt(await snippet('css parts'));
    const form = await shown('create-user-form', container);
    const submit = first(form, '[part=submit]');
    expect(submit && getComputedStyle(submit).textTransform).to.equal('uppercase');
    const parsed = new DOMParser().parseFromString((await snippet('html density')) + (await snippet('html slots')), 'text/html');
    container.replaceChildren(...[...parsed.body.children].map((each) => document.importNode(each, true)));
    await settled(container);
    const [dense, filled] = container.querySelectorAll('tenant-user-management');
    const height = (element: Element | undefined): number => first(element, '[part=create-button]')?.getBoundingClientRect().height ?? 0;
    expect(height(dense)).to.be.within(1, height(filled) - 1);
    expect(filled?.querySelector('[slot=toolbar-start]')?.getClientRects().length).to.equal(1);
  });
});

/** A token with its default, as the elements' style sheets have it, by name. */
const tokens = (): ReadonlyMap<string, string> => {
  const sheets = Object.keys(allStates).flatMap((tag) => {
    const {styles = []} = (customElements.get(tag) ?? {}) as {styles?: CSSResult | readonly CSSResult[]};
    return [styles].flat(9).map(({cssText}) => cssText);
  });
  const css = sheets.join('\n');
  return new Map(
    [...css.matchAll(/var\(\s*--tenantry-([\w-]+),/g)].map(({0: start, 1: name = '', index}) => {
      let depth = 1;
      let end = index + start.length;
      for (; depth > 0; end++) {
        depth += css[end] === '(' ? 1 : css[end] === ')' ? -1 : 0;
      }
      return [name, css.slice(index, end)];
    }),
  );
};

/** The pairs of the design's table whose tokens are in use: what is in front, and what it stands on. */
const TEXTS = [
  ['text', 'surface'],
  ['text', 'accent-soft'],
  ['text', 'success-soft'],
  ['text', 'warning-soft'],
  ['text', 'danger-soft'],
  ['text-muted', 'sunken'],
  ['text-muted', 'raised'],
  ['text-muted', 'accent-soft'],
  ['text-subtle', 'sunken'],
  ['text-subtle', 'raised'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent-text', 'surface'],
  ['accent-text', 'accent-soft'],
  ['accent-text', 'danger-soft'],
  ['success-text', 'surface'],
  ['success-text', 'success-soft'],
  ['danger-text', 'raised'],
  ['danger-text', 'danger-soft'],
] as const;
const PARTS = [
  ['border-control', 'surface'],
  ['border-control', 'raised'],
  ['focus', 'surface'],
  ['focus', 'sunken'],
  ['focus', 'raised'],
  ['success-solid', 'surface'],
  ['warning-solid', 'surface'],
  ['danger-solid', 'surface'],
  ['danger-solid', 'raised'],
  ['info-solid', 'surface'],
  ['series-1', 'surface'],
] as const;

describe('contrast of the tokens (T35)', () => {
  let probe: HTMLElement;
  let wrapper: HTMLElement;

  before(async () => {
    const theme = new CSSStyleSheet();
    theme.replaceSync(await textOf('/examples/portal/public/theme.css'));
    document.adoptedStyleSheets.push(theme);
    const {theme: own} = await import('../foundation/theme.styles.ts');
    wrapper = stage();
    const host = document.createElement('div');
    wrapper.append(host);
    const root = host.attachShadow({mode: 'open'});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(own.cssText);
    root.adoptedStyleSheets = [sheet];
    probe = document.createElement('p');
    root.append(probe);
  });

  after(() => {
    wrapper.remove();
    document.adoptedStyleSheets = [];
  });

  for (const theme of ['halyard', 'graphite', 'aurora']) {
    for (const scheme of ['light', 'dark']) {
      it(`${theme}, ${scheme}: texts have 4.5 to 1, shapes and edges 3 to 1`, () => {
        wrapper.dataset['theme'] = theme;
        wrapper.dataset['tenantryTheme'] = scheme;
        const known = tokens();
        const colorOf = (name: string): string => {
          const token = known.get(name);
          expect(token, name).not.to.equal(undefined);
          probe.style.setProperty('color', token ?? '');
          return getComputedStyle(probe).color;
        };
        const tooLow = [...TEXTS.map((pair) => [...pair, 4.5] as const), ...PARTS.map((pair) => [...pair, 3] as const)]
          .map(([front, back, least]) => ({front, back, least, is: contrast(parseColor(colorOf(front)), parseColor(colorOf(back)))}))
          .filter(({is, least}) => is < least);
        expect(tooLow).to.deep.equal([]);
      });
    }
  }
});
