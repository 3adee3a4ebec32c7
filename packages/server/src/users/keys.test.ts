import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emailKey, searchWords, sortKey, userKeys, userWords} from './keys.ts';

test('W14: sort keys are decomposed, without marks, in lower case', () => {
  const cases = {
    Ångström: 'angstrom',
    ÉCLAIR: 'eclair',
    ﬁne: 'fine',
    İstanbul: 'istanbul',
    Ｆｕｌｌ: 'full',
    Ⅳ: 'iv',
    Łukasz: 'łukasz',
    ΣΊΣΥΦΟΣ: 'σισυφοσ',
    王小明: '王小明',
    '': '',
  };
  for (const [text, key] of Object.entries(cases)) {
    assert.equal(sortKey(text), key);
  }
});

test('W14: a key of a key is the key itself', () => {
  for (const text of ['Ångström', 'Σίσυφος', 'ﬁne', 'Straße', 'İ', 'ǅ']) {
    assert.equal(sortKey(sortKey(text)), sortKey(text));
  }
});

test('W13: words are split at everything that is no letter or digit', () => {
  assert.deepEqual(searchWords("Jean-Luc O'Neill"), ['jean', 'luc', 'o', 'neill']);
  assert.deepEqual(searchWords('john.doe_2@xn--bcher-kva.example'), ['john', 'doe', '2', 'xn', 'bcher', 'kva', 'example']);
  assert.deepEqual(searchWords('100%_'), ['100']);
  assert.deepEqual(searchWords(' -- '), []);
});

test('W13: a Greek word half typed in capitals begins the whole one', () => {
  assert.ok(searchWords('Σίσυφος')[0]?.startsWith(searchWords('ΣΙΣ')[0] ?? '-'));
});

test('L4: the local part is case-folded, the domain left as it is stored', () => {
  assert.equal(emailKey('John.Doe@example.com'), 'john.doe@example.com');
  assert.equal(emailKey('STRASSE@xn--bcher-kva.example'), emailKey('straße@xn--bcher-kva.example'));
  assert.notEqual(emailKey('john+a@example.com'), emailKey('john@example.com'));
});

test('W13: a user is found by the words of username, names and address, each kept once', () => {
  const words = userWords({username: 'Jane.Doe', email: 'jane@example.com', firstName: 'Jane', lastName: 'Döe-Smith'});
  assert.deepEqual(words, [
    {word: 'jane', isUsername: true},
    {word: 'doe', isUsername: true},
    {word: 'smith', isUsername: false},
    {word: 'example', isUsername: false},
    {word: 'com', isUsername: false},
  ]);
});

test('D2: the keys of a user are made from what was typed', () => {
  assert.deepEqual(userKeys({username: 'John.Doe', email: 'John@example.com', lastName: 'Döe'}), {
    username_key: 'john.doe',
    email_key: 'john@example.com',
    email_sort: 'john@example.com',
    last_name_key: 'doe',
  });
});
