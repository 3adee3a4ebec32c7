// Opens a page in Chromium, with the production build of the elements, and reads what the browser counts.
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {build} from 'esbuild';
import {type Browser, type CDPSession, launch, type Page} from 'puppeteer-core';

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
  const {findBrowser} = (await import(new URL('../tooling/browser.mjs', import.meta.url).href)) as {findBrowser: () => string};
  return process.env.CHROME_PATH ?? findBrowser();
};

/** What is in a page. */
export interface PageSource {
  readonly title: string;
  readonly style: string;
  /** The page's script, and the folder that it imports from: what a bench does in the page, and the elements as they are published. */
  readonly entry: string;
  readonly folder: string;
}

const bundle = async ({entry, folder}: PageSource): Promise<string> => {
  const {outputFiles} = await build({
    stdin: {contents: entry, resolveDir: folder},
    bundle: true,
    minify: !process.env.NOMIN,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
};

/** A server of one page and its script, and a browser. */
export class PageBrowser {
  readonly url: string;
  readonly #browser: Browser;
  readonly #close: () => void;

  private constructor(browser: Browser, url: string, close: () => void) {
    this.#browser = browser;
    this.url = url;
    this.#close = close;
  }

  static async start(source: PageSource): Promise<PageBrowser> {
    const script = await bundle(source);
    const document = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${source.title}</title><style>${source.style}</style><script type="module" src="/page.js"></script></html>`;
    const server = createServer(({url}, response) => {
      const [type, body] = url === '/page.js' ? ['text/javascript', script] : ['text/html', document];
      response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const browser = await launch({executablePath: await browserPath(), args: flags, protocolTimeout: 900_000});
    return new PageBrowser(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, () => server.close());
  }

  /** Opens the page in a window of its own, up to where its script has put this name. */
  async open({ready}: {readonly ready: string}): Promise<OpenPage> {
    const page = await (await this.#browser.createBrowserContext()).newPage();
    await page.setViewport({width: 1280, height: 800});
    await page.goto(this.url);
    await page.waitForFunction((name) => name in window, {}, ready);
    const session = await page.createCDPSession();
    // Time that the thread works, not that it waits for a core.
    await session.send('Performance.enable', {timeDomain: 'threadTicks'});
    return new OpenPage(page, session);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#close();
  }
}

/** The page, open. */
export class OpenPage {
  readonly page: Page;
  readonly session: CDPSession;

  constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.session = session;
  }

  /** One of the browser's own figures: `TaskDuration`, `Nodes` … */
  async metric(name: string): Promise<number> {
    const {metrics} = await this.session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  }

  /** Milliseconds of the main thread that something takes. */
  async mainThread(run: () => Promise<unknown>): Promise<number> {
    const before = await this.metric('TaskDuration');
    await run();
    return ((await this.metric('TaskDuration')) - before) * 1000;
  }

  /** Bytes on the heap once nothing is left to collect. */
  async heap(): Promise<number> {
    for (let time = 0; time < 3; time++) {
      await this.session.send('HeapProfiler.collectGarbage');
    }
    return this.metric('JSHeapUsedSize');
  }

  async close(): Promise<void> {
    await this.page.browserContext().close();
  }
}
