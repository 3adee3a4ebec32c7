import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import type {Job, TenantClient} from '@tenantry/sdk';
import {slurm as makeSlurm} from '../../../packages/server/src/providers/slurm/index.ts';
import type {ResourceProvider} from '../../../packages/server/src/resources/provider.ts';
import {askDeletion} from '../../../packages/server/src/testing/deleted-users.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {TestLogger} from '../../../packages/server/src/testing/ports.ts';
import {useTestServer} from '../../../packages/server/src/testing/server.ts';
import type {TestTenant, TestUser} from '../../../packages/server/src/testing/tenants.ts';
import {eventually, killRest, slurm, startRest, submit, tokenOf, url} from './cluster.ts';
import {figuresOf, jobRowsOf, takeSnapshot} from './figures.ts';

type SlurmSection = Awaited<ReturnType<TenantClient['dashboard']['summary']>>['slurm'];

/** The time of the cluster's clock, and what was skipped: a server asks a source every ten seconds at most. */
let skipped = 0;
const now = (): Date => new Date(Date.now() + skipped);
const skip = (seconds: number): void => {
  skipped += seconds * 1000;
};

/** The provider under test, which can only be made once its tenants are there. */
let made: ResourceProvider | undefined;
const late: ResourceProvider = {
  name: 'hpc',
  sections: ['slurm'],
  serves: (tenant) => made?.serves?.(tenant) ?? false,
  summary: async (...asked) => (await made?.summary?.(...asked)) ?? {},
  jobs: async (...asked) => (await made?.jobs?.(...asked)) ?? [],
  list: async (...asked) => (await made?.list?.(...asked)) ?? [],
  ownedBy: async () => [],
};

const [engine] = engines;
assert.ok(engine);

describe('the Slurm card of a real cluster', () => {
  const server = useTestServer(engine, {clock: now, resources: [late]});
  const logger = new TestLogger();
  const token = tokenOf();
  let calls = 0;
  let alpha: TestTenant;
  let beta: TestTenant;
  /** Users of this machine, as whom jobs can run. */
  let games: TestUser;

  before(async () => {
    await startRest();
    [alpha, beta] = [await server.freshTenant(), await server.freshTenant()];
    games = await alpha.addUser({username: 'games'});
    await alpha.addUser({username: 'news'});
    await beta.addUser({username: 'mail'});
    made = makeSlurm(
      {
        type: 'slurm',
        name: 'hpc',
        url,
        tokenEnv: 'SLURM_TOKEN',
        tenants: {[alpha.slug]: {accounts: ['alpha']}, [beta.slug]: {accounts: ['beta']}},
        options: {},
      },
      {
        secret: token,
        now,
        logger,
        fetch: (...asked) => {
          calls += 1;
          return fetch(...asked);
        },
      },
    );
  });
  after(killRest);

  const summaryOf = async ({administrator}: TestTenant): Promise<SlurmSection> => {
    skip(11);
    return (await server.client(administrator).dashboard.summary({scope: 'tenant', sections: ['slurm']})).slurm;
  };

  const jobsFor = async (user: TestUser): Promise<readonly Job[]> => {
    const jobs: Job[] = [];
    for await (const job of server.client(user).jobs.iterate({limit: 5})) {
      jobs.push(job);
    }
    return jobs;
  };

  /** What the card says, in the members that Slurm's own commands tell of. */
  const shown = ({status, data}: SlurmSection): unknown => {
    assert.equal(status, 'ok');
    assert.ok(data);
    const {partitions, nodes, jobs, capacity} = data;
    return {
      partitions: partitions
        .map(({name, state, nodes: count, pendingJobs, runningJobs}) => ({name, state, nodes: count, pendingJobs, runningJobs}))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
      nodes: {
        total: nodes.total,
        byState: Object.fromEntries(
          Object.entries(nodes.byState)
            .filter(([, count]) => count > 0)
            .toSorted(),
        ),
      },
      jobs: {...jobs, pendingReasons: jobs.pendingReasons.toSorted((one, other) => (one.reason < other.reason ? -1 : 1))},
      capacity,
    };
  };

  const rowsFor = async (tenant: TestTenant): Promise<unknown> => {
    const {items: users} = await server.client(tenant.administrator).users.list();
    const nameOf = new Map(users.map(({id, username}) => [id, username]));
    return (await jobsFor(tenant.administrator))
      .map(({id, name, state, partition, userId, reason, submittedAt, startedAt, endedAt, exitCode}) => ({
        number: Number(id.replace('hpc/', '')),
        name,
        state,
        partition,
        user: nameOf.get(userId ?? ''),
        reason,
        submittedAt,
        startedAt,
        endedAt,
        exitCode,
      }))
      .toSorted((one, other) => one.number - other.number);
  };

  const partitionsOf = {alpha: ['alpha', 'cpu', 'gpu'], beta: ['beta', 'cpu', 'gpu']} as const;

  /** Card and list of both tenants say what sinfo, squeue and scontrol say. */
  const agrees = (so: (figures: ReturnType<typeof figuresOf>) => boolean): Promise<void> =>
    eventually(async () => {
      const snapshot = takeSnapshot();
      const expected = figuresOf(snapshot, 'alpha', partitionsOf.alpha);
      assert.ok(so(expected), `The cluster is not there yet: ${JSON.stringify(expected)}`);
      assert.deepEqual(shown(await summaryOf(alpha)), expected);
      assert.deepEqual(shown(await summaryOf(beta)), figuresOf(snapshot, 'beta', partitionsOf.beta));
      assert.deepEqual(await rowsFor(alpha), jobRowsOf(snapshot, 'alpha'));
      assert.deepEqual(await rowsFor(beta), jobRowsOf(snapshot, 'beta'));
    });

  test('an idle cluster: its partitions and nodes, without those that are only planned', async () => {
    await agrees(({nodes}) => nodes.byState.idle === 4 && nodes.byState.down === 1);
    const {data} = await summaryOf(alpha);
    assert.deepEqual([data?.nodes.total, data?.capacity.gpus.total, data?.clusters.degraded], [5, 20, 1]);
  });

  test('jobs run, wait, succeed and fail; arrays are told task by task once those run', async () => {
    submit({user: 'games', account: 'alpha', name: 'train', partition: 'gpu', more: ['--gres=gpu:h200:4', '-c', '16', '--mem=64G']});
    submit({user: 'news', account: 'alpha', name: 'big', partition: 'gpu', more: ['--gres=gpu:h200:8', '-N', '2']});
    submit({user: 'news', account: 'alpha', name: 'sweep', partition: 'cpu', more: ['--array=0-3%2', '-n', '8']});
    submit({user: 'news', account: 'alpha', name: 'fails', partition: 'cpu', script: 'exit 3'});
    submit({user: 'games', account: 'alpha', name: 'ends', partition: 'cpu', script: 'true'});
    submit({user: 'mail', account: 'beta', name: 'secret-eval', partition: 'gpu', more: ['--gres=gpu:2', '-c', '8', '--mem=32G']});
    await agrees(({jobs}) => jobs.running === 3 && jobs.pending === 2 && jobs.pendingReasons.some(({reason}) => reason === 'Resources'));
    await eventually(async () =>
      assert.deepEqual(
        jobRowsOf(takeSnapshot(), 'alpha')
          .map(({state}) => state)
          .filter((state) => ['completed', 'failed'].includes(state))
          .toSorted(),
        ['completed', 'failed'],
      ),
    );
    await agrees(() => true);
    const failed = (await jobsFor(alpha.administrator)).find(({name}) => name === 'fails');
    assert.deepEqual([failed?.state, failed?.exitCode, failed?.reason], ['failed', 3, 'NonZeroExitCode']);
  });

  test('what is in use by all together is what sinfo says is allocated', async () => {
    const [one, two] = [(await summaryOf(alpha)).data, (await summaryOf(beta)).data];
    const [allocated] = slurm('sinfo', '-h', '-o', '%C').split('/');
    assert.equal((one?.capacity.cpuCores.inUse ?? 0) + (two?.capacity.cpuCores.inUse ?? 0), Number(allocated));
    const used = [...slurm('scontrol', '-d', 'show', 'nodes').matchAll(/GresUsed=gpu:\w+:(\d+)/g)].map(([, count]) => Number(count));
    assert.equal(
      (one?.capacity.gpus.inUse ?? 0) + (two?.capacity.gpus.inUse ?? 0),
      used.reduce((sum, count) => sum + count, 0),
    );
  });

  test('§8: neither tenant sees the other’s jobs, nodes or counts', async () => {
    const before = await summaryOf(alpha);
    const number = submit({user: 'mail', account: 'beta', name: 'secret-two', partition: 'cpu'});
    await eventually(async () =>
      assert.equal(jobRowsOf(takeSnapshot(), 'beta').find((row) => row.number === Number(number))?.state, 'running'),
    );
    await agrees(() => true);
    const seen = await summaryOf(alpha);
    const {nodes: _, ...rest} = seen.data ?? {};
    const {nodes: __, ...restBefore} = before.data ?? {};
    assert.deepEqual(rest, restBefore);
    const jobs = await jobsFor(alpha.administrator);
    assert.doesNotMatch(JSON.stringify([seen, jobs]), /secret|beta|mail/);
    assert.ok(jobs.every(({id}) => id !== `hpc/${number}`));
    const catalogue = await server.client(alpha.administrator).resources.list();
    assert.deepEqual(catalogue.items.map(({id}) => id).toSorted(), ['hpc', 'hpc/alpha', 'hpc/alpha', 'hpc/cpu', 'hpc/gpu']);
  });

  test('a user sees their own jobs alone, and cannot be deleted while one of them runs (L10)', async () => {
    skip(11);
    assert.deepEqual((await jobsFor(games)).map(({name}) => name).toSorted(), ['ends', 'train']);
    const {body} = await askDeletion(server, alpha, games);
    assert.deepEqual(
      [body.deletable, body.blockers],
      [false, [{type: 'job', count: 1, sample: ['train'], unfinished: true, transferable: false}]],
    );
  });

  test('jobs are held, suspended, resumed and cancelled', async () => {
    const numberOf = (name: string): string => String(jobRowsOf(takeSnapshot(), 'alpha').find((row) => row.name === name)?.number);
    slurm('scontrol', 'hold', numberOf('big'));
    slurm('scontrol', 'suspend', numberOf('train'));
    await agrees(({jobs}) => jobs.suspended === 1 && jobs.pendingReasons.some(({reason}) => reason.startsWith('JobHeld')));
    slurm('scontrol', 'resume', numberOf('train'));
    slurm('scontrol', 'release', numberOf('big'));
    await agrees(({jobs}) => jobs.suspended === 0 && jobs.running >= 3);
    slurm('scancel', numberOf('big'));
    slurm('scancel', '--name=sweep');
    await agrees(({jobs}) => jobs.running === 1 && jobs.pending === 0 && jobs.completing === 0);
  });

  test('nodes are drained while they work and while they do not, taken down, and resumed; a partition is closed and opened', async () => {
    slurm('scancel', '--name=secret-two');
    slurm('scontrol', 'update', 'nodename=gpu01', 'state=drain', 'reason=test');
    slurm('scontrol', 'update', 'nodename=cpu01', 'state=drain', 'reason=test');
    slurm('scontrol', 'update', 'nodename=cpu02', 'state=down', 'reason=test');
    slurm('scontrol', 'update', 'partition=cpu', 'state=drain');
    await agrees(({nodes}) => nodes.byState.draining === 1 && nodes.byState.drained === 1 && nodes.byState.down === 2);
    assert.equal((await summaryOf(alpha)).data?.partitions.find(({name}) => name === 'cpu')?.state, 'drain');
    for (const name of ['gpu01', 'cpu01', 'cpu02']) {
      slurm('scontrol', 'update', `nodename=${name}`, 'state=resume');
    }
    slurm('scontrol', 'update', 'partition=cpu', 'state=up');
    await agrees(({nodes}) => nodes.byState.down === 1 && nodes.byState.draining === undefined && nodes.byState.drained === undefined);
  });

  test('ten viewers cause no more calls than one', async () => {
    skip(11);
    calls = 0;
    const {dashboard} = server.client(alpha.administrator);
    await Promise.all(Array.from({length: 10}, () => dashboard.summary({scope: 'tenant', sections: ['slurm']})));
    assert.ok(calls <= 4, `${calls} calls`);
  });

  test('E23: slurmrestd is killed and comes back: what was known last is shown as stale, then nothing, then what is so now', async () => {
    await agrees(() => true);
    const before = (await summaryOf(alpha)).data;
    await killRest();
    slurm('scancel', '--name=train');
    const stale = await summaryOf(alpha);
    assert.deepEqual(
      [stale.status, stale.data, stale.sources.map(({ok, code}) => [ok, code])],
      ['stale', before, [[false, 'unreachable']]],
    );
    skip(301);
    const gone = await summaryOf(alpha);
    assert.deepEqual([gone.status, gone.data], ['unavailable', null]);
    await assert.rejects(server.client(alpha.administrator).jobs.list({}), {code: 'temporarily-unavailable'});
    await startRest();
    skip(61);
    await agrees(({jobs}) => jobs.running === 0);
  });

  test('the token is in no log', () => {
    assert.doesNotMatch(JSON.stringify([logger.entries, server.logger.entries]), new RegExp(token.slice(-20)));
  });
});
