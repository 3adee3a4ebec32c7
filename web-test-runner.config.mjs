// The elements' tests, in Chromium, Firefox and WebKitGTK. `npm test -- elements` runs them.
import {globSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {chromeLauncher} from '@web/test-runner-chrome';
import {a11ySnapshotPlugin} from '@web/test-runner-commands/plugins';
import puppeteer from 'puppeteer-core';
import {browserReporter} from './tooling/browser-reporter.mjs';
import {engines, wantedEngines} from './tooling/engines.mjs';
import {testBackend} from './tooling/test-backend.ts';
import {testBundle} from './tooling/test-bundle.ts';
import {testMedia} from './tooling/test-media.mjs';
import {WebKitLauncher} from './tooling/webkit-launcher.ts';

const chromeFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const launchers = {
  chromium: (executablePath) =>
    chromeLauncher({
      puppeteer,
      // A window for each page: one in a background tab has no focus, and keys and clicks sent to it are never answered.
      // A context for each: its cookies are its own.
      createPage: async ({browser}) => (await browser.createBrowserContext()).newPage({type: 'window'}),
      launchOptions: {executablePath, args: chromeFlags},
    }),
  firefox: (executablePath) =>
    chromeLauncher({
      puppeteer,
      concurrency: 1, // of two tabs one has no focus
      createPage: async ({context}) => {
        const page = await context.newPage({type: 'window'});
        await page.bringToFront();
        return page;
      },
      launchOptions: {browser: 'firefox', executablePath, headless: true},
    }),
  webkit: (browser) => new WebKitLauncher(browser),
};

const browsers = Object.fromEntries(wantedEngines().map((name) => [name, launchers[name](engines[name].find())]));

const all = 'packages/elements/src/**/*.test.ts';
/** What only Chromium can do: media features, its own protocol, pictures. */
const chromiumOnly = 'packages/elements/src/**/*.chromium.test.ts';

// `--files` names what to run, in every engine that is wanted.
const {values} = parseArgs({options: {files: {type: 'string', multiple: true}}, strict: false});
const named = values.files ?? [];
const groups =
  named.length === 0 && browsers.chromium && globSync(chromiumOnly).length > 0
    ? [{name: 'chromium', files: chromiumOnly, browsers: [browsers.chromium]}]
    : [];

const backend = testBackend();

export default {
  files: named.length > 0 ? named : [all, `!${chromiumOnly}`],
  groups,
  middleware: [backend.middleware],
  plugins: [
    backend.plugin,
    a11ySnapshotPlugin(),
    testMedia,
    testBundle(named.length > 0 ? named : [all], fileURLToPath(new URL('packages/elements/tsconfig.json', import.meta.url))),
  ],
  browsers: Object.values(browsers),
  concurrentBrowsers: 3,
  concurrency: 2,
  testsFinishTimeout: 600_000, // a file on a busy machine; each test has its own limit
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
