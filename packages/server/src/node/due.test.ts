import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import {Refusal} from '../refusal.ts';
import {runDueEachMinute} from './due.ts';

test('what time brings is done each minute; a database that is away is logged, tried again, and ends no process', async (context) => {
  context.mock.timers.enable({apis: ['setInterval']});
  let runs = 0;
  const logged: [event: string, fields: any][] = [];
  const runDue = async (): Promise<void> => {
    runs++;
    throw new Refusal('temporarily-unavailable', 'The database is busy or away');
  };
  const stop = runDueEachMinute({runDue}, {info: () => undefined, error: (event, fields) => logged.push([event, fields])});
  for (let minute = 1; minute <= 2; minute++) {
    context.mock.timers.tick(60_000);
    await turn();
    assert.equal(runs, minute);
  }
  const told = logged.map(([event, {error}]) => [event, error.name, error.code]);
  const line = ['due.failed', 'Refusal', 'temporarily-unavailable'];
  assert.deepEqual(told, [line, line]);
  stop();
  context.mock.timers.tick(120_000);
  assert.equal(runs, 2);
});

test('a run that takes longer than a minute is let finish before the next', async (context) => {
  context.mock.timers.enable({apis: ['setInterval']});
  const runs: PromiseWithResolvers<void>[] = [];
  const runDue = (): Promise<void> => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  };
  const stop = runDueEachMinute({runDue}, {info: () => undefined, error: () => undefined});
  context.mock.timers.tick(180_000);
  assert.equal(runs.length, 1);
  runs[0]?.resolve();
  await turn();
  context.mock.timers.tick(60_000);
  assert.equal(runs.length, 2);
  stop();
});
