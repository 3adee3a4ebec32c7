import assert from 'node:assert/strict';
import {test} from 'node:test';
import {codePoints, textProblem} from './text.ts';

test('W6 ordinary text of any script passes', () => {
  for (const text of ['Zoë', '李文静', 'عمر', '😀👩‍🚀', "d'Árc-Ó", 'a\u00A0b']) {
    assert.equal(textProblem(text), undefined);
  }
});

test('W6 tab and line feed are for fields of several lines', () => {
  assert.equal(textProblem('a\nb\tc'), 'control-character');
  assert.equal(textProblem('a\nb\tc', {lines: true}), undefined);
  assert.equal(textProblem('a\rb', {lines: true}), 'control-character');
});

for (const [name, character, problem] of [
  ['NUL', '\u0000', 'control-character'],
  ['a C1 control', '\u0085', 'control-character'],
  ['an Arabic letter mark', '\u061C', 'control-character'],
  ['a right-to-left override', '\u202E', 'control-character'],
  ['an isolate', '\u2066', 'control-character'],
  ['a noncharacter', '\uFDD0', 'control-character'],
  ['an astral noncharacter', '\u{1FFFE}', 'control-character'],
  ['a lone surrogate', '\uDC00', 'ill-formed'],
] as const) {
  test(`W6 E20 ${name} is refused`, () => {
    assert.equal(textProblem(`a${character}b`, {lines: true}), problem);
  });
}

test('W6 length is counted in code points', () => {
  assert.equal(codePoints('😀a'), 2);
});
