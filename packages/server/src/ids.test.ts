import assert from 'node:assert/strict';
import {test} from 'node:test';
import {idMaker, isId} from './ids.ts';

test('W3: an id is its prefix and a UUIDv7 in 26 lower-case Crockford digits, from the ports alone', () => {
  const now = () => new Date('2026-01-01T00:00:00.000Z');
  const ones = (bytes: Uint8Array) => bytes.fill(0xff);
  const id = idMaker(now, ones)('usr');
  assert.equal(id, idMaker(now, ones)('usr'));
  assert.match(id, /^usr_[0-9a-hjkmnp-tv-z]{26}$/);
  assert.ok(isId(id));
  const bits = Array.from(id.slice(4)).reduce(
    (value, digit) => (value << 5n) | BigInt('0123456789abcdefghjkmnpqrstvwxyz'.indexOf(digit)),
    0n,
  );
  const hex = bits.toString(16).padStart(32, '0');
  assert.equal(Number.parseInt(hex.slice(0, 12), 16), now().getTime());
  assert.equal(hex[12], '7', 'version');
  assert.equal(hex[16], 'b', 'variant');
});

test('W3: ids made later sort later', () => {
  let time = Date.parse('2026-01-01T00:00:00.000Z');
  const newId = idMaker(
    () => new Date(time),
    (bytes) => crypto.getRandomValues(bytes),
  );
  const ids = Array.from({length: 50}, () => {
    time += 1;
    return newId('usr');
  });
  assert.deepEqual(ids.toSorted(), ids);
});

test('E11: what is no id is told apart before any database sees it', () => {
  for (const value of [
    '',
    'usr_',
    'usr_1',
    `usr_${'0'.repeat(27)}`,
    `usr_${'u'.repeat(26)}`,
    `USR_${'0'.repeat(26)}`,
    `usr_${'0'.repeat(25)}\0`,
  ]) {
    assert.equal(isId(value), false, value);
  }
});
