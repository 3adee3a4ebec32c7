// The elements as guests of a page under the strict policy: every state of each, and two copies of the library at once.
import assert from 'node:assert/strict';
import {after, before, suite, test} from 'node:test';
import type {Browser} from 'puppeteer-core';
import {type GuestPage, openGuestPage, serveGuestPage} from './guest-page.ts';
import {startBrowser} from './visitor.ts';

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const html = (scripts: string): string => `<!doctype html>
<html lang="en">
  <head><title>Guests</title>${scripts}</head>
  <body></body>
</html>`;

// What libraries keep for all their copies (Lit: its versions), and what drives the browser here.
const KNOWN = /litElementVersions|litHtmlVersions|reactiveElementVersions|__zod_global|ariaQuerySelector|mountAll/;

suite('every state of every element under the strict policy (T23, T24)', () => {
  let guests: GuestPage;
  before(async () => {
    guests = await serveGuestPage({
      from: 'source',
      html: html('<script type="module" src="/app.js"></script>'),
      script: `
        import {changedGlobals, globalsOf} from '../../packages/elements/src/testing/promises/traces.ts';
        const before = globalsOf(window);
        const mountAll = async () => {
          const {allStates} = await import('../../packages/elements/src/testing/all-states.ts');
          await import('../../packages/elements/src/define/all.ts');
          const failed = [];
          let mounted = 0;
          for (const [tag, states] of Object.entries(allStates)) {
            for (const {name, mount} of states) {
              const stage = document.createElement('div');
              document.body.append(stage);
              await mount(stage).then(() => mounted++, (error) => failed.push(tag + ', ' + name + ': ' + error));
              stage.remove();
            }
          }
          return {mounted, failed, globals: changedGlobals(before, globalsOf(window))};
        };
        Object.assign(globalThis, {mountAll});
      `,
    });
  });
  after(() => guests.stop());

  test('all are mounted, and the browser reports nothing; no global and no prototype is another one (T25)', {
    timeout: 240_000,
  }, async (t) => {
    const {page, said, reports} = await openGuestPage(browser, guests.url);
    page.setDefaultTimeout(200_000);
    await page.waitForFunction(() => 'mountAll' in globalThis);
    const {mounted, failed, globals} = await page.evaluate(() =>
      (globalThis as unknown as {mountAll: () => Promise<{mounted: number; failed: string[]; globals: string[]}>}).mountAll(),
    );
    t.diagnostic(`${mounted} states`);
    assert.deepEqual(failed, []);
    assert.ok(mounted > 80, String(mounted));
    assert.deepEqual(reports, []);
    assert.deepEqual(
      globals.filter((name) => !KNOWN.test(name)),
      [],
    );
    assert.deepEqual(
      // Of password forms Chrome speaks once, when the page has loaded: of whichever state stands there then, and one by a link knows no username.
      said.filter((line) => !/Lit is in dev mode|Failed to load|Password forms should have/.test(line)),
      [],
    );
  });

  for (const [name, plant] of Object.entries({
    'a style attribute': (): void => document.body.setAttribute('style', 'color: red'),
    'an inline handler': (): void => document.body.setAttribute('onclick', 'go()'),
    'text that becomes markup': (): void => {
      document.body.innerHTML = '<b>here</b>';
    },
  })) {
    test(`${name} would be reported`, async () => {
      const {page, reports} = await openGuestPage(browser, guests.url);
      await page.evaluate(plant).catch(() => undefined); // It is refused as well.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
      assert.equal(reports.length > 0, true);
    });
  }
});

suite('two copies on one page under the strict policy (T24, T25)', () => {
  const options = {
    from: 'published',
    html: html('<script type="module" src="/tenantry-elements.min.js"></script><script type="module" src="/app.js"></script>'),
    folders: ['packages/elements/cdn'],
    script: `
      const first = customElements.get('tenant-user-table');
      import '@tenantry/elements/define/all.js';
      import {TenantProvider, TenantUserTable} from '@tenantry/elements';
      import {isTenantryError, TenantClient, TenantryError} from '@tenantry/sdk';
      class OtherProvider extends TenantProvider {}
      class OtherTable extends TenantUserTable {}
      customElements.define('other-provider', OtherProvider);
      customElements.define('other-table', OtherTable);
      const answers = {'/api/v1/session': undefined, '/api/v1/tenants/self/users': {items: [], next: null, prev: null, limit: 50, total: null}};
      const fetch = async (input) => {
        const answer = answers[new URL(input.url ?? input, location.href).pathname];
        asked.push(String(input.url ?? input));
        return answer ? Response.json(answer) : new Response('{}', {status: 500, headers: {'content-type': 'application/json'}});
      };
      const asked = [];
      Object.assign(globalThis, {
        asked, first, isTenantryError, TenantryError, OtherTable, TenantUserTable,
        client: () => new TenantClient({baseUrl: '/api', auth: {cookie: true}, retries: 0, fetch}),
      });
    `,
  } as const;

  let guests: GuestPage;
  before(async () => {
    guests = await serveGuestPage(options);
  });
  after(() => guests.stop());

  const open = async () => {
    const opened = await openGuestPage(browser, guests.url);
    await opened.page.waitForFunction(() => 'OtherTable' in globalThis);
    return opened;
  };

  test('the definitions of the first are kept, without a word and without a report', async () => {
    const {page, said, reports} = await open();
    const kept = await page.evaluate(() => {
      const {first, TenantUserTable} = globalThis as unknown as Record<string, unknown>;
      const now = customElements.get('tenant-user-table');
      return [now === first, now === TenantUserTable];
    });
    assert.deepEqual(kept, [true, false]);
    assert.deepEqual([reports, said.filter((line) => !line.includes('Failed to load'))], [[], []]);
  });

  for (const [around, inside] of [
    ['tenant-provider', 'other-table'],
    ['other-provider', 'tenant-user-table'],
  ] as const) {
    test(`<${around}> gives its client and its session to <${inside}> of the other copy; its errors are known and heard by name`, async () => {
      const {page, said, reports} = await open();
      const told = await page.evaluate(
        async (names) => {
          const {client, asked, isTenantryError, TenantryError} = globalThis as unknown as {
            client: () => object;
            asked: string[];
            isTenantryError: (error: unknown) => boolean;
            TenantryError: new () => Error;
          };
          const [provider, table] = names.map((name) => document.createElement(name)) as [HTMLElement, HTMLElement];
          const heard = new Promise<Event & {error: unknown}>((resolve) => {
            provider.addEventListener('tenant-error', (event) => resolve(event as never));
          });
          const shown = document.createElement('p');
          Object.assign(provider, {client: client()});
          provider.append(table, shown);
          document.body.append(provider);
          const {error} = await heard;
          const {session} = provider as unknown as {session: {status: string; begin: unknown}};
          const before = asked.length;
          // Nobody knows who is signed in, so the table of the other copy asks nothing: it has heard of that session.
          await new Promise((done) => setTimeout(done, 100));
          const quiet = asked.length === before;
          return {
            status: session.status,
            quiet,
            known: isTenantryError(error),
            isOfThisCopy: error instanceof TenantryError,
            text: (table.shadowRoot?.textContent ?? '').length > 0,
          };
        },
        [around, inside],
      );
      assert.deepEqual(told, {status: 'unknown', quiet: true, known: true, isOfThisCopy: true, text: true});
      assert.deepEqual([reports, said.filter((line) => !line.includes('Failed to load'))], [[], []]);
    });
  }

  test('an error of the other copy is known as one', async () => {
    const {page} = await open();
    const [known, isOfThisCopy] = await page.evaluate(async () => {
      const {isTenantryError, TenantryError} = globalThis as unknown as {
        isTenantryError: (error: unknown) => boolean;
        TenantryError: new () => Error;
      };
      const provider = document.createElement('tenant-provider');
      const heard = new Promise<Event & {error: unknown}>((resolve) => {
        provider.addEventListener('tenant-error', (event) => resolve(event as never));
      });
      provider.setAttribute('base-url', '/nothing');
      document.body.append(provider);
      const {error} = await heard;
      return [isTenantryError(error), error instanceof TenantryError];
    });
    assert.deepEqual([known, isOfThisCopy], [true, false]);
  });

  test("without 'allow-duplicates' the second copy is refused and reported", async () => {
    const strict = await serveGuestPage({...options, policy: (policy) => policy.replace(" 'allow-duplicates'", '')});
    const {page, reports} = await openGuestPage(browser, strict.url);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    assert.match(reports.join(), /trusted-types/);
    await strict.stop();
  });
});
