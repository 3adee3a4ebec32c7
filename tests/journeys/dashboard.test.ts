// The dashboard of the real portal, with the cluster that it simulates: what a user sees after signing in, and how it is arranged.
import assert from 'node:assert/strict';
import {after, before, suite, test} from 'node:test';
import {findingsOf} from './axe.ts';
import {type Engine, journeyEngines} from './engines.ts';
import {eventually, type Person} from './person.ts';
import {portalForSuite} from './portal-for-suite.ts';
import {adminPassword, folderPlace, startPortal} from './portal-process.ts';
import {startBrowser, Visitor} from './visitor.ts';

const firstPassword = 'seven lanterns on the quay';
const ownPassword = 'a kettle sings at midnight';
const headers = {'content-type': 'application/json', 'x-requested-with': 'tenantry'};
const kinds = ['Bare Metal', 'Virtual Machine', 'Kubernetes cluster', 'Slurm'];

/** Makes a tenant user who has a password of their own, by the programming interface. */
const makeUser = async (url: string, username: string): Promise<void> => {
  const send = async (path: string, body: object, cookie = ''): Promise<Response> => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: {...headers, cookie, origin: url},
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer;
  };
  const signedIn = await send('session', {tenant: 'demo', username: 'tenant.admin', password: adminPassword});
  await send(
    'tenants/self/users',
    {
      username,
      email: `${username}@demo.example`,
      firstName: 'Nora',
      lastName: 'Berg',
      credential: {type: 'password', password: firstPassword},
    },
    signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  );
};

const signIn = async (visitor: Person, username: string, password: string): Promise<void> => {
  await visitor.open('/');
  await visitor.isFocused('textbox', 'Username');
  await visitor.type(username);
  await visitor.tabAndType('Password', password);
  await visitor.press('Enter');
};

const signInFirst = async (visitor: Person, username: string): Promise<void> => {
  await signIn(visitor, username, firstPassword);
  await visitor.isFocused('textbox', 'New password');
  await visitor.type(ownPassword);
  await visitor.tabAndType('Confirm Password', ownPassword);
  await visitor.press('Enter');
  await visitor.isAt('/dashboard', 'Dashboard');
};

/** The kinds of resources in the order of reading. */
const order = async (visitor: Person): Promise<string[]> => {
  const lines = (await visitor.text()).split('\n').map((line) => line.trim());
  return kinds.filter((kind) => lines.includes(kind)).toSorted((one, other) => lines.indexOf(one) - lines.indexOf(other));
};

const isInOrder = (visitor: Person, ...wanted: string[]): Promise<boolean> =>
  eventually(`the order ${wanted.join(', ')}`, async () => (await order(visitor)).join() === wanted.join());

const moved = ['Virtual Machine', 'Bare Metal', 'Kubernetes cluster', 'Slurm'];

suite('the dashboard', () => {
  const portal = portalForSuite();

  for (const {name, start} of journeyEngines) {
    suite(`in ${name}`, () => {
      let engine: Engine;
      before(async () => {
        engine = await start();
      });
      after(() => engine.stop());

      test('a tenant user lands on it after signing in, and moves a tile by keys: it is so after a reload (S0-17, S0-18, S1-12, S1-13, A13)', async () => {
        await makeUser(portal.url, `nora.${name}`);
        const nora = await engine.arrive(portal.url);
        await signInFirst(nora, `nora.${name}`);
        await nora.find('link', 'Dashboard');
        await isInOrder(nora, ...kinds);
        await nora.reads('Simulated');
        await nora.reads('Jobs');

        await nora.tabTo('button', 'Edit Dashboard');
        await nora.press('Enter');
        await nora.tabTo('button', 'Move or resize Bare Metal');
        await nora.press('Enter', 'ArrowRight', 'Enter');
        await isInOrder(nora, ...moved);
        await nora.click('button', 'Save');
        await nora.find('button', 'Edit Dashboard');
        await nora.open('/dashboard');
        await isInOrder(nora, ...moved);
        await nora.leave();
      });
    });
  }

  test('a drag with the mouse is saved, a narrow screen changes nothing of it, and it is there after signing in again (S1-13)', async () => {
    await makeUser(portal.url, 'mika.lund');
    const mika = await portal.arrive();
    await signInFirst(mika, 'mika.lund');
    await isInOrder(mika, ...kinds);
    assert.deepEqual(await findingsOf(mika), []);
    await mika.click('button', 'Edit Dashboard');
    await mika.drag('Move or resize Bare Metal', 'Move or resize Virtual Machine');
    await isInOrder(mika, ...moved);
    assert.deepEqual(await findingsOf(mika), []);
    await mika.click('button', 'Save');
    await mika.find('button', 'Edit Dashboard');
    await mika.leave();

    const again = await portal.arrive({width: 320, height: 800});
    await signIn(again, 'mika.lund', ownPassword);
    await isInOrder(again, ...moved);
    assert.equal(await again.sidewaysScroll(), 0);
    assert.ok(!again.requests.some((request) => request.startsWith('PUT')));
    await again.leave();
  });

  test('of two tabs that save at once the second is told and chooses (E35, S1-13)', async () => {
    await makeUser(portal.url, 'tove.dahl');
    const [one, other] = await Promise.all([portal.arrive(), portal.arrive()]);
    await signInFirst(one, 'tove.dahl');
    await signIn(other, 'tove.dahl', ownPassword);
    for (const [visitor, kind] of [
      [one, 'Slurm'],
      [other, 'Bare Metal'],
    ] as const) {
      await visitor.click('button', 'Edit Dashboard');
      await visitor.click('button', `Remove: ${kind}`);
    }
    await one.click('button', 'Save');
    await one.find('button', 'Edit Dashboard');
    await other.click('button', 'Save');
    await other.reads('Somebody else has saved this dashboard in the meantime. Yours is still here.');
    await other.click('button', 'Save mine over it');
    await other.find('button', 'Edit Dashboard');
    await isInOrder(other, 'Virtual Machine', 'Kubernetes cluster', 'Slurm');
    await one.leave();
    await other.leave();
  });

  test('tiles are hidden, added, renamed and resized, acts are undone and done again; Cancel keeps nothing, Reset to default takes all of it back (S1-13)', async () => {
    await makeUser(portal.url, 'lena.voss');
    const lena = await portal.arrive();
    await signInFirst(lena, 'lena.voss');
    await lena.click('button', 'Edit Dashboard');
    await lena.click('button', 'Remove: Slurm');
    await isInOrder(lena, ...kinds.slice(0, 3));
    await lena.click('button', 'Undo');
    await isInOrder(lena, ...kinds);
    await lena.click('button', 'Redo');
    await isInOrder(lena, ...kinds.slice(0, 3));
    await lena.click('button', 'Cancel');
    await lena.click('button', 'Discard them');
    await isInOrder(lena, ...kinds);

    await lena.click('button', 'Edit Dashboard');
    await lena.tabTo('button', 'Move or resize Virtual Machine');
    await lena.press('Enter');
    await lena.click('button', 'Hide');
    await isInOrder(lena, 'Bare Metal', 'Kubernetes cluster', 'Slurm');
    await lena.click('button', 'Add tile');
    await lena.click('button', 'Add GPUs');
    await lena.click('button', 'Move or resize Slurm');
    await lena.click('button', 'Wider');
    await lena.reads('Slurm resized:');
    await lena.click('button', 'Move, resize, rename…');
    await lena.fill('Name', 'Batch');
    await lena.click('button', 'Apply');
    await lena.click('button', 'Save');
    await lena.find('button', 'Edit Dashboard');
    await lena.open('/dashboard');
    await lena.reads('\nBatch\n');
    await lena.reads('\nGPUs\n');

    await lena.click('button', 'Edit Dashboard');
    await lena.click('button', 'Reset to default');
    await lena.reads('This arrangement goes');
    await lena.page.evaluate(confirmReset);
    await lena.find('button', 'Edit Dashboard');
    await isInOrder(lena, ...kinds);
    await lena.leave();
  });

  test('a tenant admin edits the default by Edit Dashboard; who has arranged their own is offered it, and keeps theirs until they take it (S0-19, L14)', async () => {
    await makeUser(portal.url, 'ines.roth');
    const ines = await portal.arrive();
    await signInFirst(ines, 'ines.roth');
    await ines.click('button', 'Edit Dashboard');
    await ines.click('button', 'Remove: Bare Metal');
    await ines.click('button', 'Save');
    await ines.find('button', 'Edit Dashboard');

    const admin = await portal.arrive();
    await signIn(admin, 'tenant.admin', adminPassword);
    await admin.click('button', 'Edit Dashboard');
    await admin.click('button', 'Default for everyone');
    await admin.click('button', 'Remove: Kubernetes cluster');
    await admin.click('button', 'Save');
    await admin.find('button', 'Edit Dashboard');

    await ines.reads('The default dashboard has changed since you arranged yours.');
    await isInOrder(ines, 'Virtual Machine', 'Kubernetes cluster', 'Slurm');
    await ines.click('button', 'Take the default');
    await isInOrder(ines, 'Bare Metal', 'Virtual Machine', 'Slurm');
    await ines.leave();
    await admin.leave();
  });
});

suite('the dashboard of a portal that simulates nothing', () => {
  test('says how to connect a system where there is none (S0-18)', async () => {
    const place = await folderPlace();
    const [portal, browser] = await Promise.all([startPortal(place.env, '--no-simulation'), startBrowser()]);
    const admin = await Visitor.arrive(browser, portal.url);
    await signIn(admin, 'tenant.admin', adminPassword);
    await isInOrder(admin, ...kinds);
    await admin.reads('Slurm is not connected');
    await admin.reads('An administrator names it in the configuration file of the server.');
    assert.ok(!(await admin.text()).includes('Simulated'));
    await admin.leave();
    await browser.close();
    await portal.stop();
    await place.remove();
  });
});

/** Runs in the page: agrees to what is asked before the default comes back. */
const confirmReset = (): void => {
  const dashboard = document.querySelector('resource-dashboard');
  dashboard?.shadowRoot?.querySelector<HTMLElement>('.question button + button')?.click();
};
