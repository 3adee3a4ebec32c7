import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Job, type SectionName} from '@tenantry/sdk/contract';
import {checkSection} from '../../overview/check.ts';
import type {ProviderJob, ResourceProvider} from '../../resources/provider.ts';
import {TestClock} from '../../testing/ports.ts';
import {simulationProvider} from './index.ts';

const ACME = {tenant: {id: 'ten_1', slug: 'acme'}, visible: 'all'} as const;
const {signal} = new AbortController();

const start = (name = 'simulation') => {
  const clock = new TestClock();
  const provider: ResourceProvider = simulationProvider(
    {type: 'simulation', name, url: null, tokenEnv: null, tenants: {acme: {}}, options: {owners: 'ada, ben'}},
    clock,
  );
  const summary = async () => (await provider.summary?.(ACME, signal)) ?? assert.fail();
  const jobs = async (): Promise<readonly ProviderJob[]> => (await provider.jobs?.(ACME, signal)) ?? assert.fail();
  return {clock, provider, summary, jobs};
};

test('S0-18: it says that it is simulated', () => {
  assert.equal(start().provider.simulated, true);
});

test('issue 6: at every minute of two days it tells what makes sense, and its jobs are those that it counts', async () => {
  const {clock, summary, jobs} = start();
  for (let minute = 0; minute < 2_880; minute += 7) {
    clock.advance({minutes: 7});
    const told = await summary();
    for (const section of ['virtualMachine', 'kubernetes', 'slurm'] satisfies SectionName[]) {
      const {data, faults} = checkSection(section, told[section]);
      assert.deepEqual([data, faults], [told[section], []]);
    }
    const listed = await jobs();
    const {slurm} = told;
    assert.ok(slurm && !(slurm instanceof Error));
    const count = (state: string, partition?: string): number =>
      listed.filter((job) => job.state === state && (partition === undefined || job.partition === partition)).length;
    assert.deepEqual([count('pending'), count('running')], [slurm.jobs.pending, slurm.jobs.running]);
    for (const {name, pendingJobs, runningJobs} of slurm.partitions) {
      assert.deepEqual([count('pending', name), count('running', name)], [pendingJobs, runningJobs]);
    }
    const gpus = listed.reduce((sum, job) => sum + (job.state === 'running' ? (job.gpus ?? 0) : 0), 0);
    assert.equal(slurm.capacity.gpus.inUse, gpus);
    assert.equal(
      slurm.jobs.pendingReasons.reduce((sum, {count: waiting}) => sum + waiting, 0),
      count('pending'),
    );
  }
});

test('issue 6: its jobs come, run and go, are of the users that it was told, and each keeps its number', async () => {
  const {clock, jobs} = start();
  const seen = new Map<string, Set<string>>();
  for (let minute = 0; minute < 180; minute++) {
    const listed = await jobs();
    assert.equal(new Set(listed.map(({id}) => id)).size, listed.length);
    for (const {owner, ...job} of listed) {
      Job.parse({...job, userId: null});
      assert.ok(owner === 'ada' || owner === 'ben');
      seen.set(job.id, (seen.get(job.id) ?? new Set()).add(job.state));
    }
    clock.advance({minutes: 1});
  }
  const whole = [...seen.values()].filter((states) => states.has('pending') && states.has('running') && states.has('completed'));
  assert.ok(whole.length > 20);
  assert.ok([...seen.values()].some((states) => states.has('failed')));
});

test('issue 6: the same time and name have the same figures, another name has others', async () => {
  assert.deepEqual(await start().summary(), await start().summary());
  assert.notDeepEqual((await start().summary()).slurm, (await start('other').summary()).slurm);
});

test('W1: a tenant that is not named has nothing there; who may see one machine is told of that one', async () => {
  const {provider} = start();
  const stranger = {tenant: {id: 'ten_2', slug: 'other'}, visible: 'all'} as const;
  assert.deepEqual(
    [await provider.summary?.(stranger, signal), await provider.list?.(stranger, signal), await provider.jobs?.(stranger, signal)],
    [{}, [], []],
  );
  const all = (await provider.list?.(ACME, signal)) ?? [];
  const machine = all.find(({type}) => type === 'virtualMachine') ?? assert.fail();
  const one = {...ACME, visible: [machine]};
  const {virtualMachine, ...others} = (await provider.summary?.(one, signal)) ?? assert.fail();
  assert.ok(virtualMachine && !(virtualMachine instanceof Error));
  assert.deepEqual([virtualMachine.total, others], [1, {}]);
  assert.deepEqual([await provider.list?.(one, signal), await provider.jobs?.(one, signal)], [[machine], []]);
});
