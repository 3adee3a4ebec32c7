import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ChangeEvent, EventsState, TenantClient, TenantEvent} from '../index.ts';
import {event, problem, start, turns, written} from '../testing/streams.ts';

const subscribe = (client: TenantClient, types?: ('user.updated' | 'user.deleted')[]) => {
  const events: TenantEvent[] = [];
  const states: EventsState[] = [];
  const close = client.events.subscribe({
    types,
    onEvent: (heard) => {
      events.push(heard);
      throw new Error('whoever hears it breaks');
    },
    onState: async (state) => {
      states.push(state);
      throw new Error('whoever hears it breaks');
    },
  });
  return {events, states, close};
};

test('V1, S1: subscribe hears each event, and how the stream is; what callbacks throw breaks nothing', async (t) => {
  const {client, lines} = start(t);
  const {events, states, close} = subscribe(client, ['user.updated', 'user.deleted']);
  await turns(() => lines.length === 1);
  assert.equal(lines[0]?.request.url, 'http://server.test/v1/tenants/self/events?types=user.updated,user.deleted');
  assert.equal(lines[0]?.last, null);
  lines[0]?.write(written(event(7)).slice(0, 20));
  lines[0]?.write(written(event(7)).slice(20) + written({...event(8), type: 'user.renamed'}));
  await turns(() => events.length === 2);
  assert.deepEqual(events, [event(7), {...event(8), type: 'user.renamed'}]);
  assert.deepEqual(states, ['connecting', 'open']);
  close();
  await turns(() => lines[0]?.isCut === true);
  assert.deepEqual(states, ['connecting', 'open', 'ended']);
});

test('V2: a stream that is cut is opened again after a while, behind its last event', async (t) => {
  const {client, lines} = start(t);
  const {events, states} = subscribe(client);
  await turns(() => lines.length === 1);
  lines[0]?.write(`${written(event(7))}id: 9\n\n`);
  await turns(() => events.length === 1);
  lines[0]?.end();
  await turns(() => states.at(-1) === 'waiting');
  t.mock.timers.tick(999);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(lines.length, 1);
  t.mock.timers.tick(1);
  await turns(() => lines.length === 2);
  assert.equal(lines[1]?.last, '9');
  lines[1]?.write('id: 20\nevent: reset\ndata: {}\n\n');
  await turns(() => states.at(-1) === 'reset');
});

test('T3: pauses grow while nothing comes, and Retry-After is heeded', async (t) => {
  const {client, lines, asked} = start(t, {
    refuse: (count) =>
      count < 3 ? problem(503, 'temporarily-unavailable') : count === 3 ? problem(429, 'rate-limited', {'retry-after': '15'}) : undefined,
  });
  const {states} = subscribe(client);
  for (const [count, pause] of [
    [1, 2_000],
    [2, 4_000],
    [3, 23_000],
  ] as const) {
    await turns(() => asked() === count && states.at(-1) === 'waiting');
    t.mock.timers.tick(pause - 1);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(asked(), count);
    t.mock.timers.tick(1);
    await turns(() => asked() === count + 1);
  }
  await turns(() => lines.length === 1);
});

test('V2: 45 s without a word, and the stream is opened anew; a comment is a word', async (t) => {
  const {client, lines} = start(t);
  const {states} = subscribe(client);
  await turns(() => lines.length === 1);
  for (const _ of [1, 2, 3]) {
    t.mock.timers.tick(44_000);
    lines[0]?.write(':\n\n');
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(lines[0]?.isCut, false);
  t.mock.timers.tick(45_000);
  await turns(() => lines[0]?.isCut === true && states.at(-1) === 'waiting');
  t.mock.timers.tick(1_000);
  await turns(() => lines.length === 2);
});

for (const [status, code] of [
  [401, 'session-ended'],
  [403, 'password-change-required'],
  [404, 'not-found'],
] as const) {
  test(`V2: ${status} is the end of it`, async (t) => {
    const {client, asked} = start(t, {refuse: () => problem(status, code)});
    const {states} = subscribe(client);
    await turns(() => states.at(-1) === 'ended');
    t.mock.timers.tick(100_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([asked(), states], [1, ['connecting', 'ended']]);
  });
}

test('V2: `end` is asked about at once: whose session or token was renewed goes on, the others are told', async (t) => {
  const {client, lines, asked} = start(t, {refuse: (count) => (count === 3 ? problem(401, 'session-ended') : undefined)});
  const {states} = subscribe(client);
  const ended: ChangeEvent[] = [];
  client.changes.addEventListener('change', (change) => ended.push(change as ChangeEvent));
  for (const count of [1, 2]) {
    await turns(() => lines.length === count);
    lines[count - 1]?.write(`id: ${count}\nevent: end\ndata: {}\n\n`);
    lines[count - 1]?.end();
    await turns(() => asked() === count + 1);
  }
  await turns(() => states.at(-1) === 'ended');
  assert.deepEqual(
    [lines[1]?.last, ended.map(({subject, action}) => [subject.type, subject.id, action])],
    ['1', [['session', null, 'ended']]],
  );
});

test('S4: a stream is sent with the token, and one that is refused is renewed', async (t) => {
  const tokens: (string | undefined)[] = [];
  const {client, lines} = start(t, {
    auth: {getToken: async ({rejected}) => `token-${tokens.push(rejected)}`},
    refuse: (count) => (count === 1 ? problem(401, 'invalid-token') : undefined),
  });
  subscribe(client);
  await turns(() => lines.length === 1);
  assert.deepEqual(tokens, [undefined, 'token-1']);
  assert.equal(lines[0]?.request.headers.get('authorization'), 'Bearer token-2');
});

test('S1: an event that breaks the contract is not heard; the stream goes on behind it', async (t) => {
  const {client, lines} = start(t);
  const {events, states} = subscribe(client);
  await turns(() => lines.length === 1);
  lines[0]?.write('id: 7\nevent: user.updated\ndata: {"id":7}\n\n');
  await turns(() => states.at(-1) === 'waiting');
  t.mock.timers.tick(1_000);
  await turns(() => lines.length === 2);
  assert.deepEqual([lines[1]?.last, events], ['7', []]);
});

test('S5: a client that is closed has no stream any more, and opens none', async (t) => {
  const {client, lines} = start(t);
  const {states} = subscribe(client);
  client.changes.addEventListener('change', () => undefined);
  await client.session.signOut();
  await turns(() => lines.length === 1);
  client.close();
  await turns(() => lines.every(({isCut}) => isCut) && states.at(-1) === 'ended');
  t.mock.timers.tick(100_000);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(lines.length, 1);
});
