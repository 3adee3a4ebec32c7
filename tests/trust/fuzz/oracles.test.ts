import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {type Kysely, sql} from 'kysely';
import type {Schema} from '../../../packages/server/src/db/schema.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {TEST_PASSWORD} from '../../../packages/server/src/testing/tenants.ts';
import {TWIN_ID} from '../../../packages/server/src/testing/twin.ts';
import {type Attempt, attemptOf, type Draft} from './attempt.ts';
import {goodAttempts} from './attempts.ts';
import type {Operation} from './document.ts';
import {fuzz, type Tally} from './fuzz.ts';
import {randomOf} from './random.ts';
import {createWorld, type World} from './world.ts';

// Each thing that the fuzzer looks for is done here on purpose by a server that is not ours, or not quite: the fuzzer has to see it.

const [engine] = engines;
assert.ok(engine);

type Fetch = (request: Request) => Promise<Response>;

describe('the fuzzer sees', () => {
  let world: World;
  before(async () => {
    world = await createWorld(engine);
  });
  after(() => world.close());

  const random = randomOf(1);

  const good = (id: string, edit: (draft: Draft) => void = () => undefined): Attempt => {
    const operation = world.document.operations.find((known) => known.id === id) as Operation;
    const draft = world.draft(operation, world.callerOf(operation, world.administrators[0]));
    edit(draft);
    return attemptOf(world.document, draft, `${id}: on purpose`, random);
  };

  const run = (fetch: Fetch, attempts: Iterable<Attempt>, patienceMs?: number): Promise<Tally> =>
    fuzz(
      {
        document: world.document,
        journal: world.journal,
        fetch,
        settled: world.server.settled,
        ...(patienceMs !== undefined && {patienceMs}),
      },
      attempts,
    );

  const sees = async (what: RegExp, fetch: Fetch, attempt: Attempt): Promise<void> => {
    const {complaints} = await run(fetch, [attempt]);
    assert.ok(
      complaints.some((complaint) => what.test(complaint)),
      complaints.join('\n') || 'nothing',
    );
  };

  /** Our answer with something else about it. */
  const with_ =
    (edit: (response: Response, text: string) => {status?: number; text?: string; headers?: Record<string, string | null>}): Fetch =>
    async (request) => {
      const response = await world.server.fetch(request);
      const text = await response.text();
      const {status = response.status, text: other = text, headers = {}} = edit(response, text);
      const all = new Headers(response.headers);
      for (const [name, value] of Object.entries(headers)) {
        all.set(name, value ?? '');
        if (value === null) {
          all.delete(name);
        }
      }
      return new Response(status === 204 || other === '' ? null : other, {status, headers: all});
    };

  /** Our answer, after somebody did something in the database. */
  const behind =
    (work: (owner: Kysely<Schema>) => Promise<unknown>, status?: number): Fetch =>
    async (request) => {
      const response = status === undefined ? await world.server.fetch(request) : await refused(status)(request);
      await world.server.database.asOwner(work);
      return response;
    };

  const refused =
    (status: number): Fetch =>
    (request) =>
      world.server.fetch(new Request(`${world.document.root}/v1/${status === 404 ? 'nothing' : 'me'}`, {headers: request.headers}));

  const problem = (text: string, members: object): string => JSON.stringify({...JSON.parse(text), ...members});

  test('nothing where nothing is wrong', async () => {
    const {complaints, requests} = await run(
      world.server.fetch,
      [...goodAttempts(world, random)].map(({attempt}) => attempt),
    );
    assert.deepEqual(complaints, []);
    assert.ok(requests > world.document.operations.length);
  });

  const notFound = (): Attempt => good('users.get', (draft) => void draft.steps.set('id', 'usr_00000000000000000000000000'));

  const answers: Readonly<Record<string, readonly [RegExp, () => Fetch, () => Attempt]>> = {
    'a 500': [/answers 500/, () => with_((_, text) => ({status: 500, text: problem(text, {status: 500})})), notFound],
    'a 503': [/answers 503/, () => with_((_, text) => ({status: 503, text: problem(text, {status: 503})})), notFound],
    'a status that is not documented': [
      /answers 418, which/,
      () => with_((_, text) => ({status: 418, text: problem(text, {status: 418})})),
      notFound,
    ],
    'a success that is not documented': [/answers 202, which/, () => with_(() => ({status: 202})), () => good('me.get')],
    'a refusal in plain text': [
      /refuses with text/,
      () => with_(() => ({text: 'Not found', headers: {'Content-Type': 'text/plain'}})),
      notFound,
    ],
    'a refusal in JSON that is no problem': [
      /refuses with application\/json/,
      () => with_(() => ({headers: {'Content-Type': 'application/json'}})),
      notFound,
    ],
    'a problem without its title': [/whose # lacks title/, () => with_((_, text) => ({text: problem(text, {title: undefined})})), notFound],
    'a code that the operation does not know': [
      /the code gone-fishing/,
      () => with_((_, text) => ({text: problem(text, {code: 'gone-fishing'})})),
      notFound,
    ],
    'another status in the problem': [/another status/, () => with_((_, text) => ({text: problem(text, {status: 403})})), notFound],
    'another request in the problem': [/another request/, () => with_((_, text) => ({text: problem(text, {requestId: 'x'})})), notFound],
    'a type that is another code': [
      /another type than its code/,
      () => with_((_, text) => ({text: problem(text, {type: 'about:blank'})})),
      notFound,
    ],
    'a body that is not of its schema': [
      /whose #\/user lacks id/,
      () => with_((_, text) => ({text: text.replace('"id"', '"ID"')})),
      () => good('me.get'),
    ],
    'a page instead of JSON': [
      /answers text\/html/,
      () => with_(() => ({text: '<p>', headers: {'Content-Type': 'text/html'}})),
      () => good('me.get'),
    ],
    'a body that nobody asked for': [
      /answers HEAD with a body/,
      () => with_(() => ({text: '{}'})),
      () => good('me.get', (draft) => void (draft.method = 'HEAD')),
    ],
    'an answer that may be kept': [/without a good cache-control/, () => with_(() => ({headers: {'Cache-Control': null}})), notFound],
    'an answer whose type may be guessed': [
      /without a good x-content-type/,
      () => with_(() => ({headers: {'X-Content-Type-Options': null}})),
      notFound,
    ],
    'an answer without its request': [/without a good x-request-id/, () => with_(() => ({headers: {'X-Request-Id': 'a b'}})), notFound],
    'an origin that is reflected': [
      /allows the origin/,
      () => with_(() => ({headers: {'Access-Control-Allow-Origin': 'https://evil.example'}})),
      () => good('me.get', (draft) => void draft.headers.set('Origin', 'https://evil.example')),
    ],
    'a stack': [
      /what is inside/,
      () => with_((_, text) => ({text: problem(text, {detail: 'Error\n    at f (file:///srv/app.ts:1:1)'})})),
      notFound,
    ],
    'the words of a database': [
      /what is inside/,
      () => with_((_, text) => ({text: problem(text, {detail: 'syntax error at or near "x"'})})),
      notFound,
    ],
    'a token that is repeated': [
      /repeats a secret/,
      () => async (request) => with_((_, text) => ({text: problem(text, {detail: request.headers.get('authorization')})}))(request),
      notFound,
    ],
    'a password that is repeated': [
      /repeats a secret/,
      () => with_((_, text) => ({text: problem(text, {detail: `Wrong: ${TEST_PASSWORD}`})})),
      notFound,
    ],
    'a handler that throws': [/throws Error: broken/, () => () => Promise.reject(new Error('broken')), () => good('me.get')],
    'an answer that breaks off': [
      /throws/,
      () => async () => new Response(new ReadableStream({start: (controller) => controller.error(new Error('cut'))})),
      () => good('me.get'),
    ],
  };

  for (const [name, [what, fetch, attempt]] of Object.entries(answers)) {
    test(name, () => sees(what, fetch(), attempt()));
  }

  test('no answer', async () => {
    const {complaints} = await run(() => new Promise(() => undefined), [good('me.get')], 50);
    assert.match(complaints.join(), /has no answer after 50 ms/);
  });

  /** Takes away what is wrong with a request before our server sees it. */
  const mending =
    (mend: (request: Request) => Request): Fetch =>
    (request) =>
      world.server.fetch(mend(request));

  test('W7: an unknown parameter that is ignored', () =>
    sees(
      /accepts the unknown parameter x/,
      mending((request) => new Request(request.url.replace('?x=1', ''), request)),
      good('users.list', (draft) => void draft.query.push(['x', '1'])),
    ));

  test('W11: a limit that is no number and passes', () =>
    sees(
      /accepts limit=1e1/,
      mending((request) => new Request(request.url.replace('1e1', '10'), request)),
      good('users.list', (draft) => void draft.query.push(['limit', '1e1'])),
    ));

  const sending = (id: string, json: object): Fetch =>
    mending((request) => new Request(request.url, {...good(id), headers: request.headers, body: JSON.stringify(json)}));

  test('W7: an unknown member that is ignored', async () => {
    const body = good('users.create').json as object;
    await sees(
      /accepts a body whose #\/isAdmin is not known/,
      sending('users.create', body),
      good('users.create', (draft) => void (draft.json = {...body, isAdmin: true})),
    );
  });

  test('W2: a member that is there twice and passes', async () => {
    const body = good('users.create').json as object;
    const twice = good('users.create', (draft) => {
      draft.body = new TextEncoder().encode(JSON.stringify(body).replace('{', '{"note":"x",'));
      draft.mustFail = true;
    });
    await sees(/accepts what can only be refused/, sending('users.create', body), twice);
  });

  test('W2: a body that is no JSON and passes', async () => {
    const body = good('users.create').json as object;
    await sees(
      /accepts a body that is no JSON/,
      sending('users.create', body),
      good('users.create', (draft) => void (draft.body = new TextEncoder().encode('{'))),
    );
  });

  const users = (owner: Kysely<Schema>, tenantId: string, set: Partial<{note: string; first_name: string}>): Promise<unknown> =>
    owner.updateTable('users').set(set).where('tenant_id', '=', tenantId).execute();

  const home = (): string => world.administrators[0].tenantId;

  const changes: Readonly<Record<string, readonly [RegExp, () => Fetch, () => Attempt]>> = {
    'a row that a refusal changes': [
      /in silence: users \(changed: note/,
      () => behind((owner) => users(owner, home(), {note: 'x'}), 404),
      notFound,
    ],
    'a row that a reading changes': [
      /in silence: users/,
      () => behind((owner) => users(owner, home(), {note: 'x'})),
      () => good('users.list'),
    ],
    'a row that a refusal takes away': [
      /in silence: sessions \(deleted/,
      () => behind((owner) => sql`delete from sessions where tenant_id = ${home()}`.execute(owner), 404),
      notFound,
    ],
    'a row of the twin': [/in silence: users/, () => behind((owner) => users(owner, TWIN_ID, {note: 'x'})), () => good('users.create')],
    'a text that is stored as another': [
      /stores another firstName/,
      () => behind((owner) => users(owner, home(), {first_name: 'Other'})),
      () => good('users.create'),
    ],
    'a text that is answered as another': [
      /answers another firstName/,
      () => with_((_, text) => ({text: text.replaceAll('fuzzer-1', 'other')})),
      () => good('me.update'),
    ],
    'a text that nobody can show': [
      /nobody can show/,
      () => behind((owner) => users(owner, home(), {note: 'a\u202eb'})),
      () => good('users.create'),
    ],
    'a password in the clear': [
      /stores a secret in users/,
      () => behind((owner) => users(owner, home(), {note: `is ${TEST_PASSWORD}`})),
      () => good('me.changePassword'),
    ],
  };

  for (const [name, [what, fetch, attempt]] of Object.entries(changes)) {
    test(name, () => sees(what, fetch(), attempt()));
  }

  test('and puts everything back', async () => {
    const untouched = await world.everything();
    await run(
      behind((owner) => sql`delete from user_words`.execute(owner)),
      [good('users.create'), good('me.update')],
    );
    assert.deepEqual(await world.everything(), untouched);
  });
});
