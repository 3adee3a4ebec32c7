import {expect} from '@open-wc/testing';
import {html, LitElement} from 'lit';
import {get, show, stage} from '../testing/element-state.ts';
import {bar, slots, strip} from './charts.ts';
import {charts} from './charts.styles.ts';
import {mark, type Tone} from './marks.ts';

customElements.define(
  'test-charts',
  class extends LitElement {
    static override styles = charts;
    static override properties = {drawing: {}};
    declare drawing: unknown;
    protected override render(): unknown {
      return this.drawing;
    }
  },
);

const drawn = async (drawing: unknown, direction = 'ltr'): Promise<ShadowRoot> => {
  const container = stage();
  container.dir = direction;
  container.style.setProperty('inline-size', '400px');
  await show(container, html`<test-charts .drawing=${drawing}></test-charts>`);
  return get(container, 'test-charts').shadowRoot as ShadowRoot;
};

const boxesOf = (root: ParentNode, selector: string): DOMRect[] =>
  [...root.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());

const round = (pixels: number): number => Math.round(pixels);

const TONES: readonly Tone[] = ['used', 'part', 'free', 'moving', 'aside', 'warning', 'danger', 'good', 'running', 'waiting', 'unknown'];

describe('drawings', () => {
  afterEach(() => document.body.replaceChildren());

  it('the parts of a strip stand one after the other, as long as their shares, and fill it', async () => {
    const root = await drawn(
      strip([
        {tone: 'used', count: 50},
        {tone: 'free', count: 30},
        {tone: 'danger', count: 20},
      ]),
    );
    const parts = boxesOf(root, 'rect:not([fill])');
    const [start = 0] = boxesOf(root, '.strip').map(({left}) => left);
    expect(parts.map(({left}) => round(left - start))).to.deep.equal([0, 200, 320]);
    expect(parts.map(({width}) => round(width))).to.deep.equal([198, 118, 80]);
  });

  it('a part of one in a million is seen', async () => {
    const root = await drawn(
      strip([
        {tone: 'used', count: 999_999},
        {tone: 'danger', count: 1},
      ]),
    );
    expect(boxesOf(root, 'rect:not([fill])').at(-1)?.width).to.be.within(7, 9);
  });

  it('from right to left, drawings begin on the right', async () => {
    const shares = [
      {tone: 'used', count: 3},
      {tone: 'free', count: 1},
    ] as const;
    const root = await drawn(html`${strip(shares)}${bar(3, 4)}${slots(3, 4)}`, 'rtl');
    for (const [selector, box] of [
      ['.strip rect:not([fill])', '.strip'],
      ['.bar .fill', '.bar'],
      ['.slots .fill', '.slots'],
    ] as const) {
      const [part] = boxesOf(root, selector);
      const [whole] = boxesOf(root, box);
      expect(round(part?.right ?? 0), selector).to.equal(round(whole?.right ?? 1));
      expect(round(part?.left ?? 0), selector).to.be.above(round(whole?.left ?? 0) + 50);
    }
  });

  for (const [inUse, total, shown] of [
    [0, 4, [0, 4]],
    [3, 4, [3, 1]],
    [4, 4, [4, 0]],
    [9, 20, [9, 11]],
    [84, 128, [42, 22]],
    [1, 100_000, [1, 63]],
    [99_999, 100_000, [63, 1]],
    [7, 4, [4, 0]],
  ] as const) {
    it(`${inUse} of ${total} GPUs are ${shown.join(' full and ')} empty cells, from one end to the other`, async () => {
      const root = await drawn(slots(inUse, total));
      expect(
        ['.fill', '.track'].map((selector) => (root.querySelector(selector)?.getAttribute('d') ?? '').split('M').length - 1),
      ).to.deep.equal(shown);
      const ends = boxesOf(root, '.slots path').filter(({width}) => width > 0);
      const [whole] = boxesOf(root, '.slots');
      expect(round(Math.min(...ends.map(({left}) => left)))).to.equal(round(whole?.left ?? 0));
      expect(round(Math.max(...ends.map(({right}) => right)))).to.equal(round(whole?.right ?? 0));
    });
  }

  it('a bar is never longer than its place', async () => {
    const root = await drawn(bar(9, 4));
    expect(boxesOf(root, '.fill').map(({width}) => width)).to.deep.equal([400]);
  });

  it('states that can stand in one list are told apart by their shapes, or by their colors and words where one means what the other does', async () => {
    const root = await drawn(TONES.map(mark));
    const shapes = [...root.querySelectorAll('svg')].map((each) =>
      [...each.querySelectorAll('path')].map((path) => path.getAttribute('d')).join(' '),
    );
    expect(new Set(shapes).size).to.equal(TONES.length - 1); // Half a disc is "partly", and "on its way".
  });

  it('each part of a strip but the full and the empty one has a pattern of its own', async () => {
    const root = await drawn(strip(TONES.map((tone) => ({tone, count: 1}))));
    const patterns = [...root.querySelectorAll('pattern')];
    expect(new Set(patterns.map(({innerHTML}) => innerHTML)).size).to.equal(patterns.length);
    const patterned = TONES.filter((tone) => root.querySelector(`#on-${tone}`));
    expect(patterned).to.deep.equal(['part', 'moving', 'aside', 'warning', 'danger', 'unknown']);
  });
});
