import assert from 'node:assert/strict';
import {once} from 'node:events';
import {before, describe, test} from 'node:test';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {served} from './served.ts';
import {assertProblem, dial, hear, say} from './wire.ts';

const END = '\r\n\r\n';
const KIB = 1024;

describe('the sizes of a request', () => {
  // Whoever sends without end is cut by time where not by size.
  const service = served(atScale({small: 1, full: 0}) ? {limits: {headersMs: 1_000, checkMs: 100}} : {});
  let authorization: string;
  before(async () => {
    const {administrator} = await service.server.freshTenant();
    authorization = `Authorization: Bearer ${await administrator.token()}`;
  });

  const post = (...lines: string[]): string =>
    ['POST /api/v1/session HTTP/1.1', 'Host: x', 'Content-Type: application/json', ...lines].join('\r\n') + END;

  /** Sends one piece after another for as long as the server takes them, and says how many bytes it took. */
  const pour = async (head: string, piece: string): Promise<Awaited<ReturnType<typeof hear>> & {readonly sent: number}> => {
    const socket = dial(service.url);
    const heard = hear(socket);
    const more = (): void => {
      while (socket.writable && socket.write(piece)) {
        // As fast as it goes.
      }
    };
    socket.on('drain', more);
    socket.write(head);
    more();
    return {...(await heard), sent: socket.bytesWritten - head.length};
  };

  test('T10, W2: a body that is said to be too large is refused before it is sent', async () => {
    const socket = dial(service.url);
    const heard = hear(socket);
    socket.write(post(`Content-Length: ${64 * KIB + 1}`));
    const {answers, ended, milliseconds} = await heard;
    assertProblem(answers[0], 413, 'too-large');
    assert.equal(answers.length, 1);
    assert.ok(ended && milliseconds < 3_000, `cut after ${milliseconds} ms`);
  });

  test('T10, W2: a body without a length is counted while it streams, and cut when it has no end', async () => {
    const exact = `${(64 * KIB).toString(16)}\r\n${' '.repeat(64 * KIB)}\r\n`;
    const whole = await say(service.url, `${post('Transfer-Encoding: chunked', 'Connection: close')}${exact}0${END}`);
    assertProblem(whole.answers[0], 403, 'csrf', 'read, and then judged');
    const over = await say(service.url, `${post('Transfer-Encoding: chunked', 'Connection: close')}${exact}1\r\n \r\n0${END}`);
    assertProblem(over.answers[0], 413, 'too-large');
    for (const [name, head, piece] of [
      ['chunks', post('Transfer-Encoding: chunked'), `4000\r\n${' '.repeat(16 * KIB)}\r\n`],
      ['a length of a gigabyte', post('Content-Length: 1073741824'), ' '.repeat(16 * KIB)],
      ['small chunks', post('Transfer-Encoding: chunked'), `10\r\n${' '.repeat(16)}\r\n`.repeat(500)],
      ['where no body belongs', post('Transfer-Encoding: chunked').replace('POST', 'DELETE'), `4000\r\n${' '.repeat(16 * KIB)}\r\n`],
      ['where nothing is', post('Transfer-Encoding: chunked').replace('session', 'nothing'), `4000\r\n${' '.repeat(16 * KIB)}\r\n`],
    ] as const) {
      const {answers, ended, sent, milliseconds} = await pour(head, piece);
      // The answer may be lost when the connection is cut under the hands of a sender who does not read.
      if (answers.length > 0) {
        assert.equal(answers.length, 1, name);
        assertProblem(answers[0], name === 'where nothing is' ? 404 : 413, name === 'where nothing is' ? 'not-found' : 'too-large', name);
      }
      assert.ok(ended && milliseconds < 9_000, `${name}: cut after ${milliseconds} ms`);
      assert.ok(sent < 20 * KIB * KIB, `${name}: ${sent} bytes were taken`);
    }
  });

  test('T10: a body longer than its length is another request, and none; one that is shorter, and ends, is refused', async () => {
    const long = await say(service.url, `${post('Content-Length: 2')}{}garbage${END}`);
    assert.deepEqual(
      long.answers.map(({status}) => status),
      [403, 400],
    );
    assertProblem(long.answers[1], 400, 'malformed-request');
    const short = await say(service.url, `${post('Content-Length: 100')}{}`, {end: true});
    assert.equal(short.answers.length, 1);
    assertProblem(short.answers[0], 400, 'malformed-request');
    const chunked = await say(service.url, `${post('Transfer-Encoding: chunked')}5\r\nab`, {end: true});
    assertProblem(chunked.answers[0], 400, 'malformed-request');
    const head = await say(service.url, 'GET /api/healthz HTTP/1.1\r\nHost: x\r\n', {end: true});
    assertProblem(head.answers[0], 400, 'malformed-request');
  });

  test('T10, W2: only uncompressed JSON in UTF-8 is read', async () => {
    for (const lines of [
      ['Content-Encoding: gzip'],
      ['Content-Encoding: identity, gzip'],
      ['Content-Type: application/json; charset=utf-16'],
      ['Content-Type: text/plain'],
    ]) {
      const [line = ''] = lines;
      const head = line.startsWith('Content-Type')
        ? post('Content-Length: 2').replace('Content-Type: application/json', line)
        : post(line, 'Content-Length: 2');
      const {answers} = await say(service.url, `${head.replace(END, `\r\nConnection: close${END}`)}{}`);
      assertProblem(answers[0], 415, 'unsupported-media-type', line);
    }
  });

  test('T10: who waits for 100 Continue gets it when the body is wanted, and a refusal when it is not', async () => {
    const {text: refused} = await say(service.url, post('Expect: 100-continue', 'Content-Length: 1000000'));
    assert.match(refused, /^HTTP\/1\.1 413 /);
    const {text: nowhere} = await say(service.url, post('Expect: 100-continue', 'Content-Length: 2', 'Host: y'));
    assert.match(nowhere, /^HTTP\/1\.1 400 /);
    const socket = dial(service.url);
    const heard = hear(socket);
    socket.write(post('Expect: 100-continue', 'Content-Length: 2', 'Connection: close'));
    const [continued] = (await once(socket, 'data')) as [Buffer];
    assert.equal(continued.toString(), `HTTP/1.1 100 Continue${END}`);
    socket.write('{}');
    assertProblem((await heard).answers[0], 403, 'csrf');
    const {answers} = await say(service.url, `${post('Expect: wonders', 'Content-Length: 2', 'Connection: close')}{}`);
    assertProblem(answers[0], 403, 'csrf', 'an expectation that nobody knows is passed over');
  });

  test('T10: the header lines are counted: the last of 200 is read, and none is dropped of more', async () => {
    const get = (lines: number): string =>
      ['GET /api/v1/me HTTP/1.1', 'Host: x', ...Array.from({length: lines - 3}, () => 'x: y'), authorization, 'Connection: close'].join(
        '\r\n',
      ) + END;
    assert.equal((await say(service.url, get(200))).answers[0]?.status, 200);
    for (const lines of [201, 1_000, 2_100]) {
      const {answers, ended} = await say(service.url, get(lines));
      assertProblem(answers[0], 431, 'headers-too-large', `${lines} lines`);
      assert.ok(ended && answers.length === 1);
    }
  });

  test('T10: a header and a target have 16 KiB together', async () => {
    const fitting = await say(
      service.url,
      `GET /api/healthz?${'a'.repeat(8_000)} HTTP/1.1\r\nHost: x\r\nX: ${'b'.repeat(8_000)}\r\nConnection: close${END}`,
    );
    assert.equal(fitting.answers[0]?.status, 200);
    for (const [name, head] of [
      ['a long header', `GET /api/healthz HTTP/1.1\r\nHost: x\r\nX: ${'b'.repeat(17_000)}`],
      ['a long target', `GET /api/healthz?${'a'.repeat(17_000)} HTTP/1.1\r\nHost: x`],
      ['a long name', `GET /api/healthz HTTP/1.1\r\nHost: x\r\n${'b'.repeat(17_000)}: x`],
      ['both', `GET /api/healthz?${'a'.repeat(9_000)} HTTP/1.1\r\nHost: x\r\nX: ${'b'.repeat(9_000)}`],
    ] as const) {
      const {answers, ended} = await say(service.url, head + END);
      assertProblem(answers[0], 431, 'headers-too-large', name);
      assert.ok(ended && answers.length === 1, name);
    }
    for (const [name, head, piece] of [
      ['a header without end', 'GET /api/healthz HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n'],
      ['a value without end', 'GET /api/healthz HTTP/1.1\r\nHost: x\r\nX: ', 'b'.repeat(1_000)],
      ['a target without end', 'GET /api/', 'a'.repeat(1_000)],
      ['empty lines without end', '', '\r\n'.repeat(1_000)],
    ] as const) {
      const {answers, ended, milliseconds} = await pour(head, piece);
      assert.ok(answers.length <= 1, name);
      assert.ok(ended && milliseconds < 8_000, `${name}: cut after ${milliseconds} ms`);
    }
  });
});
