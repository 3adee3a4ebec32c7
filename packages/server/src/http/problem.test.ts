import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {ERROR_CODES, type ErrorCode, Problem} from '@tenantry/sdk/contract';
import {HTTPException} from 'hono/http-exception';
import {invalidField, Refusal} from '../refusal.ts';
import {engines} from '../testing/engines.ts';
import {TestLogger} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';
import {problemPage, problemsOf} from './problem.ts';
import {PROBLEM_TEXTS} from './problem-texts.ts';

const publicUrl = new URL('https://portal.example/api/');
const [engine] = engines;
assert.ok(engine);

const answer = async (error: unknown): Promise<{response: Response; problem: Problem; logger: TestLogger}> => {
  const logger = new TestLogger();
  const response = problemsOf({publicUrl, logger}).answer(error, 'req-1');
  return {response, problem: Problem.parse(await response.clone().json()), logger};
};

test('T11: every code has its status, a type that explains it, a title, and a page', async () => {
  for (const [code, status] of Object.entries(ERROR_CODES) as [ErrorCode, number][]) {
    const {response, problem} = await answer(new Refusal(code, 'For the log'));
    assert.equal(response.status, status);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    assert.deepEqual(problem, {
      type: `https://portal.example/api/problems/${code}`,
      title: PROBLEM_TEXTS[code].title,
      status,
      detail: 'For the log',
      code,
      requestId: 'req-1',
    });
    assert.equal(response.headers.get('www-authenticate'), status === 401 && code !== 'invalid-credentials' ? 'Bearer' : null);
    assert.equal(response.headers.get('retry-after'), status === 503 ? '1' : null);
    assert.ok(problemPage(code)?.includes(PROBLEM_TEXTS[code].title));
  }
  assert.equal(problemPage('constructor'), undefined);
});

test('a refusal brings its field errors, members and headers; none of them replaces what every problem has', async () => {
  const field = invalidField('#/roleId', 'unknown-reference', 'There is no such role', {id: 'rol_x'});
  assert.deepEqual((await answer(field)).problem.errors, [
    {pointer: '#/roleId', code: 'unknown-reference', detail: 'There is no such role', params: {id: 'rol_x'}},
  ]);
  const {response, problem} = await answer(
    new Refusal('privilege-escalation', 'No', {members: {missing: ['users.read'], status: 200, code: 'fine'}, headers: {ETag: '"3"'}}),
  );
  assert.deepEqual([problem.missing, problem.status, problem.code], [['users.read'], 403, 'privilege-escalation']);
  assert.equal(response.headers.get('etag'), '"3"');
});

test('T11: anything else that is thrown is 500 internal-error: logged with the request id, nothing of it answered', async () => {
  for (const error of [
    new TypeError('relation "users" is secret'),
    'secret',
    null,
    {secret: 1},
    Object.assign(new Error('secret'), {code: '23505'}),
  ]) {
    const {response, problem, logger} = await answer(error);
    assert.deepEqual([response.status, problem.code], [500, 'internal-error']);
    assert.doesNotMatch(await response.text(), /secret/);
    assert.deepEqual(
      [logger.entries.length, logger.entries[0]?.event, logger.entries[0]?.fields.requestId],
      [1, 'request.failed', 'req-1'],
    );
  }
});

test('T11: that the database is away is logged by its code, that the server is merely busy is not', async () => {
  const unavailable = (cause?: unknown): Refusal => new Refusal('temporarily-unavailable', 'The database is busy or away', {cause});
  assert.deepEqual((await answer(unavailable())).logger.entries, []);
  const away = Object.assign(new Error('no answer about secret'), {code: 'ECONNREFUSED'});
  for (const error of [unavailable(away), unavailable(unavailable(away))]) {
    const {response, logger} = await answer(error);
    assert.equal(response.status, 503);
    const [{event, fields} = assert.fail()] = logger.entries;
    assert.deepEqual([logger.entries.length, event, fields.requestId], [1, 'request.unavailable', 'req-1']);
    assert.match(JSON.stringify(fields), /ECONNREFUSED/);
    assert.doesNotMatch(JSON.stringify(fields), /secret/);
  }
});

test('T11: what Hono itself refuses is a problem of ours', async () => {
  for (const [status, code] of [
    [400, 'malformed-body'],
    [404, 'not-found'],
    [413, 'too-large'],
    [415, 'unsupported-media-type'],
    [418, 'internal-error'],
  ] as const) {
    assert.equal((await answer(new HTTPException(status, {message: 'secret'}))).problem.code, code);
  }
});

describe('the pages beside the API', () => {
  const server = useTestServer(engine);

  test('a problem’s type leads to a page that explains it', async () => {
    const {type} = await (await server.request('/v1/me')).json();
    const response = await server.fetch(new Request(type));
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(await response.text(), /Nobody is signed in/);
    assert.equal((await server.request('/problems/unheard-of')).status, 404);
  });

  test('W17: healthz answers, readyz says that the database does and which migration it is at', async () => {
    assert.deepEqual(await (await server.request('/healthz')).json(), {status: 'ok'});
    const ready = await (await server.request('/readyz')).json();
    assert.equal(ready.status, 'ok');
    assert.ok(ready.migration >= 1);
  });

  test('an error in the middle of a request answers 500 and leaves the server whole', async () => {
    const {administrator, path} = await server.freshTenant();
    await server.database.inTenant((await server.freshTenant()).id, async () => undefined);
    const {hash} = server.hasher;
    server.hasher.hash = async () => {
      throw new Error('the hasher broke over a secret');
    };
    const json = {username: 'a', email: 'a@b.example', firstName: 'A', lastName: 'B', credential: {type: 'temporary', delivery: 'show'}};
    const response = await server.request(`${path}/users`, {as: administrator, json});
    server.hasher.hash = hash;
    const text = await response.text();
    assert.equal(response.status, 500);
    assert.doesNotMatch(text, /secret/);
    assert.ok(server.logger.entries.some(({fields}) => fields.requestId === JSON.parse(text).requestId));
    assert.equal((await server.request(`${path}/users`, {as: administrator})).status, 200);
  });
});
