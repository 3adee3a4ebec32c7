// Somebody in front of Chromium, or of Firefox as far as it can be driven alike.
import {type Browser, type BrowserContext, type ElementHandle, type KeyInput, launch, type Page} from 'puppeteer-core';
import {Person} from './person.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const browserPath = async (): Promise<string> => {
  // The search is plain JavaScript, which has no types to import.
  const {findBrowser} = (await import(new URL('../../tooling/browser.mjs', import.meta.url).href)) as {findBrowser: () => string};
  return process.env.CHROME_PATH ?? findBrowser();
};

/** Starts the browser that all visitors of a test file share. */
export const startBrowser = async (): Promise<Browser> => launch({executablePath: await browserPath(), args: flags});

export {eventually} from './person.ts';

export class Visitor extends Person<ElementHandle> {
  readonly page: Page;
  /** Paths that were asked for, with their methods. */
  readonly requests: string[] = [];
  readonly #context: BrowserContext;
  readonly #url: string;

  protected constructor(context: BrowserContext, page: Page, url: string) {
    super();
    this.#context = context;
    this.page = page;
    this.#url = url;
    page.on('console', (message) => {
      const where = message.location().url ?? '';
      if (['error', 'warn'].includes(message.type()) && !isNoProblem(message.text(), new URL(where || url).pathname)) {
        this.problems.push(`${message.type()}: ${message.text()} ${where}`);
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

  /** Keeps the events of the server from the page from now on. */
  async hearNothing(): Promise<void> {
    const session = await this.page.createCDPSession();
    await session.send('Network.enable');
    await session.send('Network.setBlockedURLs', {urls: ['*/events*']});
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.#url + path);
  }

  protected close(): Promise<void> {
    return this.#context.close();
  }

  protected address(): Promise<string> {
    return Promise.resolve(this.page.url());
  }

  get path(): string {
    const {pathname, search} = new URL(this.page.url());
    return pathname + search;
  }

  glimpse(role: string, name: string): Promise<ElementHandle | null> {
    return this.page.$(called(role, name));
  }

  protected clickOn(thing: ElementHandle, times: number): Promise<void> {
    return thing.click({count: times});
  }

  run<Answer>(ask: () => Answer): Promise<Answer> {
    return this.page.evaluate(ask) as Promise<Answer>;
  }

  ask<Answer>(thing: ElementHandle, question: (element: Element) => Answer): Promise<Answer> {
    return thing.evaluate(question) as Promise<Answer>;
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key as KeyInput);
    }
  }

  /** Drags one button to the middle of another, or a little beyond it, with the mouse. */
  async drag(from: string, to: string): Promise<void> {
    const [start, end] = [await this.#middleOf(from), await this.#middleOf(to)];
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x + 20, end.y, {steps: 12});
    await this.page.mouse.up();
  }

  async #middleOf(name: string): Promise<{readonly x: number; readonly y: number}> {
    return (await this.find('button', name)).clickablePoint();
  }

  /** By how many pixels the window scrolls sideways. */
  sidewaysScroll(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}

/** A selector of puppeteer's. */
export const called = (role: string, name: string): string => `::-p-aria([name=${JSON.stringify(name)}][role="${role}"])`;

/** A refusal by the API is an answer. The icon is the browser's own question, whenever the address changes: also while its line is cut. */
const isNoProblem = (text: string, path: string): boolean =>
  text.startsWith('Failed to load resource') && (path.startsWith('/api/') || (path === '/favicon.svg' && text.includes('net::')));
