// Somebody who has forgotten their password asks for a link, finds it in their mail, and signs in with a new one.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {portalForSuite} from './portal-for-suite.ts';
import {mailedLink} from './portal-mail.ts';
import {adminPassword} from './portal-process.ts';
import type {Visitor} from './visitor.ts';

const NEW_PASSWORD = 'seven lanterns on the quay';

suite('a forgotten password', () => {
  const portal = portalForSuite();
  let link: string;

  const signIn = async (visitor: Visitor, password: string): Promise<void> => {
    await visitor.fill('Username', 'tenant.admin');
    await visitor.fill('Password', password);
    await visitor.press('Enter');
  };

  test('a link is asked for under the sign-in, and lies in the mail (A11, S0-32)', async () => {
    const visitor = await portal.arrive();
    await visitor.open('/');
    await visitor.click('link', 'Forgot your password?');
    await visitor.isAt('/reset', 'Forgot your password?');
    await visitor.fill('Username or email', 'tenant.admin');
    await visitor.press('Enter');
    await visitor.reads('If there is such an account, a mail is on its way.');
    await visitor.leave();
    link = await mailedLink(portal.place, 'reset');
  });

  test('the link sets a new password, and its token is in no address; the old password is refused, the new one good (A11)', async () => {
    const visitor = await portal.arrive();
    await visitor.open(link);
    await visitor.isAt('/reset', 'Choose a new password');
    assert.equal(visitor.page.url(), `${portal.url}/reset`);
    await visitor.fill('New password', NEW_PASSWORD);
    await visitor.fill('Confirm Password', NEW_PASSWORD);
    await visitor.press('Enter');
    await visitor.reads('Your new password is set. You can sign in now.');
    await visitor.click('link', 'Sign in');
    await visitor.isAt('/sign-in', 'Sign in');
    await signIn(visitor, adminPassword);
    await visitor.reads('Username or password is wrong.');
    await signIn(visitor, NEW_PASSWORD);
    await visitor.isAt('/dashboard', 'Dashboard');
    await visitor.leave();
  });

  test('the link opens nothing a second time, and says what to do (E27)', async () => {
    const visitor = await portal.arrive();
    await visitor.open(link);
    await visitor.fill('New password', 'another lantern on the quay');
    await visitor.fill('Confirm Password', 'another lantern on the quay');
    await visitor.press('Enter');
    await visitor.reads('This link has been used or has expired. Ask for a new one.');
    await visitor.click('link', 'Ask for a new link');
    await visitor.isAt('/reset', 'Forgot your password?');
    await visitor.find('textbox', 'Username or email');
    await visitor.leave();
  });
});
