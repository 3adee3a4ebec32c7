// The portal for readers who use no mouse, or who see a sixteenth of it at a time: every page by keys, the focus always in view.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import type {KeyInput} from 'puppeteer-core';
import {findingsOf} from './axe.ts';
import {portalForSuite} from './portal-for-suite.ts';
import {adminPassword} from './portal-process.ts';
import {eventually, type Visitor} from './visitor.ts';

const dashboardTitle = 'Dashboard';
const usersTitle = 'User Management';
const accountTitle = 'My Account';
const MOST_TABS = 60;

suite('the portal by keys alone', () => {
  const portal = portalForSuite();

  const arrive = async (size?: {width: number; height: number}): Promise<Visitor> => {
    const visitor = await portal.arrive(size);
    await visitor.open('/users');
    await visitor.isFocused('textbox', 'Username');
    return visitor;
  };

  const signIn = async (visitor: Visitor): Promise<void> => {
    await visitor.tabAndType('Username', 'tenant.admin');
    await visitor.tabAndType('Password', adminPassword);
    await visitor.press('Enter');
    await visitor.isAt('/users', usersTitle);
    await visitor.reads('13 users');
  };

  /** Tabs through what can be reached, until it is left or comes round, and says where the focus could not be seen. */
  const walk = async (visitor: Visitor): Promise<readonly string[]> => {
    const problems: string[] = [];
    const seen: string[] = [];
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      await visitor.press('Tab');
      const {what, problem} = await visitor.page.evaluate(lookAtFocus);
      if (what === '' || (tabs > 0 && what === seen[0])) {
        break;
      }
      seen.push(what);
      if (problem) {
        problems.push(`${what} ${problem}`);
      }
    }
    assert.ok(seen.length > 2, `only ${seen.join(', ')}`);
    return problems;
  };

  for (const direction of ['ltr', 'rtl'] as const) {
    test(`every row of the key table for a menu button holds in a narrow window, ${direction}`, async () => {
      const admin = await arrive({width: 640, height: 700});
      await signIn(admin);
      await admin.page.evaluate((value) => {
        document.documentElement.dir = value;
      }, direction);
      const isOpen = (): Promise<boolean> =>
        admin.page.evaluate(
          () =>
            document.querySelector('#side')?.matches(':popover-open') === true &&
            document.querySelector('.topbar .menu')?.getAttribute('aria-expanded') === 'true',
        );
      const closed = async (key: KeyInput): Promise<void> => {
        await admin.press(key);
        await eventually(`closed by ${key}`, async () => !(await isOpen()));
      };
      const opened = async (key: KeyInput, name: string): Promise<void> => {
        await (await admin.find('button', 'Menu')).focus();
        await admin.press(key);
        await eventually(`opened by ${key}`, isOpen);
        await admin.isFocused('menuitem', name);
      };
      for (const [key, name] of [
        ['Enter', dashboardTitle],
        ['Space', dashboardTitle],
        ['ArrowDown', dashboardTitle],
        ['ArrowUp', accountTitle],
      ] as const) {
        await opened(key, name);
        await closed('Escape');
        await admin.isFocused('button', 'Menu');
      }
      await opened('Enter', dashboardTitle);
      for (const [key, name] of [
        ['ArrowDown', usersTitle],
        ['ArrowDown', accountTitle],
        ['ArrowDown', dashboardTitle],
        ['ArrowUp', accountTitle],
        ['ArrowUp', usersTitle],
        ['End', accountTitle],
        ['Home', dashboardTitle],
        ['m', accountTitle],
        ['m', accountTitle],
      ] as const) {
        await admin.press(key);
        await admin.isFocused('menuitem', name);
      }
      await new Promise((resolve) => setTimeout(resolve, 600)); // Then typing begins anew.
      await admin.press('u', 's');
      await admin.isFocused('menuitem', usersTitle);
      await closed('Tab');
      await admin.isFocused('link', 'Halyard');
      await opened('Enter', dashboardTitle);
      await admin.page.mouse.click(direction === 'ltr' ? 600 : 40, 500);
      await eventually('closed by a click beside it', async () => !(await isOpen()));
      await opened('Enter', dashboardTitle);
      await admin.press('ArrowUp', 'Enter');
      await admin.isAt('/account', accountTitle);
      assert.equal(await isOpen(), false);
      await opened('Enter', dashboardTitle);
      await admin.press('ArrowDown', 'Space');
      await admin.isAt('/users', usersTitle);
      await admin.leave();
    });
  }

  test('the menu is one in a narrow window alone: in a wide one the same are links', async () => {
    const admin = await arrive({width: 640, height: 700});
    await signIn(admin);
    await admin.click('button', 'Menu');
    await admin.find('menu', 'Pages');
    assert.deepEqual(await findingsOf(admin), []);
    await admin.page.setViewport({width: 1280, height: 700});
    await admin.find('link', accountTitle);
    assert.equal(await admin.glimpse('menuitem', accountTitle), null);
    await admin.tabTo('link', accountTitle);
    await admin.leave();
  });

  for (const direction of ['ltr', 'rtl'] as const) {
    test(`Space switches a switch on and off, ${direction}`, async () => {
      const admin = await arrive();
      await signIn(admin);
      await admin.page.evaluate((value) => {
        document.documentElement.dir = value;
      }, direction);
      await admin.tabTo('link', accountTitle);
      await admin.press('Enter');
      await admin.isAt('/account', accountTitle);
      await admin.tabTo('switch', 'Compact');
      const isOn = async (): Promise<boolean> =>
        (await admin.find('switch', 'Compact')).evaluate((input) => (input as HTMLInputElement).checked);
      const before = await isOn();
      await admin.press('Space');
      assert.equal(await isOn(), !before);
      await admin.isFocused('switch', 'Compact');
      await admin.press('Space');
      assert.equal(await isOn(), before);
      await admin.leave();
    });
  }

  for (const [name, size] of [
    ['a desk', {width: 1280, height: 800}],
    ['400 % zoom, which leaves 320 × 256', {width: 320, height: 256}],
  ] as const) {
    test(`at ${name}, Tab leads through every page with the focus seen and not covered, and nothing scrolls sideways (T35, 2.4.7, 2.4.11, 1.4.10)`, async () => {
      const admin = await arrive(size);
      assert.deepEqual(await walk(admin), [], 'sign-in');
      assert.equal(await admin.sidewaysScroll(), 0);
      await signIn(admin);
      assert.deepEqual(await walk(admin), [], 'users');
      assert.equal(await admin.sidewaysScroll(), 0);
      await admin.open('/users');
      await admin.reads('13 users');
      await admin.tabTo('button', 'Create User');
      await admin.press('Enter');
      await admin.isFocused('textbox', 'Username');
      await admin.reads('The password needs');
      assert.deepEqual(await walk(admin), [], 'the dialog');
      assert.equal(await admin.sidewaysScroll(), 0);
      await admin.press('Escape');
      await admin.open('/account');
      await admin.reads('This session');
      assert.deepEqual(await walk(admin), [], 'account');
      assert.equal(await admin.sidewaysScroll(), 0);
      await admin.leave();
    });
  }

  test('what walks is shown to complain: of a focus that shows nothing, and of one that is covered', async () => {
    const admin = await arrive();
    await admin.page.evaluate(() => {
      const bar = document.createElement('div');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        '.bar { position: fixed; inset: 0 0 auto; block-size: 5rem; background: red } .plain { outline: none !important } .plain, .under { position: absolute; inset: 6rem auto auto 0 } .under { inset: 1rem auto auto 0 }',
      );
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      bar.className = 'bar';
      document.body.append(
        Object.assign(document.createElement('button'), {className: 'plain', textContent: 'plain'}),
        Object.assign(document.createElement('button'), {className: 'under', textContent: 'under'}),
        Object.assign(document.createElement('button'), {className: 'last', textContent: 'last'}),
        bar,
      );
      (document.activeElement as HTMLElement).blur();
    });
    assert.deepEqual(
      (await walk(admin)).filter((problem) => /plain|under/.test(problem)),
      ['button plain shows no ring', 'button under is covered'],
    );
    await admin.leave();
  });
});

/** Runs in the page, so it stands for itself: what has the focus, and why nobody sees that. */
const lookAtFocus = (): {what: string; problem?: string} => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  if (!active || active === document.body) {
    return {what: ''};
  }
  const parents: Element[] = [];
  for (let each: Element | null = active; each; ) {
    parents.push(each);
    const root = each.getRootNode();
    each = each.assignedSlot ?? each.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  const what = `${active.localName} ${active.id || active.getAttribute('aria-label') || (active.textContent ?? '').trim().slice(0, 40)}`;
  const hasRing = parents.slice(0, 3).some((each) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(each);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
  if (!hasRing) {
    return {what, problem: 'shows no ring'};
  }
  const {left, right, top, bottom} = active.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
    return {what, problem: 'is out of the window'};
  }
  let hit = document.elementFromPoint(x, y);
  while (hit?.shadowRoot) {
    const deeper = hit.shadowRoot.elementFromPoint(x, y);
    if (!deeper || deeper === hit) {
      break;
    }
    hit = deeper;
  }
  return hit && !parents.includes(hit) && !active.contains(hit) ? {what, problem: 'is covered'} : {what};
};
