import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {defaultHasher} from '../../../packages/server/src/passwords/default-hasher.ts';
import {TestBrowser} from '../../../packages/server/src/testing/browser.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {TestHasher} from '../../../packages/server/src/testing/ports.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {startTestServer, type TestServer} from '../../../packages/server/src/testing/server.ts';
import {median} from './stopwatch.ts';

const FLOOD_MS = atScale({small: 1_000, full: 30_000});
/** What runs and what waits. */
const ROOM = 2 + 40;
/** How long somebody waits who was turned away. The clients are in the server's own process, and shall not keep it from its work. */
const PAUSE_MS = 200;

const signIn = (server: TestServer, index: number): Promise<Response> =>
  new TestBrowser(server).request('/v1/session', {json: {tenant: 'no-such-tenant', username: `name.${index}`, password: 'wrong'}});

/** A hasher that begins and does not end before it is told to. */
class HeldHasher extends TestHasher {
  readonly #told = Promise.withResolvers<void>();
  readonly end = this.#told.resolve;

  override async verify(password: string, hash: string): Promise<boolean> {
    const verified = super.verify(password, hash);
    await this.#told.promise;
    return verified;
  }
}

/** Counts how many passwords are looked at at once. */
const counting = async (): Promise<{most: () => number; passwordHasher: Awaited<ReturnType<typeof defaultHasher>>}> => {
  const real = await defaultHasher((bytes) => crypto.getRandomValues(bytes));
  let [running, most] = [0, 0];
  const verify = async (password: string, hash: string): Promise<boolean> => {
    most = Math.max(most, ++running);
    try {
      return await real.verify(password, hash);
    } finally {
      running--;
    }
  };
  return {most: () => most, passwordHasher: {dummy: real.dummy, hash: real.hash, isWeak: real.isWeak, verify}};
};

for (const engine of engines) {
  test(`A9, T16: while all places are taken, sign-ins are turned away and reads are answered, on ${engine.name}`, {
    skip: engine.skip,
  }, async () => {
    const passwordHasher = new HeldHasher();
    const server = await startTestServer(engine, {passwordHasher});
    try {
      const {administrator: as, path} = await server.freshTenant();
      const waiting = Array.from({length: ROOM}, (_, index) => signIn(server, index));
      const refused = await Promise.all(Array.from({length: 20}, (_, index) => signIn(server, ROOM + index)));
      for (const answer of refused) {
        assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
        assert.equal((await answer.json()).code, 'temporarily-unavailable');
      }
      for (let index = 0; index < 20; index++) {
        assert.equal((await server.request(index % 2 ? '/v1/me' : `${path}/users`, {as})).status, 200);
      }
      assert.ok(passwordHasher.runs <= 2, `${passwordHasher.runs} at once`);
      passwordHasher.end();
      // On a slow machine some of those who wait have waited their five seconds meanwhile.
      const statuses = (await Promise.all(waiting)).map(({status}) => status);
      assert.equal(statuses.filter((status) => status === 401).length, passwordHasher.runs);
      assert.ok(
        statuses.every((status) => status === 401 || status === 503),
        String(statuses),
      );
    } finally {
      await server.close();
    }
  });

  test(`A9, T16: a flood of sign-ins waits longer than reads do meanwhile, on ${engine.name}`, {skip: engine.skip}, async (t) => {
    const {passwordHasher, most} = await counting();
    const server = await startTestServer(engine, {passwordHasher, clock: () => new Date()});
    try {
      const {administrator: as} = await server.freshTenant();
      const signIns: number[] = [];
      const reads: number[] = [];
      let refused = 0;
      const timed = async (into: number[], answer: Promise<Response>): Promise<number> => {
        const start = performance.now();
        const {status} = await answer;
        if (status !== 503) {
          into.push(performance.now() - start);
        }
        return status;
      };
      const end = performance.now() + FLOOD_MS;
      const flood = Array.from({length: ROOM * 2}, async (_, index) => {
        do {
          if ((await timed(signIns, signIn(server, index))) === 503) {
            refused++;
            await pause(PAUSE_MS);
          }
        } while (performance.now() < end);
      });
      do {
        assert.equal(await timed(reads, server.request('/v1/me', {as})), 200);
        await pause(5);
      } while (performance.now() < end);
      await Promise.all(flood);
      t.diagnostic(
        `${signIns.length} sign-ins, median ${median(signIns).toFixed(0)} ms, ${refused} refused; ` +
          `${reads.length} reads, median ${median(reads).toFixed(0)} ms, slowest ${Math.max(...reads).toFixed(0)} ms`,
      );
      assert.ok(refused > 0);
      assert.ok(most() <= 2, `${most()} hashes at once`);
      assert.ok(median(reads) < median(signIns), 'a read waits for no password');
    } finally {
      await server.close();
    }
  });
}
