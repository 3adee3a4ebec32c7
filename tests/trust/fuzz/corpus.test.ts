import assert from 'node:assert/strict';
import {test} from 'node:test';
import {CORPUS_SIZE, corpusOf, FAMILIES} from './corpus.ts';
import {randomOf} from './random.ts';

test('the corpus has more than 2,000 hostile texts, each once, of every family', () => {
  const corpus = corpusOf(randomOf(1), ['usr_0123456789abcdefghjkmnpqrs']);
  assert.ok(CORPUS_SIZE > 2000 && corpus.length >= CORPUS_SIZE);
  assert.equal(new Set(corpus.map(({text}) => text)).size, corpus.length);
  const families = new Set(corpus.map(({family}) => family));
  assert.deepEqual(
    [...Object.keys(FAMILIES), 'known', 'children'].filter((family) => !families.has(family)),
    [],
  );
});

test('a seed names a corpus: the same one twice, another one for another seed', () => {
  assert.deepEqual(corpusOf(randomOf(7), []), corpusOf(randomOf(7), []));
  assert.notDeepEqual(corpusOf(randomOf(7), []), corpusOf(randomOf(8), []));
});

test('what is hard on a database, a parser and a page is in it', () => {
  const texts = new Set(corpusOf(randomOf(1), []).map(({text}) => text));
  for (const text of [
    '\u0000',
    '\ud800',
    'a\ufffe',
    '\u202eada',
    'ſmith',
    'İ',
    '__proto__',
    '%00',
    '%C0%AF',
    '1e309',
    '-0',
    '../etc/passwd',
    '*',
    'W/"1"',
  ]) {
    assert.ok(texts.has(text) || [...texts].some((other) => other.includes(text)), JSON.stringify(text));
  }
  assert.ok([...texts].some((text) => text.length >= 200_000));
});
