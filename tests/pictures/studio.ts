// Draws every state of every element and of the portal, the same on every machine: fonts of its own, a clock that stands, one place, one language a page.
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {readdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {build} from 'esbuild';
import {type Browser, type CDPSession, launch, type Page} from 'puppeteer-core';
import type {Frame, PictureStage, StateName} from '../../packages/elements/src/testing/picture-stage.ts';
import {decodePng} from './palette-png.ts';
import {type Cell, composeSheet, type Sheet, type Theme} from './sheet.ts';

declare global {
  var pictureStage: PictureStage;
}

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-US',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--disable-partial-raster',
  '--hide-scrollbars',
];

/** The windows: a desk, a tablet, a phone. */
const sizes = [
  {width: 320, height: 700},
  {width: 768, height: 1024},
  {width: 1280, height: 800},
];

const timeZone = 'Europe/Berlin';

/** Of a longer page, this much is drawn. */
const MOST_HEIGHT = 1280;

/** What the pages of elements and the portal have in common. */
const stillStyle = `
  ${['inter', 'noto-sans-arabic'].map((font) => `@import '/fonts/${font}/index.css';`).join('\n')}
  :root {
    --tenantry-fast: 0ms;
    --tenantry-font-mono: 'Inter Variable', 'Noto Sans Arabic Variable';
    font-family: 'Inter Variable', 'Noto Sans Arabic Variable';
  }
  * { caret-color: transparent !important; }
`;

const pageStyle = `
  :root {
    background: light-dark(#f6f9fa, #0b1013);
    color: light-dark(#17222a, #e9eef0);
  }
  body { margin: 0; }
  .picture { box-sizing: border-box; padding: 1.5rem; }
  @media (width < 56rem) { .picture { padding: 1rem; } }
`;

const document = (language: string, direction: string, scripts: readonly string[]): string => `<!doctype html>
<html lang="${language}" dir="${direction}">
  <head>
    <meta charset="utf-8">
    <title>Pictures</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/still.css">
    <link rel="stylesheet" href="/page.css">
    <script>globalThis.litIssuedWarnings = new Set(['dev-mode']);</script>
    ${scripts.map((script) => `<script type="module" src="/${script}.js"></script>`).join('\n')}
  </head>
  <body></body>
</html>`;

const bundle = async (): Promise<Map<string, string>> => {
  const {outputFiles} = await build({
    absWorkingDir: join(root, 'packages/elements'),
    entryPoints: {
      'picture-page': 'src/testing/picture-page.ts',
      'arabic-samples': 'src/testing/arabic-samples.ts',
      'first-paint': join(root, 'examples/portal/src/first-paint.ts'),
      main: join(import.meta.dirname, 'portal-page.ts'),
    },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    conditions: ['@tenantry/source', 'development', 'browser'],
    ignoreAnnotations: true, // The pages of pictures do have side effects.
  });
  return new Map(outputFiles.map(({path, text}) => [path, text]));
};

/** What the portal serves, its page with the fonts of here. */
const portalFiles = async (): Promise<Map<string, string>> => {
  const folder = join(root, 'examples/portal/public');
  const files = new Map<string, string>();
  for (const name of await readdir(folder)) {
    files.set(`/${name}`, await readFile(join(folder, name), 'utf8'));
  }
  const page = files.get('/index.html') ?? '';
  return files.set('/portal', page.replace('</head>', '<link rel="stylesheet" href="/still.css"></head>'));
};

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  html: 'text/html',
  '/portal': 'text/html',
};

const serve = async (): Promise<Server> => {
  const files = new Map<string, string | Buffer>([
    ['/still.css', stillStyle],
    ['/page.css', pageStyle],
    ['/ltr.html', document('en', 'ltr', ['picture-page'])],
    ['/rtl.html', document('ar', 'rtl', ['arabic-samples', 'picture-page'])],
    ...(await portalFiles()),
    ...(await bundle()),
  ]);
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const font = /^\/fonts\/([\w-]+\/.+)$/.exec(path)?.[1];
    const answer = async (): Promise<void> => {
      const file = font === undefined ? files.get(path) : await readFile(require.resolve(`@fontsource-variable/${font}`));
      response.writeHead(file === undefined ? 404 : 200, {'content-type': types[path.split('.').at(-1) ?? ''] ?? 'text/plain'});
      response.end(file);
    };
    void answer();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
};

const languages = {ltr: 'en', rtl: 'ar'} as const;

/** A window that shows states in one language. */
class Easel {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #url: string;
  readonly #direction: keyof typeof languages;

  private constructor(page: Page, session: CDPSession, url: string, direction: keyof typeof languages) {
    this.#page = page;
    this.#session = session;
    this.#url = url;
    this.#direction = direction;
  }

  static async open(browser: Browser, url: string, direction: keyof typeof languages): Promise<Easel> {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.emulateFocusedPage(true);
    await page.emulateTimezone(timeZone);
    await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
    await page.evaluateOnNewDocument(
      (language) => localStorage.setItem('halyard.appearance', JSON.stringify({language})),
      languages[direction],
    );
    return new Easel(page, await page.createCDPSession(), url, direction);
  }

  /** Every state of the elements and of the portal. */
  async states(): Promise<StateName[]> {
    const states: StateName[] = [];
    for (const path of ['/portal', this.#elements]) {
      await this.#goTo(path);
      states.push(...(await this.#page.evaluate(() => pictureStage.states)));
    }
    return states;
  }

  async show(state: StateName, styles: string): Promise<void> {
    await this.#page.setViewport(sizes.at(-1) ?? null);
    await this.#goTo(state.tag === 'portal' ? `/portal?${encodeURIComponent(state.name)}` : this.#elements);
    await this.#page.evaluate((wanted, more) => pictureStage.show(wanted, more), state, styles);
  }

  get #elements(): string {
    return `/${this.#direction}.html`;
  }

  async #goTo(path: string): Promise<void> {
    if (this.#page.url() !== this.#url + path) {
      await this.#page.goto(this.#url + path);
      await this.#page.waitForFunction(() => 'pictureStage' in globalThis);
    }
  }

  async draw(label: string, size: {width: number; height: number}, scheme: Theme): Promise<Cell> {
    const frame = await this.#frame(size, scheme);
    const {missing: _, ...clip} = frame;
    const {data} = await this.#session.send('Page.captureScreenshot', {
      format: 'png',
      optimizeForSpeed: true,
      clip: {...clip, scale: 1},
    });
    return {...decodePng(Buffer.from(data, 'base64')), label: `${label}, ${size.width} px`};
  }

  /** What to draw, in a window that is high enough for it, unless it grows with its window. */
  async #frame({width, height}: {width: number; height: number}, scheme: Theme, lacked = Infinity): Promise<Frame> {
    const viewport = this.#page.viewport();
    if (viewport?.width !== width || viewport.height < height) {
      await this.#page.setViewport({width, height});
    }
    const frame = await this.#page.evaluate((wanted) => pictureStage.frame(wanted), scheme);
    const needed = Math.min(height + frame.missing, MOST_HEIGHT);
    return needed === height || frame.missing >= lacked ? frame : this.#frame({width, height: needed}, scheme, frame.missing);
  }
}

/** Draws states, two at a time. */
export interface Studio {
  readonly states: readonly StateName[];
  /** Draws the sheets of a state, with more styles in every shadow root. */
  readonly draw: (state: StateName, styles?: string) => Promise<Sheet[]>;
  readonly close: () => Promise<void>;
}

const drawRow = async (easel: Easel, state: StateName, styles: string, schemes: readonly Theme[], suffix = ''): Promise<Cell[][]> => {
  await easel.show(state, styles);
  const rows: Cell[][] = schemes.map(() => []);
  for (const size of sizes.toReversed()) {
    for (const [index, scheme] of schemes.entries()) {
      rows[index]?.unshift(await easel.draw(`${scheme}${suffix}`, size, scheme));
    }
  }
  return rows;
};

const browserPath = async (): Promise<string> => {
  // The search is plain JavaScript, which has no types to import.
  const {findBrowser} = (await import(new URL('../../tooling/browser.mjs', import.meta.url).href)) as {findBrowser: () => string};
  return process.env['CHROME_PATH'] ?? findBrowser();
};

export const openStudio = async (): Promise<Studio> => {
  const server = await serve();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launch({executablePath: await browserPath(), args: flags});
  const open = async (): Promise<{ltr: Easel; rtl: Easel}> => ({
    ltr: await Easel.open(browser, url, 'ltr'),
    rtl: await Easel.open(browser, url, 'rtl'),
  });
  const idle = [await open(), await open()];
  const waiting: (() => void)[] = [];
  const draw = async (state: StateName, styles = ''): Promise<Sheet[]> => {
    while (idle.length === 0) {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    const easels = idle.pop() as {ltr: Easel; rtl: Easel};
    try {
      const [light = [], dark = []] = await drawRow(easels.ltr, state, styles, ['light', 'dark']);
      const [mirrored = []] = await drawRow(easels.rtl, state, styles, ['light'], ' from right to left');
      return [composeSheet('light', [light, mirrored]), composeSheet('dark', [dark])];
    } finally {
      idle.push(easels);
      waiting.shift()?.();
    }
  };
  const close = async (): Promise<void> => {
    await browser.close();
    server.close();
  };
  const [first] = idle;
  return {states: (await first?.ltr.states()) ?? [], draw, close};
};
