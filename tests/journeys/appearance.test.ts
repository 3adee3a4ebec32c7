// A user chooses how the portal looks: by mouse and by keyboard, kept in the browser, there before the first paint.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {findingsOf} from './axe.ts';
import {portalForSuite} from './portal-for-suite.ts';
import {adminPassword} from './portal-process.ts';
import {eventually, type Visitor} from './visitor.ts';

const accountTitle = 'My Account';

/** The accents of the portal's style sheet, as a browser computes them. */
const ACCENTS = {
  halyard: {light: 'rgb(0, 109, 117)', dark: 'rgb(89, 206, 203)'},
  graphite: {light: 'rgb(41, 46, 54)', dark: 'rgb(225, 229, 235)'},
  aurora: {light: 'rgb(118, 62, 189)', dark: 'rgb(200, 174, 250)'},
} as const;

/** The color of the button that changes the password: an element's, deep inside. */
const accentOf = (visitor: Visitor): Promise<string> =>
  visitor.page.$eval('change-password-form >>> .primary', (button) => getComputedStyle(button).backgroundColor);

const isAccent = async (visitor: Visitor, theme: keyof typeof ACCENTS, scheme: 'light' | 'dark'): Promise<void> => {
  await eventually(`${theme}, ${scheme}`, async () => (await accentOf(visitor)) === ACCENTS[theme][scheme]);
};

const rowHeight = (visitor: Visitor): Promise<number> =>
  visitor.page.$eval('tenant-user-management >>> tbody tr', (row) => row.getBoundingClientRect().height);

const isChecked = async (visitor: Visitor, role: string, name: string): Promise<boolean> =>
  (await visitor.find(role, name)).evaluate((input) => (input as HTMLInputElement).checked);

suite('the appearance of the portal', () => {
  const portal = portalForSuite();

  const arriveAtAccount = async (size?: {width: number; height: number}): Promise<Visitor> => {
    const visitor = await portal.arrive(size);
    await visitor.open('/account');
    await visitor.fill('Username', 'tenant.admin');
    await visitor.fill('Password', adminPassword);
    await visitor.press('Enter');
    await visitor.isAt('/account', accountTitle);
    await visitor.reads('This session');
    return visitor;
  };

  test('by mouse: theme, color scheme and density hold at once, after a reload and on every page, and no policy is broken (T23)', async () => {
    const admin = await arriveAtAccount();
    await isAccent(admin, 'halyard', 'light');
    await admin.click('radio', 'Aurora');
    await isAccent(admin, 'aurora', 'light');
    await admin.click('radio', 'Dark');
    await isAccent(admin, 'aurora', 'dark');
    await admin.click('switch', 'Compact');
    await admin.open('/account');
    await admin.reads('This session');
    await isAccent(admin, 'aurora', 'dark');
    for (const [role, name] of [
      ['radio', 'Aurora'],
      ['radio', 'Dark'],
      ['switch', 'Compact'],
    ] as const) {
      assert.ok(await isChecked(admin, role, name), name);
    }
    await admin.click('link', 'User Management');
    await admin.reads('13 users');
    assert.equal(Math.floor(await rowHeight(admin)), 32);
    await admin.click('link', accountTitle);
    await admin.click('switch', 'Compact');
    await admin.click('link', 'User Management');
    await admin.reads('13 users');
    assert.equal(Math.floor(await rowHeight(admin)), 42);
    await admin.leave();
  });

  test('by keyboard: arrows choose among radio buttons, Space turns the switch', async () => {
    const admin = await arriveAtAccount();
    await admin.tabTo('radio', 'Halyard');
    await admin.press('ArrowDown');
    await isAccent(admin, 'graphite', 'light');
    await admin.isFocused('radio', 'Graphite');
    await admin.press('Tab');
    await admin.isFocused('radio', 'System');
    await admin.press('ArrowDown', 'ArrowDown');
    await isAccent(admin, 'graphite', 'dark');
    await admin.press('Tab');
    await admin.isFocused('switch', 'Compact');
    await admin.press('Space');
    assert.ok(await isChecked(admin, 'switch', 'Compact'));
    await admin.open('/account');
    await admin.reads('This session');
    await isAccent(admin, 'graphite', 'dark');
    assert.ok(await isChecked(admin, 'switch', 'Compact'));
    await admin.leave();
  });

  test('System follows the system; Light and Dark do not', async () => {
    const admin = await arriveAtAccount();
    await admin.prefer('dark');
    await isAccent(admin, 'halyard', 'dark');
    await admin.click('radio', 'Light');
    await isAccent(admin, 'halyard', 'light');
    await admin.click('radio', 'System');
    await isAccent(admin, 'halyard', 'dark');
    await admin.leave();
  });

  test('what was kept is there before anything is painted, on the way in too', async () => {
    const admin = await arriveAtAccount();
    await admin.click('radio', 'Graphite');
    await admin.click('radio', 'Dark');
    const seen = await admin.page.evaluateOnNewDocument(() => {
      // The first moment at which there is a body to paint.
      new MutationObserver((_, observer) => {
        if (document.body) {
          observer.disconnect();
          const {theme, tenantryTheme} = document.documentElement.dataset;
          Object.assign(globalThis, {atFirst: `${theme} ${tenantryTheme}`});
        }
      }).observe(document, {childList: true, subtree: true});
    });
    await admin.click('button', 'Sign out');
    await admin.isAt('/sign-in', 'Sign in');
    await admin.open('/sign-in');
    await admin.reads('Username');
    assert.equal(await admin.page.evaluate(() => Object(globalThis).atFirst), 'graphite dark');
    await admin.page.removeScriptToEvaluateOnNewDocument(seen.identifier);
    await admin.leave();
  });

  test('another window of the browser follows; what nobody wrote here counts for nothing', async () => {
    const admin = await arriveAtAccount();
    const other = await admin.page.browserContext().newPage();
    await other.goto(`${portal.url}/sign-in`);
    await other.evaluate(() => localStorage.setItem('halyard.appearance', JSON.stringify({theme: 'aurora', scheme: 'dark'})));
    await other.close();
    await admin.page.bringToFront();
    await isAccent(admin, 'aurora', 'dark');
    assert.ok(await isChecked(admin, 'radio', 'Aurora'));
    for (const nonsense of ['null', '7', '{', '{"theme":"<script>","scheme":["dark"],"density":null}']) {
      await admin.page.evaluate((text) => localStorage.setItem('halyard.appearance', text), nonsense);
      await admin.open('/account');
      await admin.reads('This session');
      await isAccent(admin, 'halyard', 'light');
    }
    await admin.leave();
  });

  test('axe finds nothing in any theme, light or dark; nothing scrolls sideways at 320 pixels, compact or mirrored', async () => {
    const admin = await arriveAtAccount();
    for (const theme of ['Halyard', 'Graphite', 'Aurora']) {
      for (const scheme of ['Light', 'Dark']) {
        await admin.click('radio', theme);
        await admin.click('radio', scheme);
        assert.deepEqual(await findingsOf(admin), [], `${theme}, ${scheme}`);
      }
    }
    await admin.click('switch', 'Compact');
    await admin.page.setViewport({width: 320, height: 640});
    assert.equal(await admin.sidewaysScroll(), 0);
    await admin.page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    assert.equal(await admin.sidewaysScroll(), 0);
    await admin.leave();
  });
});
