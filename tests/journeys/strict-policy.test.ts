// The whole portal under the strict policy, Trusted Types enforced: every page and what can happen on it, and not one report.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {hostileStrings} from '../../packages/elements/src/testing/hostile/strings.ts';
import {TenantClient} from '../../packages/sdk/src/index.ts';
import {reportsOf} from './guest-page.ts';
import {eventually} from './person.ts';
import {portalForSuite} from './portal-for-suite.ts';
import {adminPassword} from './portal-process.ts';
import type {Visitor} from './visitor.ts';

const ownPassword = 'a kettle sings at midnight';

suite('the portal under the strict policy (T23, T24)', () => {
  const portal = portalForSuite();

  const arrive = async (): Promise<{visitor: Visitor; reports: readonly string[]}> => {
    const visitor = await portal.arrive();
    return {visitor, reports: await reportsOf(visitor.page)};
  };

  const signIn = async (visitor: Visitor, username: string, password: string): Promise<void> => {
    await visitor.fill('Username', username);
    await visitor.fill('Password', password);
    await visitor.press('Enter');
  };

  test('the page is served with it', async () => {
    const {headers} = await fetch(portal.url);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'/);
    assert.doesNotMatch(policy, /unsafe|\*|data:|blob:/);
  });

  test('what is against it would be reported', async () => {
    const {visitor, reports} = await arrive();
    await visitor.open('/sign-in');
    await visitor.find('button', 'Sign in');
    await visitor.page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await visitor.page
      .evaluate(() => {
        document.body.innerHTML = '<b>here</b>';
      })
      .catch(() => undefined); // It is refused as well.
    await eventually('two reports', async () => reports.length === 2);
    assert.match(reports.join('\n'), /style-src-attr inline.*\n.*trusted-types-sink/);
    assert.match(visitor.problems.splice(0).join(), /Content Security Policy/);
    await visitor.leave();
  });

  test('the door, a page that is not there, the users and one who is created, handed over and printed: no report', {
    timeout: 120_000,
  }, async () => {
    const {visitor, reports} = await arrive();
    await visitor.open('/nowhere');
    await visitor.isAt('/nowhere', 'Page not found');
    visitor.problems.splice(0); // The status of that page.
    await visitor.open('/sign-in');
    await visitor.click('button', 'Sign in');
    await signIn(visitor, 'tenant.admin', 'a wrong one');
    await visitor.reads('Username or password is wrong.');
    await visitor.open('/sign-in');
    await signIn(visitor, 'tenant.admin', adminPassword);
    await visitor.isAt('/dashboard', 'Dashboard');
    await visitor.reads('Slurm');
    await visitor.click('link', 'User Management');
    await visitor.reads('13 users');
    await visitor.click('button', 'Username');
    await visitor.fill('Search users', 'zzzz', 'searchbox');
    await visitor.click('button', 'Clear filters');
    await visitor.page.setViewport({width: 390, height: 700});
    await visitor.click('button', 'Menu');
    await visitor.click('menuitem', 'User Management');
    await visitor.page.setViewport({width: 1280, height: 800});
    await visitor.click('button', 'Create User');
    await visitor.isFocused('textbox', 'Username');
    await visitor.click('button', 'Submit');
    await visitor.fill('Username', 'ada.quist');
    await visitor.fill('Email', 'ada.quist@demo.example');
    await visitor.fill('First Name', 'Ada');
    await visitor.fill('Last Name', 'Quist');
    await visitor.click('checkbox', 'Let the server make a temporary password');
    await visitor.click('button', 'Submit');
    await visitor.find('button', 'Print');
    const secret = await visitor.page.$eval('>>> [part=secret]', ({textContent}) => textContent?.trim() ?? '');
    await visitor.click('button', 'Print');
    await visitor.page.emulateMediaType('print');
    await visitor.page.emulateMediaType('screen');
    await visitor.click('button', 'Done');
    await visitor.reads('Ada Quist was created.');
    await visitor.leave();
    const ada = await arrive();
    await ada.visitor.open('/sign-in');
    await signIn(ada.visitor, 'ada.quist', secret);
    await ada.visitor.reads('Choose a new password');
    await ada.visitor.fill('New password', ownPassword);
    await ada.visitor.fill('Confirm Password', ownPassword);
    await ada.visitor.press('Enter');
    await ada.visitor.isAt('/dashboard', 'Dashboard');
    assert.deepEqual([reports, ada.reports], [[], []]);
    await ada.visitor.leave();
  });

  test('the dashboard, arranged by mouse, by keys, by single buttons and by numbers, saved and seen again: no report', {
    timeout: 120_000,
  }, async () => {
    const {visitor, reports} = await arrive();
    await visitor.open('/sign-in');
    await signIn(visitor, 'tenant.admin', adminPassword);
    await visitor.click('button', 'Edit Dashboard');
    await visitor.drag('Move or resize Bare Metal', 'Move or resize Virtual Machine');
    await visitor.tabTo('button', 'Move or resize Slurm');
    await visitor.press('Enter', 'ArrowUp', 'Enter');
    await visitor.click('button', 'Add tile');
    await visitor.click('button', 'Add GPUs');
    await visitor.click('button', 'Move or resize Slurm');
    await visitor.click('button', 'Wider');
    await visitor.click('button', 'Move, resize, rename…');
    await visitor.fill('Name', 'Batch');
    await visitor.click('button', 'Apply');
    await visitor.click('button', 'Save');
    await visitor.find('button', 'Edit Dashboard');
    await visitor.open('/dashboard');
    await visitor.reads('\nBatch\n');
    assert.deepEqual(reports, []);
    await visitor.leave();
  });

  test('the account, every look and language of it, a session that ends and a line that is cut: no report', {
    timeout: 120_000,
  }, async () => {
    const {visitor, reports} = await arrive();
    await visitor.open('/account');
    await signIn(visitor, 'tenant.admin', adminPassword);
    await visitor.isAt('/account', 'My Account');
    await visitor.reads('This session');
    for (const choice of ['Aurora', 'Dark', 'Graphite', 'Light', 'Halyard', 'System']) {
      await visitor.click('radio', choice);
    }
    await visitor.click('switch', 'Compact');
    await visitor.click('radio', 'العربية');
    await visitor.isAt('/account', 'حسابي');
    await visitor.click('radio', 'Deutsch');
    await visitor.isAt('/account', 'Mein Konto');
    await visitor.open('/users');
    await visitor.reads('Benutzer');
    await visitor.open('/account');
    await visitor.click('radio', 'English');
    await visitor.isAt('/account', 'My Account');
    await visitor.fill('First Name', ' ');
    await visitor.click('button', 'Save');
    await visitor.reads('Enter your first name.');
    await visitor.fill('First Name', 'Robyn');
    await visitor.click('button', 'Save');
    await visitor.reads('Your names were saved.');
    await visitor.fill('Current password', 'a wrong one');
    await visitor.fill('New password', ownPassword);
    await visitor.fill('Confirm Password', ownPassword);
    await visitor.press('Enter');
    await visitor.reads('This is not your current password.');
    await visitor.page.setOfflineMode(true);
    await visitor.fill('First Name', 'Robin');
    await visitor.click('button', 'Save');
    await visitor.reads('We could not see whether your names were saved.');
    await visitor.page.setOfflineMode(false);
    await visitor.page.deleteCookie(...(await visitor.page.cookies()));
    await visitor.click('button', 'Save');
    await visitor.reads('Your session has ended');
    await visitor.fill('Password', adminPassword);
    await visitor.press('Enter');
    await visitor.click('button', 'Sign out');
    await visitor.isAt('/sign-in', 'Sign in');
    assert.deepEqual(reports, []);
    await visitor.leave();
  });

  test('hostile names that the server accepts are read as they are in the list, and nothing runs (X8, E30)', {
    timeout: 180_000,
  }, async (t) => {
    let cookie = '';
    const client = new TenantClient({
      baseUrl: `${portal.url}/api`,
      auth: {cookie: true},
      fetch: async (input, init) => {
        const request = new Request(input, init);
        request.headers.set('cookie', cookie);
        request.headers.set('origin', portal.url);
        const answer = await fetch(request);
        cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
        return answer;
      },
    });
    await client.session.signIn({tenant: 'demo', username: 'tenant.admin', password: adminPassword});
    const accepted: string[] = [];
    for (const [index, text] of hostileStrings.entries()) {
      const name = text.trim().slice(0, 60);
      if (index % 20 === 0) {
        const user = {username: `hostile.${index}`, email: `hostile.${index}@demo.example`, firstName: name, lastName: name};
        await client.users.create({...user, credential: {type: 'temporary', delivery: 'show'}}).then(
          ({user: {firstName}}) => accepted.push(`${firstName} ${firstName}`),
          () => undefined,
        );
      }
    }
    t.diagnostic(`${accepted.length} accepted`);
    assert.ok(accepted.length > 30);
    const {visitor, reports} = await arrive();
    await visitor.open('/users');
    await signIn(visitor, 'tenant.admin', adminPassword);
    await visitor.reads('hostile.');
    const seen = new Set<string>();
    await eventually('every name', async () => {
      const names = await visitor.page.$$eval('>>> .person', (found) => found.map(({textContent}) => textContent ?? ''));
      names.forEach((name) => seen.add(name));
      await visitor.page.evaluate(() => scrollBy(0, innerHeight / 2));
      return accepted.every((name) => seen.has(name));
    });
    assert.equal(await visitor.sidewaysScroll(), 0);
    assert.equal(await visitor.page.evaluate(() => 'pwned' in globalThis), false);
    assert.deepEqual([reports, visitor.requests.filter((request) => request.includes('pwned'))], [[], []]);
    await visitor.leave();
  });
});
