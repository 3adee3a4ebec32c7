// What the README tells a reader to put into a page shows the users of the tenant there.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import type {Browser, HTTPRequest} from 'puppeteer-core';
import {codeBlock} from '../packages/snippets.ts';
import {adminPassword, folderPlace, type Place, type RunningPortal, startPortal} from './portal-process.ts';
import {startBrowser} from './visitor.ts';

let browser: Browser;
let place: Place;
let portal: RunningPortal;
before(async () => {
  browser = await startBrowser();
  place = await folderPlace();
  portal = await startPortal(place.env);
});
after(async () => {
  await browser.close();
  await portal.stop();
  await place.remove();
});

const root = join(import.meta.dirname, '../..');

// The host of the README serves two files beside the API.
const files = new Map([
  ['/any-page', {contentType: 'text/html', body: codeBlock('README.md', 'html')}],
  [
    '/tenantry-elements.min.js',
    {contentType: 'text/javascript', body: readFileSync(join(root, 'packages/elements/cdn/tenantry-elements.min.js'), 'utf8')},
  ],
]);

const serve = (request: HTTPRequest): void => {
  const file = files.get(new URL(request.url()).pathname);
  void (file ? request.respond({status: 200, ...file}) : request.continue());
};

test('ten lines from the README embed the user list in any page', async () => {
  const page = await browser.newPage();
  await page.goto(`${portal.url}/sign-in`);
  await page.evaluate(async (password) => {
    await fetch('/api/v1/session', {
      method: 'POST',
      headers: {'content-type': 'application/json', 'x-requested-with': 'tenantry'},
      body: JSON.stringify({tenant: 'demo', username: 'tenant.admin', password}),
    });
  }, adminPassword);
  await page.setRequestInterception(true);
  page.on('request', serve);
  await page.goto(`${portal.url}/any-page`);
  await page.waitForSelector('aria/Create User[role="button"]');
  await page.waitForSelector('::-p-text(13 users)');
  await page.close();
});
