import assert from 'node:assert/strict';
import {test} from 'node:test';
import {usernameKey} from '@tenantry/sdk/contract';
import {isReserved, similarUsernames} from './usernames.ts';

test('L3: the reserved keys', () => {
  for (const key of ['admin', 'administrator', 'root', 'system', 'support', 'self', 'me', 'api', 'null', 'undefined']) {
    assert.equal(isReserved(key), true);
  }
  assert.equal(isReserved('tenant.admin'), false);
});

test('endpoint 22: near usernames are well formed keys, each once, none the wanted one, none reserved', () => {
  for (const wanted of [
    'john.doe',
    'John_Doe-3',
    'x',
    'a'.repeat(64),
    `${'a'.repeat(62)}.b`,
    'Jörg  Müller',
    'me',
    '...',
    '💥 boom',
    '\u212aelvin',
    'x'.repeat(9_000),
  ]) {
    const similar = similarUsernames(wanted);
    assert.equal(new Set(similar).size, similar.length);
    for (const candidate of similar) {
      assert.equal(usernameKey(candidate), candidate);
      assert.notEqual(candidate, usernameKey(wanted));
      assert.equal(isReserved(candidate), false);
    }
  }
});

test('endpoint 22: the nearest come first', () => {
  assert.deepEqual(similarUsernames('john.doe').slice(0, 5), ['john.doe2', 'j.doe', 'john.doe3', 'john.d', 'johndoe']);
  assert.deepEqual(similarUsernames('Ada Lovelace').slice(0, 3), ['ada.lovelace', 'ada.lovelace2', 'a.lovelace']);
  assert.deepEqual(similarUsernames('ada').slice(0, 2), ['ada2', 'ada3']);
  assert.deepEqual(similarUsernames('!!!'), []);
});
