import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {defaultHasher} from '../../../packages/server/src/passwords/default-hasher.ts';
import type {PasswordHasher} from '../../../packages/server/src/passwords/hasher.ts';
import type {Engine} from '../../../packages/server/src/testing/engines.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {TestHasher} from '../../../packages/server/src/testing/ports.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {type Doors, openDoors} from './doors.ts';
import {distances, median, type Times, timesOf} from './stopwatch.ts';

const TRIES = atScale({small: 30, full: 500});
/** Of sign-ins that differ as much as they can, thirty lie apart by 6.6. */
const PLANTED_TRIES = atScale({small: 30, full: 1_000});

/**
 * Standard deviations beyond which two kinds of people can be told apart. By chance one comparison in 16,000 goes beyond 4; a run makes
 * eight of them. With 500 tries, a difference of a quarter of what one try varies by goes beyond it.
 */
const APART = 4;

/** Budgets so large that nobody waits, so that the work of counting is timed as well. */
const limits = {'sign-in': {quota: 1_000_000, windowSeconds: 1_000_000}, 'sign-in-address': false} as const;

const random = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => crypto.getRandomValues(bytes);

const people = ({wrong}: Doors, ...names: readonly (keyof Doors['wrong'])[]) =>
  Object.fromEntries(names.map((name) => [name, wrong[name]] as const));

const timed = async (
  engine: Engine,
  hasher: PasswordHasher,
  tries: number,
  ...names: readonly (keyof Doors['wrong'])[]
): Promise<Times> => {
  const doors = await openDoors(engine, hasher, {limits});
  try {
    return await timesOf(doors, people(doors, ...names), tries, Math.random);
  } finally {
    await doors.close();
  }
};

const shown = (times: Times): string =>
  [
    ...Object.entries(times).map(([name, values]) => `${name} ${median(values).toFixed(2)} ms`),
    ...distances(times).map(({pair, z}) => `${pair}: z = ${z.toFixed(2)}`),
  ].join(', ');

for (const engine of engines) {
  test(`A5, E16: nobody can tell by the time whether a user exists or is deactivated, on ${engine.name}`, {
    skip: engine.skip,
  }, async (t) => {
    const times = await timed(engine, await defaultHasher(random), TRIES, 'wrong password', 'unknown user', 'deactivated');
    t.diagnostic(shown(times));
    for (const {pair, z} of distances(times)) {
      assert.ok(Math.abs(z) < APART, `${pair} differ: z = ${z}`);
    }
  });
}

/** Two milliseconds show in a soak, with many tries; with few, on a machine that other tests keep busy, it takes more. */
const MORE_MS = atScale({small: 50, full: 2});

/** What a server would do that gives its users away. */
const faults: Readonly<Record<string, (real: PasswordHasher) => PasswordHasher>> = {
  'a path without the hash': (real) => ({
    ...bound(real),
    verify: async (password, hash) => hash !== real.dummy && real.verify(password, hash),
  }),
  [`${MORE_MS} ms more on one path`]: (real) => ({
    ...bound(real),
    verify: async (password, hash) => {
      if (hash !== real.dummy) {
        await pause(MORE_MS);
      }
      return real.verify(password, hash);
    },
  }),
};

const bound = (real: PasswordHasher): PasswordHasher => ({
  dummy: real.dummy,
  hash: (password) => real.hash(password),
  verify: (password, hash) => real.verify(password, hash),
  isWeak: (hash) => real.isWeak(hash),
});

describe('what these tests would notice', () => {
  const [engine] = engines;
  assert.ok(engine);

  for (const [name, plant] of Object.entries(faults)) {
    test(`E16: ${name} is noticed`, async (t) => {
      // On a busy machine a hash varies by more than that.
      const real = name.includes('ms') ? new TestHasher() : await defaultHasher(random);
      const times = await timed(engine, plant(real), PLANTED_TRIES, 'wrong password', 'unknown user');
      t.diagnostic(shown(times));
      const [distance] = distances(times);
      assert.ok(Math.abs(distance?.z ?? 0) > APART, `z = ${distance?.z}`);
    });
  }
});
