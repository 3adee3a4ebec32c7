// Somebody in front of each engine that the portal's path is walked in.
import {type Browser, type ElementHandle, launch} from 'puppeteer-core';
import type {Person} from './person.ts';
import {called, startBrowser, Visitor} from './visitor.ts';
import {candidates, WebKitVisitor} from './webkit-visitor.ts';

/** An engine that can be visited with. */
export interface Engine {
  arrive(url: string): Promise<Person>;
  stop(): Promise<void>;
}

// The search is plain JavaScript, which has no types to import.
const {engines, wantedEngines} = (await import(new URL('../../tooling/engines.mjs', import.meta.url).href)) as {
  engines: Record<string, {variable: string; find: () => string}>;
  wantedEngines: () => string[];
};

const programOf = (name: string): string => engines[name]?.find() ?? '';

const chromium = async (): Promise<Engine> => {
  const browser = await startBrowser();
  return {arrive: (url) => Visitor.arrive(browser, url), stop: () => browser.close()};
};

/** To Firefox a field for a password has a name and no role. */
const passwordCalled = async (root: ElementHandle<Node> | null, name: string): Promise<ElementHandle | null> => {
  for (const found of (await root?.$$(`::-p-aria([name=${JSON.stringify(name)}])`)) ?? []) {
    if (await found.evaluate((element) => element.matches('input[type=password]'))) {
      return found;
    }
  }
  return null;
};

/** Firefox looks for names in one tree at a time, and a page in the background has no focus. */
class FirefoxVisitor extends Visitor {
  static async arriveInFirefox(browser: Browser, url: string): Promise<FirefoxVisitor> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage({type: 'window'});
    await page.setViewport({width: 1280, height: 800});
    return new FirefoxVisitor(context, page, url);
  }

  override async open(path: string): Promise<void> {
    await this.page.bringToFront();
    await super.open(path);
  }

  override async glimpse(role: string, name: string): Promise<ElementHandle | null> {
    const trees = await this.page.evaluateHandle(treesThatHold, candidates[role] ?? '*', name);
    for (const tree of (await trees.getProperties()).values()) {
      const root = tree.asElement() as ElementHandle<Node> | null;
      const found = (await root?.$(called(role, name))) ?? (role === 'textbox' ? await passwordCalled(root, name) : null);
      if (found) {
        return found as ElementHandle;
      }
    }
    return null;
  }
}

/** Runs in the page. Each question takes a while: only those trees are asked that hold what may have the role, and first those with the words. */
const treesThatHold = (selector: string, name: string): ParentNode[] => {
  const treesIn = (root: ParentNode): ParentNode[] => [
    root instanceof Document ? root.documentElement : root,
    ...[...root.querySelectorAll('*')].flatMap(({shadowRoot}) => (shadowRoot ? treesIn(shadowRoot) : [])),
  ];
  const isNamed = (element: Element): boolean => (element.getAttribute('aria-label') ?? element.textContent).includes(name);
  return treesIn(document)
    .filter((tree) => tree.querySelector(selector) !== null)
    .map((tree) => ({tree, order: [...tree.querySelectorAll('*')].some(isNamed) ? 0 : 1}))
    .toSorted((one, other) => one.order - other.order)
    .map(({tree}) => tree);
};

const firefox = async (): Promise<Engine> => {
  const browser = await launch({browser: 'firefox', executablePath: programOf('firefox'), headless: true});
  return {arrive: (url) => FirefoxVisitor.arriveInFirefox(browser, url), stop: () => browser.close()};
};

const webkit = async (): Promise<Engine> => {
  const program = programOf('webkit');
  const visitors: WebKitVisitor[] = [];
  return {
    arrive: async (url) => {
      const visitor = await WebKitVisitor.arrive(program, url);
      visitors.push(visitor);
      return visitor;
    },
    stop: async () => {
      await Promise.all(visitors.map((visitor) => visitor.close()));
    },
  };
};

const starts: Readonly<Record<string, () => Promise<Engine>>> = {chromium, firefox, webkit};

/** Every engine that is wanted, and how it starts. */
export const journeyEngines = wantedEngines().flatMap((name) => (starts[name] ? [{name, start: starts[name]}] : []));
