// Runs Web Test Runner in WebKitGTK.
import {startTwice} from './start-twice.ts';
import {WebDriverWindow} from './webdriver.ts';

const viewport = {width: 800, height: 600}; // as the runner's launchers for other engines have it

/** A browser on a display of its own, whose one window has the focus. */
interface Desk {
  readonly window: WebDriverWindow;
  url: string;
  isResized: boolean;
}

/**
 * A launcher for Web Test Runner. Its built-in commands know three kinds of launcher; this one answers as Playwright's does: `getPage()`
 * has a keyboard, a mouse and `setViewportSize`.
 */
export class WebKitLauncher {
  readonly name = 'WebKit';
  readonly type = 'playwright';
  readonly concurrency = 2;
  readonly #browser: string;
  /** By the session that runs there. */
  readonly #desks = new Map<string, Desk>();
  readonly #idle: Desk[] = [];

  /** @param browser The path of WebKitGTK's MiniBrowser. */
  constructor(browser: string) {
    this.#browser = browser;
  }

  async initialize(): Promise<void> {
    // There is nothing to know beforehand.
  }

  async startSession(id: string, url: string): Promise<void> {
    const desk = this.#idle.pop() ?? (await this.#open());
    desk.url = url;
    this.#desks.set(id, desk);
    if (desk.isResized) {
      await desk.window.setViewportSize(viewport);
      desk.isResized = false;
    }
    await desk.window.open(url);
  }

  async #open(): Promise<Desk> {
    const window = await startTwice(this.name, () => WebDriverWindow.start(this.#browser, {waitsForLoad: false}));
    return {window, url: '', isResized: true};
  }

  isActive(id: string): boolean {
    return this.#desks.has(id);
  }

  getBrowserUrl(id: string): string | undefined {
    return this.#desks.get(id)?.url;
  }

  /** Ends what runs in the page. A browser that no longer answers goes with it, and the next file gets another one. */
  async stopSession(id: string): Promise<object> {
    const desk = this.#desks.get(id);
    this.#desks.delete(id);
    try {
      await desk?.window.release();
      await desk?.window.open('about:blank');
      this.#idle.push(...(desk ? [desk] : []));
    } catch {
      await desk?.window.close();
    }
    return {};
  }

  startDebugSession(): Promise<never> {
    return Promise.reject(new Error('There is no debugging in WebKit here.'));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#desks.values(), ...this.#idle].map(({window}) => window.close()));
  }

  getPage(id: string): object {
    const desk = this.#desks.get(id);
    if (!desk) {
      throw new Error('The window of WebKit is not open.');
    }
    const {keyboard, mouse} = desk.window;
    const setViewportSize = (size: {width: number; height: number}): Promise<void> => {
      desk.isResized = true;
      return desk.window.setViewportSize(size);
    };
    return {keyboard, mouse, setViewportSize};
  }
}
