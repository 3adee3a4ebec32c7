import {once} from 'node:events';
import {globSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {basename, join} from 'node:path';
import {build} from 'esbuild';
import type {CDPSession, Page} from 'puppeteer-core';
import {startBrowser} from '../../journeys/visitor.ts';

const root = join(import.meta.dirname, '../../..');

/** What stays in a page as long as somebody holds it. */
export interface Census {
  readonly nodes: number;
  readonly listeners: number;
}

/** A page with every element in every state, in a browser that counts. */
export interface MountBrowser {
  readonly page: Page;
  /** Counts once every call has ended and nothing is left to collect. */
  readonly census: () => Promise<Census>;
  readonly close: () => Promise<void>;
}

/** The elements as their sources are, and more where a test brings it in. */
const bundle = async (more: string): Promise<string> => {
  const states = globSync(`${root}/packages/elements/src/*/*/*.states.ts`).map((file) => [basename(file, '.states.ts'), file] as const);
  const contents = `
    import '${root}/packages/elements/src/define/all.ts';
    ${states.map(([, file], index) => `import {states as states${index}} from '${file}';`).join('\n')}
    import {offer} from '${root}/tests/trust/leaks/page.ts';
    offer({${states.map(([tag], index) => `'${tag}': states${index}`).join(', ')}});
    ${more}`;
  const {outputFiles} = await build({
    stdin: {contents, resolveDir: root},
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    conditions: ['@tenantry/source', 'production', 'browser'],
    tsconfig: join(root, 'packages/elements/tsconfig.json'),
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
};

const countIn = async (session: CDPSession): Promise<Census> => {
  // What one collection lets go of may be what another collection can then take.
  for (let time = 0; time < 4; time++) {
    await session.send('HeapProfiler.collectGarbage');
  }
  const {nodes, jsEventListeners: listeners} = await session.send('Memory.getDOMCounters');
  return {nodes, listeners};
};

export const openMountBrowser = async (more = ''): Promise<MountBrowser> => {
  const script = await bundle(more);
  const document =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mounts</title><script type="module" src="/page.js"></script></html>';
  const server = createServer(({url}, response) => {
    const [type, body] = url === '/page.js' ? ['text/javascript', script] : ['text/html', document];
    response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const browser = await startBrowser();
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'mountPage' in window);
  const session = await page.createCDPSession();
  return {
    page,
    census: async () => {
      await page.evaluate(() => window.mountPage.letTimePass());
      return countIn(session);
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
};
