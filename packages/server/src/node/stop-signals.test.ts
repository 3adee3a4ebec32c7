import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {stopSignals} from './stop-signals.ts';

test('T22: the first signal stops; one that follows at once is the same; a later one hurries, and the next is not heard', async () => {
  const before = process.listenerCount('SIGTERM');
  const {stop, hurry} = stopSignals();
  process.emit('SIGTERM');
  process.emit('SIGINT');
  assert.deepEqual([stop.aborted, hurry.aborted], [true, false]);
  await wait(1_050);
  process.emit('SIGINT');
  assert.equal(hurry.aborted, true);
  assert.equal(process.listenerCount('SIGTERM'), before);
});
