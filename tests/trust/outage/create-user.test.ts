// The network goes while a user is being created, and comes back.
import assert from 'node:assert/strict';
import {after, before, beforeEach, suite, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {adminPassword} from '../../journeys/portal-process.ts';
import type {Visitor} from '../../journeys/visitor.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {type Desk, fillForm, isListedOnce, keepsForm, openDesk} from './desk.ts';
import type {LineState} from './line.ts';

const CUT_MS = atScale({small: 3000, full: 60_000});

suite('a user is created while the network goes', () => {
  let desk: Desk;
  let admin: Visitor;

  before(async () => {
    desk = await openDesk();
    admin = await desk.arriveAsAdmin('/users');
    await admin.reads('13 users');
  });
  after(async () => {
    await admin.leave();
    const users = await desk.close();
    assert.ok(users.length >= 13);
  });

  beforeEach(async () => {
    await lose('whole');
    if (await admin.glimpse('button', 'Cancel')) {
      await admin.page.reload(); // A test before has failed.
    }
  });

  const posts = (): number => admin.requests.filter((request) => request === 'POST /api/v1/tenants/self/users').length;

  /** Loses the network, or mends it. */
  const lose = (how: LineState | 'offline'): Promise<void> => {
    if (how === 'offline') {
      return admin.page.setOfflineMode(true);
    }
    desk.line.become(how);
    return admin.page.setOfflineMode(false);
  };

  for (const [how, username, cause] of [
    ['offline', 'off.line', 'You were offline.'],
    ['cut', 'cut.line', 'The server could not be reached. Check your connection.'],
    ['one-way', 'one.way', 'The server could not be reached. Check your connection.'],
  ] as const) {
    test(`E32, X2, E2: ${how}: the form says so and keeps every value; with the network back Submit makes one user, once`, async () => {
      await fillForm(admin, username);
      await lose(how);
      const began = performance.now();
      await admin.click('button', 'Submit');
      await admin.reads(
        `${cause} We could not see whether ${username} was created. Submit again without changes: nobody is created twice.`,
      );
      await keepsForm(admin, username);
      await pause(Math.max(0, CUT_MS - (performance.now() - began)));
      await lose('whole');
      await admin.click('button', 'Submit');
      await admin.reads('Nora Berg was created.');
      await isListedOnce(admin, username);
    });
  }

  test('T9, X6: while offline the list says how old it is; online again it is asked anew by itself', async () => {
    const {length} = await admin.rows();
    await lose('offline');
    await admin.reads('You are offline. Last updated: Today, ');
    assert.equal((await admin.rows()).length, length);
    const other = await desk.arriveAsAdmin('/users');
    await fillForm(other, 'from.elsewhere');
    await other.click('button', 'Submit');
    await isListedOnce(other, 'from.elsewhere');
    await other.leave();
    await lose('whole');
    await isListedOnce(admin, 'from.elsewhere');
    assert.ok(!(await admin.text()).includes('Last updated'));
  });

  test('T9, X6: a list that cannot be asked keeps its filters, and shows what was asked when asked again', async () => {
    const count = `${(await admin.rows()).length} users`;
    await lose('cut');
    await admin.fill('Search users', 'elsewhere', 'searchbox');
    await admin.reads('Users could not be loaded');
    await admin.reads('The server could not be reached. Check your connection. Your filters are kept.');
    await lose('whole');
    await admin.click('button', 'Try again');
    await admin.reads('\n1 user\n');
    await admin.fill('Search users', '', 'searchbox');
    await admin.press('Backspace');
    await admin.reads(count);
  });

  test('E2, X2: two presses at once, and Enter twice, make one user with one request', async () => {
    await fillForm(admin, 'double.click');
    const before = posts();
    await (await admin.find('button', 'Submit')).click({count: 2, delay: 0});
    await admin.reads('Nora Berg was created.');
    await isListedOnce(admin, 'double.click');
    await fillForm(admin, 'double.enter');
    await admin.press('Enter', 'Enter');
    await isListedOnce(admin, 'double.enter');
    assert.equal(posts() - before, 2);
  });

  test('X2, E32: a silent line: the form waits, holds what would lose the answer, and the user is made by itself', async () => {
    await fillForm(admin, 'silent.line');
    await lose('silent');
    await admin.click('button', 'Submit');
    await admin.find('button', 'Creating…');
    await admin.press('Escape');
    await admin.reads('The user is being created. If you close this, the list shows what came of it.');
    await pause(1000);
    await lose('whole');
    await admin.reads('Nora Berg was created.');
    await isListedOnce(admin, 'silent.line');
  });

  test('X2, E32: closed all the same, the list shows the user, and a temporary password is shown to nobody (X7, T30)', async () => {
    await fillForm(admin, 'left.alone', {isTemporary: true});
    await lose('silent');
    await admin.click('button', 'Submit');
    await admin.find('button', 'Creating…');
    await admin.press('Escape');
    await admin.reads(', and nobody sees the temporary password.');
    await admin.click('button', 'Close anyway');
    await admin.isFocused('button', 'Create User');
    await lose('whole');
    await admin.reads('Nora Berg was created.');
    await isListedOnce(admin, 'left.alone');
    assert.equal(await admin.glimpse('status', 'Temporary password'), null);
  });

  test('E2, E32: the one answer with a temporary password is lost: the repetition says so', async () => {
    await fillForm(admin, 'lost.slip', {isTemporary: true});
    await lose('one-way');
    await admin.click('button', 'Submit');
    await admin.reads('We could not see whether lost.slip was created.');
    await lose('whole');
    await admin.click('button', 'Submit');
    await admin.reads('The temporary password was shown only once, in an answer that was lost, and cannot be shown again.');
    await admin.click('button', 'Done');
    await isListedOnce(admin, 'lost.slip');
  });

  test('X2: something changed after a lost answer and the name is taken: the form shows who has it', async () => {
    await fillForm(admin, 'changed.mind');
    await lose('one-way');
    await admin.click('button', 'Submit');
    await admin.reads('We could not see whether changed.mind was created.');
    await lose('whole');
    await admin.fill('Last Name', 'Bergström');
    await admin.click('button', 'Submit');
    await admin.reads('Already in use. Perhaps your first try has created this user. Nora Berg · changed.mind@demo.example · Today, ');
    await admin.click('button', 'Cancel');
  });

  test('X12, E32: the session ends meanwhile: after the network, the password is asked for, and nothing typed is lost', async () => {
    await fillForm(admin, 'over.and.out');
    await lose('offline');
    await admin.click('button', 'Submit');
    await admin.reads('You were offline. We could not see whether over.and.out was created.');
    const other = await desk.arriveAsAdmin('/account');
    await other.reads('This session');
    for (let end = await other.page.$('session-list >>> button'); end; end = await other.page.$('session-list >>> button')) {
      await end.click().catch(() => undefined); // Its row may go while the mouse is on its way.
      await pause(100);
    }
    await other.leave();
    await lose('whole');
    await admin.reads('Sign in again to go on.');
    await admin.isFocused('textbox', 'Password');
    await admin.page.keyboard.type(adminPassword);
    await admin.press('Enter');
    await admin.click('button', 'Submit');
    await isListedOnce(admin, 'over.and.out');
  });
});
