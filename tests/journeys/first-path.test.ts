// A tenant admin creates a user, and that user is in: by mouse, by keyboard alone, after a restart, in every engine, on both databases.
import assert from 'node:assert/strict';
import {after, before, suite, test} from 'node:test';
import {type Engine, journeyEngines} from './engines.ts';
import {eventually, type Person} from './person.ts';
import {adminPassword, freePort, type Place, places, type RunningPortal, startPortal} from './portal-process.ts';

const dashboardTitle = 'Dashboard';
const usersTitle = 'User Management';
const accountTitle = 'My Account';
const firstPassword = 'seven lanterns on the quay';
const ownPassword = 'a kettle sings at midnight';

/** Databases do not depend on the engine that asks: the first one walks on all of them, the others on the one that is always there. */
const walks = journeyEngines.flatMap((engine, index) =>
  places.filter((place) => index === 0 || place.name === 'PGlite').map((place) => ({engine, place})),
);

/** Waits until the list shows a row with all of these texts; answers whether it is marked as new. */
const findRow = async (visitor: Person, ...texts: string[]): Promise<{isMarked: boolean}> =>
  eventually(`a row with ${texts.join(', ')}`, async () =>
    (await visitor.rows()).find((row) => texts.every((text) => row.text.includes(text))),
  );

for (const {
  engine: {name: engineName, start},
  place: {name, skip, make},
} of walks) {
  suite(`the first path, in ${engineName}, on ${name}`, {skip}, () => {
    let engine: Engine;
    let place: Place;
    let portal: RunningPortal;
    let admin: Person;

    before(async () => {
      place = await make();
      [engine, portal] = await Promise.all([start(), startPortal({...place.env, PORT: await freePort()})]);
      admin = await engine.arrive(portal.url);
    });
    after(async () => {
      await admin.leave();
      await engine.stop();
      await portal.stop();
      await place.remove();
    });

    const arrive = (): Promise<Person> => engine.arrive(portal.url);

    test('the tenant admin signs in, and User Management lists all tenant users (S0-01, S0-25, S1-01, S1-02, S1-08)', async () => {
      await admin.open('/');
      await admin.isAt('/sign-in', 'Sign in');
      await admin.isFocused('textbox', 'Username');
      await admin.fill('Username', 'tenant.admin');
      await admin.fill('Password', adminPassword);
      await admin.click('button', 'Sign in');
      await admin.isAt('/dashboard', dashboardTitle);
      await admin.click('link', usersTitle);
      await admin.isAt('/users', usersTitle);
      await admin.find('heading', usersTitle);
      await admin.reads('Tenant Users are created by Tenant Admins to provide team members access to execute jobs, run analyses');
      await admin.reads('13 users');
      assert.equal((await admin.rows()).length, 13);
      await findRow(admin, 'tenant.admin', 'Robin Hale', 'You', 'Active');
    });

    test('User Management stands in the left sidebar (S0-07, S1-03)', async () => {
      await admin.click('link', accountTitle);
      await admin.isAt('/account', accountTitle);
      const entry = await admin.find('link', usersTitle);
      const left = await admin.ask(entry, (element) => element.getBoundingClientRect().left);
      assert.ok(left < 40, `the entry begins at ${left} px`);
      await admin.click('link', usersTitle);
      await admin.isAt('/users', usersTitle);
    });

    test('Create User opens the form with the focus on its first field; Submit without the required fields sends nothing and says which (S0-08, S0-15, S1-04, S1-05, S1-06)', async () => {
      await admin.click('button', 'Create User');
      await admin.isFocused('textbox', 'Username');
      for (const hint of ['e.g. john.doe', 'Valid email address', 'Strong password', 'Re-enter the password to confirm', 'Assign a role']) {
        await admin.reads(hint);
      }
      // Parts of the page may still be on their way, and what was seeded a moment ago is heard of, which asks for the list again.
      const sent = async (): Promise<readonly string[]> => (await admin.asked()).filter((path) => path.includes('/api/'));
      let before = await sent();
      await eventually('all that the page asks for by itself', async () => {
        const earlier = before.length;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        before = await sent();
        return before.length === earlier;
      });
      await admin.click('button', 'Submit');
      await admin.reads('Nothing was sent.');
      assert.deepEqual(await sent(), before);
    });

    test('by mouse: Submit creates the user, who stands in the list, marked, without a reload (S0-16, S1-07)', async () => {
      await admin.fill('Username', 'nora.berg');
      await admin.fill('Email', 'nora.berg@demo.example');
      await admin.fill('First Name', 'Nora');
      await admin.fill('Last Name', 'Berg');
      await admin.fill('Password', firstPassword);
      await admin.fill('Confirm Password', firstPassword);
      const loaded = await admin.loadedAt();
      await admin.click('button', 'Submit');
      const row = await findRow(admin, 'nora.berg', 'Nora Berg', 'nora.berg@demo.example', 'Tenant User', 'Never', 'must change password');
      assert.ok(row.isMarked);
      assert.equal((await admin.rows()).filter(({isMarked}) => isMarked).length, 1);
      await admin.reads('Nora Berg was created.');
      assert.equal(await admin.loadedAt(), loaded);
    });

    test('the created user signs in, is made to choose a new password, and is in, without User Management (A6, A10)', async () => {
      const nora = await arrive();
      await nora.open('/');
      await nora.fill('Username', 'nora.berg');
      await nora.fill('Password', firstPassword);
      await nora.click('button', 'Sign in');
      await nora.find('heading', 'Choose a new password');
      await nora.open('/account');
      await nora.find('heading', 'Choose a new password');
      await nora.fill('Current password', firstPassword);
      await nora.fill('New password', ownPassword);
      await nora.fill('Confirm Password', ownPassword);
      await nora.click('button', 'Set password');
      await nora.isAt('/account', accountTitle);
      await nora.reads('Nora Berg');
      assert.equal(await nora.glimpse('link', usersTitle), null);
      await nora.leave();
    });

    test('after a restart the session goes on, the row is there, and the new password is the one that counts', async () => {
      const {port} = new URL(portal.url);
      assert.equal(await portal.stop(), 0);
      portal = await startPortal({...place.env, PORT: port});
      await admin.open('/users');
      await admin.isAt('/users', usersTitle);
      const row = await findRow(admin, 'nora.berg', 'Nora Berg', 'Active');
      assert.ok(!row.isMarked);
      const nora = await arrive();
      await nora.open('/');
      await nora.fill('Username', 'nora.berg');
      await nora.fill('Password', firstPassword);
      await nora.click('button', 'Sign in');
      await nora.reads('Username or password is wrong.');
      await nora.fill('Password', ownPassword);
      await nora.press('Enter');
      await nora.isAt('/dashboard', dashboardTitle);
      await nora.leave();
    });

    test('by keyboard alone, with a temporary password that the server makes and the admin hands over (S0-08, S0-15, S0-16, A10)', async () => {
      const keys = await arrive();
      await keys.open('/users');
      await keys.isAt('/sign-in?return=%2Fusers', 'Sign in');
      await keys.isFocused('textbox', 'Username');
      await keys.type('tenant.admin');
      await keys.tabAndType('Password', adminPassword);
      await keys.press('Enter');
      await keys.isAt('/users', usersTitle);
      await keys.reads('14 users');
      await keys.tabTo('button', 'Create User');
      await keys.press('Enter');
      await keys.isFocused('textbox', 'Username');
      await keys.type('omar.reyes');
      await keys.tabAndType('Email', 'omar.reyes@demo.example');
      await keys.tabAndType('First Name', 'Omar');
      await keys.tabAndType('Last Name', 'Reyes');
      await keys.tabTo('checkbox', 'Let the server make a temporary password');
      await keys.press(' ');
      await keys.tabTo('combobox', 'Role');
      await keys.type('Dev');
      await keys.tabTo('button', 'Submit');
      await keys.press('Enter');
      await keys.isFocused('button', 'Copy: Temporary password');
      const secret = await keys.ask(await keys.find('status', 'Temporary password'), (output) => output.textContent?.trim() ?? '');
      await keys.tabTo('button', 'Done');
      await keys.press('Enter');
      const row = await findRow(keys, 'omar.reyes', 'Omar Reyes', 'Developer', 'Never', 'must change password');
      assert.ok(row.isMarked);
      assert.ok(!(await keys.text()).includes(secret));
      await keys.leave();

      const omar = await arrive();
      await omar.open('/');
      await omar.isFocused('textbox', 'Username');
      await omar.type('omar.reyes');
      await omar.tabAndType('Password', secret);
      await omar.press('Enter');
      await omar.isFocused('textbox', 'New password');
      await omar.type(ownPassword);
      await omar.tabAndType('Confirm Password', ownPassword);
      await omar.press('Enter');
      await omar.isAt('/dashboard', dashboardTitle);
      await omar.leave();
    });
  });
}
