import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Slurm} from '@tenantry/sdk/contract';
import type {ResourceProvider, ResourceQuery} from '../../resources/provider.ts';
import {inNewerShape, type Recorded, recorded, TestSlurmrestd} from '../../testing/slurm.ts';
import {SourceError} from '../source-error.ts';

const ACME: ResourceQuery = {tenant: {id: 'ten_1', slug: 'acme'}, visible: 'all'};
const OTHER: ResourceQuery = {tenant: {id: 'ten_2', slug: 'other'}, visible: 'all'};

const signal = (): AbortSignal => new AbortController().signal;

const sectionOf = async (provider: ResourceProvider, query = ACME): Promise<Slurm> => {
  const {slurm} = (await provider.summary?.(query, signal())) ?? {};
  assert.ok(slurm);
  return slurm;
};

/** Changes what a slurmrestd tells of its things, one by one. */
const change = (slurmrestd: TestSlurmrestd, path: string, each: (fields: Recorded) => Recorded): void => {
  const list = path.split('/')[1] ?? '';
  const answer = slurmrestd.answers.get(path) as Recorded;
  slurmrestd.answers.set(path, {...answer, [list]: answer[list].map((fields: Recorded) => ({...fields, ...each(fields)}))});
};

const RECORDED_SECTION: Slurm = {
  clusters: {total: 1, healthy: 0, degraded: 1, unhealthy: 0, unknown: 0},
  partitions: [
    {cluster: 'hpc', name: 'gpu', state: 'up', nodes: 3, pendingJobs: 1, runningJobs: 3},
    {cluster: 'hpc', name: 'cpu', state: 'up', nodes: 3, pendingJobs: 0, runningJobs: 4},
    {cluster: 'hpc', name: 'maint', state: 'drain', nodes: 2, pendingJobs: 0, runningJobs: 0},
  ],
  nodes: {
    total: 6,
    byState: {
      idle: 0,
      mixed: 4,
      allocated: 0,
      draining: 0,
      drained: 0,
      maintenance: 0,
      reserved: 0,
      poweredDown: 0,
      failed: 0,
      down: 1,
      unknown: 1,
    },
  },
  jobs: {
    pending: 1,
    running: 7,
    suspended: 0,
    completing: 0,
    last24h: {completed: 1, failed: 1, timedOut: 0, cancelled: 1, preempted: 0},
    pendingReasons: [{reason: 'Resources', count: 1}],
  },
  capacity: {
    gpus: {
      total: 20,
      inUse: 13,
      byModel: [
        {model: 'a100', total: 4, inUse: 0, mig: []},
        {model: 'h200', total: 16, inUse: 13, mig: []},
      ],
    },
    cpuCores: {total: 288, inUse: 60},
    memoryGiB: {total: 1875, inUse: 131.16},
  },
};

test('§8: what slurmrestd 22.05 has said is counted', async () => {
  assert.deepEqual(await sectionOf(new TestSlurmrestd().provider()), RECORDED_SECTION);
});

test('§8: the same in the shape of newer versions is counted the same', async () => {
  assert.deepEqual(await sectionOf(inNewerShape(new TestSlurmrestd()).provider()), RECORDED_SECTION);
});

test('§8: jobs are told the same in either shape, with what they have or ask for', async () => {
  const jobs = await new TestSlurmrestd().provider().jobs(ACME, signal());
  assert.deepEqual(await inNewerShape(new TestSlurmrestd()).provider().jobs(ACME, signal()), jobs);
  assert.deepEqual(jobs[0], {
    id: 'hpc/1',
    cluster: 'hpc',
    name: 'train-llm',
    state: 'running',
    rawState: ['RUNNING'],
    reason: null,
    owner: 'slurm-alice',
    partition: 'gpu',
    gpus: 4,
    cpuCores: 16,
    submittedAt: '2026-11-21T22:06:44.000Z',
    startedAt: '2026-11-21T22:06:46.000Z',
    endedAt: null,
    exitCode: null,
  });
  const told = jobs.map(({id, state, reason, gpus, startedAt, endedAt, exitCode}) => [
    id,
    state,
    reason,
    gpus,
    startedAt,
    endedAt,
    exitCode,
  ]);
  assert.deepEqual(
    told.filter(([, state]) => state !== 'running'),
    [
      ['hpc/3', 'pending', 'Resources', 16, null, null, null],
      ['hpc/4', 'completed', null, 0, '2026-11-21T22:06:46.000Z', '2026-11-21T22:06:47.000Z', 0],
      ['hpc/5', 'failed', 'NonZeroExitCode', 0, '2026-11-21T22:06:46.000Z', '2026-11-21T22:06:46.000Z', 3],
      ['hpc/6', 'cancelled', 'Priority', 0, null, '2026-11-21T22:06:44.000Z', null],
    ],
  );
});

test('§8: a tenant has its own jobs and what they use, whoever else has jobs there', async () => {
  const slurmrestd = new TestSlurmrestd();
  const share = (fields: Recorded): Recorded =>
    fields.user_name === 'slurm-bob' || fields.user === 'slurm-bob' ? {account: 'tenant-b'} : {};
  change(slurmrestd, 'slurm/jobs', share);
  change(slurmrestd, 'slurmdb/jobs', share);
  const provider = slurmrestd.provider({tenants: {acme: {accounts: ['Tenant-A']}, other: {accounts: ['tenant-b', 'tenant-c']}}});
  const [one, two] = [await sectionOf(provider), await sectionOf(provider, OTHER)];
  assert.deepEqual([one.jobs.running, one.jobs.pending, two.jobs.running, two.jobs.pending], [6, 0, 1, 1]);
  assert.deepEqual([one.capacity.gpus.inUse, two.capacity.gpus.inUse], [5, 8]);
  assert.deepEqual([one.capacity.cpuCores.inUse, two.capacity.cpuCores.inUse], [52, 8]);
  assert.deepEqual([one.jobs.last24h?.cancelled, two.jobs.last24h?.cancelled], [0, 1]);
  assert.deepEqual(
    [one, two].map(({partitions}) => partitions.map(({pendingJobs, runningJobs}) => [pendingJobs, runningJobs])),
    [
      [
        [0, 2],
        [0, 4],
        [0, 0],
      ],
      [
        [1, 1],
        [0, 0],
        [0, 0],
      ],
    ],
  );
  const owners = async (query: ResourceQuery): Promise<unknown> => [
    ...new Set((await provider.jobs(query, signal())).map(({owner}) => owner)),
  ];
  assert.deepEqual([await owners(ACME), await owners(OTHER)], [['slurm-alice'], ['slurm-bob']]);
});

test('§8: a tenant has the partitions that take its accounts, and the nodes of those', async () => {
  const slurmrestd = new TestSlurmrestd();
  change(slurmrestd, 'slurm/partitions', ({name}) =>
    name === 'gpu'
      ? {allowed_accounts: 'tenant-b,tenant-c', denied_accounts: 'tenant-b'}
      : name === 'maint'
        ? {denied_accounts: 'tenant-a'}
        : {},
  );
  const tenants = {acme: {accounts: ['tenant-a']}, other: {accounts: ['tenant-b']}};
  for (const each of [slurmrestd, inNewerShape(slurmrestd)]) {
    const provider = each.provider({tenants});
    const [one, two] = [await sectionOf(provider), await sectionOf(provider, OTHER)];
    assert.deepEqual(
      [one, two].map(({partitions, nodes}) => [partitions.map(({name}) => name), nodes.total]),
      [
        [['cpu'], 3],
        [['gpu', 'cpu', 'maint'], 6],
      ],
    );
    assert.deepEqual([one.capacity.gpus.total, two.capacity.gpus.total], [0, 20]);
    assert.deepEqual(
      (await provider.list(ACME, signal())).map(({type, id}) => [type, id]),
      [
        ['slurmCluster', 'hpc'],
        ['slurmPartition', 'hpc/cpu'],
        ['slurmAccount', 'hpc/tenant-a'],
      ],
    );
  }
});

test('§8: a tenant that is not named has nothing there, and nobody is asked for it', async () => {
  const slurmrestd = new TestSlurmrestd();
  const provider = slurmrestd.provider();
  assert.equal(provider.serves?.(OTHER.tenant), false);
  assert.deepEqual(await provider.summary(OTHER, signal()), {});
  assert.deepEqual([await provider.jobs(OTHER, signal()), await provider.list(OTHER, signal())], [[], []]);
  assert.deepEqual(slurmrestd.asked, []);
});

test('§8: of what a tenant has, only what is visible is told', async () => {
  const provider = new TestSlurmrestd().provider({tenants: {acme: {accounts: ['tenant-a', 'tenant-b']}}});
  const seen = async (...visible: readonly {type: string; id: string}[]): Promise<unknown> => {
    const query = {...ACME, visible};
    const {partitions, nodes, jobs} = await sectionOf(provider, query);
    const listed = await provider.jobs(query, signal());
    return [partitions.map(({name}) => name), nodes.total, jobs.running, listed.length];
  };
  assert.deepEqual(await seen(), [[], 0, 0, 0]);
  assert.deepEqual(await seen({type: 'slurmPartition', id: 'hpc/cpu'}), [['cpu'], 3, 0, 0]);
  assert.deepEqual(await seen({type: 'slurmAccount', id: 'hpc/tenant-b'}), [['gpu', 'cpu', 'maint'], 6, 0, 0]);
  assert.deepEqual(await seen({type: 'slurmAccount', id: 'hpc/tenant-a'}), [['gpu', 'cpu', 'maint'], 6, 7, 11]);
  assert.deepEqual(await seen({type: 'slurmCluster', id: 'hpc'}), [['gpu', 'cpu', 'maint'], 6, 7, 11]);
  assert.deepEqual(await seen({type: 'slurmCluster', id: 'other'}, {type: 'kubernetesCluster', id: 'hpc'}), [[], 0, 0, 0]);
});

test('§8: nodes that are only planned are not counted', async () => {
  const slurmrestd = new TestSlurmrestd();
  change(slurmrestd, 'slurm/nodes', ({name}) => (name === 'cpu03' ? {state: 'future'} : {}));
  const {nodes, partitions} = await sectionOf(slurmrestd.provider());
  assert.deepEqual([nodes.total, nodes.byState.unknown, partitions.map((partition) => partition.nodes)], [5, 0, [3, 2, 1]]);
});

test('§8: cluster health: no node at work is unhealthy, any that is down is degraded', async () => {
  const health = async (state: (name: string) => string): Promise<unknown> => {
    const slurmrestd = new TestSlurmrestd();
    change(slurmrestd, 'slurm/nodes', ({name}) => ({state: state(name), state_flags: []}));
    const {total: _total, ...clusters} = (await sectionOf(slurmrestd.provider())).clusters;
    return Object.entries(clusters).filter(([, count]) => count > 0);
  };
  assert.deepEqual(await health(() => 'idle'), [['healthy', 1]]);
  assert.deepEqual(await health((name) => (name === 'gpu01' ? 'down' : 'allocated')), [['degraded', 1]]);
  assert.deepEqual(await health(() => 'down'), [['unhealthy', 1]]);
});

test('§8: without accounting, or without the right to read it, the last day is not known; all else is', async () => {
  for (const answer of [
    undefined,
    new Response('{}', {status: 500}),
    {errors: [{error: 'Access/permission denied', errno: 9003}], jobs: []},
    {errors: [], jobs: 'none'},
  ]) {
    const slurmrestd = new TestSlurmrestd();
    slurmrestd.answers.set('slurmdb/jobs', answer);
    const {jobs, ...rest} = await sectionOf(slurmrestd.provider());
    assert.deepEqual({...rest, jobs: {...jobs, last24h: RECORDED_SECTION.jobs.last24h}}, RECORDED_SECTION);
    assert.equal(jobs.last24h, null);
  }
});

test('§8: accounting is asked for the tenants’ accounts, once a minute; jobs that ended before a day do not count', async () => {
  const slurmrestd = new TestSlurmrestd();
  const provider = slurmrestd.provider({tenants: {acme: {accounts: ['tenant-a']}, other: {accounts: ['tenant-b']}}});
  const asked = (): string[] => slurmrestd.asked.filter((path) => path.startsWith('slurmdb'));
  await Promise.all([sectionOf(provider), sectionOf(provider, OTHER), sectionOf(provider)]);
  assert.deepEqual(asked(), ['slurmdb/v0.0.38/jobs/?account=tenant-a%2Ctenant-b&start_time=2026-11-20T10%3A07%3A53&skip_steps=true']);
  slurmrestd.clock.advance({seconds: 59});
  await sectionOf(provider);
  assert.equal(asked().length, 1);
  slurmrestd.clock.advance({hours: 24});
  const {last24h} = (await sectionOf(provider)).jobs;
  assert.equal(asked().length, 2);
  assert.deepEqual(last24h, {completed: 0, failed: 0, timedOut: 0, cancelled: 0, preempted: 0});
});

test('§8: what was known of the last day stands in for five minutes when accounting fails', async () => {
  const slurmrestd = new TestSlurmrestd();
  const provider = slurmrestd.provider();
  await sectionOf(provider);
  slurmrestd.answers.delete('slurmdb/jobs');
  slurmrestd.clock.advance({minutes: 5});
  assert.deepEqual((await sectionOf(provider)).jobs.last24h, RECORDED_SECTION.jobs.last24h);
  slurmrestd.clock.advance({seconds: 1});
  assert.equal((await sectionOf(provider)).jobs.last24h, null);
});

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
