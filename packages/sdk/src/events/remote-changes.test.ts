import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import type {ChangeEvent, TenantClient} from '../index.ts';
import {event, ID, problem, start, turns, written} from '../testing/streams.ts';

/** A page that is seen or hidden. */
class FakePage extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';

  turn(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const withPage = (t: TestContext): FakePage => {
  const page = new FakePage();
  Object.assign(globalThis, {document: page});
  t.after(() => Reflect.deleteProperty(globalThis, 'document'));
  return page;
};

/** Something that succeeds, so that the client knows that somebody is signed in. */
const call = (client: TenantClient): Promise<void> => client.me.endSession('ses_01h2xcejqtf2nbrexx3vqjhp41');

/** What somebody hears who listens to a client: `remote updated usr_… 7`. */
const listen = (client: TenantClient) => {
  const heard: string[] = [];
  const listener = (change: Event): void => {
    const {subject, action, origin} = change as ChangeEvent;
    if (subject.type !== 'session') {
      heard.push([origin, action, subject.id, subject.version].filter((part) => part !== undefined).join(' '));
    }
  };
  client.changes.addEventListener('change', listener);
  return {heard, stop: () => client.changes.removeEventListener('change', listener)};
};

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** Waits for a stream that is asked for once what was asked for before has had its time. */
const opened = async (t: TestContext, holds: () => boolean): Promise<void> => {
  await settle();
  t.mock.timers.tick(300);
  await turns(holds);
};

test('S10: one stream per client, opened by the first listener once a call has succeeded, closed after the last', async (t) => {
  const {client, lines} = start(t);
  await call(client);
  await settle();
  assert.equal(lines.length, 0, 'nobody listens');
  const one = listen(client);
  const other = listen(client);
  await opened(t, () => lines.length === 1);
  assert.equal(lines[0]?.request.url, 'http://server.test/v1/tenants/self/events');
  one.stop();
  await settle();
  assert.deepEqual([lines.length, lines[0]?.isCut], [1, false]);
  other.stop();
  await turns(() => lines[0]?.isCut === true);
  listen(client);
  await opened(t, () => lines.length === 2);
});

test('S10: nothing is opened before a call has succeeded; nor after a sign-out, until somebody is in again', async (t) => {
  const {client, lines} = start(t);
  const {heard} = listen(client);
  await settle();
  assert.equal(lines.length, 0);
  await call(client);
  await opened(t, () => lines.length === 1);
  await client.session.signOut();
  await turns(() => lines[0]?.isCut === true);
  await settle();
  assert.equal(lines.length, 1);
  await call(client);
  await opened(t, () => lines.length === 2);
  await client.me.changePassword({currentPassword: 'one', newPassword: 'other'});
  await opened(t, () => lines.length === 3 && lines[1]?.isCut === true);
  assert.deepEqual(heard, ['local changed ']);
});

test('S10: remote changes are told as local ones are, but for those whose version was seen before', async (t) => {
  const {client, lines} = start(t);
  const {heard} = listen(client);
  await call(client);
  await opened(t, () => lines.length === 1);
  for (const [id, type, version] of [
    [1, 'user.created', 1],
    [2, 'user.updated', 3],
    [3, 'user.updated', 3],
    [4, 'user.roleChanged', 2],
    [5, 'user.passwordReset', null],
    [6, 'user.passwordReset', null],
    [7, 'session.ended', null],
    [8, 'user.deactivated', 4],
    [9, 'user.deleted', null],
  ] as const) {
    lines[0]?.write(written(event(id, type, version)));
  }
  await turns(() => heard.length === 7);
  assert.deepEqual(heard, [
    `remote created ${ID} 1`,
    `remote updated ${ID} 3`,
    `remote passwordReset ${ID}`,
    `remote passwordReset ${ID}`,
    `remote sessionsEnded ${ID}`,
    `remote deactivated ${ID} 4`,
    `remote deleted ${ID}`,
  ]);
});

test('S10: a write of one’s own is not heard twice', async (t) => {
  const user = {
    id: ID,
    tenantId: 'ten_01h2xcejqtf2nbrexx3vqjhp41',
    username: 'u',
    email: 'u@x.example',
    emailVerified: false,
    firstName: 'U',
    lastName: 'U',
    roleId: 'rol_01h2xcejqtf2nbrexx3vqjhp41',
    role: {id: 'rol_01h2xcejqtf2nbrexx3vqjhp41', key: 'tenant-user', name: 'Tenant User'},
    extraPermissions: [],
    effectivePermissions: [],
    status: 'active',
    deactivatedAt: null,
    deactivationReason: null,
    credential: 'password',
    passwordChangedAt: null,
    temporaryPasswordExpiresAt: null,
    externalIds: [],
    note: null,
    createdBy: {type: 'system', id: null, label: 'system'},
    createdAt: '2026-03-02T09:00:00.000Z',
    updatedAt: '2026-03-02T09:00:00.000Z',
    version: 5,
  };
  const {client, lines} = start(t, {answer: () => Response.json(user)});
  const {heard} = listen(client);
  await client.users.reactivate(ID);
  await settle();
  assert.equal(lines.length, 0, 'the stream comes after what was asked for');
  await opened(t, () => lines.length === 1);
  lines[0]?.write(written(event(1, 'user.reactivated', 5)) + written(event(2, 'user.updated', 6)));
  await turns(() => heard.length === 2);
  user.version = 7;
  await client.users.reactivate(ID);
  lines[0]?.write(written(event(3, 'user.reactivated', 7)) + written(event(4, 'user.updated', 8)));
  await turns(() => heard.length === 4);
  assert.deepEqual(heard, [`local reactivated ${ID} 5`, `remote updated ${ID} 6`, `local reactivated ${ID} 7`, `remote updated ${ID} 8`]);
});

test('S10: the stream is closed while the page is hidden, and goes on behind its last event', async (t) => {
  const page = withPage(t);
  const {client, lines} = start(t);
  const {heard} = listen(client);
  await call(client);
  await opened(t, () => lines.length === 1);
  lines[0]?.write(written(event(7)));
  await turns(() => heard.length === 1);
  page.turn('hidden');
  await turns(() => lines[0]?.isCut === true);
  t.mock.timers.tick(100_000);
  await settle();
  assert.equal(lines.length, 1);
  page.turn('visible');
  await opened(t, () => lines.length === 2);
  assert.equal(lines[1]?.last, '7');
});

test('S10: after a reset everything that is shown is to be asked for anew', async (t) => {
  const {client, lines} = start(t);
  const {heard} = listen(client);
  await call(client);
  await opened(t, () => lines.length === 1);
  lines[0]?.write('id: 9\nevent: reset\ndata: {}\n\n');
  await turns(() => heard.length === 1);
  assert.deepEqual(heard, ['remote reset ']);
});

test('S10: a server without events is asked once', async (t) => {
  const {client, asked} = start(t, {refuse: () => problem(404, 'not-found')});
  const {heard, stop} = listen(client);
  await call(client);
  await opened(t, () => asked() === 1);
  await settle();
  await call(client);
  stop();
  listen(client);
  t.mock.timers.tick(100_000);
  await settle();
  assert.deepEqual([asked(), heard], [1, []]);
});

test('S10: listeners that end by themselves count no longer', async (t) => {
  const {client, lines} = start(t);
  const ending = new AbortController();
  client.changes.addEventListener('change', () => undefined, {signal: ending.signal});
  client.changes.addEventListener('change', () => undefined, {once: true});
  await call(client);
  await opened(t, () => lines.length === 1);
  ending.abort();
  await turns(() => lines[0]?.isCut === true);
});
