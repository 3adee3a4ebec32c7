import assert from 'node:assert/strict';
import {test} from 'node:test';
import {retryAfterMs} from './retry-after.ts';

const NOW = Date.parse('1994-11-06T08:49:30Z');
const read = (value: string): number | undefined => retryAfterMs(new Headers({'retry-after': value}), () => NOW);

const forms: readonly [value: string, milliseconds: number | undefined][] = [
  ['3', 3000],
  ['0', 0],
  ['1.5', 1500],
  ['86400', 86_400_000],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 7000],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 7000],
  ['Sun Nov  6 08:49:37 1994', 7000],
  ['Sun, 06 Nov 1994 08:49:00 GMT', 0],
  ['', undefined],
  ['-5', undefined],
  ['1, 2', undefined],
  ['soon', undefined],
  ['Someday, perhaps', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
];
for (const [value, milliseconds] of forms) {
  test(`T3 Retry-After: ${value || 'nothing'} is ${milliseconds === undefined ? 'ignored' : `${milliseconds} ms`}`, () => {
    assert.equal(read(value), milliseconds);
  });
}
