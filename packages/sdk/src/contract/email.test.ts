import assert from 'node:assert/strict';
import {test} from 'node:test';
import {normalizeEmail} from './email.ts';

const accepted: readonly [typed: string, stored: string][] = [
  ['john@example.com', 'john@example.com'],
  [' John.Doe+tag@Example.COM ', 'John.Doe+tag@example.com'],
  ['jörg@bücher.example', 'jörg@xn--bcher-kva.example'],
  ['用户@例子.公司', '用户@xn--fsqu00a.xn--55qx5d'],
  ["o'neil@sub.domain.example", "o'neil@sub.domain.example"],
];
for (const [typed, stored] of accepted) {
  test(`L4 ${JSON.stringify(typed)} is stored as ${stored}`, () => {
    assert.equal(normalizeEmail(typed), stored);
  });
}

const refused = [
  '',
  'john',
  '@example.com',
  'john@',
  'john@localhost',
  'john@127.0.0.1',
  'john@127.1',
  'john@[::1]',
  'john@exa mple.com',
  'john@example.com/path',
  'john@example.com:80',
  'john@exa%6dple.com',
  'john@-example.com',
  'john@example..com',
  'jo hn@example.com',
  'john..doe@example.com',
  '.john@example.com',
  'john.@example.com',
  'a@b@example.com',
  `${'a'.repeat(65)}@example.com`,
  `john@${'a'.repeat(64)}.com`,
  `john@${'a.'.repeat(130)}com`,
  '<john@example.com>',
];
for (const value of refused) {
  test(`S0-03 ${JSON.stringify(value.slice(0, 40))} is no e-mail address`, () => {
    assert.equal(normalizeEmail(value), null);
  });
}
