// The elements' tests, in Chromium, Firefox and WebKitGTK. `npm test -- elements` runs them.
import {globSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {chromeLauncher} from '@web/test-runner-chrome';
import {a11ySnapshotPlugin} from '@web/test-runner-commands/plugins';
import puppeteer from 'puppeteer-core';
import {browserReporter} from './tooling/browser-reporter.mjs';
import {engines, wantedEngines} from './tooling/engines.mjs';
import {startTwice} from './tooling/start-twice.ts';
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

/** A window that has just been closed may be late in giving the focus up. */
async function takeFocus(page) {
  for (let tries = 0; tries < 20 && !(await page.evaluate(() => document.hasFocus())); tries++) {
    await page.bringToFront();
  }
}

/** Firefox gives the focus to a new window, which the page in it may lose when it goes elsewhere: each file gets a window. */
function firefoxLauncher(executablePath) {
  const launcher = chromeLauncher({
    puppeteer,
    concurrency: 1, // of two windows one has no focus
    createPage: async ({browser, context}) => {
      const others = await browser.pages();
      const page = await context.newPage({type: 'window'});
      await Promise.all(others.map((other) => other.close().catch(() => undefined))); // The window that Firefox opens itself takes the focus when it likes.
      await takeFocus(page);
      return page;
    },
    launchOptions: {
      browser: 'firefox',
      executablePath,
      headless: true,
      protocolTimeout: 45_000,
    },
  });
  const start = launcher.startSession.bind(launcher);
  launcher.startSession = async (id, url) => {
    const used = launcher.inactivePages.splice(0);
    await Promise.all(used.map(({puppeteerPage}) => puppeteerPage.close().catch(() => undefined))); // It may be gone.
    await start(id, url);
    await takeFocus(launcher.getPage(id));
  };
  return launcher;
}

const launchers = {
  chromium: (executablePath) =>
    chromeLauncher({
      puppeteer,
      // A window for each page: one in a background tab is never painted. Of several, each believes that it has the focus.
      // A context for each: its cookies are its own.
      createPage: async ({browser}) => {
        const page = await (await browser.createBrowserContext()).newPage({type: 'window'});
        await (await page.createCDPSession()).send('Emulation.setFocusEmulationEnabled', {enabled: true});
        return page;
      },
      launchOptions: {executablePath, args: chromeFlags},
    }),
  firefox: firefoxLauncher,
  webkit: (browser) => new WebKitLauncher(browser),
};

const launch = (name) => {
  const launcher = launchers[name](engines[name].find());
  const start = launcher.startBrowser?.bind(launcher);
  return start ? Object.assign(launcher, {startBrowser: (options) => startTwice(launcher.name, () => start(options))}) : launcher;
};

const browsers = Object.fromEntries(wantedEngines().map((name) => [name, launch(name)]));

const all = 'packages/elements/src/**/*.test.ts';
/** What only Chromium can do: media features, its own protocol, pictures. */
const chromiumOnly = 'packages/elements/src/**/*.chromium.test.ts';

// `--files` names what to run, in every engine that is wanted.
const [, ...afterFiles] = process.argv.slice(process.argv.indexOf('--files') >>> 0);
const nextOption = afterFiles.findIndex((argument) => argument.startsWith('--'));
const named = afterFiles.slice(0, nextOption < 0 ? undefined : nextOption);
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
  // For a busy machine, and two tries of a browser. What hangs fails after five minutes at most, by its name.
  browserStartTimeout: 120_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  testFramework: {config: {timeout: 30_000}}, // axe, a first question to the real server, a long list in WebKit: they need more than mocha's 2 s on a busy machine
  // Lit says once a page that it is its development build; everything else on the console is a finding.
  // The runner copies what a failed test compared: of what cannot be copied, as an element, the name. Its result would never arrive.
  testRunnerHtml: (testFramework) => `<!doctype html>
<html lang="en">
  <head><title>Tests</title></head>
  <body>
    <script>
      globalThis.litIssuedWarnings = new Set(['dev-mode']);
      const clone = globalThis.structuredClone;
      const isPlain = (each) => [Object.prototype, Array.prototype, null].includes(Object.getPrototypeOf(each));
      const named = (_, each) => (typeof each === 'object' && each && !isPlain(each) ? String(each) : each);
      globalThis.structuredClone = (...what) => {
        try {
          return clone(...what);
        } catch {
          return JSON.parse(JSON.stringify(what[0], named));
        }
      };
    </script>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`,
  reporters: [browserReporter()],
};
