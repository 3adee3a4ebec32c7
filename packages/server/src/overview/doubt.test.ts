import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {HEALTH_STATES, POWER_STATES, BARE_METAL_STATES, SECTIONS, ResourceSummary, type SectionName} from '@tenantry/sdk/contract';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';
import {someKubernetes, someMachines, someServers, someSlurm, TestSource} from '../testing/sources.ts';
import {checkSection} from './check.ts';
import {mergeSections} from './merge.ts';

const WHOLE: Readonly<Record<SectionName, object>> = {
  bareMetal: someServers(3),
  virtualMachine: someMachines(4),
  kubernetes: someKubernetes(5),
  slurm: someSlurm('hpc', 6),
};

for (const engine of engines) {
  describe(`what makes no sense, on ${engine.name}`, {skip: engine.skip}, () => {
    const source = new TestSource('liar', SECTIONS);
    const server = useTestServer(engine, {resources: [source]});

    const tell = async (said: unknown) => {
      source.answer = () => said;
      const tenant = await server.freshTenant();
      const summary = await server.client(tenant.administrator).dashboard.summary({scope: 'tenant'});
      return summary;
    };
    const nonsense = (): unknown[] =>
      server.logger.entries.splice(0).flatMap(({event, fields}) => (event === 'provider.nonsense' ? [fields.at] : []));

    test('E23: negative and contradictory numbers become "not known", and are logged, once', async () => {
      const servers = {
        ...someServers(5),
        byState: {active: 2, failed: -1, quarantined: 3},
        byPower: {on: 4, off: 4, transitioning: 0, unknown: 0},
        capacity: {
          gpus: {total: 2, inUse: 1, byModel: [{model: 'h200', total: 3, inUse: 4, mig: []}]},
          cpuCores: {total: -1, inUse: 3.5},
          memoryGiB: {total: 10, inUse: 11},
        },
      };
      const {bareMetal} = await tell({bareMetal: servers});
      assert.equal(bareMetal.status, 'ok');
      assert.deepEqual(bareMetal.data?.byState, {
        ...someServers(0).byState,
        active: 2,
        unknown: 3,
      });
      assert.deepEqual(bareMetal.data?.byPower, {on: 0, off: 0, transitioning: 0, unknown: 5});
      assert.deepEqual(bareMetal.data?.capacity, {
        gpus: {total: null, inUse: 1, byModel: [{model: 'h200', total: 3, inUse: null, mig: []}]},
        cpuCores: {total: null, inUse: 3.5},
        memoryGiB: {total: 10, inUse: null},
      });
      const told = nonsense();
      for (const at of [
        'byState.failed',
        'byState.quarantined',
        'byPower',
        'capacity.cpuCores.total',
        'capacity.memoryGiB',
        'capacity.gpus',
      ]) {
        assert.ok(told.includes(`bareMetal.${at}`), `${at} in ${told}`);
      }
      await tell({bareMetal: servers});
      assert.deepEqual(nonsense(), []);
    });

    test('E23: what has no place for "not known" makes its section unusable, and no other; what was said before stands in', async () => {
      const tenant = await server.freshTenant();
      const client = server.client(tenant.administrator);
      source.answer = () => WHOLE;
      await client.dashboard.summary();
      const {jobs, ...slurm} = someSlurm('hpc', 6);
      source.answer = () => ({...WHOLE, slurm: {...slurm, jobs: {...jobs, running: -3}}});
      server.clock.advance({seconds: 10});
      const summary = await client.dashboard.summary();
      assert.deepEqual([summary.slurm.status, summary.slurm.data, summary.slurm.sources[0]?.code], ['stale', WHOLE.slurm, 'bad-response']);
      assert.deepEqual([summary.bareMetal.status, summary.kubernetes.status], ['ok', 'ok']);
      assert.deepEqual(nonsense(), ['slurm.jobs.running']);
    });

    test('E23: whatever a source says, every section is answered', async () => {
      const deep = JSON.parse(`${'['.repeat(1_000)}${']'.repeat(1_000)}`);
      for (const said of [
        undefined,
        null,
        7,
        'text',
        [],
        {slurm: null},
        {slurm: deep},
        {slurm: 'x'.repeat(1_000_000)},
        {bareMetal: {total: '3'}},
      ]) {
        const summary = await tell(said);
        assert.ok(
          SECTIONS.every((name) => summary[name].data === null),
          JSON.stringify(said)?.slice(0, 50),
        );
      }
    });

    test('X8: names that nobody can be shown are left out, and lists end', async () => {
      const {
        partitions: [partition],
        ...slurm
      } = someSlurm('hpc', 6);
      const many = Array.from({length: 150}, (_, index) => ({...partition, name: `p${index}`}));
      const summary = await tell({
        slurm: {...slurm, partitions: [{...partition, name: 'a\u0000b'}, {...partition, state: 'weird'}, ...many]},
      });
      assert.equal(summary.slurm.data?.partitions.length, 99);
      assert.deepEqual([summary.slurm.data?.partitions[0]?.name, summary.slurm.data?.partitions[0]?.state], ['gpu', 'unknown']);
    });
  });
}

/** Numbers that look like chance and are the same each time. */
const dice = (seed: number): ((sides: number) => number) => {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
};

/** What was said, with some of it made into nonsense. */
const spoil = (value: unknown, roll: (sides: number) => number): unknown => {
  const nonsense = [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e300, '7', null, undefined, {}, [], true, 10_000];
  if (roll(25) === 0) {
    return nonsense[roll(nonsense.length)];
  }
  if (Array.isArray(value)) {
    return value.map((item) => spoil(item, roll));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, spoil(member, roll)]));
  }
  return typeof value === 'number' && roll(4) === 0 ? roll(12) : value;
};

const sum = (counts: Readonly<Record<string, unknown>>, names: readonly string[] = Object.keys(counts)): number =>
  names.reduce((all, name) => all + Number(counts[name]), 0);

test('E23, issue 6: states sum up to totals, and nothing breaks the contract, in ten thousand sections half of nonsense, alone and added', () => {
  const roll = dice(20_260_302);
  let usable = 0;
  for (let round = 0; round < 2_500; round++) {
    const checked = Object.fromEntries(
      SECTIONS.map((name) => {
        const [one, other] = [checkSection(name, spoil(WHOLE[name], roll)), checkSection(name, spoil(WHOLE[name], roll))];
        usable += one.isUsable ? 1 : 0;
        return [
          name,
          {status: 'ok', asOf: null, sources: [], data: mergeSections(name, [one.data, other.data].flatMap((data) => data ?? []) as never)},
        ];
      }),
    );
    const {bareMetal, virtualMachine, kubernetes, slurm} = ResourceSummary.parse({
      scope: 'mine',
      generatedAt: '2026-03-02T09:00:00.000Z',
      ...checked,
    });
    if (bareMetal.data) {
      const {total, byState, byPower, health} = bareMetal.data;
      assert.deepEqual([sum(byState, BARE_METAL_STATES), sum(byPower, POWER_STATES), sum(health, HEALTH_STATES)], [total, total, total]);
    }
    if (virtualMachine.data) {
      assert.equal(sum(virtualMachine.data.byState), virtualMachine.data.total);
    }
    if (kubernetes.data) {
      const {clusters, nodes} = kubernetes.data;
      assert.deepEqual([sum(clusters.byPhase), sum(clusters, HEALTH_STATES)], [clusters.total, clusters.total]);
      assert.equal(sum(nodes, ['ready', 'notReady', 'unknown']), nodes.total);
    }
    if (slurm.data) {
      const {clusters, nodes} = slurm.data;
      assert.deepEqual([sum(clusters, HEALTH_STATES), sum(nodes.byState)], [clusters.total, nodes.total]);
    }
    for (const {data} of [bareMetal, virtualMachine, kubernetes, slurm]) {
      for (const {total, inUse} of data ? [data.capacity.gpus, data.capacity.cpuCores, data.capacity.memoryGiB] : []) {
        assert.ok((total ?? 0) >= 0 && (inUse ?? 0) >= 0 && (inUse === null || total === null || inUse <= total + 1e-6));
      }
    }
  }
  assert.ok(usable > 1_000 && usable < 9_000, String(usable));
});
