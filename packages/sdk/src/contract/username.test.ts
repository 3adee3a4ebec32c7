import assert from 'node:assert/strict';
import {test} from 'node:test';
import {usernameKey} from './username.ts';

test('L1 a username is compared in lower case, trimmed', () => {
  assert.equal(usernameKey(' John.Doe '), 'john.doe');
  assert.equal(usernameKey('a'), 'a');
  assert.equal(usernameKey('a'.repeat(64)), 'a'.repeat(64));
  assert.equal(usernameKey('r2-d2_x.y'), 'r2-d2_x.y');
});

const refused: readonly [name: string, value: string][] = [
  ['empty', ''],
  ['65 characters', 'a'.repeat(65)],
  ['a leading dot', '.john'],
  ['a trailing dot', 'john.'],
  ['two dots', 'john..doe'],
  ['a space inside', 'john doe'],
  ['an at sign', 'john@doe'],
  ['a lone surrogate', 'john\uD800'],
  ['NUL', 'jo\u0000hn'],
  ['a zero-width space', 'jo\u200Bhn'],
  ['a right-to-left override', 'jo\u202Ehn'],
  ['a long s', 'jo\u017Fhn'],
  ['a Roman numeral four', 'john\u2163'],
  ['a dotted capital I', 'j\u0130m'],
  ['the Kelvin sign', 'mar\u212A'],
  ['full-width letters', '\uFF4Aohn'],
  ['a Cyrillic look-alike', 'j\u043Ehn'],
  ['a combining mark', 'jose\u0301'],
];
for (const [name, value] of refused) {
  test(`E20 L1 a username with ${name} is refused`, () => {
    assert.equal(usernameKey(value), null);
  });
}
