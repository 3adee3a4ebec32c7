import assert from 'node:assert/strict';
import {once} from 'node:events';
import {after, before, describe, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {migrations} from '../../../packages/server/src/db/migrations/index.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {adminPassword, type Place, places, type RunningPortal, startPortal} from '../../journeys/portal-process.ts';
import {type Ask, ask, callUntilRefused} from './callers.ts';
import {dial, hear} from './wire.ts';

const END = '\r\n\r\n';

interface Started {
  readonly portal: RunningPortal;
  readonly url: URL;
  /** What a browser sends along with a change. */
  readonly headers: Readonly<Record<string, string>>;
}

for (const {name, skip, make} of places) {
  describe(`stopping the portal on ${name}`, {skip}, () => {
    let place: Place;
    const running = new Set<RunningPortal>();
    /** Started again after the last stop. */
    let restarted: Started | undefined;
    before(async () => {
      place = await make();
    });
    after(async () => {
      await Promise.all([...running].map((portal) => portal.stop()));
      await place.remove();
    });

    const start = async (): Promise<Started> => {
      const portal = await startPortal(place.env, '--empty');
      running.add(portal);
      const url = new URL(portal.url);
      return {portal, url, headers: {'Content-Type': 'application/json', 'X-Requested-With': 'tenantry', Origin: url.origin}};
    };

    const signIn = async (url: URL, headers: Readonly<Record<string, string>>): Promise<Record<string, string>> => {
      const body = JSON.stringify({tenant: 'demo', username: 'tenant.admin', password: adminPassword});
      const answer = await ask(url, {method: 'POST', path: '/api/v1/session', headers, body});
      return {...headers, Cookie: answer.headers['set-cookie']?.map((cookie) => cookie.split(';', 1)[0]).join('; ') ?? ''};
    };

    const versionOf = async (url: URL, headers: Readonly<Record<string, string>>): Promise<number> => {
      const {status, body} = await ask(url, {method: 'GET', path: '/api/v1/me', headers});
      assert.equal(status, 200, body);
      return (JSON.parse(body) as {user: {version: number}}).user.version;
    };

    test('T22: SIGTERM under load: no request cut, each change answered, the process ends with 0', async (context) => {
      const rounds = atScale({small: 1, full: 20});
      let [answered, changed] = [0, 0];
      for (let round = 1; round <= rounds; round++) {
        const {portal, url, headers: anonymous} = restarted ?? (await start());
        const headers = await signIn(url, anonymous);
        const version = await versionOf(url, headers);
        let changes = 0;
        const write = (): Ask => ({
          method: 'PATCH',
          path: '/api/v1/me',
          headers: {...headers, 'If-Match': '*'},
          body: JSON.stringify({firstName: `Name ${round} ${++changes}`}),
        });
        const read = (path: string) => (): Ask => ({method: 'GET', path, headers});
        const callers = [
          write,
          write,
          write,
          read('/api/v1/openapi.json'),
          read('/api/v1/openapi.json'),
          read('/api/readyz'),
          read('/api/healthz'),
          read('/api/healthz'),
          read('/api/v1/me'),
          read('/main.js'),
        ];
        const warm = Promise.withResolvers<void>();
        const called = callUntilRefused(url, callers, {answers: 50 + 20 * (round % 5), warm: warm.resolve});
        await warm.promise;
        const signalled = performance.now();
        const status = await portal.stop('SIGTERM');
        const took = performance.now() - signalled;
        running.delete(portal);
        const fates = await called;
        assert.deepEqual(fates.cut, [], `round ${round}`);
        assert.equal(fates.refused, callers.length);
        assert.equal(status, 0, portal.output());
        assert.ok(took < 10_000, `it took ${took} ms`);
        assert.deepEqual(
          fates.answered.filter((answer) => answer.status >= 500 && answer.status !== 503),
          [],
        );
        // Every caller was told that there will be no more on its connection.
        assert.ok(fates.answered.filter((answer) => answer.headers.connection === 'close').length >= callers.length);

        restarted = await start();
        const after = await versionOf(restarted.url, headers);
        const acknowledged = fates.answered.filter((answer) => answer.asked.method === 'PATCH' && answer.status === 200).length;
        assert.ok(acknowledged > 0, 'nothing was changed');
        assert.equal(after - version, acknowledged, `round ${round}: changes without an answer, or answers without a change`);
        answered += fates.answered.length;
        changed += after - version;
      }
      context.diagnostic(`${name}: ${rounds} stops under load, ${answered} answers, ${changed} changes, none cut`);
    });

    test('T22, W17: what has begun is answered, readyz says 503 meanwhile, and a second signal cuts what is left', async () => {
      const {portal, url} = restarted ?? (await start());
      const [slow, kept, stuck] = [dial(url), dial(url), dial(url)];
      const heard = {slow: hear(slow), kept: hear(kept), stuck: hear(stuck)};
      slow.write(`POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2${END}{`);
      stuck.write('GET /api/healthz HTTP/1.1\r\nHost: x\r\n');
      kept.write(`GET /api/readyz HTTP/1.1\r\nHost: x${END}`);
      await once(kept, 'data');
      const signalled = performance.now();
      const ended = portal.stop('SIGTERM');
      await pause(100);
      kept.write(`GET /api/readyz HTTP/1.1\r\nHost: x${END}`);
      slow.write('}');
      await assert.rejects(ask(url, {method: 'GET', path: '/api/healthz'}), {code: 'ECONNREFUSED'});
      const [ready, stopping] = (await heard.kept).answers;
      assert.deepEqual([ready?.status, ready?.headers.get('connection')], [200, 'keep-alive']);
      assert.equal((JSON.parse(ready?.body ?? '') as {migration: unknown}).migration, migrations.at(-1)?.number);
      assert.deepEqual([stopping?.status, stopping?.headers.get('connection'), stopping?.headers.get('retry-after')], [503, 'close', '1']);
      const [answer] = (await heard.slow).answers;
      assert.deepEqual([answer?.status, answer?.headers.get('connection')], [403, 'close']);
      // What comes at once is the same signal, passed on by two; what comes later means haste.
      portal.stop('SIGINT').catch(() => undefined);
      await pause(1_100 - (performance.now() - signalled));
      assert.equal(stuck.destroyed, false);
      const second = performance.now();
      assert.equal(await portal.stop('SIGINT'), 0, portal.output());
      // Without the signal it would be ten seconds.
      assert.ok(performance.now() - second < atScale({small: 6_000, full: 2_000}));
      assert.equal(await ended, 0);
      assert.deepEqual((await heard.stuck).answers, []);
      running.delete(portal);
    });
  });
}
