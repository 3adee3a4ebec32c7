import {expect} from '@open-wc/testing';
import {allStates} from '../all-states.ts';
import {type ElementState, stage} from '../element-state.ts';
import {turnOf} from '../engine.ts';
import {rewriteAnswers} from '../fake-client.ts';
import {quiet} from '../promises/subject.ts';
import {rewriteTexts, type Slot} from './answers.ts';
import {looksOf, unisolated} from './looks.ts';
import {hostileStrings} from './strings.ts';

const MARK = /m\d+m/g;

/** Fields without whose own text a state does not come about. */
const KEPT: Readonly<Record<string, readonly string[]>> = {'answer lost, and the name taken then': ['username']};

const unknown = new Set<string>();

/** Puts a mark into every field, the same one each time. */
class Marks {
  readonly #slots: Slot[] = [];
  readonly #numbers = new Map<string, number>();

  readonly markFor = (slot: Slot): string => {
    const number = this.#numbers.get(slot.path) ?? this.#slots.push(slot) - 1;
    this.#numbers.set(slot.path, number);
    return `m${number}m`;
  };

  /** The text with the strings in the place of the marks. */
  readonly filled = (text: string): string => text.replaceAll(MARK, (mark) => stringsFor(this.#slots[Number(mark.slice(1, -1))] as Slot));
}

/** So many states share all the strings, those of one element and of the next. */
const STATES = 16;

/** The strings of this turn. */
let strings: readonly string[] = [];

/** What a field holds: all of them in one text. In an item of a list, which is as tall as its texts, another one in each. */
const stringsFor = ({index, count}: Slot): string => (count > 1 ? (strings[(index * 97) % strings.length] ?? '') : strings.join(' '));

const mounted = async (state: ElementState, textFor: (slot: Slot) => string): Promise<HTMLElement> => {
  const container = stage();
  container.style.setProperty('inline-size', '1280px'); // where a text does not make its row higher, so that as many are there
  rewriteAnswers(rewriteTexts(textFor, unknown, KEPT[state.name]));
  await state.mount(container);
  await quiet(container);
  return container;
};

describe(`${hostileStrings.length} hostile strings in every field that a server sends (X8, E30)`, () => {
  afterEach(() => {
    rewriteAnswers();
    document.body.replaceChildren();
  });

  let states = 0;
  for (const [tag, ofElement] of Object.entries(allStates)) {
    for (const state of ofElement) {
      const turn = states++;
      it(`${tag}, ${state.name}: each is text, and turns round no words but its own`, async function () {
        this.timeout(60_000);
        strings = turnOf(turn, hostileStrings, STATES);
        const marks = new Marks();
        const marked = await mounted(state, marks.markFor);
        const plain = looksOf(marked);
        if (!MARK.test(JSON.stringify(plain))) {
          return; // It shows nothing that comes from the server.
        }
        expect(unisolated(marked, MARK)).to.deep.equal([]);
        const filled = await mounted(state, stringsFor);
        let expected = looksOf(marked, marks.filled);
        let seen = looksOf(filled);
        // Some of it comes a while after the rest: what is said of a name as somebody types it.
        const end = performance.now() + 5000;
        while (JSON.stringify(seen) !== JSON.stringify(expected) && performance.now() < end) {
          await new Promise((resolve) => setTimeout(resolve, 100));
          expected = looksOf(marked, marks.filled);
          seen = looksOf(filled);
        }
        expect(seen.elements).to.deep.equal(expected.elements);
        expect(seen.text === expected.text, firstDifference(seen.text, expected.text)).to.equal(true);
      });
    }
  }

  it('none has run, and nothing was loaded for it', () => {
    expect(Object.hasOwn(globalThis, 'pwned')).to.equal(false);
    expect(performance.getEntriesByType('resource').filter(({name}) => name.includes('pwned'))).to.deep.equal([]);
  });

  it('no answer came by that the contract was not asked about', () => {
    expect([...unknown]).to.deep.equal([]);
  });
});

/** Where two long texts part. */
const firstDifference = (seen: string, expected: string): string => {
  const at = [...seen].findIndex((_, index) => seen[index] !== expected[index]);
  return `${JSON.stringify(seen.slice(at - 40, at + 60))} instead of ${JSON.stringify(expected.slice(at - 40, at + 60))}`;
};
