// A user who owns jobs and volumes of the portal is deactivated for a while, which holds the jobs, then deleted: refused with the counts,
// transferred, confirmed, gone; in every engine.
import assert from 'node:assert/strict';
import {after, before, suite, test} from 'node:test';
import {type Engine, journeyEngines} from './engines.ts';
import {jobStates} from './job-states.ts';
import {eventually, type Person} from './person.ts';
import {adminPassword, folderPlace, type Place, type RunningPortal, startPortal} from './portal-process.ts';

const password = 'seven lanterns on the quay';
const headers = {'content-type': 'application/json', 'x-requested-with': 'tenantry'};

/** Makes a user with a password who owns what Hiroshi owned, as the administrator would do it by a program. Answers the user's id. */
const makeOwner = async (url: string): Promise<string> => {
  const post = (path: string, body: object, cookie = ''): Promise<Response> =>
    fetch(`${url}/api/v1/${path}`, {method: 'POST', headers: {...headers, cookie, origin: url}, body: JSON.stringify(body)});
  const signedIn = await post('session', {tenant: 'demo', username: 'tenant.admin', password: adminPassword});
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const read = async (path: string): Promise<unknown> =>
    (await fetch(`${url}/api/v1/tenants/self/users${path}`, {headers: {cookie}})).json();
  const created = await post(
    'tenants/self/users',
    {username: 'nora.berg', email: 'nora.berg@demo.example', firstName: 'Nora', lastName: 'Berg', credential: {type: 'password', password}},
    cookie,
  );
  assert.equal(created.status, 201, await created.clone().text());
  const {user} = (await created.json()) as {user: {id: string}};
  const {items} = (await read('?username=hiroshi.sato')) as {items: {id: string}[]};
  const started = await post(`tenants/self/users/${items[0]?.id}/transfers`, {toUserId: user.id}, cookie);
  assert.equal(started.status, 202);
  await eventually('what Hiroshi owned to be given away', async () => {
    const {deletable} = (await read(`/${items[0]?.id}/deletion-check`)) as {deletable: boolean};
    return deletable;
  });
  return user.id;
};

const signIn = async (visitor: Person, username: string, password: string): Promise<void> => {
  await visitor.open('/users');
  await visitor.fill('Username', username);
  await visitor.fill('Password', password);
  await visitor.press('Enter');
};

for (const {name: engineName, start} of journeyEngines) {
  suite(`a user is deactivated and deleted, in ${engineName}`, () => {
    let engine: Engine;
    let place: Place;
    let portal: RunningPortal;
    let admin: Person;
    let noraId: string;

    before(async () => {
      place = await folderPlace();
      [engine, portal] = await Promise.all([start(), startPortal(place.env)]);
      admin = await engine.arrive(portal.url);
      noraId = await makeOwner(portal.url);
    });
    after(async () => {
      await admin.leave();
      await engine.stop();
      await portal.stop();
      await place.remove();
    });

    test('whose jobs are to be held is deactivated by keyboard, and they wait; who is let in again has them queued again (S0-34, L9)', async () => {
      const jobs = (): string => jobStates(place.env.TENANTRY_DATA_DIR ?? '', noraId).join();
      await signIn(admin, 'tenant.admin', adminPassword);
      await admin.isAt('/users', 'User Management');
      assert.equal(jobs(), 'running,running,pending');
      await admin.tabTo('button', 'Actions for Nora Berg');
      await admin.press('Enter');
      await admin.find('menuitem', 'Deactivate');
      await admin.type('Deact');
      await admin.isFocused('menuitem', 'Deactivate');
      await admin.press('Enter');
      await admin.isFocused('button', 'Cancel');
      await admin.tabTo('radio', 'Keep them going');
      await admin.press('ArrowDown');
      await admin.isFocused('radio', 'Hold them');
      await admin.press('Enter');
      await admin.reads('Nora Berg is deactivated.');
      await eventually('the jobs to be held', async () => jobs() === 'held,held,held');
      await admin.click('button', 'Undo');
      await admin.reads('That was undone.');
      await eventually('the jobs to be queued again', async () => jobs() === 'pending,pending,pending');
    });

    test('who is about to be deleted can sign in, and the dialog tells what they own: it cannot be done yet (S0-36, L10)', async () => {
      const nora = await engine.arrive(portal.url);
      await signIn(nora, 'nora.berg', password);
      await nora.find('heading', 'Choose a new password');
      await nora.leave();
      await admin.click('button', 'Actions for Nora Berg');
      await admin.click('menuitem', 'Delete User');
      await admin.isFocused('button', 'Cancel');
      await admin.reads('Delete Nora Berg?');
      await admin.reads("Ensure user's data and jobs are migrated before deletion.");
      await admin.reads('3 jobs');
      await admin.reads('2 storage volumes');
      await admin.reads('5 left to migrate');
      const closed = await admin.ask(await admin.find('button', 'Delete User'), (button) => button.matches(':disabled'));
      assert.ok(closed);
    });

    test('what they own goes to another user while one watches (S0-36, L11)', async () => {
      await admin.fill('Transfer to', 'priya', 'combobox');
      await admin.reads('Priya Raman\npriya.raman\nType nora.berg');
      await admin.press('ArrowDown', 'Enter');
      await admin.click('button', 'Transfer');
      await admin.reads('Transferring to Priya Raman…');
      await admin.reads('This user owns nothing.');
      await admin.reads('Everything that could be transferred now belongs to Priya Raman.');
      await admin.reads('Nothing left to migrate');
    });

    test('the username is typed, and the user is gone: from the list, and from the sign-in (S0-36, X10)', async () => {
      await admin.fill('Type nora.berg to confirm', 'nora.berg');
      await admin.click('button', 'Delete User');
      await admin.reads('Nora Berg was deleted.');
      await eventually('the row to go', async () => !(await admin.rows()).some(({text}) => text.includes('nora.berg')));
      const nora = await engine.arrive(portal.url);
      await signIn(nora, 'nora.berg', password);
      await nora.reads('Username or password is wrong.');
      await nora.leave();
    });

    test('who was given the jobs is not deleted either, before they are (L10)', async () => {
      await admin.click('button', 'Actions for Priya Raman');
      await admin.click('menuitem', 'Delete User');
      await admin.reads('3 jobs');
      await admin.press('Escape');
    });
  });
}
