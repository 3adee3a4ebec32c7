import {expect} from '@open-wc/testing';
import {quiet, type Subject} from './subject.ts';

/** What a page can see of a guest from outside, as lines to compare. */
const tracesOf = async (page: Window & typeof globalThis): Promise<Record<string, unknown>> => {
  const {document} = page;
  const databases = await page.indexedDB?.databases?.();
  return {
    'style sheets': [document.styleSheets.length, document.adoptedStyleSheets.length],
    head: document.head.children.length,
    body: document.body.children.length,
    storage: [page.localStorage.length, page.sessionStorage.length, document.cookie, databases?.length],
    history: [page.history.length, page.location.href, JSON.stringify(page.history.state)],
    title: document.title,
    'attributes of the page': [document.documentElement, document.body].flatMap((element) =>
      [...element.attributes].map(({name, value}) => `${name}=${value}`),
    ),
  };
};

// Lit keeps the versions of it that are on the page, and polyfills `Symbol.metadata` for decorators.
const LITS = new Set(['litElementVersions', 'litHtmlVersions', 'reactiveElementVersions', 'litIssuedWarnings', 'litPropertyMetadata']);
const LITS_SYMBOL = 'Symbol.metadata';

/** The properties of a page's global object and of all its built-in classes and their prototypes, each with what it holds. */
export const globalsOf = (page: Window & typeof globalThis): Map<string, unknown> => {
  const globals = new Map<string, unknown>();
  const note = (path: string, owner: object): void => {
    for (const key of Reflect.ownKeys(owner)) {
      const {value, get, set} = Object.getOwnPropertyDescriptor(owner, key) ?? {};
      const name = `${path}.${String(key)}`;
      if (name !== LITS_SYMBOL) {
        // WebKit makes some lists anew each time they are asked for.
        const held: unknown = Array.isArray(value) ? value.join() : value;
        globals.set(name, get || set ? `${String(get)} ${String(set)}` : held);
      }
    }
  };
  for (const key of Object.getOwnPropertyNames(page)) {
    const descriptor = Object.getOwnPropertyDescriptor(page, key);
    if (LITS.has(key) || /^\d+$/.test(key)) {
      continue;
    }
    // What a getter of the window gives (its scroll position, its name …) is not what a script has put there.
    const value: unknown = descriptor?.get ? descriptor.get : descriptor?.value;
    globals.set(`window.${key}`, value);
    if (typeof value === 'function' && descriptor?.value) {
      note(key, value);
      if (typeof value.prototype === 'object' && value.prototype !== null) {
        note(`${key}.prototype`, value.prototype);
      }
    }
  }
  return globals;
};

/** What differs between two of them. */
export const changedGlobals = (before: Map<string, unknown>, after: Map<string, unknown>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((name) => !Object.is(before.get(name), after.get(name)));

const CONSOLE = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;

/** Everything that is written to a page's console until it is closed. */
export const hearConsole = (
  page: Window & typeof globalThis = globalThis as never,
): {readonly said: string[]; readonly close: () => void} => {
  const said: string[] = [];
  const originals = CONSOLE.map((name) => [name, page.console[name]] as const);
  for (const [name] of originals) {
    page.console[name] = (...words: unknown[]): void => void said.push(`${name}: ${words.join(' ')}`);
  }
  return {said, close: () => Object.assign(page.console, Object.fromEntries(originals))};
};

/** A guest in somebody's page: while it is there and after it has gone, the page around it is as it was. */
export const promisesOfTraces = (subject: Subject): void => {
  it('it touches nothing of the page around it: styles, storage, history, globals, prototypes, console', async () => {
    const page = globalThis as unknown as Window & typeof globalThis;
    const place = document.createElement('div');
    document.body.append(place);
    const [before, globals] = [await tracesOf(page), globalsOf(page)];
    const heard = hearConsole();
    try {
      const element = await subject.mount(subject.entries(), place);
      expect(await tracesOf(page), 'while it is there').to.deep.equal(before);
      element.remove();
      await quiet(place);
      expect(await tracesOf(page), 'after it has gone').to.deep.equal(before);
      expect(changedGlobals(globals, globalsOf(page))).to.deep.equal([]);
    } finally {
      heard.close();
      place.remove();
    }
    expect(heard.said).to.deep.equal([]);
  });
};
