// Opens the page in Chromium, with the production build of the elements, and reads what the browser counts.
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

const STYLE = `
  body { margin: 24px; font-family: sans-serif; }
  .by-hand { border: 1px solid #cdd6da; border-radius: 8px; overflow: clip; font-size: 13px; }
  .by-hand table { inline-size: 100%; border-spacing: 0; table-layout: fixed; }
  .by-hand :is(th, td) { padding: 0 10px; font-weight: 400; text-align: start; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .by-hand :is(th, td):not([colspan]) { border-block-end: 1px solid #e3e8eb; }
  .by-hand [colspan] { padding: 0; }
  .by-hand .row { block-size: var(--row); }
  .by-hand thead th { position: sticky; inset-block-start: 0; block-size: 34px; background: #eef2f4; }
  .by-hand .badge { display: inline-grid; grid-template-columns: 14px auto; column-gap: 7px; align-items: center; line-height: 1.25; vertical-align: middle; }
  .by-hand .also { grid-column: 2; font-size: 12px; color: #56676f; }
  .by-hand svg { inline-size: 14px; block-size: 14px; fill: none; stroke: currentColor; stroke-width: 1.75; }
  .by-hand bdi { overflow: hidden; text-overflow: ellipsis; }
  .by-hand button { padding: 0; border: 0; background: none; font: inherit; }
`;

const browserPath = async (): Promise<string> => {
  // The search is plain JavaScript, which has no types to import.
  const {findBrowser} = (await import(new URL('../../tooling/browser.mjs', import.meta.url).href)) as {findBrowser: () => string};
  return process.env.CHROME_PATH ?? findBrowser();
};

/** The page's script: what this folder does in the page, and the elements as they are published. */
const bundle = async (entry: string): Promise<string> => {
  const {outputFiles} = await build({
    stdin: {contents: entry, resolveDir: import.meta.dirname},
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

const ENTRY = "import '@tenantry/elements/define/tenant-user-table.js';\nimport './page.ts';";

/** A server of one page and its script, and a browser. */
export class TableBrowser {
  readonly url: string;
  readonly #browser: Browser;
  readonly #close: () => void;

  private constructor(browser: Browser, url: string, close: () => void) {
    this.#browser = browser;
    this.url = url;
    this.#close = close;
  }

  static async start({entry = ENTRY} = {}): Promise<TableBrowser> {
    const script = await bundle(entry);
    const document = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Users</title><style>${STYLE}</style><script type="module" src="/page.js"></script></html>`;
    const server = createServer(({url}, response) => {
      const [type, body] = url === '/page.js' ? ['text/javascript', script] : ['text/html', document];
      response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const browser = await launch({executablePath: await browserPath(), args: flags, protocolTimeout: 900_000});
    return new TableBrowser(browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, () => server.close());
  }

  /** Opens the page in a window of its own, up to where its script has put this name. */
  async open({ready = 'tablePage'} = {}): Promise<OpenPage> {
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
