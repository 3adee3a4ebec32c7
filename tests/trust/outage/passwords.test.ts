// The network goes while somebody signs in or changes a password.
import assert from 'node:assert/strict';
import {after, before, beforeEach, suite, test} from 'node:test';
import {adminPassword} from '../../journeys/portal-process.ts';
import {eventually} from '../../journeys/visitor.ts';
import {type Desk, openDesk, signIn} from './desk.ts';

const newPassword = 'a kettle sings at midnight';

suite('somebody signs in while the network goes', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk.close());
  // A test before may have failed.
  beforeEach(() => desk.line.become('whole'));

  test('T4, E32: sign-in says that nobody is signed in and keeps what was typed; with the network back one press is enough', async () => {
    const admin = await desk.arrive();
    await admin.open('/users');
    await admin.isFocused('textbox', 'Username');
    desk.line.become('cut');
    await signIn(admin, 'tenant.admin', adminPassword);
    await admin.reads('The server could not be reached. Check your connection. You are not signed in. What you typed is still here.');
    await admin.isFocused('textbox', 'Password');
    desk.line.become('whole');
    await admin.press('Enter');
    await eventually('being in', async () => admin.path === '/users');
    await admin.leave();
  });

  test('T4, X6: a page that is opened offline shows itself when the network is back', async () => {
    const admin = await desk.arriveAsAdmin('/users');
    await admin.reads('13 users');
    await admin.page.setRequestInterception(true);
    let isAway = true;
    admin.page.on('request', (request) => {
      void (isAway && request.url().includes('/api/') ? request.abort('internetdisconnected') : request.continue());
    });
    await admin.open('/users');
    await admin.reads('Halyard could not be reached');
    isAway = false;
    await admin.page.evaluate(() => dispatchEvent(new Event('online')));
    await admin.reads('13 users');
    await admin.leave();
  });

  test('W10, X2: names that were saved unheard are saved once more with one press, and the focus stays there', async () => {
    const admin = await desk.arriveAsAdmin('/account');
    await admin.fill('First Name', 'Ada');
    desk.line.become('one-way');
    await admin.click('button', 'Save');
    await admin.reads('We could not see whether your names were saved. What you typed is still here: try again.');
    await admin.isFocused('button', 'Save');
    desk.line.become('whole');
    await admin.press('Enter');
    await admin.reads('Your names were saved.');
    await admin.isFocused('button', 'Save');
    desk.line.become('cut');
    await admin.click('button', 'Sign out');
    await admin.reads('still signed in');
    await admin.isFocused('button', 'Sign out');
    await admin.leave();
  });

  test('S3, T4: a changed password of which nobody heard: the form says what to do, and it works', async () => {
    const admin = await desk.arriveAsAdmin('/account');
    await admin.fill('Current password', adminPassword);
    await admin.fill('New password', newPassword);
    await admin.fill('Confirm Password', newPassword);
    desk.line.become('one-way');
    await admin.click('button', 'Change password');
    await admin.reads('We could not see whether your password was changed. Sign in with the new one; if that fails, with the old one.');
    assert.equal(await (await admin.find('textbox', 'New password')).evaluate((input) => (input as HTMLInputElement).value), newPassword);
    desk.line.become('whole');
    const {length} = admin.requests;
    await admin.open('/users');
    assert.ok(admin.requests.length > length);
    await signIn(admin, 'tenant.admin', newPassword);
    await eventually('being in', async () => admin.path === '/users');
    await admin.reads('13 users');
    await admin.leave();
  });
});
