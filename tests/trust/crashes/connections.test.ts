import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import pg from 'pg';
import {testDatabaseUrl} from '../../../packages/server/src/testing/postgresql.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {check} from './check-census.ts';
import {Load} from './load.ts';
import {type Installation, install, type Place, placeKinds, type RunningServer} from './places.ts';

const CUTS = atScale({small: 8, full: 300});

const PostgreSQL = placeKinds.find(({name}) => name === 'PostgreSQL');

describe('connections to PostgreSQL that are cut', {skip: PostgreSQL?.skip}, () => {
  let place: Place;
  let installation: Installation;
  let server: RunningServer;
  let admin: pg.Client;
  before(async () => {
    place = (await PostgreSQL?.make()) as Place;
    installation = await install(place);
    server = await installation.start();
    // Only a superuser, or the role itself, may end another's session.
    const url = new URL(testDatabaseUrl ?? '');
    url.pathname = new URL(place.environment.DATABASE_URL ?? '').pathname;
    admin = new pg.Client({connectionString: url.href});
    await admin.connect();
  });
  after(async () => {
    await server?.program.kill();
    await admin?.end();
    await place?.remove();
  });

  const cutAll = async (): Promise<number> => {
    const {rowCount} = await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'tenantry'",
    );
    return rowCount ?? 0;
  };

  test(`T15, W10: all of them at once, ${CUTS} times under write load: the server lives, says 503 meanwhile, and each user is created once`, async (t) => {
    const load = new Load({
      url: new URL(`${installation.tenant.path}/users`, server.url),
      token: await installation.tenant.administrator.token(),
      prefix: 'cut',
    });
    await load.begun;
    let cut = 0;
    for (let cuts = 0; cuts < CUTS; cuts++) {
      await pause(Math.random() * 200);
      cut += await cutAll();
    }
    load.stop();
    await load.ended();
    assert.equal(server.program.child.exitCode, null, server.program.said);
    assert.deepEqual([load.surprises, load.unanswered], [[], []], server.program.said);
    assert.ok(load.comeBacks > 0);
    check(await server.census(), load.acknowledged, []);
    assert.equal((await fetch(new URL('/readyz', server.url))).status, 200);
    t.diagnostic(`${cut} connections cut, ${load.acknowledged.size} users, told to come back ${load.comeBacks} times`);
  });
});
