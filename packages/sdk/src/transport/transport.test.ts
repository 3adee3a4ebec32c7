import assert from 'node:assert/strict';
import {test} from 'node:test';
import {inspect} from 'node:util';
import {ApiError, type ChangeEvent, isApiError, isProblem, isTenantryError, TenantClient, TenantryError} from '../index.ts';
import type {ClientOptions} from '../options.ts';

// Faults that no server of ours produces; everything else is tested against the server itself.
const client = (fetch: NonNullable<ClientOptions['fetch']>, options: Partial<ClientOptions> = {}): TenantClient =>
  new TenantClient({baseUrl: 'http://server.test/api', auth: {getToken: () => 'the-secret-token'}, fetch, retries: 0, ...options});

const failure = async (promise: Promise<unknown>): Promise<TenantryError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(isTenantryError(error), `threw ${inspect(error)}`);
  return error;
};

const answer =
  (body: string, init: ResponseInit & {type?: string} = {}): (() => Promise<Response>) =>
  async () =>
    new Response(body, {
      status: 200,
      ...init,
      headers: {'content-type': init.type ?? 'application/json', 'x-request-id': 'r1', ...init.headers},
    });

const problem = {type: 'http://server.test/problems/email-taken', title: 'E-mail is taken', status: 409, code: 'email-taken'};

test('S6 a refusal is an ApiError with its code, status and field errors', async () => {
  const errors = [{pointer: '#/email', code: 'not-allowed', detail: 'Already in use'}];
  const body = JSON.stringify({...problem, errors});
  const error = await failure(
    client(answer(body, {status: 409, type: 'application/problem+json', headers: {'retry-after': '3'}})).roles.list(),
  );
  assert.ok(isApiError(error) && error instanceof ApiError);
  assert.ok(isProblem(error, 'email-taken') && !isProblem(error, 'username-taken'));
  assert.deepEqual(
    {
      status: error.status,
      fieldErrors: error.fieldErrors,
      requestId: error.requestId,
      retryAfterMs: error.retryAfterMs,
      attempts: error.attempts,
    },
    {status: 409, fieldErrors: errors, requestId: 'r1', retryAfterMs: 3000, attempts: 1},
  );
});

test('T2 what goes out: path below the root, method in capitals, no cookie beside a token, no redirect followed', async () => {
  const sent: [unknown, string | undefined, string | undefined, string | undefined][] = [];
  const fetch: NonNullable<ClientOptions['fetch']> = async (input, {method, credentials, redirect} = {}) => {
    sent.push([input, method, credentials, redirect]);
    return answer('{"items": [], "next": null, "prev": null, "limit": 50, "total": null}')();
  };
  await client(fetch, {baseUrl: 'http://server.test/api/'}).roles.list();
  await failure(client(fetch, {auth: {cookie: true}}).me.update({firstName: 'Ada'}, {version: 1}));
  const root = 'http://server.test/api/v1';
  assert.deepEqual(sent, [
    [`${root}/tenants/self/roles`, 'GET', 'omit', 'error'],
    [`${root}/me`, 'PATCH', 'include', 'error'],
  ]);
});

test('S6 the guards know the errors of another copy of the package', () => {
  const foreign = Object.assign(new Error('x'), {kind: 'api', code: 'email-taken', [Symbol.for('@tenantry/sdk/error')]: true});
  assert.ok(isTenantryError(foreign) && isProblem(foreign, 'email-taken'));
  assert.ok(!isTenantryError(Object.assign(new Error('x'), {kind: 'api'})));
  assert.ok(!isTenantryError({kind: 'api'}));
});

const bad: readonly [name: string, fetch: () => Promise<Response>, message: RegExp][] = [
  ['a page of HTML', answer('<p>Sign in to the airport network</p>', {type: 'text/html'}), /is not JSON/],
  ['broken JSON', answer('{"items": ['), /broken JSON/],
  ['a wrong shape', answer('{"items": [{"id": 7}]}'), /breaks the contract at \$\.items\.0\./],
  ['an error without problem details', answer('{"message": "no"}', {status: 502}), /status 502 without problem details/],
];
for (const [name, fetch, message] of bad) {
  test(`S1 ${name} is a bad-response that names the place and not the value`, async () => {
    const error = await failure(client(fetch).users.list());
    assert.equal(error.kind, 'bad-response');
    assert.match(error.message, message);
    assert.equal(error.requestId, 'r1');
  });
}

test('S1 unknown members are dropped, unknown values of an open enum stay', async () => {
  const policy = {
    minLength: 15,
    maxLength: 128,
    maxAgeDays: null,
    temporaryPasswordTtlHours: 24,
    blocklist: true,
    forbidPersonal: true,
    composition: null,
  };
  assert.deepEqual(await client(answer(JSON.stringify({...policy, later: 1}))).passwordPolicy.get(), policy);
  const check = {available: false, key: null, problem: 'a-problem-of-tomorrow', suggestions: []};
  assert.deepEqual(await client(answer(JSON.stringify(check))).users.checkUsername('x'), check);
});

test('S2 abort ends a call at once, with the reason as cause', async () => {
  const controller = new AbortController();
  const hanging = client(
    (_input, init) => new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('network layer')))),
  );
  const call = failure(hanging.users.list({signal: controller.signal}));
  controller.abort('changed my mind');
  const error = await call;
  assert.equal(error.kind, 'aborted');
  assert.equal(error.cause, 'changed my mind');
});

test('T7 S1 where nothing is to be answered, a page that somebody else puts there is a bad response, and 204 and 202 are not', async () => {
  const empty = client(async () => new Response(null, {status: 204}));
  const accepted = client(async () => new Response(null, {status: 202}));
  for (const call of [
    ({session}: TenantClient) => session.signOut(),
    ({me}: TenantClient) => me.endSession('ses_1'),
    ({users}: TenantClient) => users.endSessions('usr_1'),
    ({users}: TenantClient) => users.welcome('usr_1'),
    ({me}: TenantClient) => me.changePassword({currentPassword: 'a', newPassword: 'b'}),
    ({me}: TenantClient) => me.requestReset({tenant: 'a', login: 'b'}),
    ({me}: TenantClient) => me.completeReset({token: 'a', newPassword: 'b'}),
  ]) {
    for (const status of [200, 202]) {
      const page = client(async () => new Response('<h1>Sign in to this network</h1>', {status, headers: {'content-type': 'text/html'}}));
      assert.equal((await failure(call(page))).kind, 'bad-response');
    }
    assert.equal((await failure(call(client(async () => new Response(null))))).kind, 'bad-response');
    assert.equal(await call(empty), undefined);
    assert.equal(await call(accepted), undefined);
  }
});

test('S2 an aborted signal sends nothing', async () => {
  let sent = 0;
  const counting = client(async () => {
    sent++;
    return new Response();
  });
  assert.equal((await failure(counting.users.list({signal: AbortSignal.abort()}))).kind, 'aborted');
  assert.equal(sent, 0);
});

test('a call that takes longer than its time is a timeout, also inside the body', async () => {
  const slowBody = client(
    async (_input, init) =>
      new Response(
        new ReadableStream({start: (controller) => init?.signal?.addEventListener('abort', () => controller.error(new Error('cut')))}),
        {
          headers: {'content-type': 'application/json'},
        },
      ),
  );
  assert.equal((await failure(slowBody.users.list({timeoutMs: 30}))).kind, 'timeout');
});

test('close() aborts what is open and what comes later', async () => {
  const closing = client(
    (_input, init) => new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('x')))),
  );
  const open = failure(closing.me.get());
  closing.close();
  assert.equal((await open).kind, 'aborted');
  assert.equal((await failure(closing.me.get())).kind, 'aborted');
});

test('S6 a network failure keeps its code and nothing of the request', async () => {
  const cut = client(async () => {
    throw new TypeError('fetch failed: the-secret-token', {
      cause: Object.assign(new Error('the-secret-token'), {code: 'ECONNREFUSED'}),
    });
  });
  const error = await failure(cut.session.signIn({tenant: 'demo', username: 'john', password: 'the-secret-password'}));
  assert.equal(error.kind, 'network');
  const everything = inspect(error, {depth: null, showHidden: true}) + JSON.stringify(error) + String(error.stack);
  assert.match(everything, /ECONNREFUSED/);
  assert.doesNotMatch(everything, /the-secret/);
});

test('A3 writes carry the header that other sites cannot send, and If-Match the version', async () => {
  const seen: Request[] = [];
  const recording = client(async (input, init) => {
    seen.push(new Request(input, init));
    return new Response('{}', {status: 500, headers: {'content-type': 'application/json'}});
  });
  await failure(recording.me.update({firstName: 'Zoë'}, {version: 3}));
  await failure(
    recording.users.list({
      filter: {status: ['active', 'deactivated'], createdAt: {gte: '2026-01-01T00:00:00.000Z'}, q: 'a b'},
      count: 'capped',
    }),
  );
  const [patch, list] = seen;
  assert.equal(patch?.headers.get('x-requested-with'), 'tenantry');
  assert.equal(patch?.headers.get('if-match'), '"3"');
  assert.equal(patch?.headers.get('authorization'), 'Bearer the-secret-token');
  assert.equal(list?.headers.get('x-requested-with'), null);
  assert.equal(
    list?.url,
    'http://server.test/api/v1/tenants/self/users?status=active&status=deactivated&createdAt.gte=2026-01-01T00%3A00%3A00.000Z&q=a+b&count=capped',
  );
});

test('S6 a filter that is null is none, also where no compiler looks', async () => {
  const urls: string[] = [];
  const recording = client(async (input, init) => {
    urls.push(new Request(input, init).url);
    return new Response('{}', {status: 500, headers: {'content-type': 'application/json'}});
  });
  await failure(recording.users.list({filter: {q: null, status: null, createdAt: {gte: null}} as never}));
  assert.deepEqual(urls, ['http://server.test/api/v1/tenants/self/users']);
});

test('S10 a session that ended is announced, a wrong password is not', async () => {
  const heard: string[] = [];
  const refusing = (code: string): TenantClient => {
    const refuser = client(answer(JSON.stringify({...problem, status: 401, code}), {status: 401}));
    refuser.changes.addEventListener('change', (event) => {
      const {subject, action, origin} = event as ChangeEvent;
      heard.push(`${code}: ${subject.type} ${action} ${origin}`);
    });
    return refuser;
  };
  await failure(refusing('session-ended').users.list());
  await failure(refusing('invalid-credentials').session.signIn({tenant: 'a', username: 'b', password: 'c'}));
  assert.deepEqual(heard, ['session-ended: session ended local']);
});

test('S7 iterate follows next, fetches no page ahead and yields each id once', async () => {
  let fetched = 0;
  const role = (id: string): object => ({
    id: `usr_${id.padStart(26, '0')}`,
    tenantId: `ten_${'0'.repeat(26)}`,
    username: id,
    email: 'a@b.example',
    emailVerified: false,
    firstName: 'A',
    lastName: 'B',
    roleId: `rol_${'0'.repeat(26)}`,
    role: {id: `rol_${'0'.repeat(26)}`, key: 'k', name: 'n'},
    extraPermissions: [],
    effectivePermissions: [],
    status: 'active',
    deactivatedAt: null,
    deactivationReason: null,
    credential: 'none',
    passwordChangedAt: null,
    temporaryPasswordExpiresAt: null,
    externalIds: [],
    createdBy: {type: 'system', id: null, label: 'system'},
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    version: 1,
  });
  const pages = [
    {items: [role('1'), role('2')], next: 'c2', prev: null, limit: 2, total: null},
    {items: [role('2'), role('3')], next: null, prev: 'c1', limit: 2, total: null},
  ];
  const paged = client(async () => answer(JSON.stringify(pages[fetched++]))());
  const names: string[] = [];
  for await (const user of paged.users.iterate({limit: 2})) {
    names.push(user.username);
    assert.equal(fetched, names.length < 3 ? 1 : 2);
  }
  assert.deepEqual(names, ['1', '2', '3']);
});

test('S6 a relative address outside a browser reaches no server, and is told as that', async () => {
  const error = await failure(new TenantClient({baseUrl: '/api', auth: {cookie: true}}).me.get());
  assert.ok(error instanceof TenantryError && error.kind === 'network');
});

test('S6 a time limit that is no number of milliseconds is refused as misuse, and nothing is sent', async () => {
  let sent = 0;
  const counting = async (): Promise<Response> => {
    sent++;
    return answer('{}')();
  };
  for (const timeoutMs of [-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31]) {
    for (const call of [client(counting).me.get({timeoutMs}), client(counting, {timeoutMs}).me.get()]) {
      const error = await failure(call);
      assert.deepEqual([error.kind, error.attempts], ['misuse', 0]);
    }
  }
  assert.equal(sent, 0);
});

test('headers of the caller stand beside those of the client, and change none of them, however they are written', async () => {
  let sent = new Headers();
  const seeing = async (input: Request | URL | string, init?: RequestInit): Promise<Response> => {
    sent = new Request(input, init).headers;
    return answer('{}')();
  };
  await failure(client(seeing).me.get({headers: {'X-Trace': '7', Accept: 'text/html', Authorization: 'Basic x'}}));
  assert.deepEqual([...sent], Object.entries({accept: 'application/json', authorization: 'Bearer the-secret-token', 'x-trace': '7'}));
});

test('S6 a token provider that fails is told as a network failure, without anything that it said', async () => {
  const getToken = (): string => {
    throw new Error('the refresh failed', {cause: new Error('the-secret-token is no good')});
  };
  const error = await failure(client(answer('{}'), {auth: {getToken}}).me.get());
  assert.equal(error.kind, 'network');
  assert.doesNotMatch(inspect(error, {depth: 10}), /the-secret-token/);
});
