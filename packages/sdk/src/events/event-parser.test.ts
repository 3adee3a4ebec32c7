import assert from 'node:assert/strict';
import {test} from 'node:test';
import {EventParser} from './event-parser.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What a parser makes of a text that comes in pieces of a length. */
const parsed = (text: string, length = Number.POSITIVE_INFINITY): readonly unknown[] => {
  const parser = new EventParser();
  const whole = bytes(text);
  const found: unknown[] = [];
  for (let at = 0; at < whole.length; at += length) {
    found.push(...parser.push(whole.subarray(at, at + length)));
  }
  return found;
};

const CASES: Readonly<Record<string, readonly [text: string, ...messages: readonly [id: string, event: string, data: string][]]>> = {
  'a message with everything': ['id: 7\nevent: user.updated\ndata: {"a":1}\n\n', ['7', 'user.updated', '{"a":1}']],
  'lines that end with CR LF': ['id: 7\r\nevent: x\r\ndata: a\r\n\r\ndata: b\r\n\r\n', ['7', 'x', 'a'], ['7', 'message', 'b']],
  'lines that end with CR': ['data: a\r\rdata: b\r\r', ['', 'message', 'a'], ['', 'message', 'b']],
  'ends of every kind in one message': ['data: a\r\ndata: b\rdata: c\n\n', ['', 'message', 'a\nb\nc']],
  'a byte order mark at the beginning': ['\uFEFFdata: a\n\n', ['', 'message', 'a']],
  'no space behind the colon, or two': ['data:a\n\ndata:  b\n\n', ['', 'message', 'a'], ['', 'message', ' b']],
  'a field without a colon': ['data\n\ndata\ndata\n\n', ['', 'message', ''], ['', 'message', '\n']],
  'comments and fields that nobody knows': [': hello\nretry: 5\nfoo: bar\n:\ndata: a\n\n', ['', 'message', 'a']],
  'a message of nothing but an id': ['id: 7\n\ndata: a\n\n', ['7', 'message', 'a']],
  'an event without data': ['event: x\n\ndata: a\n\n', ['', 'message', 'a']],
  'an id with NUL': ['id: 7\n\nid: 8\u00009\ndata: a\n\n', ['7', 'message', 'a']],
  'an id that is taken back': ['id: 7\ndata: a\n\nid\ndata: b\n\n', ['7', 'message', 'a'], ['', 'message', 'b']],
  'a message that is cut off': ['data: a\n\ndata: b\n', ['', 'message', 'a']],
  'characters of several bytes, colons, blanks': ['data: Zoë: 💡 ü \n\n', ['', 'message', 'Zoë: 💡 ü ']],
};

for (const [what, [text, ...messages]] of Object.entries(CASES)) {
  test(`V1: the parser of event streams reads ${what}, in one piece and in pieces of any length`, () => {
    const expected = messages.map(([id, event, data]) => ({id, event, data}));
    for (const length of [undefined, 1, 2, 3, 5, 7]) {
      assert.deepEqual(parsed(text, length), expected, `pieces of ${length}`);
    }
  });
}

test('V2: the id of a message counts when the message is whole', () => {
  const parser = new EventParser('3');
  assert.equal(parser.id, '3');
  parser.push(bytes('id: 4\ndata: a\n'));
  assert.equal(parser.id, '3');
  parser.push(bytes('\n'));
  assert.equal(parser.id, '4');
});

test('T7: a line or a message that does not end is given up, and comments cost nothing', () => {
  const chunk = bytes('x'.repeat(1024));
  for (const between of ['', '\ndata: ']) {
    const parser = new EventParser();
    parser.push(bytes('data: '));
    assert.throws(() => {
      for (let at = 0; at < 100; at++) {
        parser.push(chunk);
        parser.push(bytes(between));
      }
    }, RangeError);
  }
  const patient = new EventParser();
  for (let at = 0; at < 100_000; at++) {
    assert.deepEqual(patient.push(bytes(':\n\n')), []);
  }
});
