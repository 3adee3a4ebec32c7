import assert from 'node:assert/strict';
import {once} from 'node:events';
import {get, type IncomingMessage} from 'node:http';
import {describe, test} from 'node:test';
import {listen} from '../node/listen.ts';
import {Spending} from '../limits/spending.ts';
import {Refusal} from '../refusal.ts';
import {engines} from '../testing/engines.ts';
import {EventReader} from '../testing/event-reader.ts';
import {TestLogger} from '../testing/ports.ts';
import {startTestServer, useTestServer} from '../testing/server.ts';
import type {TestTenant} from '../testing/tenants.ts';
import {Chunks} from './chunks.ts';
import {EventStreams, type StreamLimits} from './event-streams.ts';

const text = (length: number): Uint8Array => new TextEncoder().encode('x'.repeat(length));

test('V2: what nobody fetches waits up to a limit; beyond it the reader is cut', async () => {
  let ends = 0;
  const chunks = new Chunks(1_000, () => (ends += 1));
  const reader = chunks.body.getReader();
  chunks.write(text(600));
  assert.equal((await reader.read()).value?.byteLength, 600);
  chunks.write(text(600));
  chunks.write(text(400));
  assert.deepEqual([chunks.isOver, chunks.waiting], [false, 1_000]);
  chunks.write(text(1));
  assert.deepEqual([chunks.isOver, chunks.waiting, ends], [true, 0, 1]);
  assert.equal((await reader.read()).done, true);
  chunks.write(text(1));
  chunks.end();
  assert.deepEqual([chunks.waiting, ends], [0, 1]);
});

test('V2: a stream that ends hands out what waits; one that is given up ends', async () => {
  let ends = 0;
  const ended = new Chunks(1_000, () => (ends += 1));
  ended.write(text(3));
  ended.end();
  assert.equal(await new Response(ended.body).text(), 'xxx');
  const left = new Chunks(1_000, () => (ends += 1));
  const reader = left.body.getReader();
  const pending = reader.read();
  await reader.cancel();
  await pending;
  assert.deepEqual([left.isOver, ends], [true, 2]);
});

for (const engine of engines) {
  describe(`streams on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    /** Streams whose credential is always good, by the test's own pace. */
    const startStreams = (tenant: TestTenant, limits: Partial<StreamLimits>) => {
      const looks: number[] = [];
      const streams = new EventStreams({database: server.database, logger: new TestLogger(), policies: new Map()}, limits);
      const principal = {type: 'user', id: tenant.administrator.id, tenantId: tenant.id, permissions: new Set(['users.read'])} as never;
      let refusal: Refusal | undefined;
      const open = (): EventReader =>
        new EventReader(
          new Response(
            streams.open('somebody', new Spending(), {
              call: {
                tenantId: tenant.id,
                principal,
                look: async (read, judge) => {
                  looks.push(performance.now());
                  if (refusal) {
                    throw refusal;
                  }
                  return server.database.inTenant(tenant.id, async (transaction) => judge(await read(transaction), transaction, principal));
                },
              },
              types: new Set(['user.updated']),
              position: '0',
              isReset: false,
            }),
          ),
        );
      return {
        streams,
        looks,
        open,
        refuse: (code: 'temporarily-unavailable' | 'session-ended') => {
          refusal = new Refusal(code, 'So it is');
        },
        allow: () => {
          refusal = undefined;
        },
      };
    };

    const rename = async (tenant: TestTenant, firstName: string): Promise<void> => {
      const path = '/v1/me';
      const init = {as: tenant.administrator, method: 'PATCH', headers: {'If-Match': '*'}, json: {firstName}};
      assert.equal((await server.request(path, init)).status, 200);
    };

    test('V2: a comment comes when it is time, with how far the stream is', async () => {
      const tenant = await server.freshTenant();
      const {open, streams} = startStreams(tenant, {lookMs: 10, beatMs: 40});
      const reader = open();
      await rename(tenant, 'Ada');
      await reader.until(({beats, lastId}) => beats >= 2 && Number(lastId) > 0);
      await reader.close();
      await streams.close();
    });

    test('V2: what another process has done is found at the next look', async () => {
      const tenant = await server.freshTenant();
      const {open, streams} = startStreams(tenant, {lookMs: 30});
      const reader = open();
      await reader.until(({lastId}) => lastId !== '');
      await rename(tenant, 'Adele'); // By a server that does not know these streams.
      await reader.until(({heard}) => heard.length === 1, 2_000);
      await streams.close();
      await reader.until(({isOver}) => isOver);
      assert.deepEqual(reader.told(), [`user.updated ${tenant.administrator.id}`]);
    });

    test('V2: where nobody streams, nobody looks; streams that end leave nothing behind', async () => {
      const tenant = await server.freshTenant();
      const {open, streams, looks} = startStreams(tenant, {lookMs: 5, beatMs: 5});
      const readers = [open(), open(), open()];
      await Promise.all(readers.map((reader) => reader.until(({beats}) => beats > 1)));
      assert.equal(streams.size, 3);
      await Promise.all(readers.map((reader) => reader.close()));
      await new Promise((resolve) => setTimeout(resolve, 30));
      const before = looks.length;
      streams.wake(tenant.id);
      await new Promise((resolve) => setTimeout(resolve, 60));
      assert.deepEqual([streams.size, looks.length], [0, before]);
    });

    test('E6: credentials are looked at again though nothing happens; nothing is told while that cannot be done', async () => {
      const tenant = await server.freshTenant();
      const {open, streams, refuse, allow} = startStreams(tenant, {lookMs: 10});
      const reader = open();
      await reader.until(({lastId}) => lastId !== '');
      refuse('temporarily-unavailable');
      await rename(tenant, 'Adam');
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.deepEqual([reader.heard, reader.isOver], [[], false]);
      allow();
      await reader.until(({heard}) => heard.length === 1);
      refuse('session-ended');
      await reader.until(({isOver}) => isOver, 1_000);
      assert.equal(reader.told().at(-1), 'end');
      await streams.close();
    });

    test('V2: a reader who fetches nothing is cut', async () => {
      const tenant = await server.freshTenant();
      const {open, streams} = startStreams(tenant, {lookMs: 5, beatMs: 1, mostBytes: 300});
      const reader = open();
      const stuck = streams.open('stuck', new Spending(), {
        call: {
          tenantId: tenant.id,
          principal: {sessionId: null} as never,
          look: async () => Promise.reject(new Refusal('temporarily-unavailable', '')),
        },
        types: new Set(),
        position: '0',
        isReset: false,
      });
      await reader.until(({beats}) => beats > 100);
      assert.equal(streams.size, 1, 'whoever reads goes on');
      assert.equal(await new Response(stuck).text(), '');
      await streams.close();
    });

    test('T22: a server that stops ends its streams, opens no other, and is not held up by them', async () => {
      const stopping = await startTestServer(engine);
      const tenant = await stopping.freshTenant();
      const listening = await listen(stopping.fetch, {port: 0, drainMs: 5_000});
      const headers = {Authorization: `Bearer ${await tenant.administrator.token()}`};
      const request = get(new URL(`/api${tenant.path}/events`, listening.url), {headers});
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      assert.deepEqual([response.statusCode, response.headers['content-type']], [200, 'text/event-stream']);
      const ended = once(response.resume(), 'end');
      const began = performance.now();
      stopping.drain();
      await ended;
      const refused = await stopping.request(`${tenant.path}/events`, {as: tenant.administrator});
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '2']);
      await listening.close();
      await stopping.close();
      assert.ok(performance.now() - began < 3_000);
    });

    test('V2: through Node’s adapter events come as they happen, and who hangs up is forgotten', async (t) => {
      const limited = await startTestServer(engine, {limits: {stream: {quota: 1, windowSeconds: 1}}});
      const there = await limited.freshTenant();
      const listening = await listen(limited.fetch, {port: 0, drainMs: 100});
      t.after(async () => {
        await listening.close();
        await limited.close();
      });
      const open = async (): Promise<IncomingMessage> => {
        const headers = {Authorization: `Bearer ${await there.administrator.token()}`};
        const [response] = (await once(get(new URL(`/api${there.path}/events`, listening.url), {headers}), 'response')) as [
          IncomingMessage,
        ];
        return response;
      };
      const first = await open();
      let heard = '';
      first.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
      await limited.request('/v1/me', {as: there.administrator, method: 'PATCH', headers: {'If-Match': '*'}, json: {firstName: 'Adele'}});
      for (let turn = 0; turn < 200 && !heard.includes('user.updated'); turn++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      assert.match(heard, /event: user\.updated\ndata: \{/);
      const refused = await open();
      assert.equal(refused.statusCode, 429);
      refused.resume();
      first.destroy();
      let again = await open();
      for (let turn = 0; turn < 100 && again.statusCode !== 200; turn++) {
        again.resume();
        await new Promise((resolve) => setTimeout(resolve, 10));
        again = await open();
      }
      assert.equal(again.statusCode, 200);
      again.destroy();
    });
  });
}
