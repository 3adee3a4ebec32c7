import assert from 'node:assert/strict';
import {mock, test} from 'node:test';
import {Refusal} from '../refusal.ts';
import {Queue} from './queue.ts';

const LIMITS = {running: 2, waiting: 40, waitMs: 5_000};

/** Work that ends when it is told to. */
const held = (): {work: () => Promise<void>; end: () => void; isRunning: () => boolean} => {
  const {promise, resolve} = Promise.withResolvers<void>();
  let isRunning = false;
  return {
    work: () => {
      isRunning = true;
      return promise;
    },
    end: resolve,
    isRunning: () => isRunning,
  };
};

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) {
    await Promise.resolve();
  }
};

const isBusy = (error: unknown): boolean => error instanceof Refusal && error.code === 'temporarily-unavailable' && error.status === 503;

test('A9: two run at once, the third begins when one has ended, in the order of asking', async () => {
  const queue = new Queue(LIMITS);
  const jobs = [held(), held(), held(), held()];
  const runs = jobs.map(({work}) => queue.run(work));
  await settled();
  assert.deepEqual(
    jobs.map(({isRunning}) => isRunning()),
    [true, true, false, false],
  );
  jobs[1]?.end();
  await settled();
  assert.deepEqual(
    jobs.map(({isRunning}) => isRunning()),
    [true, true, true, false],
  );
  for (const {end} of jobs) {
    end();
  }
  await Promise.all(runs);
});

test('A9: forty may wait; the next is refused at once', async () => {
  const queue = new Queue(LIMITS);
  const jobs = Array.from({length: 42}, held);
  const runs = jobs.map(({work}) => queue.run(work));
  await assert.rejects(
    queue.run(async () => 1),
    isBusy,
  );
  for (const {end} of jobs) {
    end();
  }
  await Promise.all(runs);
  assert.equal(await queue.run(async () => 1), 1);
});

test('A9: of work that will need a turn, as much is let in as may run and wait; the rest is refused before it begins', async () => {
  const queue = new Queue({...LIMITS, running: 1, waiting: 1});
  const jobs = [held(), held(), held()];
  const [first, second, third] = jobs.map(({work}) => queue.admit(work));
  await assert.rejects(third ?? Promise.resolve(), isBusy);
  assert.deepEqual(
    jobs.map(({isRunning}) => isRunning()),
    [true, true, false],
  );
  jobs[0]?.end();
  await first;
  assert.equal(await queue.admit(() => queue.run(async () => 1)), 1);
  jobs[1]?.end();
  await second;
  await assert.rejects(
    queue.admit(async () => {
      throw new Error('failed');
    }),
    /failed/,
  );
  assert.deepEqual(await Promise.all([queue.admit(async () => 1), queue.admit(async () => 2)]), [1, 2]);
});

test('A9: who has waited five seconds is refused, and its work never runs', async () => {
  mock.timers.enable({apis: ['setTimeout']});
  try {
    const queue = new Queue(LIMITS);
    const [first, second, late] = [held(), held(), held()];
    const runs = [queue.run(first.work), queue.run(second.work)];
    const refused = assert.rejects(queue.run(late.work), isBusy);
    mock.timers.tick(5_000);
    await refused;
    first.end();
    second.end();
    await Promise.all(runs);
    assert.equal(late.isRunning(), false);
  } finally {
    mock.timers.reset();
  }
});

test('A9: work that fails gives its place back', async () => {
  const queue = new Queue({...LIMITS, running: 1, waiting: 0});
  await assert.rejects(
    queue.run(async () => {
      throw new Error('hasher failed');
    }),
    /hasher failed/,
  );
  assert.equal(await queue.run(async () => 1), 1);
});
