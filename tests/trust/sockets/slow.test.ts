import assert from 'node:assert/strict';
import {once} from 'node:events';
import type {Socket} from 'node:net';
import {describe, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import type {TimeLimits} from '../../../packages/server/src/node/listen.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {openedFor, served} from './served.ts';
import {assertProblem, dial, hear, type Heard, say} from './wire.ts';

const END = '\r\n\r\n';

/** Those of T10 at full numbers; a tenth of them in `npm test`. */
const scale = (milliseconds: number): number => milliseconds / atScale({small: 10, full: 1});
const limits: TimeLimits = {
  headersMs: scale(5_000),
  requestMs: scale(10_000),
  keepAliveMs: scale(5_000),
  silenceMs: scale(30_000),
  checkMs: scale(1_000),
};
/** What Node adds to the time that it announces to keep a connection, and what a busy machine adds to every time. */
const SLACK_MS = 1_000 + atScale({small: 4_000, full: 1_500});

/** Sends one piece at a time, as slowly as it may. */
const drip = async (url: URL, head: string, piece: string, everyMs: number): Promise<Heard> => {
  const socket = dial(url);
  const heard = hear(socket, {patience: 60_000});
  socket.write(head);
  const timer = setInterval(() => socket.write(piece), everyMs);
  const all = await heard;
  clearInterval(timer);
  return all;
};

const assertCutAfter = ({milliseconds, ended}: Heard, limit: number, name: string): void => {
  assert.ok(ended, `${name}: the connection stays open`);
  assert.ok(milliseconds >= limit * 0.9, `${name}: cut after ${milliseconds} ms`);
  assert.ok(milliseconds <= limit + limits.checkMs + SLACK_MS, `${name}: cut after ${milliseconds} ms`);
};

const service = served({limits});

describe('who is slow', () => {
  const body = ['POST /api/v1/session HTTP/1.1', 'Host: x', 'Content-Type: application/json'].join('\r\n');

  test('T10: slow headers, slow bodies and silence are cut in their time, each with one answer at most', async () => {
    const every = limits.headersMs / 20;
    const healthz = `GET /api/healthz HTTP/1.1\r\nHost: x${END}`;
    const [headers, first, length, chunked, unread, silent, kept, second] = await Promise.all([
      drip(service.url, 'GET /api/healthz HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n', every),
      drip(service.url, 'GET /api/', 'a', every),
      drip(service.url, `${body}\r\nContent-Length: 1000${END}`, ' ', every),
      drip(service.url, `${body}\r\nTransfer-Encoding: chunked${END}`, '1\r\n \r\n', every),
      drip(service.url, `${body}\r\nContent-Length: 1000${END}`.replace('session', 'nothing'), ' ', every),
      say(service.url, '', {patience: 60_000}),
      say(service.url, healthz, {patience: 60_000}),
      drip(service.url, `${healthz}GET /api/healthz HTTP/1.1\r\n`, 'X-A: b\r\n', every),
    ]);
    for (const [name, heard, limit] of [
      ['headers', headers, limits.headersMs],
      ['the first line', first, limits.headersMs],
      ['a body with a length', length, limits.requestMs],
      ['a body in chunks', chunked, limits.requestMs],
    ] as const) {
      assertCutAfter(heard, limit, name);
      assert.equal(heard.answers.length, 1, name);
      assertProblem(heard.answers[0], 408, 'request-timeout', name);
    }
    // An answer that was given before the body came is the only one.
    assert.equal(unread.answers.length, 1);
    assertProblem(unread.answers[0], 404, 'not-found');
    assert.ok(unread.ended && unread.milliseconds < limits.requestMs + SLACK_MS);
    assertCutAfter(silent, limits.headersMs, 'silence');
    assert.deepEqual(silent.answers, [], 'who asked nothing is told nothing');
    assertCutAfter(kept, limits.keepAliveMs, 'a kept connection');
    assert.deepEqual(
      kept.answers.map(({status}) => status),
      [200],
    );
    assertCutAfter(second, limits.headersMs, 'the second request');
    assert.deepEqual(
      second.answers.map(({status}) => status),
      [200, 408],
    );
  });

  test('T10: who asks and does not read the answers is cut', async () => {
    const socket = dial(service.url);
    const started = performance.now();
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.pause();
    const ask = `GET /api/v1/openapi.json HTTP/1.1\r\nHost: x${END}`.repeat(20);
    const timer = setInterval(() => socket.write(ask), 50);
    // Whoever never reads does not see the end either, but cannot send any more.
    await Promise.race([
      closed,
      pause(2 * limits.silenceMs + 10_000).then(() => Promise.reject(new Error('the connection stays open'))),
    ]).finally(() => clearInterval(timer));
    assert.ok(performance.now() - started >= limits.silenceMs * 0.9);
  });

  test('T10: who ends without having asked to the end is answered or cut, and costs nobody else anything', async () => {
    for (const text of ['', 'GET', `${body}\r\nContent-Length: 5${END}{`]) {
      const {ended, milliseconds, answers} = await say(service.url, text, {end: true});
      assert.ok(ended && milliseconds < limits.headersMs + SLACK_MS, JSON.stringify(text));
      assert.ok(answers.length <= 1);
    }
    const whole = await say(service.url, `GET /api/healthz HTTP/1.1\r\nHost: x${END}`, {end: true});
    assert.ok(whole.ended && whole.answers.every(({status}) => status === 200));
  });
});

describe('many who are slow', () => {
  const count = atScale({small: 100, full: 500});
  const listening = openedFor(service, {});
  const open: Socket[] = [];

  /** A third each: a header without end, a body without end, and nothing at all. */
  const OPENINGS = [
    'GET /api/healthz HTTP/1.1\r\nHost: x\r\n',
    `POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000${END}`,
    '',
  ];
  const PIECES = ['X-A: b\r\n', ' ', ''];

  /** Asks so many times, and says how long each answer took, the quickest first. */
  const times = async (count: number): Promise<readonly number[]> => {
    const all: number[] = [];
    while (all.length < count) {
      const started = performance.now();
      const answer = await fetch(new URL('/api/healthz', listening.url));
      assert.equal(answer.status, 200);
      await answer.text();
      all.push(performance.now() - started);
      await pause(50);
    }
    return all.toSorted((one, other) => one - other);
  };

  test('T10: do not delay healthz by more than 100 ms', async (context) => {
    // What the machine does beside us delays it as well.
    const alone = await times(20);
    for (let index = 0; index < count; index++) {
      const socket = dial(listening.url);
      await once(socket, 'connect');
      socket.write(OPENINGS[index % 3] ?? '');
      open.push(socket);
    }
    const timer = setInterval(() => open.forEach((socket, index) => socket.writable && socket.write(PIECES[index % 3] ?? '')), 500);
    const beside = await times(40);
    clearInterval(timer);
    open.forEach((socket) => socket.destroy());
    const [median, slow] = [beside[20] ?? 0, beside[36] ?? 0];
    context.diagnostic(
      `healthz beside ${count} slow sockets: median ${median.toFixed(1)} ms, nine in ten within ${slow.toFixed(1)} ms, slowest ${beside.at(-1)?.toFixed(1)} ms; alone median ${alone[10]?.toFixed(1)} ms, slowest ${alone.at(-1)?.toFixed(1)} ms`,
    );
    assert.ok(slow < 100 + (alone.at(-1) ?? 0), beside.map(Math.round).join(' '));
  });
});

describe('more connections than there may be', () => {
  const listening = openedFor(service, {maxConnections: 20, limits});

  test('T10: those beyond are closed without an answer; as soon as there is room, the next is served', async () => {
    const ask = `GET /api/healthz HTTP/1.1\r\nHost: x\r\nConnection: close${END}`;
    const open: Socket[] = [];
    while (open.length < 20) {
      const socket = dial(listening.url);
      await once(socket, 'connect');
      open.push(socket);
    }
    for (let tries = 0; tries < 5; tries++) {
      const {text, ended} = await say(listening.url, ask);
      assert.deepEqual([text, ended], ['', true]);
    }
    const [one] = open;
    one?.destroy();
    await pause(100);
    assert.equal((await say(listening.url, ask)).answers[0]?.status, 200);
    // Those that say nothing make room by themselves.
    await Promise.all(open.slice(1).map((socket) => hear(socket, {patience: 60_000})));
    assert.equal((await say(listening.url, ask)).answers[0]?.status, 200);
  });
});
