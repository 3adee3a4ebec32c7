import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {isApiError} from '@tenantry/sdk';
import {type Act, type Line} from './fault-server.ts';
import type {Fault} from './fault.ts';
import {faults} from './faults.ts';
import {silence} from './faults-before.ts';
import {assertHoldsNone} from './secrets.ts';
import {failureOf} from './calls.ts';
import {useWays} from './ways.ts';

const MIB = 1024 * 1024;
const LIMIT = 8 * MIB;
// What the buffers of both sides and of the system between them may hold beyond it.
const UNDER_WAY = 8 * MIB;

const named = (name: string): Fault => {
  const fault = faults.find((one) => one.name === name);
  assert.ok(fault, `there is a fault named ${name}`);
  return fault;
};

/** The most memory that this process held while it worked, beyond what it held before. */
const memoryWhile = async (work: () => Promise<unknown>): Promise<number> => {
  const held = (): number => {
    const {heapUsed, external} = process.memoryUsage();
    return heapUsed + external;
  };
  const before = held();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, held());
  }, 5);
  await work();
  clearInterval(watch);
  return Math.max(most, held()) - before;
};

const sendJson =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Act =>
  ({response}) =>
    response.writeHead(status, {'Content-Type': 'application/problem+json', ...headers}).end(body);

describe('hostile answers', () => {
  const ways = useWays();
  const elsewhere = useWays();

  const refusal = async (act: Act): Promise<{error: Awaited<ReturnType<typeof failureOf>>; line: Line}> => {
    const line = ways.lay(() => ({act}));
    return {error: await failureOf(ways.client(line, {retries: 0, timeoutMs: 20_000}).users.list()), line};
  };

  test('T7 S6 of a body of 200 MiB no more than 8 MiB are read, and the connection is cut', async (t) => {
    let line: Line | undefined;
    const memory = await memoryWhile(async () => {
      const {error, line: used} = await refusal(named('a body of 200 MiB').act);
      assert.equal(error.kind, 'bad-response');
      line = used;
    });
    const sent = await Promise.race([line?.seen[0]?.ended, wait(5_000, Infinity, {ref: false})]);
    t.diagnostic(`${((sent ?? 0) / MIB).toFixed(1)} MiB were sent, ${(memory / MIB).toFixed(1)} MiB of memory taken`);
    assert.ok(sent !== undefined && sent > LIMIT && sent < LIMIT + UNDER_WAY, `${sent} bytes were sent`);
    assert.ok(memory < 100 * MIB, `${memory} bytes were held`);
  });

  test('T7 S6 gzip that unfolds to 200 MiB is given up at 8 MiB', async (t) => {
    await refusal(named('gzip that unfolds to 200 MiB').act); // Which folds it, too.
    const memory = await memoryWhile(async () => {
      const {error} = await refusal(named('gzip that unfolds to 200 MiB').act);
      assert.equal(error.kind, 'bad-response');
    });
    t.diagnostic(`${(memory / MIB).toFixed(1)} MiB of memory taken`);
    assert.ok(memory < 100 * MIB, `${memory} bytes were held`);
  });

  test('T7 8 MiB less a little are read, one byte more than 8 MiB is not', async () => {
    const padded =
      (length: number): Act =>
      async ({response, forward}) => {
        const {status, headers, body} = await forward();
        response.writeHead(status, headers).end(Buffer.concat([body, Buffer.alloc(length - body.length, ' ')]));
      };
    const line = ways.lay(() => ({act: padded(LIMIT)}));
    assert.deepEqual((await ways.client(line).users.list()).items, []);
    const {error} = await refusal(padded(LIMIT + 1));
    assert.deepEqual([error.kind, error.message.includes('8 MiB')], ['bad-response', true]);
  });

  test('T7 64 levels are read, 65 are not', async () => {
    const nested =
      (depth: number): Act =>
      async ({response, forward}) => {
        const {status, headers, body} = await forward();
        // The object itself is the first level.
        const inner = `${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`;
        response.writeHead(status, headers).end(body.toString().replace(/^\{/, `{"later": ${inner}, `));
      };
    const line = ways.lay(() => ({act: nested(64)}));
    assert.deepEqual((await ways.client(line).users.list()).items, []);
    const {error} = await refusal(nested(65));
    assert.equal(error.kind, 'bad-response');
  });

  test('T2 T7 no redirect is followed, and none carries the token to another server', async () => {
    const there = elsewhere.lay(() => undefined);
    for (const location of [`${there.url}/v1/me`, '/line-0/api/v1/me', `//${new URL(there.url).host}/api/v1/me`, 'javascript:alert(1)']) {
      for (const status of [301, 302, 303, 307, 308]) {
        const {error, line} = await refusal(({response}) => response.writeHead(status, {Location: location}).end());
        assert.equal(error.kind, 'network');
        assert.equal(line.seen.length, 1);
      }
    }
    assert.equal(there.seen.length, 0);
  });

  test('T7 members named as the prototype reach nothing, neither in an answer nor in a problem', async () => {
    const line = ways.lay(() => named('members that reach for the prototype'));
    const page = await ways.client(line).users.list();
    assert.ok(!Object.hasOwn(page, '__proto__') && !Object.hasOwn(page, 'constructor'));
    const evil = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}';
    const {error} = await refusal(
      sendJson(
        422,
        `{"type": "x", "title": "x", "status": 422, "code": "__proto__", "__proto__": {"polluted": true}, "current": ${evil},
          "errors": [{"pointer": "#/__proto__", "code": "constructor", "detail": "x", "params": ${evil}}]}`,
      ),
    );
    assert.ok(isApiError(error));
    assert.deepEqual([error.code, error.fieldErrors[0]?.code], ['__proto__', 'constructor']);
    for (const part of [{}, page, error, error.problem, error.current, error.fieldErrors[0], error.fieldErrors[0]?.params]) {
      assert.equal(Reflect.get(Object(part), 'polluted'), undefined);
      assert.ok(!Object.hasOwn(Object(part), '__proto__'));
    }
  });

  test('T3 S6 the status is that of the answer, whatever its body says', async () => {
    const {error} = await refusal(sendJson(503, '{"type": "x", "title": "x", "status": 200, "code": "temporarily-unavailable"}'));
    assert.ok(isApiError(error));
    assert.equal(error.status, 503);
    const line = ways.lay(() => ({act: sendJson(404, '{"type": "x", "title": "x", "status": 503, "code": "not-found"}')}));
    assert.equal((await failureOf(ways.client(line, {random: () => 0}).users.list())).attempts, 1);
  });

  test('T1 S6 what a mismatch or a page quotes of the request is in no error', async () => {
    const secrets = {token: ways.token, header: 'the-secret-header', query: 'the-secret-query'};
    const quoting = faults.filter(({act, ends}) => ends !== 'well' && act !== silence);
    assert.ok(quoting.length > 50);
    for (const name of ['a captive portal', 'members of other types', 'a text', 'a word', 'an error that is no problem', '502 as a page']) {
      const line = ways.lay(() => named(name));
      const client = ways.client(line, {retries: 0});
      const error = await failureOf(client.users.list({filter: {q: secrets.query}, headers: {'X-Host': secrets.header}}));
      assert.equal(error.kind, 'bad-response');
      assertHoldsNone(error, secrets);
    }
  });

  test('T7 S6 a body that never ends is cut when its time is over', async () => {
    const line = ways.lay(() => named('the body never ends'));
    const error = await failureOf(ways.client(line, {retries: 0, attemptTimeoutMs: 1_000}).users.list());
    assert.equal(error.kind, 'timeout');
    assert.equal(typeof (await Promise.race([line.seen[0]?.ended, wait(2_000, 'open still', {ref: false})])), 'number');
  });

  test('T7 S6 a body without end is given up at 8 MiB also where fetch pays no heed to signals', async () => {
    let cancelled = false;
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(MIB)),
          cancel: () => {
            cancelled = true;
          },
        }),
        {headers: {'Content-Type': 'application/json'}},
      );
    const error = await failureOf(
      ways.client({url: 'https://portal.example/api'}, {retries: 0, fetch: async () => endless()}).users.list(),
    );
    assert.equal(error.kind, 'bad-response');
    await wait(20);
    assert.ok(cancelled, 'nobody reads it any more');
  });
});
