import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type ClientEvent, isTenantryError, TenantClient, type TenantryError} from '../index.ts';
import type {ClientOptions} from '../options.ts';

/** A client whose server answers with these, one after another, the last one for ever. */
const client = (
  answers: readonly ((request: Request) => Response | Promise<Response>)[],
  options: Partial<ClientOptions> = {},
): {readonly client: TenantClient; readonly sent: Request[]} => {
  const sent: Request[] = [];
  const fetch = async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    sent.push(request);
    const reply = answers[Math.min(sent.length, answers.length) - 1];
    return reply ? reply(request) : new Response(null, {status: 204});
  };
  return {client: new TenantClient({baseUrl: 'http://server.test', auth: {cookie: true}, random: () => 0, fetch, ...options}), sent};
};

const lost = (): never => {
  throw new TypeError('fetch failed');
};
const done = (): Response => new Response(null, {status: 204});
const refused = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({type: 'x', title: 'x', status, code}), {
    status,
    headers: {'content-type': 'application/problem+json', ...headers},
  });

const failure = (promise: Promise<unknown>): Promise<TenantryError> =>
  promise.then(
    () => assert.fail('succeeded'),
    (error: unknown) => (isTenantryError(error) ? error : assert.fail(`threw ${error}`)),
  );
const keys = (sent: readonly Request[]): (string | null)[] => sent.map(({headers}) => headers.get('idempotency-key'));

test('T4 a write carries one key through all its attempts, and the next write another', async () => {
  const {client: writing, sent} = client([lost, () => refused(503, 'temporarily-unavailable'), done]);
  await writing.me.endSession('ses_1');
  await writing.me.endSession('ses_1');
  const [first, second, third, other] = keys(sent);
  assert.match(first ?? '', /^[\w-]{1,64}$/);
  assert.deepEqual([second, third], [first, first]);
  assert.notEqual(other, first);
});

test('S6 an error of the network that is its own cause is a network error as any other', async () => {
  const endless = new TypeError('fetch failed');
  endless.cause = endless;
  const {client: reading} = client([() => Promise.reject(endless)], {retries: 0});
  const error = await failure(reading.users.list());
  assert.deepEqual([error.kind, error.cause], ['network', undefined]);
});

test('T4 a key of the caller is the one that is sent, and one that no server takes is misuse', async () => {
  const {client: writing, sent} = client([done]);
  await writing.me.endSession('ses_1', {idempotencyKey: 'mine-1'});
  assert.deepEqual(keys(sent), ['mine-1']);
  for (const idempotencyKey of ['', 'a b', 'x'.repeat(65), 'ä', 'a\nb']) {
    assert.equal((await failure(writing.me.endSession('ses_1', {idempotencyKey}))).kind, 'misuse');
  }
  assert.equal(sent.length, 1);
});

test('S3 reading carries no key, and what the server cannot know again is sent once', async () => {
  const {client: reading, sent} = client([lost]);
  await failure(reading.users.list());
  assert.deepEqual(keys(sent), [null, null, null]);
  for (const call of [
    (signing: TenantClient) => signing.session.signIn({tenant: 'a', username: 'b', password: 'c'}),
    (changing: TenantClient) => changing.me.changePassword({currentPassword: 'a', newPassword: 'b'}),
    (asking: TenantClient) => asking.me.requestReset({tenant: 'a', login: 'b'}),
    (completing: TenantClient) => completing.me.completeReset({token: 'a', newPassword: 'b'}),
  ]) {
    const once = client([lost]);
    const error = await failure(call(once.client));
    assert.deepEqual([error.kind, error.attempts, keys(once.sent)], ['network', 1, [null]]);
  }
});

test('S3 which answers are repeated', async () => {
  for (const [status, code, attempts] of [
    [408, 'request-timeout', 3],
    [425, 'too-early', 3],
    [429, 'rate-limited', 3],
    [500, 'internal-error', 3],
    [502, 'bad-gateway', 3],
    [503, 'temporarily-unavailable', 3],
    [504, 'gateway-timeout', 3],
    [409, 'idempotency-in-progress', 3],
    [409, 'username-taken', 1],
    [400, 'malformed-body', 1],
    [404, 'not-found', 1],
    [501, 'not-known', 1],
  ] as const) {
    const {client: asking, sent} = client([() => refused(status, code)]);
    const error = await failure(asking.me.endSession('ses_1'));
    assert.deepEqual([error.kind, error.attempts, sent.length], ['api', attempts, attempts], `${status} ${code}`);
  }
});

test('T3 a wait that passes the deadline is not begun: the call fails at once and says how long', async () => {
  const {client: asking, sent} = client([() => refused(503, 'temporarily-unavailable', {'retry-after': '86400'})]);
  const began = performance.now();
  const error = await failure(asking.me.get());
  assert.ok(performance.now() - began < 1000);
  assert.deepEqual([error.retryAfterMs, error.attempts, sent.length], [86_400_000, 1, 1]);
});

test('T3 an attempt that takes too long is given up and made again, within the time of the call', async () => {
  const hanging = (): Promise<Response> => new Promise(() => undefined);
  const {client: asking, sent} = client([hanging, done], {attemptTimeoutMs: 20});
  await asking.me.endSession('ses_1');
  assert.equal(sent.length, 2);
  const never = client([hanging], {attemptTimeoutMs: 20, retries: 1});
  const error = await failure(never.client.me.get());
  assert.deepEqual([error.kind, error.attempts], ['timeout', 2]);
});

test('S4 calls with a token that has expired share one renewal, and each is repeated once, writes with the same key', async () => {
  const asked: (string | undefined)[] = [];
  const {client: many, sent} = client(
    [(request) => (request.headers.get('authorization') === 'Bearer new' ? done() : refused(401, 'invalid-token'))],
    {
      auth: {
        getToken: ({rejected}) => {
          asked.push(rejected);
          return rejected === undefined ? 'old' : 'new';
        },
      },
    },
  );
  await Promise.all(Array.from({length: 50}, () => many.me.endSession('ses_1')));
  assert.deepEqual(
    asked.filter((rejected) => rejected !== undefined),
    ['old'],
  );
  assert.equal(sent.length, 100);
  assert.equal(new Set(keys(sent)).size, 50);
});

test('S4 a renewal that fails is told to all who wait for it, and tried again by the next', async () => {
  let renewals = 0;
  const {client: many} = client([() => refused(401, 'session-ended')], {
    auth: {
      getToken: ({rejected}) => {
        if (rejected !== undefined) {
          renewals++;
          throw new Error('the-secret');
        }
        return 'old';
      },
    },
  });
  const errors = await Promise.all(Array.from({length: 10}, () => failure(many.me.get())));
  assert.ok(errors.every(({kind, message}) => kind === 'network' && message === 'The token provider failed.'));
  assert.equal(renewals, 1);
  await failure(many.me.get());
  assert.equal(renewals, 2);
});

test('T8 telemetry tells operation, attempts, status and request, and what it throws is ignored', async () => {
  const events: ClientEvent[] = [];
  const {client: told} = client([() => refused(503, 'temporarily-unavailable', {'x-request-id': 'r1'}), done], {
    onEvent: (event) => {
      events.push(event);
      throw new Error('the host has a bug');
    },
  });
  await told.me.endSession('ses_1');
  assert.deepEqual(
    events.map(({ms, ...event}) => ({...event, ms: typeof ms})),
    [
      {type: 'start', operation: 'me.endSession', attempts: 0, ms: 'number', kind: undefined},
      {type: 'retry', operation: 'me.endSession', attempts: 1, ms: 'number', status: 503, requestId: 'r1', kind: 'api'},
      {type: 'end', operation: 'me.endSession', attempts: 2, ms: 'number', status: 204, requestId: undefined, kind: undefined},
    ],
  );
});
