// Runs Web Test Runner in WebKitGTK.
import {startTwice} from './start-twice.ts';
import {WebDriverWindow} from './webdriver.ts';

const viewport = {width: 800, height: 600}; // as the runner's launchers for other engines have it

/**
 * A launcher for Web Test Runner. Its built-in commands know three kinds of launcher; this one answers as Playwright's does: `getPage()`
 * has a keyboard, a mouse and `setViewportSize`.
 */
export class WebKitLauncher {
  readonly name = 'WebKit';
  readonly type = 'playwright';
  readonly concurrency = 1;
  readonly #browser: string;
  readonly #urls = new Map<string, string>();
  #starting: Promise<WebDriverWindow> | undefined;
  #window: WebDriverWindow | undefined;
  #isResized = true;

  /** @param browser The path of WebKitGTK's MiniBrowser. */
  constructor(browser: string) {
    this.#browser = browser;
  }

  async initialize(): Promise<void> {
    // There is nothing to know beforehand.
  }

  async startSession(id: string, url: string): Promise<void> {
    this.#starting ??= startTwice(this.name, () => WebDriverWindow.start(this.#browser, {waitsForLoad: false}));
    this.#window = await this.#starting;
    if (this.#isResized) {
      await this.#window.setViewportSize(viewport);
      this.#isResized = false;
    }
    this.#urls.set(id, url);
    await this.#window.open(url);
  }

  isActive(id: string): boolean {
    return this.#urls.has(id);
  }

  getBrowserUrl(id: string): string | undefined {
    return this.#urls.get(id);
  }

  /** Ends what runs in the page. A browser that no longer answers goes with it, and the next file gets another one. */
  async stopSession(id: string): Promise<object> {
    this.#urls.delete(id);
    try {
      await this.#window?.release();
      await this.#window?.open('about:blank');
    } catch {
      await this.stop();
      this.#starting = undefined;
      this.#isResized = true;
    }
    return {};
  }

  startDebugSession(): Promise<never> {
    return Promise.reject(new Error('There is no debugging in WebKit here.'));
  }

  async stop(): Promise<void> {
    await this.#window?.close();
  }

  getPage(): object {
    const page = this.#window;
    if (!page) {
      throw new Error('The window of WebKit is not open.');
    }
    const {keyboard, mouse} = page;
    const setViewportSize = (size: {width: number; height: number}): Promise<void> => {
      this.#isResized = true;
      return page.setViewportSize(size);
    };
    return {keyboard, mouse, setViewportSize};
  }
}
