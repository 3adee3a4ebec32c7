import assert from 'node:assert/strict';
import {test} from 'node:test';
import {acceptance, rules} from './acceptance.ts';
import {testFiles, titlesOf} from './project.ts';

const titles = testFiles()
  .filter((path) => path !== 'tests/structure/acceptance.test.ts')
  .flatMap(titlesOf);

/** The ids and rule numbers that stand in some title. */
const named = new Set(titles.flatMap((title) => title.match(/\b(?:S[01]-\d\d|[A-Z]\d{1,2})\b/g) ?? []));

const numbered = (seed: string, count: number): string[] =>
  Array.from({length: count}, (_, index) => `${seed}-${String(index + 1).padStart(2, '0')}`);

const ids = Object.keys(acceptance);
const later = ids.filter((id) => acceptance[id] === 'later');

test('every sentence of the two source documents is in the list', () => {
  assert.deepEqual(ids, [...numbered('S0', 48), ...numbered('S1', 16)]);
});

test('every id of the list has a test named after it, unless it is for later', () => {
  assert.deepEqual(
    ids.filter((id) => acceptance[id] === 'test' && !named.has(id)),
    [],
  );
});

test(`${later.length} ids are for later, and none of them has a test`, () => {
  assert.deepEqual(
    later.filter((id) => named.has(id)),
    [],
  );
});

test('no test names an id that is not in the list', () => {
  assert.deepEqual(
    [...named].filter((name) => /^S\d-/.test(name) && !(name in acceptance)),
    [],
  );
});

test('every rule and edge case that is built has a test that names it', () => {
  assert.deepEqual(
    rules.filter((rule) => !named.has(rule)),
    [],
  );
});
