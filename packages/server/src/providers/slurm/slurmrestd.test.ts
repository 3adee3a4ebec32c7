import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ACME, change, OTHER, recorded, sectionOf, signal, TestSlurmrestd} from '../../testing/slurm.ts';
import {SourceError} from '../source-error.ts';

const failures: readonly (readonly [string, unknown, string])[] = [
  ['no token', new Response('Authentication failure', {status: 401}), 'unauthorized'],
  ['a bad token, of which 22.05 says only that something is wrong', Response.json(recorded('bad-token'), {status: 500}), 'failed'],
  ['a bad token', Response.json({errors: [{error: 'Protocol authentication error', errno: 1007}]}, {status: 500}), 'unauthorized'],
  [
    'a bad token in newer words',
    Response.json({errors: [{error: 'Unable', description: 'Authentication failed', error_number: 1}]}, {status: 500}),
    'unauthorized',
  ],
  ['no right', Response.json({errors: [{error: 'Access/permission denied', errno: 2002}]}, {status: 500}), 'forbidden'],
  ['errors in an answer that is none', {errors: [{error: 'Unable to contact slurm controller', errno: 1}], nodes: []}, 'failed'],
  ['too many calls', new Response('', {status: 429}), 'rate-limited'],
  ['plain text', new Response('slurmctld is down', {status: 500}), 'failed'],
  ['a web page', new Response('<html>'), 'bad-response'],
  ['half an answer', new Response('{"errors": [], "nodes": ['), 'bad-response'],
  ['something else', {errors: []}, 'bad-response'],
  ['no object', [], 'bad-response'],
];

for (const [what, answer, code] of failures) {
  test(`E23: ${what} is ${code}`, async () => {
    const slurmrestd = new TestSlurmrestd();
    slurmrestd.answers.set('slurm/nodes', answer);
    await assert.rejects(slurmrestd.provider().summary(ACME, signal()), (error) => {
      assert.ok(error instanceof SourceError);
      assert.equal(error.code, code);
      return true;
    });
  });
}

test('E23: an answer without end is read no further than 64 MiB', async () => {
  const slurmrestd = new TestSlurmrestd();
  let sent = 0;
  const megabyte = new Uint8Array(1_048_576).fill(32);
  const body = new ReadableStream({
    pull: (controller) => {
      sent += 1;
      controller.enqueue(megabyte);
    },
  });
  slurmrestd.answers.set('slurm/jobs', Object.assign(new Response(body), {clone: () => new Response(body)}));
  await assert.rejects(slurmrestd.provider().jobs(ACME, signal()), {code: 'bad-response'});
  assert.ok(sent <= 67, `${sent} MiB were sent`);
});

test('the token goes into its header, with the name it speaks in, and nowhere else', async () => {
  const slurmrestd = new TestSlurmrestd();
  const token = `x.${btoa(JSON.stringify({sun: 'observer'}))}.y`;
  slurmrestd.token = token;
  const provider = slurmrestd.provider();
  change(slurmrestd, 'slurm/nodes', () => ({state: 'odd'}));
  await sectionOf(provider);
  slurmrestd.answers.set('slurm/nodes', Response.json({errors: [{error: `bad ${token}`, errno: 5}]}, {status: 500}));
  const error = await provider.summary(ACME, signal()).then(
    () => assert.fail('It answers'),
    (failed: unknown) => failed as Error,
  );
  assert.ok(
    slurmrestd.headers.every((headers) => headers.get('x-slurm-user-token') === token && headers.get('x-slurm-user-name') === 'observer'),
  );
  const seen = JSON.stringify([slurmrestd.logger.entries, slurmrestd.asked, error.message, error.stack, {...error}, String(error.cause)]);
  assert.equal(seen.includes(token), false);
  assert.ok(slurmrestd.logger.entries.length > 0);
});

test('the name of options goes before the token’s; a token that says nothing needs one', async () => {
  const nameFor = async (options: Record<string, string>): Promise<unknown> => {
    const slurmrestd = new TestSlurmrestd();
    await sectionOf(slurmrestd.provider({options}));
    return slurmrestd.headers[0]?.get('x-slurm-user-name');
  };
  assert.deepEqual([await nameFor({user: 'reader'}), await nameFor({})], ['reader', null]);
});

test('the version is found once; one that is named is spoken without looking', async () => {
  const slurmrestd = new TestSlurmrestd();
  const provider = slurmrestd.provider();
  await Promise.all([sectionOf(provider), provider.jobs(ACME, signal())]);
  await sectionOf(provider);
  const pings = slurmrestd.asked.filter((path) => path.includes('/ping'));
  assert.deepEqual([pings.length, pings[0], pings.at(-1)], [7, 'slurm/v0.0.44/ping/', 'slurm/v0.0.38/ping/']);
  const told = new TestSlurmrestd();
  await sectionOf(told.provider({options: {version: 'v0.0.38'}}));
  assert.equal(
    told.asked.some((path) => path.includes('/ping')),
    false,
  );
  const stranger = new TestSlurmrestd();
  stranger.version = 'v0.0.12';
  await assert.rejects(stranger.provider().summary(ACME, signal()), {code: 'bad-response'});
});

test('what several ask for at the same time is asked once', async () => {
  const slurmrestd = new TestSlurmrestd();
  const provider = slurmrestd.provider({
    options: {version: 'v0.0.38'},
    tenants: {acme: {accounts: ['tenant-a']}, other: {accounts: ['b']}},
  });
  await Promise.all([
    sectionOf(provider),
    sectionOf(provider),
    sectionOf(provider, OTHER),
    provider.jobs(ACME, signal()),
    provider.list(OTHER, signal()),
  ]);
  assert.deepEqual(
    slurmrestd.asked.map((path) => path.split('?')[0]),
    ['slurm/v0.0.38/nodes/', 'slurm/v0.0.38/partitions/', 'slurm/v0.0.38/jobs/', 'slurmdb/v0.0.38/jobs/'],
  );
});

test('E23: one who waits no more is told so at once, and ends the call when nobody else waits', async () => {
  const slurmrestd = new TestSlurmrestd();
  const ended: unknown[] = [];
  const hanging: typeof slurmrestd.fetch = (url, {signal: over}) =>
    new Promise((_, reject) =>
      over?.addEventListener('abort', () => {
        ended.push(url.pathname);
        reject(over.reason);
      }),
    );
  const provider = Object.assign(slurmrestd, {fetch: hanging}).provider({options: {version: 'v0.0.38'}});
  const [one, two] = [new AbortController(), new AbortController()];
  const [first, second] = [provider.jobs(ACME, one.signal), provider.jobs(ACME, two.signal)];
  one.abort();
  await assert.rejects(first, {code: 'timeout'});
  assert.deepEqual(ended, []);
  two.abort();
  await assert.rejects(second, {code: 'timeout'});
  assert.deepEqual(ended, ['/rest/slurm/v0.0.38/jobs/']);
});

test('configuration that cannot be used is refused by the name of its member', () => {
  const make = (config: Parameters<TestSlurmrestd['provider']>[0]) => (): unknown => new TestSlurmrestd().provider(config);
  assert.throws(make({url: null}), /providers\.hpc\.url/);
  assert.throws(make({url: 'file:///etc/passwd'}), /providers\.hpc\.url/);
  assert.throws(make({tenants: {acme: {}}}), /providers\.hpc\.tenants\.acme\.accounts/);
  assert.throws(make({tenants: {acme: {accounts: []}}}), /providers\.hpc\.tenants\.acme\.accounts/);
  assert.throws(make({options: {user: 7}}), /providers\.hpc\.options\.user/);
  assert.throws(make({options: {version: '../../etc'}}), /providers\.hpc\.options\.version/);
  const slurmrestd = new TestSlurmrestd();
  slurmrestd.token = undefined;
  assert.throws(() => slurmrestd.provider(), /providers\.hpc\.tokenEnv/);
});
