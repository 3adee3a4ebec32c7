import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {describe, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import type {ClientEvent} from '@tenantry/sdk';
import {refuse, reset} from './faults-before.ts';
import {operations} from './operations.ts';
import {assertHoldsNone} from './secrets.ts';
import {failureOf, freshName} from './calls.ts';
import {useSetting} from './setting.ts';

describe('what a client tells of its calls', () => {
  const setting = useSetting();

  for (const operation of operations) {
    test(`T8 ${operation.name} tells its start, each repetition and its end, and nothing of whom or what`, async () => {
      const subject = {username: freshName(), password: `secret harbour ${randomUUID()}`};
      const events: ClientEvent[] = [];
      const acts = [reset, refuse(503, 'temporarily-unavailable')];
      const line = setting.lay((index) => {
        const act = acts[index];
        return act && {act};
      });
      const client = setting.client(line, {random: () => 0, onEvent: (event) => events.push(event)});
      const idempotencyKey = randomUUID();
      await operation.run(client, subject, setting, {idempotencyKey, headers: {'X-Host': 'the-secret-header'}});
      assert.deepEqual(
        events.map(({type, operation: name, attempts, status, kind}) => ({type, name, attempts, status, kind})),
        [
          {type: 'start', name: operation.name, attempts: 0, status: undefined, kind: undefined},
          {type: 'retry', name: operation.name, attempts: 1, status: undefined, kind: 'network'},
          {type: 'retry', name: operation.name, attempts: 2, status: 503, kind: 'api'},
          {type: 'end', name: operation.name, attempts: 3, status: operation.status ?? 200, kind: undefined},
        ],
      );
      assert.ok(events.every(({ms}, index) => ms >= (events[index - 1]?.ms ?? 0)));
      assert.equal(events[2]?.requestId, 'fault-1');
      assert.ok(events[3]?.requestId);
      assertHoldsNone(events, {
        token: setting.token,
        key: idempotencyKey,
        password: subject.password,
        header: 'the-secret-header',
        name: subject.username,
        query: setting.known.username,
        id: setting.known.id,
        tenant: setting.tenant.id,
      });
    });
  }

  test('T8 a call that fails tells why', async () => {
    const events: ClientEvent[] = [];
    const line = setting.lay(() => ({act: refuse(404, 'not-found')}));
    await failureOf(setting.client(line, {onEvent: (event) => events.push(event)}).me.get());
    assert.deepEqual(
      events.map(({type, status, kind}) => [type, status, kind]),
      [
        ['start', undefined, undefined],
        ['end', 404, 'api'],
      ],
    );
  });

  test('T8 what a listener throws, now or later, breaks neither the call nor the process', async () => {
    const broken: unknown[] = [];
    const listener = (reason: unknown): unknown => broken.push(reason);
    process.on('unhandledRejection', listener);
    const line = setting.lay((index) => (index % 2 === 0 ? {act: reset} : undefined));
    for (const onEvent of [
      (): never => {
        throw new Error('the host has a bug');
      },
      () => Promise.reject(new Error('the host has a bug')),
    ]) {
      await setting.client(line, {random: () => 0, onEvent}).me.get();
    }
    await wait(20);
    process.off('unhandledRejection', listener);
    assert.deepEqual(broken, []);
  });

  test('T8 trace headers of the caller travel on every attempt', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const line = setting.lay((index) => (index < 2 ? {act: reset} : undefined));
    await setting.client(line, {random: () => 0}).users.list({headers: {traceparent, tracestate: 'host=1', 'X-Request-Id': 'trace-7'}});
    assert.deepEqual(
      line.seen.map(({headers}) => [headers.traceparent, headers.tracestate, headers['x-request-id']]),
      Array.from({length: 3}, () => [traceparent, 'host=1', 'trace-7']),
    );
  });
});
