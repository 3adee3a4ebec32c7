// The portal around the elements: addresses, sessions, who may see what, and small windows.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {findingsOf} from './axe.ts';
import {portalForSuite} from './portal-for-suite.ts';
import {adminPassword} from './portal-process.ts';
import {eventually, type Visitor} from './visitor.ts';

const dashboardTitle = 'Dashboard';
const usersTitle = 'User Management';
const accountTitle = 'My Account';
const firstPassword = 'seven lanterns on the quay';
const plainPassword = 'four bicycles by the canal';

const signIn = async (visitor: Visitor, username: string, password: string): Promise<void> => {
  await visitor.fill('Username', username);
  await visitor.fill('Password', password);
  await visitor.press('Enter');
};

suite('the pages of the portal', () => {
  const portal = portalForSuite();

  const arriveAsAdmin = async (path: string, size?: {width: number; height: number}): Promise<Visitor> => {
    const visitor = await portal.arrive(size);
    await visitor.open(path);
    await signIn(visitor, 'tenant.admin', adminPassword);
    await eventually('being in', async () => !visitor.path.startsWith('/sign-in'));
    return visitor;
  };

  const endOtherSessions = async (): Promise<void> => {
    const admin = await arriveAsAdmin('/account');
    await admin.reads('This session');
    await eventually('an end of every other session', async () => {
      const [other] = await admin.page.$$('session-list >>> button');
      await other?.click().catch(() => undefined); // Its row may go while the mouse is on its way.
      return other === undefined;
    });
    await admin.leave();
  };

  test('an address that was opened before signing in is returned to', async () => {
    const admin = await portal.arrive();
    await admin.open('/account');
    await admin.isAt('/sign-in?return=%2Faccount', 'Sign in');
    await signIn(admin, 'tenant.admin', adminPassword);
    await admin.isAt('/account', accountTitle);
    await admin.isFocused('heading', accountTitle);
    await admin.leave();
  });

  test('an address of the sign-in page leads to no other place than a page of the portal', async () => {
    const admin = await arriveAsAdmin('/sign-in?return=https%3A%2F%2Fevil.example%2F');
    await admin.isAt('/dashboard', dashboardTitle);
    await admin.leave();
  });

  test('going to another page changes title and address, moves the focus to its heading, and Back returns', async () => {
    const admin = await arriveAsAdmin('/');
    await admin.isAt('/dashboard', dashboardTitle);
    await admin.isFocused('heading', dashboardTitle);
    await admin.click('link', usersTitle);
    await admin.isAt('/users', usersTitle);
    await admin.isFocused('heading', usersTitle);
    await admin.click('link', accountTitle);
    await admin.isAt('/account', accountTitle);
    await admin.isFocused('heading', accountTitle);
    await admin.page.goBack();
    await admin.isAt('/users', usersTitle);
    await admin.isFocused('heading', usersTitle);
    await admin.leave();
  });

  test('the order of the users stands in the address: a reload keeps it, and Back returns to the one before (X11)', async () => {
    const admin = await arriveAsAdmin('/users');
    await admin.isAt('/users', usersTitle);
    await admin.click('button', 'Username');
    await eventually('the order in the address', async () => new URL(admin.page.url()).search === '?sort=username');
    const isSorted = (head: string, direction: string) => async (): Promise<boolean> =>
      (await admin.page.$(`tenant-user-management >>> thead .${head}[aria-sort=${direction}]`)) !== null;
    await admin.page.reload();
    await eventually('the same order', isSorted('username', 'ascending'));
    await admin.page.goBack();
    await eventually('the order before', isSorted('createdAt', 'descending'));
    await admin.leave();
  });

  test('an unknown address says that there is nothing, and leads on', async () => {
    const visitor = await portal.arrive();
    await visitor.open('/nowhere');
    await visitor.isAt('/nowhere', 'Page not found');
    await visitor.reads('There is nothing at /nowhere.');
    await visitor.click('link', 'Go to the start');
    await visitor.isAt('/sign-in', 'Sign in');
    assert.equal(visitor.problems.splice(0).filter((problem) => !problem.includes('status of 404')).length, 0);
    await visitor.leave();
  });

  test('signing out leaves nothing behind, and going Back shows nothing again', async () => {
    const admin = await arriveAsAdmin('/users');
    await admin.reads('tenant.admin@demo.example');
    await admin.click('button', 'Sign out');
    await admin.isAt('/sign-in', 'Sign in');
    assert.ok(!(await admin.page.content()).includes('tenant.admin'));
    await admin.page.goBack();
    await admin.isAt('/sign-in?return=%2Fusers', 'Sign in');
    await admin.leave();
  });

  test('names are saved in My Account and shown in the header; an empty one is refused in its place', async () => {
    const admin = await arriveAsAdmin('/account');
    await admin.fill('First Name', 'Robyn');
    await admin.click('button', 'Save');
    await admin.reads('Your names were saved.');
    await admin.reads('Robyn Hale');
    await admin.fill('Last Name', ' ');
    await admin.click('button', 'Save');
    await admin.reads('Enter your last name.');
    await admin.isFocused('textbox', 'Last Name');
    await admin.leave();
  });

  test('End in My Account ends another session of mine; there the sign-in comes over what was typed, which stays (X12)', async () => {
    const there = await arriveAsAdmin('/account');
    await there.fill('First Name', 'Typed and not saved');
    await endOtherSessions();
    await there.reads('Your session has ended');
    await there.isFocused('textbox', 'Password');
    await there.page.keyboard.type(adminPassword);
    await there.press('Enter');
    await there.isAt('/account', accountTitle);
    await eventually('the page as it was', async () => !(await there.text()).includes('Your session has ended'));
    const field = await there.find('textbox', 'First Name');
    assert.equal(await field.evaluate((input) => (input as HTMLInputElement).value), 'Typed and not saved');
    await there.leave();
  });

  test('a session that ends unheard while a user is being created loses nothing: after signing in again Submit goes on (X12)', async () => {
    const admin = await portal.arrive();
    await admin.hearNothing();
    await admin.open('/users');
    await signIn(admin, 'tenant.admin', adminPassword);
    await admin.isAt('/users', usersTitle);
    await admin.click('button', 'Create User');
    await admin.isFocused('textbox', 'Username');
    await admin.fill('Username', 'ada.quist');
    await admin.fill('Email', 'ada.quist@demo.example');
    await admin.fill('First Name', 'Ada');
    await admin.fill('Last Name', 'Quist');
    await admin.fill('Password', firstPassword);
    await admin.fill('Confirm Password', firstPassword);
    await endOtherSessions();
    await admin.click('button', 'Submit');
    await admin.reads('Your session has ended');
    await admin.press('Escape', 'Escape');
    await admin.isFocused('textbox', 'Password');
    await admin.page.keyboard.type(adminPassword);
    await admin.press('Enter');
    await admin.click('button', 'Submit');
    await admin.reads('Ada Quist was created.');
    await eventually('the marked row', async () => (await admin.rows()).some(({text, isMarked}) => isMarked && text.includes('ada.quist')));
    await admin.leave();
  });

  test('a tenant user has no User Management, and at its address sees why, with no data fetched (S0-02, S1-02)', async () => {
    const admin = await arriveAsAdmin('/users');
    await createUser(admin, 'vera.lind');
    await admin.leave();
    const vera = await portal.arrive();
    await vera.open('/users');
    await signIn(vera, 'vera.lind', firstPassword);
    await vera.fill('New password', plainPassword);
    await vera.fill('Confirm Password', plainPassword);
    await vera.press('Enter');
    await vera.isAt('/users', usersTitle);
    await vera.reads('You cannot see users');
    assert.equal(await vera.glimpse('link', usersTitle), null);
    assert.equal(await vera.glimpse('button', 'Create User'), null);
    await vera.click('link', accountTitle);
    await vera.isAt('/account', accountTitle);
    assert.deepEqual(
      vera.requests.filter((request) => /tenants\/[^/]+\/(users|roles)/.test(request)),
      [],
    );
    await vera.leave();
  });

  test('nothing scrolls sideways from 320 pixels on; the menu is a button up to 896 and a sidebar beyond', async () => {
    const admin = await arriveAsAdmin('/users', {width: 320, height: 640});
    for (const width of [320, 768, 896, 897, 1280]) {
      await admin.page.setViewport({width, height: 640});
      for (const [path, title, shown] of [
        ['/dashboard', dashboardTitle, 'Slurm'],
        ['/users', usersTitle, 'vera.lind'],
        ['/account', accountTitle, 'This session'],
      ] as const) {
        await admin.open(path);
        await admin.isAt(path, title);
        await admin.reads(shown);
        assert.equal(await admin.sidewaysScroll(), 0, `${path} at ${width}`);
      }
      const isNarrow = width <= 896;
      assert.equal((await admin.glimpse('button', 'Menu')) !== null, isNarrow);
      assert.equal((await admin.glimpse('link', usersTitle)) === null, isNarrow);
    }
    await admin.page.setViewport({width: 320, height: 640});
    await admin.click('button', 'Menu');
    await admin.click('menuitem', usersTitle);
    await admin.isAt('/users', usersTitle);
    assert.equal(await admin.glimpse('menuitem', accountTitle), null);
    await admin.click('button', 'Create User');
    await admin.isFocused('textbox', 'Username');
    assert.equal(await admin.sidewaysScroll(), 0);
    await admin.leave();
  });

  test('axe finds nothing on any page, light or dark', async () => {
    const visitor = await portal.arrive();
    const look = async (path: string, shown: string): Promise<void> => {
      await visitor.open(path);
      await visitor.reads(shown);
      for (const scheme of ['light', 'dark'] as const) {
        await visitor.prefer(scheme);
        assert.deepEqual(await findingsOf(visitor), [], `${path}, ${scheme}`);
      }
    };
    await look('/sign-in', 'Username');
    await signIn(visitor, 'tenant.admin', adminPassword);
    await visitor.isAt('/dashboard', dashboardTitle);
    await look('/dashboard', 'Partitions');
    await look('/users', 'vera.lind');
    await look('/account', 'This session');
    await visitor.leave();
  });

  test('a server that is away is said to be, and found again', async () => {
    const visitor = await portal.arrive();
    await visitor.page.setRequestInterception(true);
    let isAway = true;
    visitor.page.on('request', (request) => {
      void (isAway && request.url().includes('/api/') ? request.abort('connectionrefused') : request.continue());
    });
    await visitor.open('/users');
    await visitor.reads('Halyard could not be reached');
    isAway = false;
    await visitor.click('button', 'Try again');
    await visitor.isAt('/sign-in?return=%2Fusers', 'Sign in');
    await visitor.leave();
  });
});

/** Creates a tenant user with `firstPassword`, as the signed-in administrator. */
const createUser = async (admin: Visitor, username: string): Promise<void> => {
  const status = await admin.page.evaluate(
    async (body) => {
      const headers = {'content-type': 'application/json', 'x-requested-with': 'tenantry'};
      return (await fetch('/api/v1/tenants/self/users', {method: 'POST', headers, body})).status;
    },
    JSON.stringify({
      username,
      email: `${username}@demo.example`,
      firstName: 'Vera',
      lastName: 'Lind',
      credential: {type: 'password', password: firstPassword},
    }),
  );
  assert.equal(status, 201);
};
