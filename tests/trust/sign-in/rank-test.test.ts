import assert from 'node:assert/strict';
import {test} from 'node:test';
import {rankTest} from './rank-test.ts';

const upTo = (count: number, from = 0, step = 1): number[] => Array.from({length: count}, (_, index) => from + index * step);

const assertNear = (value: number, expected: number): void => assert.ok(Math.abs(value - expected) < 0.001, `${value} is not ${expected}`);

test('E16: the rank test is the one of the textbooks', () => {
  // Ranks 1 2 4 against 3 5 6 7: U = 1, mean 6, variance 3·4·8/12 = 8.
  assertNear(rankTest([1, 2, 4], [3, 5, 6, 7]), (1 - 6) / Math.sqrt(8));
  // Ranks 1½ 1½ 4 against 4 4 6: U = 1, mean 4.5, variance 9/12·(7 − (6 + 24)/30) = 4.5.
  assertNear(rankTest([1, 1, 2], [2, 2, 3]), (1 - 4.5) / Math.sqrt(4.5));
  assertNear(rankTest([5, 5], [5, 5]), 0);
});

test('E16: the rank test finds no difference where there is none, and is antisymmetric', () => {
  assertNear(rankTest(upTo(50, 0, 2), upTo(50, 1, 2)), -rankTest(upTo(50, 1, 2), upTo(50, 0, 2)));
  assert.ok(Math.abs(rankTest(upTo(50, 0, 2), upTo(50, 1, 2))) < 0.2);
});

test('E16: the rank test finds samples that lie apart', () => {
  assert.ok(rankTest(upTo(40), upTo(40, 100)) < -7.5);
  assert.ok(rankTest(upTo(500, 100), upTo(500)) > 4, 'a shift by a fifth of the range');
});
