import {expect} from '@open-wc/testing';
import type {LitElement} from 'lit';
import {find, settled} from '../element-state.ts';
import {operationOf, requestsOf} from '../fake-client.ts';
import {quiet, type Subject, wordsOf} from './subject.ts';

const FOCUSABLE = 'input:not([tabindex="-1"], [disabled]), button:not([disabled]), select:not([disabled])';

// What other elements say, ours among them: composed or not, from beside it and from what the host has put into it.
const OTHERS = [
  ['change', 'input', 'cancel', 'close', 'toggle', 'submit', 'reset', 'online', 'invalid'],
  ['user-create', 'user-created', 'user-create-failed', 'user-updated', 'user-deleted', 'handoff-done'],
  ['password-changed', 'password-checked', 'session-required', 'session-ready', 'session-ended', 'signed-in', 'tenant-error'],
].flat();

/** How a page treats its guests, and how they behave. */
export const promisesOfManners = (subject: Subject): void => {
  const {options} = subject;

  it('works without a provider and without a client', async () => {
    const element = await subject.mount(Object.entries(options.properties ?? {}));
    await expect(element).to.be.accessible();
    element.remove();
  });

  it('hidden hides it', async () => {
    const element = await subject.mount();
    element.hidden = true;
    expect(getComputedStyle(element).display).to.equal('none');
    element.remove();
  });

  it('attributes that mean nothing are survived', async () => {
    const element = subject.make([]);
    for (const [name, value] of Object.entries({lang: 'x-nonsense-', density: '?', ...options.nonsense})) {
      element.setAttribute(name, value);
    }
    document.body.append(element);
    await quiet(element);
    element.remove();
  });

  it('the focus stays where it is when it renders anew', async () => {
    const element = await subject.mount();
    const control = find(element, FOCUSABLE);
    control?.focus();
    const focused = focusedIn(document);
    for (const each of litElementsIn(element)) {
      each.requestUpdate();
    }
    await settled(document.body);
    expect(focusedIn(document)).to.equal(focused);
    if (control) {
      expect(focused).to.equal(control);
    }
    element.remove();
  });

  it('what other elements say does not concern it', async () => {
    const client = options.client?.();
    const place = document.createElement('div');
    document.body.append(place);
    const element = await subject.mount(subject.entries(client), place);
    const inside = document.createElement('input');
    const beside = document.createElement('input');
    element.append(inside);
    element.after(beside);
    await quiet(element);
    const [shown, asked] = [wordsOf(element), client && requestsOf(client).length];
    for (const target of [inside, beside, place]) {
      for (const name of OTHERS) {
        target.dispatchEvent(new Event(name, {bubbles: true, composed: true, cancelable: true}));
      }
    }
    await quiet(element);
    expect(wordsOf(element)).to.equal(shown);
    expect(client && requestsOf(client).map(operationOf).slice(asked)).to.deep.equal(client && []);
    place.remove();
  });

  it('what a host has put on the prototypes of objects and arrays is not taken for its own', async () => {
    const healthy = await subject.mount();
    const shown = wordsOf(healthy);
    healthy.remove();
    const junk = ['each', 'extend', 'first', 'remove', 'hostile'];
    try {
      for (const name of junk) {
        for (const prototype of [Object.prototype, Array.prototype]) {
          Object.defineProperty(prototype, name, {configurable: true, enumerable: true, writable: true, value: () => 'hostile'});
        }
      }
      const element = await subject.mount();
      expect(wordsOf(element)).to.equal(shown);
      element.remove();
    } finally {
      for (const name of junk) {
        for (const prototype of [Object.prototype, Array.prototype]) {
          Reflect.deleteProperty(prototype, name);
        }
      }
    }
  });

  if (options.invisible) {
    return;
  }

  it('what the host page does to its texts stays outside (T26)', async () => {
    const element = subject.make();
    element.style.setProperty('text-transform', 'uppercase');
    element.style.setProperty('letter-spacing', '5px');
    element.style.setProperty('cursor', 'wait');
    document.body.append(element);
    await quiet(element);
    const root = element.shadowRoot?.querySelector('.root');
    expect(root?.matches('[part~=base]')).to.equal(true);
    const style = getComputedStyle(root as Element);
    expect([style.textTransform, style.letterSpacing, style.cursor]).to.deep.equal(['none', 'normal', 'auto']);
    element.remove();
  });

  it('a page that resets or hides everything does not reach inside (T26)', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { all: unset } div, p, span, button, table, input, svg, .root, .card { display: none !important } bdi { unicode-bidi: bidi-override }',
    );
    const place = document.createElement('section');
    document.body.append(place);
    const element = await subject.mount(subject.entries(), place);
    const seen = boxesOf(element);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    try {
      expect(boxesOf(element)).to.deep.equal(seen);
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    }
    place.remove();
  });
};

const focusedIn = (root: Document | ShadowRoot): Element | null => {
  const {activeElement} = root;
  return activeElement?.shadowRoot?.activeElement ? focusedIn(activeElement.shadowRoot) : activeElement;
};

const litElementsIn = (element: Element): LitElement[] => [
  ...('requestUpdate' in element ? [element as LitElement] : []),
  ...[...(element.shadowRoot?.querySelectorAll('*') ?? []), ...element.children].flatMap(litElementsIn),
];

/** What is seen of the parts inside, as far as a reset of the page could change it: how each is laid out, and whether. */
const boxesOf = (element: Element): string[] =>
  [...(element.shadowRoot?.querySelectorAll('*') ?? [])].map((inside) => {
    const {display, position, unicodeBidi} = getComputedStyle(inside);
    return `${inside.localName} ${display} ${position} ${unicodeBidi}`;
  });
