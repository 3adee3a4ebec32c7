// Somebody in front of a browser: finds things by what they are called, with the mouse or with the keyboard alone.
import assert from 'node:assert/strict';
import {type Browser, type BrowserContext, type ElementHandle, launch, type Page} from 'puppeteer-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PATIENCE_MS = 20_000;
const GLANCE_MS = 30;
const MOST_TABS = 120;

const browserPath = async (): Promise<string> => {
  // The search is plain JavaScript, which has no types to import.
  const {findBrowser} = (await import(new URL('../../tooling/browser.mjs', import.meta.url).href)) as {findBrowser: () => string};
  return process.env.CHROME_PATH ?? findBrowser();
};

/** Starts the browser that all visitors of a test file share. */
export const startBrowser = async (): Promise<Browser> => launch({executablePath: await browserPath(), args: flags});

/** Waits until a question has an answer. */
export const eventually = async <Answer>(what: string, ask: () => Promise<Answer | null | undefined | false>): Promise<Answer> => {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) {
      return answer;
    }
    if (performance.now() > deadline) {
      throw new assert.AssertionError({message: `${what}: not after ${PATIENCE_MS} ms`});
    }
    await new Promise((done) => setTimeout(done, GLANCE_MS));
  }
};

export class Visitor {
  readonly page: Page;
  /** What a browser's console complains of, content security policy included. A refusal by the API is an answer, not a problem. */
  readonly problems: string[] = [];
  /** Paths that were asked for, with their methods. */
  readonly requests: string[] = [];
  readonly #context: BrowserContext;
  readonly #url: string;

  private constructor(context: BrowserContext, page: Page, url: string) {
    this.#context = context;
    this.page = page;
    this.#url = url;
    page.on('console', (message) => {
      const isRefusal =
        message.text().startsWith('Failed to load resource') && new URL(message.location().url ?? url).pathname.startsWith('/api/');
      if (['error', 'warn'].includes(message.type()) && !isRefusal) {
        this.problems.push(`${message.type()}: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => this.problems.push(`thrown: ${error instanceof Error ? error.message : String(error)}`));
    page.on('request', (request) => this.requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  }

  /** Opens a browser profile of its own. */
  static async arrive(browser: Browser, url: string, {width = 1280, height = 800} = {}): Promise<Visitor> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({width, height});
    const visitor = new Visitor(context, page, url);
    await visitor.prefer('light');
    return visitor;
  }

  /** Prefers light or dark, and no motion: what is looked at stands still. */
  prefer(scheme: 'light' | 'dark'): Promise<void> {
    return this.page.emulateMediaFeatures([
      {name: 'prefers-color-scheme', value: scheme},
      {name: 'prefers-reduced-motion', value: 'reduce'},
    ]);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.#url + path);
  }

  /** Leaves, having met no problem. */
  async leave(): Promise<void> {
    await this.#context.close();
    assert.deepEqual(this.problems, []);
  }

  get path(): string {
    const {pathname, search} = new URL(this.page.url());
    return pathname + search;
  }

  /** Waits until the window shows a page of this title at this path. */
  async isAt(path: string, title: string): Promise<void> {
    await eventually(`${title} at ${path}`, async () => this.path === path && (await this.page.title()) === `${title} · Halyard`);
  }

  /** What has this role and exactly this name in the accessibility tree. */
  async find(role: string, name: string): Promise<ElementHandle> {
    return eventually(`${role} "${name}"`, () => this.glimpse(role, name));
  }

  /** The same if it is there now. */
  glimpse(role: string, name: string): Promise<ElementHandle | null> {
    return this.page.$(`::-p-aria([name=${JSON.stringify(name)}][role="${role}"])`);
  }

  async click(role: string, name: string): Promise<void> {
    await (await this.find(role, name)).click();
  }

  /** Types into a field that the mouse points at. */
  async fill(name: string, text: string, role = 'textbox'): Promise<void> {
    await (await this.find(role, name)).click({count: 3});
    await this.page.keyboard.type(text);
  }

  async press(...keys: Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** Moves the focus there by Tab alone. */
  async tabTo(role: string, name: string): Promise<void> {
    const target = await this.find(role, name);
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      if (await target.evaluate(hasFocus)) {
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`The focus does not reach ${role} "${name}" by Tab.`);
  }

  /** Types into a field that Tab has led to. */
  async tabAndType(name: string, text: string): Promise<void> {
    await this.tabTo('textbox', name);
    await this.page.keyboard.type(text);
  }

  /** Whether something has the focus. */
  async isFocused(role: string, name: string): Promise<void> {
    const target = await this.find(role, name);
    await eventually(`focus on ${role} "${name}"`, () => target.evaluate(hasFocus));
  }

  /** Everything that can be read in the window now, shadow roots included. */
  text(): Promise<string> {
    return this.page.evaluate(readText);
  }

  /** Waits until this can be read in the window. */
  async reads(text: string): Promise<void> {
    await eventually(`"${text}"`, async () => (await this.text()).includes(text));
  }

  /** The rows of the table in the window: what can be read in each, and whether it is marked. */
  rows(): Promise<{text: string; isMarked: boolean}[]> {
    return this.page.evaluate(readRows);
  }

  /** By how many pixels the window scrolls sideways. */
  sidewaysScroll(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}

/** Runs in the page. */
const hasFocus = (element: Element): boolean => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  return active === element;
};

/** Runs in the page, so it stands for itself. */
const readText = (): string => {
  const read = (node: Node): string => {
    if (node instanceof Text) {
      return node.data;
    }
    if (node instanceof Element) {
      if (
        ['STYLE', 'SCRIPT', 'TEMPLATE'].includes(node.tagName) ||
        !(node.checkVisibility() || getComputedStyle(node).display === 'contents')
      ) {
        return '';
      }
      const children =
        node instanceof HTMLSlotElement && node.assignedNodes().length > 0 ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes;
      const inside = [...children].map(read).join('');
      return getComputedStyle(node).display.startsWith('inline') ? inside : `\n${inside}\n`;
    }
    return '';
  };
  return read(document.body)
    .replaceAll(/\s*\n\s*/g, '\n')
    .replaceAll(/[^\S\n]+/g, ' ');
};

/** Runs in the page, so it stands for itself. */
const readRows = (): {text: string; isMarked: boolean}[] => {
  const rowsIn = (root: ParentNode): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
      ...(element.matches('tbody tr') ? [element] : []),
      ...(element.shadowRoot ? rowsIn(element.shadowRoot) : []),
    ]);
  return rowsIn(document).map((row) => ({
    text: row.innerText,
    isMarked: getComputedStyle(row.firstElementChild ?? row, '::before').content !== 'none',
  }));
};
