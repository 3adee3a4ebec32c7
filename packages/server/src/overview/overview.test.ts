import assert from 'node:assert/strict';
import {describe, test, type TestContext} from 'node:test';
import type {ResourceSummary} from '@tenantry/sdk/contract';
import {isProblem} from '@tenantry/sdk';
import {engines} from '../testing/engines.ts';
import {addHelper} from '../testing/new-users.ts';
import {useTestServer} from '../testing/server.ts';
import {NEVER, someKubernetes, someMachines, someServers, someSlurm, TestSource, TestSourceError} from '../testing/sources.ts';

/** Lets time pass for timers, while everything else goes on as fast as it can. @returns how many seconds it took. */
const whileTimePasses = async <Result>(
  t: TestContext,
  settled: () => Promise<void>,
  work: Promise<Result>,
): Promise<readonly [Result, number]> => {
  const state = {isOver: false};
  const result = work.finally(() => {
    state.isOver = true;
  });
  let ticks = 0;
  while (!state.isOver) {
    for (let turn = 0; turn < 200 && !state.isOver; turn++) {
      await settled();
    }
    if (!state.isOver) {
      t.mock.timers.tick(100);
      ticks++;
    }
    assert.ok(ticks < 100);
  }
  return [await result, ticks / 10];
};

for (const engine of engines) {
  describe(`the overview on ${engine.name}`, {skip: engine.skip}, () => {
    const bare = new TestSource('ironic', ['bareMetal']);
    const cloud = new TestSource('nova', ['virtualMachine']);
    const kube = new TestSource('kube', ['kubernetes']);
    const hpc = new TestSource('hpc', ['slurm']);
    const lab = new TestSource('lab', ['slurm'], {simulated: true});
    const all = [bare, cloud, kube, hpc, lab];
    const server = useTestServer(engine, {resources: all});

    const fresh = async () => {
      bare.answer = () => ({bareMetal: someServers(3)});
      cloud.answer = () => ({virtualMachine: someMachines(4)});
      kube.answer = () => ({kubernetes: someKubernetes(5)});
      hpc.answer = () => ({slurm: someSlurm('hpc', 6)});
      lab.answer = () => ({});
      all.forEach((source) => source.asked.splice(0));
      server.logger.entries.splice(0);
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const summary = (options?: Parameters<ReturnType<typeof server.client>['dashboard']['summary']>[0]): Promise<ResourceSummary> =>
        server.client(user).dashboard.summary(options);
      return {tenant, user, summary};
    };
    const logged = (event: string): unknown[] => server.logger.entries.filter((entry) => entry.event === event).map(({fields}) => fields);

    test('§6 27: every section tells what its sources say, and as of when', async () => {
      const {tenant, summary} = await fresh();
      const {scope, generatedAt, bareMetal, virtualMachine, kubernetes, slurm} = await summary();
      const asOf = server.clock.now().toISOString();
      assert.deepEqual([scope, generatedAt], ['mine', asOf]);
      assert.deepEqual(bareMetal, {
        status: 'ok',
        asOf,
        sources: [{name: 'ironic', simulated: false, ok: true, code: null, asOf}],
        data: someServers(3),
      });
      assert.deepEqual([virtualMachine.data, kubernetes.data, slurm.data], [someMachines(4), someKubernetes(5), someSlurm('hpc', 6)]);
      assert.deepEqual(
        slurm.sources.map(({name}) => name),
        ['hpc'],
        'who has nothing of the tenant is no source',
      );
      assert.deepEqual(hpc.asked, [{tenant: {id: tenant.id, slug: tenant.slug}, visible: 'all'}]);
    });

    test('§4: the tenant’s figures need resources.readAll, one’s own resources.read; either lets in', async () => {
      const {tenant} = await fresh();
      const ask = (as: Awaited<ReturnType<typeof tenant.addUser>>, scope: 'mine' | 'tenant') =>
        server
          .client(as)
          .dashboard.summary({scope})
          .then(
            (summary) => summary.scope,
            (error: unknown) => (isProblem(error, 'permission-denied') ? error.problem.required : error),
          );
      const reader = await addHelper(server, tenant, ['resources.read']);
      const auditor = await addHelper(server, tenant, ['resources.readAll']);
      const nobody = await addHelper(server, tenant, ['users.read']);
      assert.deepEqual(
        [await ask(reader, 'mine'), await ask(reader, 'tenant'), await ask(auditor, 'mine'), await ask(auditor, 'tenant')],
        ['mine', 'resources.readAll', 'resources.read', 'tenant'],
      );
      assert.deepEqual([await ask(nobody, 'mine'), await ask(nobody, 'tenant')], ['resources.read', 'resources.read']);
      const both = await server.request(`${tenant.path}/dashboard/summary?scope=mine,tenant`, {as: reader});
      assert.deepEqual([both.status, (await both.json()).code], [400, 'invalid-query']);
    });

    test('§8: only sources of the named sections are asked; of the others is told what is known', async () => {
      const {summary} = await fresh();
      const {bareMetal, slurm} = await summary({sections: ['slurm']});
      assert.deepEqual([slurm.status, bareMetal.status, bare.asked.length], ['ok', 'unavailable', 0]);
      await summary({sections: ['bareMetal']});
      const both = await summary({sections: ['bareMetal', 'slurm']});
      assert.deepEqual([both.slurm.status, both.bareMetal.status, hpc.asked.length, kube.asked.length], ['ok', 'ok', 1, 0]);
    });

    test('issue 6: ten viewers cause no more calls to a source than one, at once and one after the other', async () => {
      const {tenant, summary} = await fresh();
      const going = Promise.withResolvers<void>();
      hpc.answer = () => going.promise.then(() => ({slurm: someSlurm('hpc', 6)}));
      const viewers = await Promise.all(Array.from({length: 9}, () => tenant.addUser()));
      const answers = [summary(), ...viewers.map((viewer) => server.client(viewer).dashboard.summary())];
      while (hpc.asked.length === 0) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      going.resolve();
      for (const {slurm} of await Promise.all(answers)) {
        assert.deepEqual(slurm.data, someSlurm('hpc', 6));
      }
      server.clock.advance({milliseconds: 9_999});
      await summary();
      assert.deepEqual(
        all.map(({asked}) => asked.length),
        [1, 1, 1, 1, 1],
      );
      server.clock.advance({milliseconds: 1});
      await summary();
      assert.deepEqual(
        all.map(({asked}) => asked.length),
        [2, 2, 2, 2, 2],
      );
    });

    test('issue 6: a source has one call at a time, also when it has failed before', async () => {
      const {summary} = await fresh();
      hpc.answer = () => Promise.reject(new TestSourceError('unreachable'));
      await summary({sections: ['slurm']});
      const going = Promise.withResolvers<void>();
      hpc.answer = () => going.promise.then(() => ({slurm: someSlurm('hpc', 6)}));
      server.clock.advance({minutes: 1});
      const answers = [summary({sections: ['slurm']}), summary({sections: ['slurm']})];
      while (hpc.asked.length < 2) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await server.settled();
      going.resolve();
      await Promise.all(answers);
      assert.equal(hpc.asked.length, 2);
    });

    test('W1: each tenant is asked for by itself, and is told nothing of another; whom a source does not know, it is not asked for', async () => {
      const {tenant, summary} = await fresh();
      const other = await server.freshTenant();
      hpc.answer = ({tenant: {id}}) => ({slurm: someSlurm(id === other.id ? 'theirs' : 'ours', 6)});
      hpc.strangers.add(other.slug);
      const ours = await summary();
      const theirs = await server.client(other.administrator).dashboard.summary({scope: 'tenant'});
      assert.equal(ours.slurm.data?.partitions[0]?.cluster, 'ours');
      assert.deepEqual(theirs.slurm, {status: 'notConfigured', asOf: null, sources: [], data: null});
      assert.deepEqual(
        hpc.asked.map(({tenant: {id}}) => id),
        [tenant.id],
      );
      hpc.strangers.clear();
      const named = await server.client(other.administrator).dashboard.summary({scope: 'tenant'});
      assert.equal(named.slurm.data?.partitions[0]?.cluster, 'theirs');
      assert.equal((await summary()).slurm.data?.partitions[0]?.cluster, 'ours');
    });

    test('S1-12, E23: a source that hangs delays no other card; when it is over, so is its call', async (t) => {
      const {tenant, summary} = await fresh();
      hpc.answer = NEVER;
      lab.strangers.add(tenant.slug);
      t.mock.timers.enable({apis: ['setTimeout']});
      const [first, seconds] = await whileTimePasses(t, server.settled, summary());
      assert.deepEqual(
        [first.bareMetal.status, first.kubernetes.status, first.slurm.status, first.slurm.data],
        ['ok', 'ok', 'unavailable', null],
      );
      assert.ok(seconds < 2, `${seconds} s`);
      const [alone] = await whileTimePasses(t, server.settled, summary({sections: ['slurm']}));
      assert.deepEqual(alone.slurm.sources, [{name: 'hpc', simulated: false, ok: false, code: 'timeout', asOf: null}]);
      assert.equal(hpc.asked.length, 1, 'who came second has waited for the same call');
      assert.equal(hpc.signals.at(-1)?.aborted, true);
      const [left, atOnce] = await whileTimePasses(t, server.settled, summary());
      assert.deepEqual([left.slurm.status, atOnce < 1, hpc.asked.length], ['unavailable', true, 1], 'and is left alone for a while');
    });

    test('E23: a source that pays no heed to its signal has three seconds like any other', async (t) => {
      const {tenant, summary} = await fresh();
      [bare, cloud, kube, lab].forEach(({strangers}) => strangers.add(tenant.slug));
      hpc.answer = NEVER;
      t.mock.timers.enable({apis: ['setTimeout']});
      const [{slurm}, seconds] = await whileTimePasses(t, server.settled, summary());
      assert.deepEqual([slurm.status, slurm.sources[0]?.code], ['unavailable', 'timeout']);
      assert.ok(seconds >= 2.9 && seconds <= 3.2, `${seconds} s`);
    });

    test('§8: what a source said last stands in for five minutes, then nothing does', async () => {
      const {summary} = await fresh();
      const {generatedAt: asOf} = await summary();
      hpc.answer = () => Promise.reject(new TestSourceError('unreachable'));
      server.clock.advance({minutes: 1});
      const stale = await summary();
      assert.deepEqual(stale.slurm, {
        status: 'stale',
        asOf,
        sources: [{name: 'hpc', simulated: false, ok: false, code: 'unreachable', asOf}],
        data: someSlurm('hpc', 6),
      });
      assert.equal(stale.bareMetal.status, 'ok');
      server.clock.advance({minutes: 4});
      assert.equal((await summary()).slurm.status, 'stale');
      server.clock.advance({milliseconds: 1});
      const {slurm} = await summary();
      assert.deepEqual([slurm.status, slurm.data, slurm.asOf, slurm.sources[0]?.asOf], ['unavailable', null, null, asOf]);
      server.clock.advance({minutes: 2});
      hpc.answer = () => ({slurm: someSlurm('hpc', 9)});
      assert.deepEqual((await summary()).slurm.data, someSlurm('hpc', 9));
    });

    test('§8: a source that fails is left alone, longer each time, as long as it asks for; its outage is logged once, without what it said', async () => {
      const {tenant, summary} = await fresh();
      hpc.answer = () => Promise.reject(new TestSourceError('rate-limited'));
      const times: number[] = [];
      for (let second = 0; second < 200; second++) {
        const before = hpc.asked.length;
        await summary({sections: ['slurm']});
        if (hpc.asked.length > before) {
          times.push(second);
        }
        server.clock.advance({seconds: 1});
      }
      const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      for (const [index, pause] of pauses.entries()) {
        const whole = Math.min(60, 5 * 2 ** index);
        assert.ok(pause >= whole / 2 && pause <= whole + 1, `pause ${index} is ${pause} s`);
      }
      assert.ok(times.length >= 5 && times.length <= 10, String(times));
      hpc.answer = () => Promise.reject(new TestSourceError('rate-limited', 120_000));
      server.clock.advance({seconds: 61});
      await summary({sections: ['slurm']});
      const {length} = hpc.asked;
      server.clock.advance({seconds: 119});
      await summary({sections: ['slurm']});
      assert.equal(hpc.asked.length, length);
      hpc.answer = () => ({slurm: someSlurm('hpc', 1)});
      server.clock.advance({seconds: 1});
      assert.equal((await summary({sections: ['slurm']})).slurm.status, 'ok');
      const failed = logged('provider.failed') as {provider: string; tenant: string; code: string}[];
      assert.deepEqual(
        failed.map(({provider, tenant: id, code}) => [provider, id, code]),
        [['hpc', tenant.id, 'rate-limited']],
      );
      assert.deepEqual(logged('provider.answersAgain'), [{provider: 'hpc', tenant: tenant.id}]);
      assert.doesNotMatch(JSON.stringify(server.logger.entries), /secret-token/);
    });

    test('§8: what several sources say of a section is added; what one does not know, nobody knows; of a failing one the rest is told', async () => {
      const {summary} = await fresh();
      const {capacity, jobs, ...rest} = someSlurm('lab', 1);
      lab.answer = () => ({
        slurm: {
          ...rest,
          jobs: {
            ...jobs,
            last24h: null,
            pendingReasons: ['A', 'B', 'C', 'D', 'Resources'].map((reason, index) => ({reason, count: index + 1})),
          },
          capacity: {...capacity, memoryGiB: {total: null, inUse: null}},
        },
      });
      const {slurm} = await summary();
      assert.deepEqual(
        slurm.sources.map(({name, simulated}) => [name, simulated]),
        [
          ['hpc', false],
          ['lab', true],
        ],
      );
      assert.deepEqual(slurm.data?.clusters, {total: 2, healthy: 2, degraded: 0, unhealthy: 0, unknown: 0});
      assert.deepEqual(
        slurm.data?.partitions.map(({cluster}) => cluster),
        ['hpc', 'lab'],
      );
      assert.deepEqual([slurm.data?.nodes.total, slurm.data?.nodes.byState.allocated], [8, 4]);
      assert.deepEqual([slurm.data?.jobs.running, slurm.data?.jobs.pending, slurm.data?.jobs.last24h], [7, 4, null]);
      assert.deepEqual(
        slurm.data?.jobs.pendingReasons.map(({reason, count}) => `${reason} ${count}`),
        ['Resources 7', 'D 4', 'C 3', 'B 2', 'A 1'],
      );
      assert.deepEqual(slurm.data?.capacity, {
        gpus: {total: 16, inUse: 8, byModel: [{model: 'h200', total: 16, inUse: 8, mig: []}]},
        cpuCores: {total: 256, inUse: 128},
        memoryGiB: {total: null, inUse: null},
      });
      lab.answer = () => Promise.reject(new Error('down'));
      server.clock.advance({minutes: 6});
      const {slurm: left} = await summary();
      assert.deepEqual([left.status, left.data], ['stale', someSlurm('hpc', 6)]);
      assert.deepEqual(
        left.sources.map(({ok, code}) => [ok, code]),
        [
          [true, null],
          [false, 'failed'],
        ],
      );
    });
  });
}
