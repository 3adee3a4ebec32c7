import assert from 'node:assert/strict';
import {test} from 'node:test';
import {originsOf} from './csrf.ts';

const PUBLIC = new URL('https://portal.example/api');

test('T19: the public origin and those that the host lists may call with a cookie', () => {
  assert.deepEqual(
    [...originsOf(PUBLIC, ['https://admin.example', 'http://127.0.0.1:4310'])],
    ['https://portal.example', 'https://admin.example', 'http://127.0.0.1:4310'],
  );
});

test('T19: only origins can be listed: neither null nor patterns nor paths', () => {
  for (const origin of [
    'null',
    '*',
    'https://*.portal.example',
    'https://admin.example/',
    'https://admin.example:443',
    'https://ADMIN.example',
    'admin.example',
    'data:x',
    '',
  ]) {
    assert.throws(() => originsOf(PUBLIC, [origin]), /origins must list/, origin);
  }
});
