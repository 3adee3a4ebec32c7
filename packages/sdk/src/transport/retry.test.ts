import assert from 'node:assert/strict';
import {test} from 'node:test';
import {TenantryError} from '../index.ts';
import {isPassing, RetryQuota, waitMs} from './retry.ts';

test('T3 the pause grows from a share of 250 ms to a share of 8 s', () => {
  assert.deepEqual(
    [1, 2, 3, 6, 7, 40].map((attempts) => waitMs(attempts, undefined, () => 1)),
    [250, 500, 1000, 8000, 8000, 8000],
  );
  assert.equal(
    waitMs(3, undefined, () => 0),
    0,
  );
});

test('T3 what the server asked for is never undercut, and comes with up to half as much again', () => {
  assert.equal(
    waitMs(1, 1000, () => 0),
    1000,
  );
  assert.equal(
    waitMs(1, 1000, () => 1),
    1750,
  );
});

test('T3 what has no answer, and what has one that makes no sense, may pass; what nobody waits for may not', () => {
  const passing = (['network', 'timeout', 'bad-response', 'aborted', 'offline', 'misuse'] as const).filter((kind) =>
    isPassing(new TenantryError(kind, 'x')),
  );
  assert.deepEqual(passing, ['network', 'timeout', 'bad-response']);
});

test('T3 the quota is 20 repetitions, or 10 after timeouts, and ten successes earn one', () => {
  const failure = new TenantryError('network', 'x');
  const affordable = (quota: RetryQuota, kind: TenantryError['kind']): number => {
    let taken = 0;
    while (quota.take(new TenantryError(kind, 'x'))) {
      taken++;
    }
    return taken;
  };
  const quota = new RetryQuota();
  assert.equal(affordable(quota, 'network'), 20);
  for (let successes = 0; successes < 11; successes++) {
    quota.earn(0);
  }
  assert.equal(affordable(quota, 'network'), 1);
  assert.equal(affordable(new RetryQuota(), 'timeout'), 10);
  const repaid = new RetryQuota();
  for (let calls = 0; calls < 100; calls++) {
    repaid.earn(repaid.take(failure));
  }
  assert.equal(affordable(repaid, 'network'), 20, 'a repetition that led to success costs nothing');
});
