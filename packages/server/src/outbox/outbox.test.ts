import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, test} from 'node:test';
import type {TenantTransaction} from '../db/database.ts';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import {TestLogger} from '../testing/ports.ts';
import {type Outbox, type OutboxHandler, outboxOf, type Told} from './outbox.ts';
import {cancelEntries, enqueue, type OutboxEntry} from './queries.ts';

for (const engine of engines) {
  describe(`the outbox on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    interface Desk {
      readonly tenantId: string;
      readonly outbox: Outbox;
      readonly told: Told[];
      readonly logger: TestLogger;
      put(entry: Partial<OutboxEntry>): Promise<string>;
      left(): Promise<{readonly attempts: number; readonly due_at: Date}[]>;
    }

    const desk = async (handle: OutboxHandler = async () => undefined, other?: Desk): Promise<Desk> => {
      const {database, clock} = parts;
      const tenantId = other?.tenantId ?? (await parts.freshTenant()).id;
      const told: Told[] = other?.told ?? [];
      const logger = new TestLogger();
      const handler: OutboxHandler = async (what, signal) => {
        told.push(what);
        await handle(what, signal);
      };
      const outbox = outboxOf({
        database,
        now: clock.now,
        logger,
        random: (bytes) => crypto.getRandomValues(bytes),
        handlers: {note: handler},
      });
      return {
        tenantId,
        outbox,
        told,
        logger,
        put: (entry) =>
          database.inTenant(tenantId, (transaction) =>
            enqueue(transaction, tenantId, {kind: 'note', payload: {}, ...entry}, {at: clock.now()}),
          ),
        left: () =>
          database.inTenant(tenantId, (transaction) =>
            transaction.selectFrom('outbox').select(['attempts', 'due_at']).where('tenant_id', '=', tenantId).orderBy('id').execute(),
          ),
      };
    };

    const texts = ({told}: Desk): unknown[] => told.map(({payload}) => payload.text);

    test('D4: what is told is told once, in the order in which it was put there, in its own tenant, and is gone then', async () => {
      const here = await desk();
      const there = await desk();
      await here.put({payload: {text: 'first'}});
      await here.put({payload: {text: 'second'}});
      await there.put({payload: {text: 'elsewhere'}});
      await here.outbox.dispatch(here.tenantId);
      await here.outbox.dispatch(here.tenantId);
      assert.deepEqual(
        here.told.map(({tenantId, payload}) => [tenantId, payload]),
        [
          [here.tenantId, {text: 'first'}],
          [here.tenantId, {text: 'second'}],
        ],
      );
      assert.deepEqual([await here.left(), (await there.left()).length], [[], 1]);
    });

    test('D4: an entry of a transaction that rolls back was never there', async () => {
      const {tenantId, outbox, told} = await desk();
      const put = async (transaction: TenantTransaction): Promise<void> => {
        await enqueue(transaction, tenantId, {kind: 'note', payload: {}}, {at: parts.clock.now()});
        throw new Error('rolled back');
      };
      await assert.rejects(parts.database.inTenant(tenantId, put), /rolled back/);
      await outbox.dispatch(tenantId);
      assert.deepEqual(told, []);
    });

    test('D4: what fails is tried again after pauses that grow, and given up after the last, with a line that holds nothing personal', async () => {
      const failing = await desk(async () => {
        throw new Error('no mail to ada@aurora.example');
      });
      const {tenantId, outbox, logger, told} = failing;
      await failing.put({payload: {text: 'secret'}, subject: 'usr_ada'});
      const pauses: number[] = [];
      while ((await failing.left()).length > 0) {
        const now = parts.clock.now().getTime();
        await outbox.dispatch(tenantId);
        const [entry] = await failing.left();
        if (entry) {
          const minutes = (entry.due_at.getTime() - now) / 60_000;
          pauses.push(minutes);
          parts.clock.advance({seconds: minutes * 60 - 1});
          await outbox.dispatch(tenantId);
          assert.equal(told.length, pauses.length, 'not before its time');
          parts.clock.advance({seconds: 1});
        }
      }
      assert.deepEqual(pauses, [1, 5, 15, 60, 240, 480, 720]);
      assert.equal(told.length, 8);
      const last = logger.entries.at(-1);
      assert.deepEqual(
        [last?.event, last?.fields.tenantId, last?.fields.kind, last?.fields.attempt],
        ['outbox.givenUp', tenantId, 'note', 8],
      );
      assert.doesNotMatch(JSON.stringify(logger.entries), /ada|secret/);
    });

    test('D4: an attempt counts before it is made, so that one in whose midst the process ended is repeated, and not for ever', async () => {
      const dying = await desk(() => new Promise(() => undefined));
      await dying.put({});
      void dying.outbox.dispatch(dying.tenantId);
      while (dying.told.length === 0) {
        await sleep(2);
      }
      assert.equal((await dying.left())[0]?.attempts, 1);
      dying.outbox.close();
      const next = await desk(undefined, dying);
      parts.clock.advance({minutes: 2});
      await next.outbox.dispatch(next.tenantId);
      assert.deepEqual([next.told.length, await next.left()], [2, []]);
    });

    test('D4: one dispatcher at a time tells what a tenant has; who comes meanwhile leaves everything to it', async () => {
      const release = Promise.withResolvers<void>();
      const first = await desk(() => release.promise);
      const second = await desk(undefined, first);
      await first.put({payload: {text: 'first'}});
      const running = first.outbox.dispatch(first.tenantId);
      while (first.told.length === 0) {
        await sleep(2);
      }
      await first.put({payload: {text: 'second'}});
      await second.outbox.dispatch(second.tenantId);
      assert.deepEqual(texts(first), ['first']);
      release.resolve();
      await running;
      assert.deepEqual([texts(first), await first.left()], [['first', 'second'], []]);
    });

    test('D4: many dispatchers at once tell each entry once', async () => {
      const first = await desk(() => sleep(1));
      const all = await Promise.all([1, 2, 3, 4].map(() => desk(() => sleep(1), first)));
      for (let count = 0; count < 12; count++) {
        await first.put({payload: {text: count}});
      }
      await Promise.all([first, ...all].map(({outbox, tenantId}) => outbox.dispatch(tenantId)));
      assert.deepEqual(
        texts(first),
        Array.from({length: 12}, (_, count) => count),
      );
    });

    test('D4: in a lane each waits for the one before it, and lets others pass', async () => {
      let isDown = true;
      const lanes = await desk(async ({payload}) => {
        if (isDown && payload.text === 'off') {
          throw new Error('down');
        }
      });
      await lanes.put({lane: 'usr_ada', payload: {text: 'off'}});
      await lanes.put({lane: 'usr_ada', payload: {text: 'on'}});
      await lanes.put({lane: 'usr_bob', payload: {text: 'other'}});
      await lanes.outbox.dispatch(lanes.tenantId);
      assert.deepEqual(texts(lanes), ['off', 'other']);
      isDown = false;
      parts.clock.advance({minutes: 1});
      await lanes.outbox.dispatch(lanes.tenantId);
      assert.deepEqual(texts(lanes), ['off', 'other', 'off', 'on']);
    });

    test('D4: when one after another fails, the rest waits for the next run', async () => {
      const down = await desk(async () => {
        throw new Error('down');
      });
      for (let count = 0; count < 5; count++) {
        await down.put({});
      }
      await down.outbox.dispatch(down.tenantId);
      assert.equal(down.told.length, 3);
      await down.outbox.dispatch(down.tenantId);
      assert.equal(down.told.length, 5);
    });

    test('D4: whoever made an entry can tell it at once and hears whether that went well; what failed stays', async () => {
      let isDown = true;
      const own = await desk(async () => {
        if (isDown) {
          throw new Error('down');
        }
      });
      const id = await own.put({});
      assert.equal(await own.outbox.deliver(own.tenantId, id), false);
      assert.equal((await own.left())[0]?.attempts, 1);
      isDown = false;
      assert.equal(await own.outbox.deliver(own.tenantId, id), true);
      assert.deepEqual(await own.left(), []);
    });

    test('L6: nobody waits long for what they tell themselves', async () => {
      const {database, clock} = parts;
      const slow = await desk();
      const id = await slow.put({});
      const outbox = outboxOf({
        database,
        now: clock.now,
        logger: slow.logger,
        random: (bytes) => crypto.getRandomValues(bytes),
        handlers: {note: () => sleep(60_000, undefined, {ref: false})},
        deliveryMs: 10,
      });
      const began = performance.now();
      assert.equal(await outbox.deliver(slow.tenantId, id), false);
      assert.ok(performance.now() - began < 5_000);
      assert.equal((await slow.left()).length, 1);
    });

    test('what is about somebody can be cancelled, one kind of it', async () => {
      const {tenantId, outbox, told, put} = await desk();
      await put({subject: 'usr_ada', payload: {text: 'cancelled'}});
      await put({subject: 'usr_bob', payload: {text: 'told'}});
      await parts.database.inTenant(tenantId, async (transaction) => {
        await cancelEntries(transaction, tenantId, {kind: 'note', subject: 'usr_ada'});
        await cancelEntries(transaction, tenantId, {kind: 'other', subject: 'usr_bob'});
      });
      await outbox.dispatch(tenantId);
      assert.deepEqual(
        told.map(({payload}) => payload.text),
        ['told'],
      );
    });

    test('a handler that does not heed its time is left behind', async () => {
      const deaf = await desk(() => new Promise(() => undefined));
      await deaf.put({});
      const running = deaf.outbox.dispatch(deaf.tenantId);
      while (deaf.told.length === 0) {
        await sleep(2);
      }
      deaf.outbox.close();
      await running;
      assert.equal((await deaf.left()).length, 1);
    });
  });
}
