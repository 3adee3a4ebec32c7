import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import type {ResourceSummary} from '../contract/summary.ts';
import type {TenantClient} from '../index.ts';
import type {WatchOptions} from '../resources/dashboard.ts';
import {problem, start, turns, written} from '../testing/streams.ts';

const NOTHING = {status: 'notConfigured', asOf: null, sources: [], data: null};
const SUMMARY = {
  scope: 'tenant',
  generatedAt: '2026-03-02T09:00:00.000Z',
  bareMetal: NOTHING,
  virtualMachine: NOTHING,
  kubernetes: NOTHING,
  slurm: NOTHING,
};

class FakePage extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';

  turn(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const watch = (client: TenantClient, options?: WatchOptions) => {
  const heard: ResourceSummary[] = [];
  const errors: string[] = [];
  const close = client.dashboard.watch(
    (summary) => {
      heard.push(summary);
      throw new Error('whoever hears it breaks');
    },
    {
      onError: ({kind}) => {
        errors.push(kind);
        throw new Error('whoever hears it breaks');
      },
      ...options,
    },
  );
  return {heard, errors, close};
};

/** A client whose figures are there, until `state.isDown`. */
const serve = (t: TestContext) => {
  const state = {isDown: false};
  const started = start(t, {
    retries: 0,
    answer: () => (state.isDown ? problem(503, 'temporarily-unavailable') : Response.json(SUMMARY)),
  });
  return {...started, state};
};

test('§11: watch tells the summary now, every few seconds, and no more once it is ended', async (t) => {
  const {client, others} = serve(t);
  const {heard, close} = watch(client, {scope: 'tenant', sections: ['slurm', 'kubernetes'], refreshSeconds: 20});
  await turns(() => heard.length === 1);
  assert.deepEqual(heard[0], SUMMARY);
  assert.equal(others[0]?.url, 'http://server.test/v1/tenants/self/dashboard/summary?scope=tenant&sections=slurm%2Ckubernetes');
  await settle();
  t.mock.timers.tick(19_999);
  await settle();
  assert.equal(others.length, 1);
  t.mock.timers.tick(1);
  await turns(() => heard.length === 2);
  close();
  await settle();
  t.mock.timers.tick(100_000);
  await settle();
  assert.equal(others.length, 2);
});

test('V3, §11: watch asks again at once when the figures are said to be other ones, or something may have been missed', async (t) => {
  const {client, lines, heard} = await (async () => {
    const served = serve(t);
    return {...served, ...watch(served.client)};
  })();
  await turns(() => heard.length === 1);
  await settle();
  t.mock.timers.tick(300);
  await turns(() => lines.length === 1);
  const other = {
    id: '7',
    type: 'summary.updated',
    at: '2026-03-02T09:00:00.000Z',
    subject: {type: 'summary' as const, id: 'ten_01h2xcejqtf2nbrexx3vqjhp41', version: null},
  };
  lines[0]?.write(written(other));
  await turns(() => heard.length === 2);
  await settle();
  lines[0]?.write('id: 20\nevent: reset\ndata: {}\n\n');
  await turns(() => heard.length === 3);
  await settle();
  lines[0]?.write(written({...other, type: 'user.updated', subject: {...other.subject, type: 'user'}}));
  await settle();
  assert.equal(heard.length, 3);
  client.close();
});

test('issue 6: nothing is asked while the page is hidden; seen again, it is asked at once if it is time', async (t) => {
  const page = new FakePage();
  Object.assign(globalThis, {document: page});
  t.after(() => Reflect.deleteProperty(globalThis, 'document'));
  const {client, others, heard} = await (async () => {
    const served = serve(t);
    return {...served, ...watch(served.client)};
  })();
  await turns(() => heard.length === 1);
  page.turn('hidden');
  await settle();
  for (let minute = 0; minute < 10; minute++) {
    t.mock.timers.tick(60_000);
    await settle();
  }
  assert.equal(others.length, 1);
  page.turn('visible');
  await turns(() => heard.length === 2);
  client.close();
});

test('T3: figures that cannot be had are told of, and asked for less and less often until they can', async (t) => {
  const {client, others, state} = serve(t);
  state.isDown = true;
  const {heard, errors} = watch(client, {refreshSeconds: 10});
  for (const [count, seconds] of [
    [1, 20],
    [2, 40],
    [3, 80],
  ] as const) {
    await turns(() => errors.length === count);
    await settle();
    t.mock.timers.tick(seconds * 1000 - 1);
    await settle();
    assert.equal(others.length, count);
    state.isDown = count < 3;
    t.mock.timers.tick(1);
  }
  await turns(() => heard.length === 1);
  assert.deepEqual(errors, ['api', 'api', 'api']);
  await settle();
  t.mock.timers.tick(10_000);
  await turns(() => heard.length === 2);
  client.close();
});

test('S5: a client that is closed asks for nothing more', async (t) => {
  const {client, others} = serve(t);
  const {heard, errors} = watch(client);
  await turns(() => heard.length === 1);
  client.close();
  await settle();
  t.mock.timers.tick(15_000);
  await settle();
  t.mock.timers.tick(1_000_000);
  await settle();
  assert.deepEqual([others.length, errors], [1, []]);
});
