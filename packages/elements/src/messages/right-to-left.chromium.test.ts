import {expect} from '@open-wc/testing';
import {html, render} from 'lit';
import '../define/all.ts';
import {allStates} from '../testing/all-states.ts';
import {flat, seenIn, withinReach} from '../testing/checks/flat-tree.ts';
import {get, settled, until} from '../testing/element-state.ts';
import {fakeClient} from '../testing/fake-client.ts';
import {pageOf, sampleId, sampleMe, sampleUser} from '../testing/samples.ts';

const WIDTH = 760;

/** Names, addresses and ids of the samples. */
const NAMES = /[\w.-]+@\w|amara|okafor|castellanos|jonas\.weber|northlight|notebooks and models|\b\d+\.\d+\.\d+\.\d+\b/i;
const ISLANDS = 'bdi, code, option, [dir=ltr], [dir=auto]';

/** Every box that a language's direction moves, from the left or from the right. */
const boxesOf = (stage: Element, isMirrored: boolean): Map<Element, string> => {
  const place = withinReach(stage);
  const edge = place.getBoundingClientRect();
  return new Map(
    [...seenIn(place)]
      .filter((element) => element.matches('button, input, select, label, th, td, dt, li, svg, h1, h2, [part], .card, .notice, .field'))
      .filter((element) => !element.closest('.link-button, .error-text > span, bdi, b'))
      .map((element) => {
        const {left, right, width} = element.getBoundingClientRect();
        const start = Math.round(isMirrored ? edge.right - right : left - edge.left);
        // A word is set a little wider or narrower at the other end of its line.
        return [element, `${element.localName}.${kindOf(element)} ${start} ${element.matches('h1, h2') ? '' : Math.round(width)}`] as const;
      }),
  );
};

/** What it is called by; that a grid runs from right to left is no other kind. */
const kindOf = ({classList}: Element): string =>
  [...classList]
    .filter((name) => name !== 'grid-stack-rtl')
    .toSorted()
    .join(' ');

describe('from right to left (T36)', () => {
  let stage: HTMLElement;
  beforeEach(() => {
    stage = document.createElement('div');
    stage.style.setProperty('inline-size', `${WIDTH}px`);
    stage.style.setProperty('font-family', 'sans-serif');
    document.body.append(stage);
  });
  afterEach(() => stage.remove());

  for (const [tag, states] of Object.entries(allStates)) {
    for (const {name, mount} of states) {
      it(`${tag}, ${name}: every box is where it was in a mirror`, async () => {
        await mount(stage);
        const before = boxesOf(stage, false);
        stage.dir = 'rtl';
        await settled(stage);
        const after = boxesOf(stage, true);
        const moved = [...before]
          .filter(([element, box]) => after.get(element) !== box)
          .map(([element, box]) => `${box} → ${after.get(element)}`);
        expect(moved).to.deep.equal([]);
      });

      it(`${tag}, ${name}: in Arabic, names keep their direction, and drawings theirs`, async () => {
        stage.dir = 'rtl';
        stage.lang = 'ar';
        await mount(stage);
        await settled(stage);
        const loose: string[] = [];
        for (const element of flat(stage)) {
          const words = [...element.childNodes].map((node) => (node instanceof Text ? node.data : '')).join(' ');
          if (NAMES.test(words) && !element.closest(ISLANDS)) {
            loose.push(`${element.localName}: ${words.trim()}`);
          }
          if (element.matches('svg') && getComputedStyle(element).transform !== 'none') {
            loose.push(`${element.outerHTML} is turned round`);
          }
          if (
            element.matches('code, [part~=secret], input[type=password], #username, #email') &&
            getComputedStyle(element).direction !== 'ltr'
          ) {
            loose.push(`${element.localName} runs from the right`);
          }
        }
        expect(loose).to.deep.equal([]);
      });
    }
  }

  it('an address that is too long loses its end, not its beginning', async () => {
    stage.dir = 'rtl';
    stage.style.setProperty('inline-size', '1200px');
    const users = pageOf([
      sampleUser({email: `${'amara'.repeat(30)}@nlab.example`}),
      sampleUser({id: sampleId('usr', 2), email: 'a@b.example'}),
    ]);
    const client = fakeClient({'GET /v1/session': sampleMe(), 'GET /v1/tenants/self/users': users});
    render(html`<tenant-provider .client=${client}><tenant-user-table></tenant-user-table></tenant-provider>`, stage);
    const table = get(stage, 'tenant-user-table');
    await until(() => table.shadowRoot?.querySelector('td.email'), 'the rows');
    const [long, short] = [...(table.shadowRoot?.querySelectorAll('td.email') ?? [])] as [Element, Element];
    const beginning = document.createRange();
    beginning.setStart(firstText(long), 0);
    beginning.setEnd(firstText(long), 1);
    const cell = long.getBoundingClientRect();
    expect(cell.width).to.be.above(100);
    expect(beginning.getBoundingClientRect().left).to.be.within(cell.left, cell.right);
    // A short one begins where the column does.
    const words = document.createRange();
    words.selectNodeContents(short);
    expect(short.getBoundingClientRect().right - words.getBoundingClientRect().right).to.be.below(12);
  });
});

const firstText = (element: Element): Node => {
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    if (words.currentNode.textContent?.trim()) {
      return words.currentNode;
    }
  }
  throw new Error('There is no text');
};
