// What `npm start` promises to whoever types it.
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, suite, test} from 'node:test';
import {adminPassword, folderPlace, type Place, places, type RunningPortal, runPortal, startPortal} from './portal-process.ts';

const signIn = (url: string, password: string): Promise<Response> =>
  fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: {'content-type': 'application/json', 'x-requested-with': 'tenantry', origin: url},
    body: JSON.stringify({tenant: 'demo', username: 'tenant.admin', password}),
  });

/** The cookie that a good sign-in gives. */
const cookieOf = (answer: Response): string => {
  assert.equal(answer.status, 201);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
};

const countUsers = async (url: string, cookie: string): Promise<unknown> => {
  const answer = await fetch(`${url}/api/v1/tenants/self/users?limit=1&count=capped`, {headers: {cookie}});
  const {total} = (await answer.json()) as {total: {value: number}};
  return total.value;
};

/** A password that was printed as shown this once. */
const printedPassword = (portal: RunningPortal): string => /shown this once: (\S+)$/m.exec(portal.output())?.[1] ?? '';

suite('npm start, on a folder that it makes', () => {
  let place: Place;
  let cookie: string;
  before(async () => {
    place = await folderPlace();
  });
  after(() => place.remove());

  test('a password that the policy refuses ends the start with the rules named, and nothing is made (A8, D7)', async () => {
    const {status, output} = await runPortal({...place.env, TENANTRY_ADMIN_PASSWORD: 'demo demo'});
    assert.equal(status, 1);
    assert.match(output, /too-short/);
    assert.doesNotMatch(output, /Portal ready|demo demo| at .*\.ts/);
  });

  test('the first start prints the password that it made, once, then that it is ready; Ctrl-C ends it cleanly', async () => {
    const portal = await startPortal({...place.env, TENANTRY_ADMIN_PASSWORD: ''});
    assert.match(portal.output(), /First start: made the tenant "Demo"/);
    cookie = cookieOf(await signIn(portal.url, printedPassword(portal)));
    assert.equal(await countUsers(portal.url, cookie), 13);
    assert.equal(await portal.stop('SIGINT'), 0);
    assert.equal(portal.output().match(/shown this once/g)?.length, 1);
  });

  test('the next start finds everything again, and a second process is refused at once (D8)', async () => {
    const portal = await startPortal({...place.env});
    assert.doesNotMatch(portal.output(), /First start/);
    assert.equal(await countUsers(portal.url, cookie), 13);
    const {status, output} = await runPortal(place.env);
    assert.equal(status, 1);
    assert.match(output, /data folder .* is in use by process \d+/);
    assert.doesNotMatch(output, / at .*\.ts/);
    assert.equal(await portal.stop('SIGTERM'), 0);
  });

  test('--reset-admin gives a temporary password and ends the sessions, --users fills the tenant (A10, L7)', async () => {
    const portal = await startPortal(place.env, '--reset-admin', '--users', '40');
    assert.match(portal.output(), /40 of 40 users/);
    const answer = await signIn(portal.url, printedPassword(portal));
    assert.equal(answer.status, 201);
    const {session} = (await answer.json()) as {session: {kind: string}};
    assert.equal(session.kind, 'passwordChangeRequired');
    assert.equal((await fetch(`${portal.url}/api/v1/session`, {headers: {cookie}})).status, 401);
    await portal.stop();
  });

  test('--reset deletes everything, --empty makes no team', async () => {
    const portal = await startPortal(place.env, '--reset', '--empty');
    assert.match(portal.output(), /First start/);
    assert.equal(await countUsers(portal.url, cookieOf(await signIn(portal.url, adminPassword))), 1);
    await portal.stop();
  });
});

suite('npm start, on PostgreSQL', {skip: places[1]?.skip ?? false}, () => {
  let place: Place;
  before(async () => {
    place = (await places[1]?.make()) as Place;
  });
  after(() => place.remove());

  test('without the secret of the installation it is refused', async () => {
    const {status, output} = await runPortal({...place.env, TENANTRY_KEY: ''});
    assert.equal(status, 1);
    assert.match(output, /TENANTRY_KEY must hold the secret/);
  });

  test('--users fills the tenant, and shows how far it is', async () => {
    const portal = await startPortal(place.env, '--empty', '--users', '3000');
    assert.match(portal.output(), /1,000 of 3,000 users\n2,000 of 3,000 users\n3,000 of 3,000 users/);
    assert.equal(await countUsers(portal.url, cookieOf(await signIn(portal.url, adminPassword))), 3001);
    await portal.stop();
  });

  test('--reset needs --yes as well', async () => {
    const refused = await runPortal(place.env, '--reset');
    assert.equal(refused.status, 1);
    assert.match(refused.output, /--yes/);
    const portal = await startPortal(place.env, '--reset', '--yes');
    assert.match(portal.output(), /First start/);
    assert.equal(await portal.stop(), 0);
  });
});

suite('npm start, misunderstood', () => {
  test('what it does not know is refused, and --help says what there is', async () => {
    for (const args of [['--user', '3'], ['fill'], ['--users', '0'], ['--users', 'many'], ['--empty=yes']]) {
      const {status, output} = await runPortal({}, ...args);
      assert.equal(status, 1, args.join(' '));
      assert.match(output, /--users|--help/);
      assert.doesNotMatch(output, / at .*\.ts|Portal ready/);
    }
    const help = await runPortal({}, '--help');
    assert.equal(help.status, 0);
    for (const flag of ['--empty', '--users N', '--reset ', '--reset-admin', 'PORT', 'TENANTRY_DATA_DIR', 'DATABASE_URL']) {
      assert.ok(help.output.includes(flag), flag);
    }
  });

  test('a port that is taken is refused at once when it was asked for', async () => {
    const place = await folderPlace();
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const {port} = other.address() as AddressInfo;
    const {status, output} = await runPortal({...place.env, PORT: String(port)});
    assert.equal(status, 1);
    assert.match(output, new RegExp(`Port ${port} is in use`));
    await new Promise((closed) => other.close(closed));
    await place.remove();
  });
});
