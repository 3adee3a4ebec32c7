import assert from 'node:assert/strict';
import {once} from 'node:events';
import {type AddressInfo, createServer} from 'node:net';
import {describe, test} from 'node:test';
import {isTenantryError, type TenantClient} from '@tenantry/sdk';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import type {Fault} from './fault.ts';
import {light, survivable} from './faults.ts';
import {refuse} from './faults-before.ts';
import {creations, operations} from './operations.ts';
import {pick, seeded} from '../seeded.ts';
import {countingFetch, failureOf, freshName, inParallel} from './calls.ts';
import {useSetting} from './setting.ts';

const SEED = 20_261_122;

/** A port where nobody listens. */
const deadUrl = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}/api`;
};

describe('storms', () => {
  const setting = useSetting();
  const create = operations.find(({name}) => name === 'users.create');
  assert.ok(create);

  // The first calls of a process are slow, and no fault.
  const warm = (): Promise<unknown> => Promise.all(Array.from({length: 8}, () => setting.client(setting.lay()).users.list()));

  test('T3 T4 S3 W10 through 30 % random faults at least 98 % of the writes come through, each exactly once', async (t) => {
    const random = seeded(SEED);
    const line = setting.lay(() => (random() < 0.3 ? pick(survivable, random) : undefined));
    // What is silent is given up on soon, and yet no good answer is, on a machine that is busy.
    const client = setting.client(line, {attemptTimeoutMs: 3_000, timeoutMs: 60_000, retries: 4, random: () => random() / 10});
    await warm();
    const subjects = Array.from({length: atScale({small: 100, full: 1_000})}, () => ({
      username: freshName(),
      password: 'a secret harbour 42',
    }));
    const lost = new Set<string>();
    await inParallel(subjects, 8, async (subject) => {
      try {
        create.verify(await create.run(client, subject, setting, {}), subject, setting);
      } catch (error) {
        assert.ok(isTenantryError(error), String(error));
        lost.add(subject.username);
      }
    });
    for (const subject of subjects) {
      const times = await creations(subject, setting);
      assert.ok(lost.has(subject.username) ? times <= 1 : times === 1, `${subject.username} was created ${times} times`);
    }
    t.diagnostic(`${subjects.length - lost.size} of ${subjects.length} writes came through, in ${line.seen.length} requests`);
    // Of a hundred two are soon lost by chance.
    assert.ok(lost.size <= Math.max(4, subjects.length * 0.02), `${lost.size} of ${subjects.length} were lost`);
    assert.ok(line.seen.length > subjects.length * 1.2, 'there were faults');
  });

  test('T3 T7 S3 through 30 % random faults of every kind each call ends in the right answer or in one typed error', async () => {
    const random = seeded(SEED + 1);
    const line = setting.lay(() => (random() < 0.3 ? pick(light, random) : undefined));
    const client = setting.client(line, {attemptTimeoutMs: 1_000, timeoutMs: 60_000, retries: 1, random: () => 0});
    const calls = Array.from({length: atScale({small: 60, full: 2_000})}, () => pick(operations, random));
    await inParallel(calls, 8, async (operation) => {
      const subject = {username: freshName(), password: 'a secret harbour 42'};
      try {
        operation.verify(await operation.run(client, subject, setting, {}), subject, setting);
      } catch (error) {
        assert.ok(isTenantryError(error), String(error));
        assert.ok(((await operation.effects?.(subject, setting)) ?? 0) <= 1);
      }
    });
  });

  const down: Readonly<Record<string, () => Promise<string>>> = {
    'no server listens': deadUrl,
    'each answer is 503': async () => setting.lay(() => ({act: refuse(503, 'temporarily-unavailable')})).url,
    'each connection is reset': async () => setting.lay(() => ({act: ({socket}) => socket.resetAndDestroy()})).url,
  };
  const FIRST = 20;
  for (const [name, lay] of Object.entries(down)) {
    test(`T3 S3 ${name}: 200 calls cause at most 1.2 requests each after the first 20, one after another and all at once`, async () => {
      const url = await lay();
      const ask = (client: TenantClient): Promise<unknown> => failureOf(client.users.list());
      const {fetch, count} = countingFetch();
      const client = setting.client({url}, {fetch, random: () => 0});
      await inParallel(Array.from({length: FIRST}), 1, () => ask(client));
      const early = count();
      assert.ok(early > FIRST, 'a fault that passes is worth another try');
      await inParallel(Array.from({length: 200 - FIRST}), 1, () => ask(client));
      assert.ok(count() - early <= 1.2 * (200 - FIRST), `${count() - early} requests`);

      const storm = countingFetch();
      const stormy = setting.client({url}, {fetch: storm.fetch, random: () => 0});
      await Promise.all(Array.from({length: 200}, () => ask(stormy)));
      assert.ok(storm.count() <= 1.2 * 200, `${storm.count()} requests at once`);
    });
  }

  test('T3 S3 a server that is silent costs twice as much', async () => {
    const line = setting.lay(() => ({act: () => undefined}));
    const {fetch, count} = countingFetch();
    const client = setting.client(line, {fetch, attemptTimeoutMs: 300, random: () => 0});
    await Promise.all(Array.from({length: 30}, () => failureOf(client.users.list())));
    assert.equal(count(), 30 + 20 / 2);
  });

  test('T3 S3 S5 success earns new tries, slowly; another client has tries of its own', async () => {
    let fault: Pick<Fault, 'act'> | undefined = {act: refuse(503, 'temporarily-unavailable')};
    const line = setting.lay(() => fault);
    const client = setting.client(line, {random: () => 0});
    const requests = async (asking: TenantClient): Promise<number> => {
      const before = line.seen.length;
      await asking.users.list().catch(() => undefined);
      return line.seen.length - before;
    };
    await inParallel(Array.from({length: 20}), 1, () => requests(client));
    assert.equal(await requests(client), 1);
    assert.equal(await requests(setting.client(line, {random: () => 0})), 3);
    const broken = fault;
    fault = undefined;
    await inParallel(Array.from({length: 12}), 1, () => requests(client));
    fault = broken;
    assert.equal(await requests(client), 2);
    assert.equal(await requests(client), 1);
  });

  test('T3 S3 60 clients told Retry-After: 1 come back not before a second, and spread over at least half a second', async (t) => {
    const waits: number[] = [];
    const returns: number[] = [];
    await Promise.all(
      Array.from({length: 60}, async (_, index) => {
        const line = setting.lay((request) => (request === 0 ? {act: refuse(429, 'rate-limited', {'Retry-After': '1'})} : undefined));
        await setting.client(line, {random: seeded(SEED + index)}).users.get(setting.known.id);
        const [first, second] = line.seen;
        assert.ok(first && second && line.seen.length === 2);
        waits.push(second.at - first.at);
        returns.push(second.at);
      }),
    );
    const spread = (times: readonly number[]): number => Math.max(...times) - Math.min(...times);
    t.diagnostic(
      `they waited ${Math.min(...waits).toFixed()} to ${Math.max(...waits).toFixed()} ms and came back within ${spread(returns).toFixed()} ms`,
    );
    assert.ok(Math.min(...waits) >= 1_000);
    assert.ok(spread(returns) >= 500 && spread(waits) >= 500);
    // No half of them in one tenth of the time. A machine that is busy for a while hears of many at once.
    const sorted = returns.toSorted((a, b) => a - b);
    const crowd = Math.max(...sorted.map((time) => sorted.filter((other) => other >= time && other < time + spread(returns) / 10).length));
    assert.ok(crowd <= atScale({small: 45, full: 30}), `${crowd} at once`);
  });
});
