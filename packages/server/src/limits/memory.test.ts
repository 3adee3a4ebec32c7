import assert from 'node:assert/strict';
import {test} from 'node:test';
import {TestClock} from '../testing/ports.ts';
import {memoryRateLimiter} from './memory.ts';
import type {Policy} from './policies.ts';

const calls: Policy = {name: 'default', quota: 3, windowSeconds: 60};
const writes: Policy = {name: 'write', quota: 1, windowSeconds: 60};

const start = (mostKeys?: number) => {
  const clock = new TestClock();
  const limiter = memoryRateLimiter(clock.now, mostKeys);
  /** What is left, or `-` and the seconds to wait. */
  const take = (key: string, ...policies: readonly Policy[]): number[] =>
    limiter.take(key, policies).map(({left, retryAfterSeconds = 0}) => (retryAfterSeconds > 0 ? -retryAfterSeconds : left));
  return {clock, limiter, take};
};

test('W15: a quota is what a window of time holds; when the window has ended, another begins', () => {
  const {clock, limiter, take} = start();
  assert.deepEqual([take('a', calls), take('a', calls), take('a', calls)], [[2], [1], [0]]);
  clock.advance({seconds: 20.5});
  assert.deepEqual(take('a', calls), [-40], 'whole seconds, rounded up');
  assert.deepEqual(limiter.take('a', [calls]), [{policy: calls, left: 0, resetSeconds: 40, retryAfterSeconds: 40}]);
  clock.advance({seconds: 39.499});
  assert.deepEqual(take('a', calls), [-1]);
  clock.advance({milliseconds: 1});
  assert.deepEqual(take('a', calls), [2]);
});

test('W15: each key has a budget of its own', () => {
  const {take} = start();
  assert.deepEqual([take('a', writes), take('b', writes), take('a', writes)], [[0], [0], [-60]]);
});

test('W15: of several budgets none is taken from when one is used up', () => {
  const {take} = start();
  assert.deepEqual(take('a', calls, writes), [2, 0]);
  assert.deepEqual(take('a', calls, writes), [2, -60]);
  assert.deepEqual(take('a', calls), [1]);
});

test('what is given back can be taken again, and never more than was there', () => {
  const {clock, limiter, take} = start();
  take('a', writes);
  assert.equal(limiter.giveBack('a', writes).left, 1);
  assert.equal(limiter.giveBack('a', writes).left, 1);
  assert.deepEqual([take('a', writes), take('a', writes)], [[0], [-60]]);
  clock.advance({minutes: 2});
  assert.equal(limiter.giveBack('a', writes).left, 1);
});

test('T20: what is remembered is bounded: beyond it, the oldest is forgotten', () => {
  const {take} = start(2);
  assert.deepEqual([take('a', writes), take('b', writes), take('c', writes)], [[0], [0], [0]]);
  assert.deepEqual([take('b', writes), take('c', writes)], [[-60], [-60]]);
  assert.deepEqual(take('a', writes), [0], 'forgotten, so allowed');
  assert.deepEqual([take('c', writes), take('b', writes)], [[-60], [0]]);
});
