import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createTenantServer} from '../app.ts';
import {migrations} from '../db/migrations/index.ts';
import {Refusal} from '../refusal.ts';
import {engines} from '../testing/engines.ts';
import {TestHasher} from '../testing/ports.ts';

test('W17, T22: with the database away readyz answers 503, healthz and the OpenAPI document need none; a drain answers 503 as well', async () => {
  const [engine] = engines;
  assert.ok(engine);
  const database = await engine.create({migrated: true});
  let away = false;
  const server = await createTenantServer({
    publicUrl: 'http://127.0.0.1/api',
    passwordHasher: new TestHasher(),
    database: {
      ...database,
      lookup: (work) =>
        away ? Promise.reject(new Refusal('temporarily-unavailable', 'The database is busy or away')) : database.lookup(work),
      inTenant: (tenantId, work) => (away ? Promise.reject(new Error('gone')) : database.inTenant(tenantId, work)),
    },
  });
  const ask = (path: string): Promise<Response> => server.fetch(new Request(`http://127.0.0.1/api${path}`));
  const assertUnready = async (): Promise<void> => {
    const answer = await ask('/readyz');
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '1');
    assert.equal(((await answer.json()) as {code: string}).code, 'temporarily-unavailable');
  };
  const assertThere = async (): Promise<void> => {
    assert.deepEqual(await (await ask('/healthz')).json(), {status: 'ok'});
    assert.equal((await ask('/v1/openapi.json')).status, 200);
  };

  assert.deepEqual(await (await ask('/readyz')).json(), {status: 'ok', migration: migrations.at(-1)?.number});
  away = true;
  await assertUnready();
  await assertThere();
  away = false;
  assert.equal((await ask('/readyz')).status, 200);
  server.drain();
  await assertUnready();
  await assertThere();
  await server.close();
});
