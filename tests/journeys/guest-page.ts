// A page of somebody's own, under the portal's policy, and what its browser reports of it.
import {once} from 'node:events';
import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';
import type {Browser, Page} from 'puppeteer-core';
import {staticFiles} from '../../examples/portal/static-files.ts';

const root = join(import.meta.dirname, '../..');

export interface GuestPageOptions {
  /** The script of the page, from the project's folder, which becomes `/app.js`. */
  readonly script: string;
  /** `source` for the sources and their helpers, `published` for what is installed from npm. */
  readonly from: 'source' | 'published';
  readonly html: string;
  /** Folders whose files are served as well. */
  readonly folders?: readonly string[];
  /** Changes the policy, to see that it matters. */
  readonly policy?: (policy: string) => string;
}

/** A page that is served. */
export interface GuestPage {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves a page whose script is written here, with the headers that the portal's own page has. */
export const serveGuestPage = async ({script, from, html, folders = [], policy = (same) => same}: GuestPageOptions): Promise<GuestPage> => {
  await mkdir(join(root, '.cache'), {recursive: true});
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-guest-'));
  await build({
    stdin: {contents: script, resolveDir: join(root, 'examples/portal'), loader: 'ts'},
    outfile: join(folder, 'app.js'),
    bundle: true,
    format: 'esm',
    target: 'es2023',
    conditions: from === 'source' ? ['@tenantry/source', 'browser'] : ['browser'],
    tsconfig: join(root, 'packages/elements/tsconfig.json'),
    logLevel: 'error',
  });
  await writeFile(join(folder, 'index.html'), html);
  for (const other of folders) {
    await cp(join(root, other), folder, {recursive: true});
  }
  const answer = await staticFiles([folder], new Set(['/']));
  const server = createServer(async (request, response) => {
    const {status, headers, body} = answer(new Request(new URL(request.url ?? '/', 'http://127.0.0.1')));
    const header = 'content-security-policy';
    response.writeHead(status, {...Object.fromEntries(headers), [header]: policy(headers.get(header) ?? '')});
    response.end(body && Buffer.from(await new Response(body).arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await rm(folder, {recursive: true});
    },
  };
};

/** What a page's browser reports against its policy from now on, Trusted Types included: a line each. Asked for before the page is opened. */
export const reportsOf = async (page: Page): Promise<readonly string[]> => {
  const reports: string[] = [];
  await page.exposeFunction('tenantryReports', (line: string) => void reports.push(line));
  await page.evaluateOnNewDocument(() => {
    const {tenantryReports} = globalThis as unknown as {tenantryReports: (line: string) => void};
    addEventListener(
      'securitypolicyviolation',
      ({effectiveDirective, blockedURI, sample, sourceFile, lineNumber}) =>
        tenantryReports([effectiveDirective, blockedURI, sample, sourceFile, lineNumber].join(' ')),
      true,
    );
  });
  return reports;
};

/** A page in a profile of its own, what its browser reports, and what it writes on the console. */
export const openGuestPage = async (browser: Browser, url: string) => {
  const page = await (await browser.createBrowserContext()).newPage();
  const said: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`thrown: ${String(error)}`));
  const reports = await reportsOf(page);
  await page.goto(url);
  return {page, said, reports};
};
