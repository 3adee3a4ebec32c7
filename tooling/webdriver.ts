// One window of WebKitGTK, driven by the W3C WebDriver protocol: a browser process of its own, on a display that nobody sees.
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:net';
import type {Readable} from 'node:stream';
import {setTimeout as sleep} from 'node:timers/promises';

const PATIENCE_MS = 15_000;
/** After which a browser is taken not to answer any more. */
const ANSWER_MS = 30_000;
const GLANCE_MS = 25;

/** What WebDriver calls the keys that have no character. */
const keyCodes: Readonly<Record<string, string>> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  Space: ' ',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  F2: '\uE032',
  F6: '\uE036',
  F10: '\uE03A',
  ContextMenu: '\uE05D',
};
const buttons = {left: 0, middle: 1, right: 2};

export type MouseButton = keyof typeof buttons;

type Action = Readonly<Record<string, unknown>>;

const keyDown = (key: string): Action => ({type: 'keyDown', value: keyCodes[key] ?? key});
const keyUp = (key: string): Action => ({type: 'keyUp', value: keyCodes[key] ?? key});
const moveTo = (x: number, y: number): Action => ({
  type: 'pointerMove',
  duration: 0,
  x: Math.round(x),
  y: Math.round(y),
  origin: 'viewport',
});
const buttonDown = (button: MouseButton): Action => ({type: 'pointerDown', button: buttons[button]});
const buttonUp = (button: MouseButton): Action => ({type: 'pointerUp', button: buttons[button]});

/** The keys of `Shift+ArrowRight`, or of a single one. */
const keysOf = (combination: string): string[] => (combination.length === 1 ? [combination] : combination.split('+'));

/**
 * A display for one window. Nobody manages its windows, so the one under the pointer has the keyboard. The pointer stays in the middle:
 * of a display this small, that is always over the window, which may be larger than the display.
 */
const startDisplay = async (): Promise<{name: string; process: ChildProcess}> => {
  const xvfb = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = (await once(xvfb.stdio[3] as Readable, 'data')) as [Buffer];
  return {name: `:${number.toString().trim()}`, process: xvfb};
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
};

export class WebDriverWindow {
  readonly #processes: readonly ChildProcess[];
  readonly #url: string;
  #session = '';

  private constructor(processes: readonly ChildProcess[], url: string) {
    this.#processes = processes;
    this.#url = url;
    process.once('exit', this.#kill);
  }

  /**
   * Opens a window with cookies of its own.
   * @param waitsForLoad Whether {@link WebDriverWindow.open} waits until the page has loaded.
   */
  static async start(browser: string, {waitsForLoad = true} = {}): Promise<WebDriverWindow> {
    const [display, port] = await Promise.all([startDisplay(), freePort()]);
    const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY: display.name,
        GDK_BACKEND: 'x11',
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        NO_AT_BRIDGE: '1',
      },
    });
    const window = new WebDriverWindow([driver, display.process], `http://127.0.0.1:${port}`);
    try {
      await window.#begin({
        pageLoadStrategy: waitsForLoad ? 'normal' : 'none',
        'webkitgtk:browserOptions': {binary: browser, args: ['--automation']},
      });
      return window;
    } catch (error) {
      await window.close();
      throw error;
    }
  }

  async #begin(capabilities: object): Promise<void> {
    await this.#isReady();
    const {sessionId} = (await this.#call('POST', '/session', {capabilities: {alwaysMatch: capabilities}})) as {sessionId: string};
    this.#session = sessionId;
  }

  async #isReady(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        await this.#call('GET', '/status');
        return;
      } catch (error) {
        if (performance.now() > deadline) {
          throw error;
        }
        await sleep(GLANCE_MS);
      }
    }
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.#url + path, {
      method,
      headers: {'content-type': 'application/json'},
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body && {body: JSON.stringify(body)}),
    });
    const {value} = (await response.json()) as {value: {error?: string; message?: string} | null};
    if (!response.ok) {
      throw new Error(`WebDriver ${method} ${path}: ${value?.error} ${value?.message}`);
    }
    return value;
  }

  /** A command of the window's session. */
  command(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
    return this.#call(method, `/session/${this.#session}${path}`, body);
  }

  async open(url: string): Promise<void> {
    await this.command('POST', '/url', {url});
  }

  /** The body of a function, run in the page; a promise that it returns is waited for. */
  execute(script: string, args: readonly unknown[] = []): Promise<unknown> {
    return this.command('POST', '/execute/sync', {script, args});
  }

  async #keys(actions: readonly Action[]): Promise<void> {
    await this.command('POST', '/actions', {actions: [{type: 'key', id: 'keyboard', actions}]});
  }

  async #pointer(actions: readonly Action[]): Promise<void> {
    await this.command('POST', '/actions', {
      actions: [{type: 'pointer', id: 'mouse', parameters: {pointerType: 'mouse'}, actions}],
    });
  }

  readonly keyboard = {
    type: (text: string): Promise<void> => this.#keys([...text].flatMap((character) => [keyDown(character), keyUp(character)])),
    press: (combination: string): Promise<void> => {
      const keys = keysOf(combination);
      return this.#keys([...keys.map(keyDown), ...keys.toReversed().map(keyUp)]);
    },
    down: (key: string): Promise<void> => this.#keys([keyDown(key)]),
    up: (key: string): Promise<void> => this.#keys([keyUp(key)]),
  };

  readonly mouse = {
    move: (x: number, y: number): Promise<void> => this.#pointer([moveTo(x, y)]),
    click: (x: number, y: number, {button = 'left' as MouseButton, count = 1} = {}): Promise<void> =>
      this.#pointer([moveTo(x, y), ...Array.from({length: count}, () => [buttonDown(button), buttonUp(button)]).flat()]),
    down: ({button = 'left' as MouseButton} = {}): Promise<void> => this.#pointer([buttonDown(button)]),
    up: ({button = 'left' as MouseButton} = {}): Promise<void> => this.#pointer([buttonUp(button)]),
  };

  /** Lets go of every key and button. */
  async release(): Promise<void> {
    await this.command('DELETE', '/actions');
  }

  /** Gives the page this size. The window is never narrower than about 450 pixels. */
  async setViewportSize({width, height}: {width: number; height: number}): Promise<void> {
    for (let tries = 0; tries < 4; tries++) {
      const [w = 0, h = 0] = (await this.execute('return [innerWidth, innerHeight]')) as number[];
      if (w === width && h === height) {
        return;
      }
      const rect = (await this.command('GET', '/window/rect')) as {width: number; height: number};
      await this.command('POST', '/window/rect', {width: rect.width + width - w, height: rect.height + height - h});
      await sleep(GLANCE_MS);
    }
  }

  /** Ends the browser; once is enough. */
  async close(): Promise<void> {
    if (this.#session) {
      await this.command('DELETE', '').catch(() => undefined); // It may be gone.
    }
    this.#kill();
  }

  readonly #kill = (): void => {
    process.off('exit', this.#kill);
    this.#processes.forEach((each) => each.kill());
  };
}
