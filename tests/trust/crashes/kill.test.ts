import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {check} from './check-census.ts';
import {create, type Created, Load} from './load.ts';
import {type Installation, install, type Place, placeKinds, type RunningServer} from './places.ts';

const ROUNDS = atScale({small: 2, full: 100});
/** How long a server may be under load before it is killed. */
const LONGEST_LOAD_MS = atScale({small: 500, full: 1_200});
/** In `npm test` other tests have the processors at the same time. */
const LONGEST_RESTART_MS = atScale({small: 30_000, full: 5_000});

for (const kind of placeKinds) {
  describe(`kill -9 on ${kind.name}`, {skip: kind.skip}, () => {
    let place: Place;
    let installation: Installation;
    const servers = new Set<RunningServer>();
    before(async () => {
      place = await kind.make();
      installation = await install(place);
    });
    after(async () => {
      await Promise.all([...servers].map(({program}) => program.kill()));
      await place.remove();
    });

    const start = async (): Promise<RunningServer> => {
      const server = await installation.start();
      servers.add(server);
      return server;
    };

    const target = async (server: RunningServer): Promise<{url: URL; token: string}> => ({
      url: new URL(`${installation.tenant.path}/users`, server.url),
      token: await installation.tenant.administrator.token(),
    });

    test(`W10, T15, T22, D8: ${ROUNDS} times under write load: no acknowledged user is lost, none is there twice, none without its audit row and no such row without its user; each restart is quick`, async (t) => {
      const acknowledged = new Map<string, Created>();
      const restarts: number[] = [];
      let repeated = 0;
      let replayed = 0;
      let server = await start();
      for (let round = 0; round < ROUNDS; round++) {
        const load = new Load({...(await target(server)), prefix: `r${round}`});
        await load.begun;
        await pause(Math.random() * LONGEST_LOAD_MS);
        await server.program.kill();
        await load.ended();
        assert.deepEqual(load.surprises, []);
        if (round % 5 === 4) {
          // And once more in the midst of its start.
          const hasty = installation.spawn();
          await pause(Math.random() * 1_000);
          await hasty.kill();
        }
        server = await start();
        restarts.push(server.readyMs);
        const before = await server.census();
        load.acknowledged.forEach((created, username) => acknowledged.set(username, created));
        check(before, acknowledged, load.unanswered);
        for (const creation of load.unanswered) {
          const answer = await create(await target(server), creation);
          assert.equal(answer.status, 201, `${creation.username}: ${answer.body.code}`);
          const found = before.users.find(([username]) => username === creation.username);
          assert.equal(answer.replayed, found !== undefined, creation.username);
          assert.equal(answer.body.user.id, found?.[1] ?? answer.body.user.id);
          acknowledged.set(creation.username, {id: answer.body.user.id, key: creation.key});
          repeated++;
          replayed += Number(answer.replayed);
        }
        check(await server.census(), acknowledged, []);
      }
      const sorted = restarts.toSorted((a, b) => a - b);
      const [median = 0, worst = 0] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
      t.diagnostic(
        `${kind.name}: ${ROUNDS} kills, ${acknowledged.size} users, ${repeated} requests repeated of which ${replayed} had come through; ` +
          `restart median ${Math.round(median)} ms, worst ${Math.round(worst)} ms`,
      );
      assert.ok(worst < LONGEST_RESTART_MS, `a restart took ${worst} ms`);
    });
  });
}
