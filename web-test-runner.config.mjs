// The elements' tests, in a real Chromium. `npm test -- elements` runs them.
import {fileURLToPath} from 'node:url';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';
import {a11ySnapshotPlugin} from '@web/test-runner-commands/plugins';
import puppeteer from 'puppeteer-core';
import {findBrowser} from './tooling/browser.mjs';
import {browserReporter} from './tooling/browser-reporter.mjs';
import {testBackend} from './tooling/test-backend.ts';

const chromeFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const backend = testBackend();

export default {
  files: 'packages/elements/src/**/*.test.ts',
  nodeResolve: {exportConditions: ['@tenantry/source', 'development', 'browser']},
  middleware: [backend.middleware],
  plugins: [
    backend.plugin,
    a11ySnapshotPlugin(),
    esbuildPlugin({ts: true, target: 'es2023', tsconfig: fileURLToPath(new URL('packages/elements/tsconfig.json', import.meta.url))}),
  ],
  browsers: [
    chromeLauncher({
      puppeteer,
      // A window for each page: one in a background tab has no focus, and keys and clicks sent to it are never answered.
      // A context for each: its cookies are its own.
      createPage: async ({browser}) => (await browser.createBrowserContext()).newPage({type: 'window'}),
      launchOptions: {executablePath: findBrowser(), args: chromeFlags},
    }),
  ],
  concurrency: 2,
  testFramework: {config: {timeout: 15_000}}, // axe needs more than mocha's 2 s on a busy machine
  // Lit says once a page that it is its development build; everything else on the console is a finding.
  testRunnerHtml: (testFramework) => `<!doctype html>
<html lang="en">
  <head><title>Tests</title></head>
  <body>
    <script>globalThis.litIssuedWarnings = new Set(['dev-mode']);</script>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`,
  reporters: [browserReporter()],
};
