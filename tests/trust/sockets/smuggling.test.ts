import assert from 'node:assert/strict';
import {before, describe, test} from 'node:test';
import type {TestTenant} from '../../../packages/server/src/testing/tenants.ts';
import {served} from './served.ts';
import {assertProblem, say} from './wire.ts';

describe('what is not plainly one request', () => {
  const service = served();
  let tenant: TestTenant;
  let authorization: string;
  before(async () => {
    tenant = await service.server.freshTenant();
    authorization = `Authorization: Bearer ${await tenant.administrator.token()}`;
  });

  let users = 0;
  /** A request that makes a user, whole and well-formed: what an attacker hides behind another one. */
  const hidden = (): {username: string; request: string} => {
    const username = `hidden-${++users}`;
    const body = JSON.stringify({
      username,
      email: `${username}@example.com`,
      firstName: 'H',
      lastName: 'H',
      credential: {type: 'temporary', delivery: 'show'},
    });
    const head = ['POST /api/v1/tenants/self/users HTTP/1.1', 'Host: x', authorization, 'Content-Type: application/json'];
    return {username, request: `${head.join('\r\n')}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`};
  };

  const exists = async (username: string): Promise<boolean> => {
    const found = await service.server.request(`/v1/tenants/self/users?username=${username}`, {as: tenant.administrator});
    return ((await found.json()) as {items: unknown[]}).items.length > 0;
  };

  /** The request in front: it changes nothing, whichever way its body is read. */
  const front = (...lines: string[]): string =>
    ['POST /api/v1/session HTTP/1.1', 'Host: x', 'Content-Type: application/json', ...lines].join('\r\n');

  /** Sends the front with the hidden request behind, and sees that there was one refusal, an end, and no effect. */
  const assertRefused = async (name: string, text: string, [status, code]: readonly [number, string] = [400, 'malformed-request']) => {
    const {username, request} = hidden();
    const before = service.seen.length;
    const {answers, ended} = await say(service.url, text + request);
    assert.ok(ended, `${name}: the connection stays open`);
    assert.equal(answers.length, 1, `${name}: ${answers.length} answers`);
    assertProblem(answers[0], status, code, name);
    assert.deepEqual(
      service.seen.slice(before).filter((line) => line.includes('/users')),
      [],
      `${name}: the hidden request reached the handler`,
    );
    assert.equal(await exists(username), false, `${name}: the hidden request had its effect`);
  };

  test('by itself, or behind a request that ends where both sides say, the request that the others hide has its effect', async () => {
    for (const text of [
      '',
      `${front('Content-Length: 2')}\r\n\r\n{}`,
      `${front('Transfer-Encoding: chunked')}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
      `${front('tRANSFER-eNCODING:\tCHUNKED')}\r\n\r\n2;name=value\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n`,
      `${front('Content-Length: 2 ')}\r\n\r\n{}`,
      `\r\n${front('Content-Length: 2')}\r\n\r\n{}`,
    ]) {
      const {username, request} = hidden();
      const {answers} = await say(service.url, text + request);
      assert.deepEqual(answers.at(-1)?.status, 201, JSON.stringify(text));
      assert.equal(answers.length, text === '' ? 1 : 2, JSON.stringify(text));
      assert.ok(await exists(username));
    }
  });

  const END = '\r\n\r\n';

  const lengths: Record<string, string> = {
    'a length and chunks': `${front('Content-Length: 6', 'Transfer-Encoding: chunked')}${END}0${END}`,
    'chunks and a length': `${front('Transfer-Encoding: chunked', 'Content-Length: 4')}${END}0${END}`,
    'a length twice': `${front('Content-Length: 2', 'Content-Length: 2')}${END}{}`,
    'two lengths': `${front('Content-Length: 2', 'Content-Length: 0')}${END}{}`,
    'a list of lengths': `${front('Content-Length: 2, 2')}${END}{}`,
    'a length with a plus': `${front('Content-Length: +2')}${END}{}`,
    'a length below nothing': `${front('Content-Length: -2')}${END}{}`,
    'a length in hexadecimal': `${front('Content-Length: 0x2')}${END}{}`,
    'a length with a space inside': `${front('Content-Length: 2 0')}${END}{}`,
    'a length with an underscore': `${front('Content-Length: 2_0')}${END}{}`,
    'an empty length': `${front('Content-Length: ')}${END}{}`,
    'a length that no computer can count': `${front('Content-Length: 99999999999999999999999')}${END}{}`,
    'a space before the colon of the length': `${front('Content-Length : 2')}${END}{}`,
    'a length on a line that goes on': `${front('Content-Length:', ' 2')}${END}{}`,
    'a body under GET': `GET /api/healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 2${END}{}`,
    'a body under HEAD': `HEAD /api/healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 2${END}{}`,
    'chunks under GET': `GET /api/healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked${END}0${END}`,
  };

  test('T10: a request whose length can be read in two ways is refused, and nothing behind it is a request', async () => {
    for (const [name, text] of Object.entries(lengths)) {
      if (name === 'a body under HEAD') {
        continue;
      }
      await assertRefused(name, text);
    }
    const {text} = await say(service.url, lengths['a body under HEAD'] ?? '', {methods: ['HEAD']});
    assert.match(text, /^HTTP\/1\.1 400 /);
  });

  const codings: Record<string, string> = {
    xchunked: 'Transfer-Encoding: xchunked',
    identity: 'Transfer-Encoding: identity',
    'gzip before chunked': 'Transfer-Encoding: gzip, chunked',
    'chunked before identity': 'Transfer-Encoding: chunked, identity',
    'chunked twice': 'Transfer-Encoding: chunked, chunked',
    'two lines, chunked last': 'Transfer-Encoding: identity\r\nTransfer-Encoding: chunked',
    'two lines, chunked first': 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
    'two lines of chunked': 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked',
    quotes: 'Transfer-Encoding: "chunked"',
    'a parameter': 'Transfer-Encoding: chunked;q=1',
    nothing: 'Transfer-Encoding: ',
    'a vertical tab': 'Transfer-Encoding: \x0bchunked',
    'a tab before the colon': 'Transfer-Encoding\t: chunked',
    'a line that goes on': 'Transfer-Encoding:\r\n chunked',
    'a line that goes on after another': 'X-A: b\r\n Transfer-Encoding: chunked',
    'a bare line feed before it': 'X-A: b\nTransfer-Encoding: chunked',
    'a bare carriage return before it': 'X-A: b\rTransfer-Encoding: chunked',
    'a NUL in it': 'Transfer-Encoding: chunk\0ed',
  };

  test('T10: a transfer coding other than chunked is refused before a handler hears of it', async () => {
    for (const [name, lines] of Object.entries(codings)) {
      const before = service.seen.length;
      await assertRefused(name, `${front(lines)}${END}0${END}`);
      assert.deepEqual(service.seen.slice(before), [], `${name}: the front reached the handler`);
    }
    await assertRefused('HTTP/1.0', `${front('Transfer-Encoding: chunked').replace('HTTP/1.1', 'HTTP/1.0')}${END}0${END}`);
  });

  const chunks: Record<string, string> = {
    'a size that is too small': '3\r\nhello\r\n0',
    'a size below nothing': '-5\r\nhello\r\n0',
    'a size with a prefix': '0x5\r\nhello\r\n0',
    'a size with a space': '5 \r\nhello\r\n0',
    'a size that overflows': 'fffffffffffffffff\r\nhello\r\n0',
    'line feeds alone': '5\nhello\n0',
    'an extension ended by a line feed': '5;a=b\nhello\r\n0',
    'no end of the data': '5\r\nhello0',
    'a length in the trailer': '5\r\nhello\r\n0\r\nContent-Length: 5',
    'a coding in the trailer': '5\r\nhello\r\n0\r\nTransfer-Encoding: chunked',
    'no size': '\r\nhello\r\n0',
  };

  test('T10: chunks that are none are refused in the midst of the body, and what is behind them is no request', async () => {
    for (const [name, body] of Object.entries(chunks)) {
      await assertRefused(name, `${front('Transfer-Encoding: chunked')}${END}${body}${END}`);
    }
    const long = 'a'.repeat(20_000);
    await assertRefused('extensions without end', `${front('Transfer-Encoding: chunked')}${END}5;${long}\r\nhello\r\n0${END}`, [
      413,
      'too-large',
    ]);
    await assertRefused('a trailer without end', `${front('Transfer-Encoding: chunked')}${END}0\r\nX: ${long}${END}`, [
      431,
      'headers-too-large',
    ]);
  });

  const heads: Record<string, string> = {
    'a NUL in a value': 'GET /api/healthz HTTP/1.1\r\nHost: x\r\nX-A: b\0c',
    'a NUL in a name': 'GET /api/healthz HTTP/1.1\r\nHost: x\r\nX-\0A: b',
    'a control character in a value': 'GET /api/healthz HTTP/1.1\r\nHost: x\r\nX-A: b\x01c',
    'a header without a name': 'GET /api/healthz HTTP/1.1\r\nHost: x\r\n: b',
    'a header without a colon': 'GET /api/healthz HTTP/1.1\r\nHost: x\r\nheader',
    'a line that goes on first': 'GET /api/healthz HTTP/1.1\r\n X-A: b\r\nHost: x',
    'two hosts': 'GET /api/healthz HTTP/1.1\r\nHost: portal.example\r\nHost: evil.example',
    'the same host twice': 'GET /api/healthz HTTP/1.1\r\nHost: x\r\nhost: x',
    'no host': 'GET /api/healthz HTTP/1.1\r\nX-A: b',
    'no host under an address': 'GET http://portal.example/api/healthz HTTP/1.1\r\nX-A: b',
    'a user in the address': 'GET http://a:b@portal.example/api/healthz HTTP/1.1\r\nHost: x',
    'a fragment': 'GET /api/healthz#/../v1 HTTP/1.1\r\nHost: x',
    'a space in the target': 'GET /api/healthz /v1 HTTP/1.1\r\nHost: x',
    'a NUL in the target': 'GET /api/healthz\0 HTTP/1.1\r\nHost: x',
    'a byte beyond ASCII in the target': 'GET /api/\xe9 HTTP/1.1\r\nHost: x',
    'an authority': 'GET portal.example:80 HTTP/1.1\r\nHost: x',
    'HTTP/0.9': 'GET /api/healthz',
    'HTTP/1.2': 'GET /api/healthz HTTP/1.2\r\nHost: x',
    'HTTP/2.0': 'GET /api/healthz HTTP/2.0\r\nHost: x',
    'more after the version': 'GET /api/healthz HTTP/1.1x\r\nHost: x',
    'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM',
    TLS: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'bare line feeds': 'GET /api/healthz HTTP/1.1\nHost: x\n',
  };

  test('T10: a head that is none is refused, and nothing behind it is a request', async () => {
    for (const [name, head] of Object.entries(heads)) {
      await assertRefused(name, `${head}${END}`);
    }
  });

  test('T10: what comes behind a request and is none is refused after its answer', async () => {
    const {answers, ended} = await say(service.url, `GET /api/v1/openapi.json HTTP/1.1\r\nHost: x${END}\0\0\0${hidden().request}`);
    assert.deepEqual(
      answers.map(({status}) => status),
      [200, 400],
    );
    assertProblem(answers[1], 400, 'malformed-request');
    assert.ok(ended);
  });

  test('T10, E38: a method that nobody knows answers 405 with Allow, also CONNECT, TRACE and the lower case; PROPFIND and the like too', async () => {
    for (const line of ['FOO /api/v1/me', 'get /api/v1/me', 'TRACK /api/v1/me', 'CONNECT evil.example:443']) {
      const {username, request} = hidden();
      const {answers, ended} = await say(service.url, `${line} HTTP/1.1\r\nHost: x${END}${request}`);
      assert.ok(ended && answers.length === 1, line);
      assertProblem(answers[0], 405, 'method-not-allowed', line);
      assert.match(answers[0]?.headers.get('allow') ?? '', /GET, HEAD, POST/, line);
      assert.equal(await exists(username), false);
    }
    for (const method of ['TRACE', 'PROPFIND', 'QUERY', 'PUT']) {
      const {answers} = await say(service.url, `${method} /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Secret: 1\r\nConnection: close${END}`);
      assertProblem(answers[0], 405, 'method-not-allowed', method);
      assert.equal(answers[0]?.headers.get('allow'), 'GET, PATCH, HEAD, OPTIONS');
      assert.ok(!answers[0]?.body.includes('X-Secret'));
    }
  });

  test('T10: an upgrade is not taken: the request is answered over HTTP/1.1, and what is behind it is no request', async () => {
    for (const lines of [
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13',
      'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA',
      'Connection: Upgrade\r\nUpgrade: x\r\nExpect: 100-continue',
    ]) {
      const {username, request} = hidden();
      const {answers, ended} = await say(service.url, `GET /api/healthz HTTP/1.1\r\nHost: x\r\n${lines}${END}${request}${request}`);
      assert.deepEqual([answers.length, answers[0]?.body, answers[0]?.headers.get('connection')], [1, '{"status":"ok"}', 'close']);
      assert.ok(ended);
      assert.equal(await exists(username), false);
    }
  });

  test('an address as the target is taken as the target (RFC 9112), HEAD answers without a body, HTTP/1.0 ends its connection', async () => {
    const absolute = await say(service.url, `GET http://portal.example/api/healthz HTTP/1.1\r\nHost: x\r\nConnection: close${END}`);
    assert.equal(absolute.answers[0]?.body, '{"status":"ok"}');
    const head = await say(service.url, `HEAD /api/healthz HTTP/1.1\r\nHost: x\r\nConnection: close${END}`, {methods: ['HEAD']});
    assert.deepEqual([head.answers[0]?.status, head.answers.length], [200, 1]);
    const old = await say(service.url, `GET /api/healthz HTTP/1.0\r\nHost: x${END}`);
    assert.deepEqual([old.answers[0]?.body, old.ended], ['{"status":"ok"}', true]);
  });
});
