import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Refusal} from '../refusal.ts';
import {parseJson} from './json.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const refused = (body: Uint8Array): Pick<Refusal, 'code' | 'errors'> => {
  try {
    parseJson(body);
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    return error;
  }
  assert.fail('nothing was refused');
};

test('W2: JSON of every kind comes through as it is', () => {
  for (const text of ['{}', '[]', '"x"', '1', 'null', '{"a":{"b":[1,"}",{"c":"\\"{["}]},"b":"ü\\n"}', '\ufeff{"a":1}']) {
    assert.deepEqual(parseJson(bytes(text)), JSON.parse(text.replace('\ufeff', '')));
  }
});

test('W2: what is not JSON is malformed', () => {
  for (const text of [
    '',
    '{',
    '}',
    '{"a":}',
    '{a:1}',
    "{'a':1}",
    '{"a":1,}',
    '[1,]',
    '{"a":1}{',
    'undefined',
    'NaN',
    '"\n"',
    '{"a":"\0"}',
  ]) {
    assert.equal(refused(bytes(text)).code, 'malformed-body', JSON.stringify(text));
  }
});

test('W2: a depth of 32 is read, one more is refused, whatever the depth', () => {
  const nested = (depth: number): Uint8Array => bytes('[{"a":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2));
  assert.ok(parseJson(nested(32)));
  for (const depth of [34, 1000, 20_000]) {
    const {code, errors} = refused(nested(depth));
    assert.deepEqual([code, errors?.[0]?.pointer, errors?.[0]?.code], ['validation-failed', '#', 'too-big']);
  }
  assert.equal(refused(bytes('['.repeat(60_000))).code, 'validation-failed');
  assert.ok(parseJson(bytes(`"${'['.repeat(1000)}"`)), 'brackets in a text are no depth');
});

test('T10: a list has 1,000 items at most, wherever it stands', () => {
  const list = (length: number): string => `[${Array(length).fill('0').join(',')}]`;
  assert.ok(parseJson(bytes(`{"a":${list(1_000)}}`)));
  const {code, errors} = refused(bytes(`{"a":{"b":${list(1_001)}}}`));
  assert.deepEqual([code, errors?.[0]?.pointer, errors?.[0]?.code], ['validation-failed', '#/a/b', 'too-long']);
});

test('W2: a member that appears twice is refused, escaped or not', () => {
  for (const text of ['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"b":{"x":"","x":""}}', '[{"a":[1,2],"a":{}}]']) {
    assert.equal(refused(bytes(text)).code, 'malformed-body', text);
  }
  assert.ok(parseJson(bytes('{"a":{"a":{"a":1}},"b":[{"a":1},{"a":"a"}]}')));
});

test('T10: __proto__ as a member is refused and never set', () => {
  for (const text of ['{"__proto__":{"isAdmin":true}}', '{"a":{"\\u005f_proto__":1}}']) {
    const {code, errors} = refused(bytes(text));
    assert.deepEqual([code, errors?.[0]?.code], ['validation-failed', 'unknown-member']);
  }
});

test('E20: half characters, NUL and bytes that are not UTF-8 are refused, in values and in names', () => {
  const cases: [string, Uint8Array, string, string][] = [
    ['lone surrogate', bytes('{"username":"a\\ud800b"}'), '#/username', 'ill-formed'],
    ['low surrogate first', bytes('{"a":[0,"\\udc00\\ud800"]}'), '#/a/1', 'ill-formed'],
    ['NUL', bytes('{"username":"a\\u0000"}'), '#/username', 'control-character'],
    ['NUL in a name', bytes('{"a":{"b\\u0000":1}}'), '#/a', 'control-character'],
    ['overlong', new Uint8Array([0x22, 0xc0, 0xaf, 0x22]), '#', 'ill-formed'],
    ['surrogate in UTF-8', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22]), '#', 'ill-formed'],
    ['cut off', new Uint8Array([0x22, 0xe2, 0x82, 0x22]), '#', 'ill-formed'],
  ];
  for (const [name, body, pointer, code] of cases) {
    const refusal = refused(body);
    assert.deepEqual([refusal.code, refusal.errors?.[0]?.pointer, refusal.errors?.[0]?.code], ['validation-failed', pointer, code], name);
  }
});

test('a pointer escapes what a JSON Pointer and a URI fragment cannot hold', () => {
  assert.equal(refused(bytes('{"a/b~c d":"\\u0000"}')).errors?.[0]?.pointer, '#/a~1b~0c%20d');
});
