import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readQuantity} from './quantity.ts';

test('amounts are read as Kubernetes writes them', () => {
  const amounts: readonly (readonly [unknown, number])[] = [
    ['8', 8],
    ['100m', 0.1],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['+2', 2],
    ['16Gi', 16 * 2 ** 30],
    ['2Ti', 2 * 2 ** 40],
    ['3840Mi', 3840 * 2 ** 20],
    ['1e3', 1000],
    ['12E', 12e18],
    ['1E2', 100],
    ['64k', 64_000],
    ['0', 0],
    [4, 4],
  ];
  for (const [text, amount] of amounts) {
    assert.equal(readQuantity(text), amount, String(text));
  }
});

test('what is no amount, less than nothing, or beyond all measure is not known', () => {
  for (const text of ['', '-1', '-1Gi', 'Gi', '1gi', '1 Gi', '1e999', '9'.repeat(31), 'NaN', Number.NaN, -1, null, undefined, {}, ['1']]) {
    assert.equal(readQuantity(text), null, String(text));
  }
});
