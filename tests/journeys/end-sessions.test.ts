// An administrator ends the sessions of somebody who is signed in: by keyboard alone, and that window shows the sign-in. What it is
// made of is tried in every engine beside the elements.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {eventually, type Person} from './person.ts';
import {portalForSuite} from './portal-for-suite.ts';
import {adminPassword} from './portal-process.ts';

const firstPassword = 'seven lanterns on the quay';
const ownPassword = 'a kettle sings at midnight';
const headers = {'content-type': 'application/json', 'x-requested-with': 'tenantry'};

/** Makes a user who has to choose a password, as the administrator would do it by a program. */
const makeUser = async (url: string): Promise<void> => {
  const post = (path: string, body: object, cookie = ''): Promise<Response> =>
    fetch(`${url}/api/v1/${path}`, {method: 'POST', headers: {...headers, cookie, origin: url}, body: JSON.stringify(body)});
  const signedIn = await post('session', {tenant: 'demo', username: 'tenant.admin', password: adminPassword});
  const created = await post(
    'tenants/self/users',
    {
      username: 'nora.berg',
      email: 'nora.berg@demo.example',
      firstName: 'Nora',
      lastName: 'Berg',
      credential: {type: 'password', password: firstPassword},
    },
    signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  );
  assert.equal(created.status, 201, await created.clone().text());
};

const signIn = async (visitor: Person, username: string, password: string): Promise<void> => {
  await visitor.isFocused('textbox', 'Username');
  await visitor.type(username);
  await visitor.tabAndType('Password', password);
  await visitor.press('Enter');
};

suite('the sessions of a user are ended', () => {
  const portal = portalForSuite();

  test('by keyboard alone: the administrator sees where the user is signed in and ends it; the window of the user shows the sign-in at once, and the same password signs in again (A4, X12, T32)', async () => {
    await makeUser(portal.url);
    const nora = await portal.arrive();
    await nora.open('/');
    await signIn(nora, 'nora.berg', firstPassword);
    await nora.isFocused('textbox', 'New password');
    await nora.type(ownPassword);
    await nora.tabAndType('Confirm Password', ownPassword);
    await nora.press('Enter');
    await nora.isAt('/dashboard', 'Dashboard');

    const admin = await portal.arrive();
    await admin.open('/');
    await signIn(admin, 'tenant.admin', adminPassword);
    await admin.isAt('/dashboard', 'Dashboard');
    await admin.tabTo('link', 'User Management');
    await admin.press('Enter');
    await admin.isAt('/users', 'User Management');
    await admin.tabTo('button', 'Actions for Nora Berg');
    await admin.press('Enter');
    await admin.find('menuitem', 'End sessions');
    await admin.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await admin.isFocused('button', 'Cancel');
    await admin.reads('Nora Berg is signed out everywhere, at once.');
    await admin.reads('Signed in: Today');
    await admin.tabTo('button', 'End all sessions');
    await admin.press('Enter');
    await admin.reads('The sessions of Nora Berg have ended.');
    await admin.isFocused('button', 'Actions for Nora Berg');

    await nora.reads('Your session has ended');
    await nora.tabAndType('Password', ownPassword);
    await nora.press('Enter');
    await eventually('the sign-in to go', async () => !(await nora.text()).includes('Your session has ended'));
    await nora.isAt('/dashboard', 'Dashboard');
    await nora.leave();
    await admin.leave();
  });
});
