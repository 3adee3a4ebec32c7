import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {defaultHasher} from '../../../packages/server/src/passwords/default-hasher.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {startTestServer} from '../../../packages/server/src/testing/server.ts';
import {TestBrowser} from '../../../packages/server/src/testing/browser.ts';
import {median} from './stopwatch.ts';

const FLOOD_MS = atScale({small: 1_500, full: 30_000});
/** More than may run and wait. */
const AT_ONCE = 80;
/** How long somebody waits who was turned away. The clients are in the server's own process, and shall not keep it from its work. */
const PAUSE_MS = 200;

for (const engine of engines) {
  test(`A9, T16: a flood of sign-ins is turned away with 503, and reads go on meanwhile, on ${engine.name}`, {
    skip: engine.skip,
  }, async (t) => {
    const real = await defaultHasher((bytes) => crypto.getRandomValues(bytes));
    let running = 0;
    let mostRunning = 0;
    const verify = async (password: string, hash: string): Promise<boolean> => {
      mostRunning = Math.max(mostRunning, ++running);
      try {
        return await real.verify(password, hash);
      } finally {
        running--;
      }
    };
    const passwordHasher = {dummy: real.dummy, hash: real.hash, isWeak: real.isWeak, verify};
    const server = await startTestServer(engine, {passwordHasher, clock: () => new Date()});
    try {
      const {administrator: as} = await server.freshTenant();
      await server.request('/v1/me', {as});
      const statuses = new Map<number, number>();
      const flooding = {on: true};
      const waits = new Set<string | null>();
      const flood = Array.from({length: AT_ONCE}, async (_, index) => {
        while (flooding.on) {
          const answer = await new TestBrowser(server).request('/v1/session', {
            json: {tenant: 'no-such-tenant', username: `name.${index}`, password: 'wrong'},
          });
          await answer.text();
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          if (answer.status === 503) {
            waits.add(answer.headers.get('retry-after'));
            await pause(PAUSE_MS);
          }
        }
      });
      await pause(PAUSE_MS);
      const reads: number[] = [];
      const end = performance.now() + FLOOD_MS;
      while (performance.now() < end) {
        const start = performance.now();
        const answer = await server.request('/v1/me', {as});
        reads.push(performance.now() - start);
        assert.equal(answer.status, 200);
        await answer.text();
        await pause(5);
      }
      flooding.on = false;
      await Promise.all(flood);
      const slowest = Math.max(...reads);
      t.diagnostic(
        `${JSON.stringify([...statuses])}; ${reads.length} reads, median ${median(reads).toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`,
      );
      assert.deepEqual([...statuses.keys()].toSorted(), [401, 503]);
      assert.deepEqual([...waits], ['5']);
      assert.ok(mostRunning <= 2, `${mostRunning} hashes at once`);
      assert.ok(median(reads) < 250, `the median of the reads is ${median(reads)} ms`);
    } finally {
      await server.close();
    }
  });
}
