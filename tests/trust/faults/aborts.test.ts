import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {getEventListeners, once} from 'node:events';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {setImmediate as turn, setTimeout as wait} from 'node:timers/promises';
import type {ClientOptions, RequestOptions, TenantClient, TenantryError} from '@tenantry/sdk';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import type {Act, Line} from './fault-server.ts';
import {faults} from './faults.ts';
import {refuse, silence} from './faults-before.ts';
import {failureOf, inParallel} from './calls.ts';
import {useWays} from './ways.ts';

/** Time enough for a call to come to each stage; on a busy machine that takes longer. */
const CALL_MS = atScale({small: 1_500, full: 150});

const never = (): Promise<never> => new Promise(() => undefined);
const drip = faults.find(({name}) => name === 'the body never ends');

/** What a call failed with, before the event loop turns: no busy machine makes that late. */
const atOnce = async (failure: ReturnType<typeof failureOf>): Promise<TenantryError> => {
  const first = await Promise.race([failure, turn()]);
  assert.ok(first instanceof Error, 'not at once');
  return first;
};

/** Where a call may be when it is given up. */
interface Stage {
  readonly name: string;
  readonly act?: Act | undefined;
  readonly options?: (token: string) => Partial<ClientOptions>;
  /** How many requests have been sent by then. */
  readonly sent: number;
}

const stages: readonly Stage[] = [
  {name: 'the first token is waited for', options: () => ({auth: {getToken: never}}), sent: 0},
  {name: 'the request is in flight', act: silence, sent: 1},
  {name: 'the body is coming', act: drip?.act, sent: 1},
  {name: 'the next attempt is waited for', act: refuse(503, 'temporarily-unavailable', {'Retry-After': '8'}), sent: 1},
  {
    name: 'the token is renewed',
    act: refuse(401, 'invalid-token'),
    options: (token) => ({auth: {getToken: ({rejected}) => (rejected === undefined ? token : never())}}),
    sent: 1,
  },
];

describe('calls that are given up', () => {
  const ways = useWays();

  const begin = async (
    stage: Stage,
    options?: RequestOptions,
  ): Promise<{client: TenantClient; line: Line; failure: ReturnType<typeof failureOf>}> => {
    const {act} = stage;
    const line = ways.lay(() => act && {act});
    const client = ways.client(line, stage.options?.(ways.token));
    const failure = failureOf(client.users.list(options));
    while (line.seen.length < stage.sent) {
      await wait(5);
    }
    await wait(60); // Until the answer has come as far as it will.
    return {client, line, failure};
  };

  const assertAborted = async (failure: ReturnType<typeof failureOf>, reason: unknown, sent: number): Promise<void> => {
    const error = await atOnce(failure);
    assert.deepEqual([error.kind, error.attempts], ['aborted', sent]);
    assert.equal(error.cause, reason);
  };

  test('T8 S6 a signal that has been aborted sends nothing', async () => {
    const line = ways.lay();
    const reason = new Error('too late');
    await assertAborted(failureOf(ways.client(line).users.list({signal: AbortSignal.abort(reason)})), reason, 0);
    assert.equal(line.seen.length, 0);
  });

  for (const stage of stages) {
    test(`T8 S6 a signal ends a call at once while ${stage.name}`, async () => {
      const controller = new AbortController();
      const {line, failure} = await begin(stage, {signal: controller.signal});
      const reason = {why: 'the page was left'};
      controller.abort(reason);
      await assertAborted(failure, reason, stage.sent);
      assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
      await wait(30);
      assert.equal(line.seen.length, stage.sent);
    });

    test(`T8 S6 close() ends a call at once while ${stage.name}`, async () => {
      const {client, line, failure} = await begin(stage);
      client.close();
      const error = await atOnce(failure);
      assert.deepEqual([error.kind, error.attempts], ['aborted', stage.sent]);
      assert.equal((await failureOf(client.users.list())).kind, 'aborted');
      assert.equal(line.seen.length, stage.sent);
    });
  }

  test('T8 a call that is given up cuts its connection', async () => {
    for (const act of [silence, drip?.act ?? silence]) {
      const line = ways.lay(() => ({act}));
      const controller = new AbortController();
      const failure = failureOf(ways.client(line).users.list({signal: controller.signal}));
      while (line.seen.length === 0) {
        await wait(5);
      }
      await wait(30);
      controller.abort();
      await failure;
      const ended = await Promise.race([line.seen[0]?.ended, wait(2_000, 'open still', {ref: false})]);
      assert.equal(typeof ended, 'number');
    }
  });

  test('T8 a timer of the call ends it in each stage as well, with timeout', async () => {
    await inParallel(stages, stages.length, async (stage) => {
      const {failure} = await begin(stage, {timeoutMs: CALL_MS});
      const error = await failure;
      // A wait that does not fit into the time is not begun.
      assert.equal(error.kind, stage.name === 'the next attempt is waited for' ? 'api' : 'timeout', stage.name);
    });
  });

  test('T8 no listener stays on a signal that outlives its calls, however they ended, nor on the client’s own', async (t) => {
    const signals = new Map<AbortSignal, number>();
    const {addEventListener} = AbortSignal.prototype;
    t.mock.method(AbortSignal.prototype, 'addEventListener', function (this: AbortSignal, ...given: Parameters<typeof addEventListener>) {
      signals.set(this, (signals.get(this) ?? 0) + 1);
      return addEventListener.apply(this, given);
    });
    const {signal} = new AbortController();
    const ends: (Act | undefined)[] = [
      undefined,
      refuse(404, 'not-found'),
      refuse(503, 'temporarily-unavailable'),
      ({socket}) => socket.destroy(),
      silence,
    ];
    const line = ways.lay((index) => {
      const act = ends[index % ends.length];
      return act && {act};
    });
    const client = ways.client(line, {attemptTimeoutMs: 300, random: () => 0});
    const CALLS = 12;
    await inParallel(Array.from({length: CALLS}), 3, () => client.users.list({signal}).catch(() => undefined));
    const lasting = [...signals].filter(([, times]) => times >= CALLS).map(([lived]) => lived);
    assert.ok(lasting.includes(signal), 'the caller’s signal is listened to by each call');
    assert.ok(lasting.length >= 2, 'and so is that of close()');
    assert.deepEqual(
      lasting.map((lived) => getEventListeners(lived, 'abort').length),
      lasting.map(() => 0),
    );
  });

  test('T8 many calls at once on one client and one signal make Node warn of nothing', async () => {
    const warnings: Error[] = [];
    const listener = (warning: Error): unknown => warnings.push(warning);
    process.on('warning', listener);
    const {signal} = new AbortController();
    const client = ways.client(ways.lay());
    await Promise.all(Array.from({length: 60}, () => client.users.list({signal})));
    await wait(20);
    process.off('warning', listener);
    assert.deepEqual(warnings, []);
  });

  for (const how of ['well', 'badly', 'aborted', 'timeout', 'waiting', 'closed']) {
    test(`T8 nothing keeps a process whose last call ended: ${how}`, async () => {
      const script = join(import.meta.dirname, 'last-call.ts');
      const child = spawn(process.execPath, [...process.execArgv, script, how], {stdio: ['ignore', 'pipe', 'inherit']});
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        said += String(text);
      });
      const [code] = await once(child, 'close');
      assert.equal(code, 0);
      const stayed = Number(said);
      assert.ok(said !== '' && stayed < 4_000, `it stayed for ${said} ms`);
    });
  }
});
