import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {type AddressInfo, connect, type Socket} from 'node:net';
import {after, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {type ListenOptions, listen, type Listening} from './listen.ts';
import {clientAddress, type Fetch, nodeListener} from './node-listener.ts';

const open = new Set<Listening>();
after(() => Promise.all([...open].map((listening) => listening.close())));

const start = async (fetch: Fetch, options: Partial<ListenOptions> = {}): Promise<Listening> => {
  const listening = await listen(fetch, {port: 0, drainMs: 300, ...options});
  open.add(listening);
  return listening;
};

/** A connection, and all that has come back on it so far. */
const dial = ({hostname, port}: URL): {readonly socket: Socket; heard(): string} => {
  const socket = connect({host: hostname, port: Number(port)});
  let heard = '';
  socket.on('data', (chunk) => {
    heard += String(chunk);
  });
  return {socket, heard: () => heard};
};

/** Sends these bytes and collects all that comes back until the other side ends. */
const raw = async (url: URL, ...chunks: readonly string[]): Promise<string> => {
  const socket = connect({host: url.hostname, port: Number(url.port)});
  let answer = '';
  socket.setEncoding('utf8').on('data', (text) => {
    answer += String(text);
  });
  socket.on('error', () => socket.destroy());
  for (const chunk of chunks) {
    socket.write(chunk);
  }
  await once(socket, 'close');
  return answer;
};

/** A host's own server around the handler. */
const mount = async (fetch: Fetch): Promise<{url: URL; close(): void}> => {
  const server = createServer(nodeListener(fetch)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  return {url: new URL(`http://127.0.0.1:${port}`), close: () => server.close()};
};

test('a Web-standard handler is served, with its status, headers and cookies', async () => {
  const {url} = await start(async (request) => {
    const headers = new Headers({'x-method': request.method});
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    return new Response(await request.text(), {status: 201, headers});
  });
  const answer = await fetch(url, {method: 'POST', body: 'hello'});
  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get('x-method'), 'POST');
  assert.deepEqual(answer.headers.getSetCookie(), ['a=1', 'b=2']);
  assert.equal(await answer.text(), 'hello');
});

test('T10: a handler that breaks its promise answers 500 as a problem, without what it threw', async () => {
  const {url} = await start(() => {
    throw new Error('the secret reason');
  });
  const answer = await fetch(url);
  const text = await answer.text();
  assert.equal(answer.status, 500);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.equal((JSON.parse(text) as {code: string}).code, 'internal-error');
  assert.ok(!text.includes('secret'));
});

test('T10: a header over 16 KiB answers 431, what is no HTTP 400, both as problems', async () => {
  const {url} = await start(() => new Response('never'));
  const large = await raw(url, `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`);
  assert.match(large, /^HTTP\/1\.1 431 /);
  assert.match(large, /application\/problem\+json[\s\S]*"code":"headers-too-large"/);
  const nonsense = await raw(url, 'THIS IS NOT HTTP\r\n\r\n');
  assert.match(nonsense, /^HTTP\/1\.1 400 /);
  assert.match(nonsense, /"code":"malformed-request"/);
});

test('a refusal explains itself at the API’s root, or at the server’s where a host mounts the handler without saying which', async () => {
  const typeOf = async (url: URL): Promise<unknown> => {
    const answer = await raw(url, 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n');
    return (JSON.parse(answer.split('\r\n\r\n')[1] ?? '') as {type: unknown}).type;
  };
  const {url} = await start(() => new Response('never'), {publicUrl: '/api'});
  assert.equal(await typeOf(url), `${url.origin}/api/problems/malformed-request`);
  const other = await start(() => new Response('never'), {publicUrl: 'https://portal.example/api/'});
  assert.equal(await typeOf(other.url), 'https://portal.example/api/problems/malformed-request');
  const mounted = await mount(() => new Response('never'));
  assert.equal(await typeOf(mounted.url), '/problems/malformed-request');
  mounted.close();
});

test('T10: where a host mounts the handler, nothing behind a refusal is a request either', async () => {
  const seen: string[] = [];
  const {url, close} = await mount((request) => {
    seen.push(request.url);
    return new Response('never');
  });
  const answer = await raw(url, 'GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n');
  assert.match(answer, /^HTTP\/1\.1 400 /);
  assert.deepEqual(seen, []);
  close();
});

test('T10: a request whose host or target is none answers 400 as a problem, and reaches no handler', async () => {
  const {url} = await start(() => new Response('never'));
  for (const head of [
    'GET / HTTP/1.1\r\nHost: a b',
    'GET / HTTP/1.1\r\nHost: a@b',
    'GET / HTTP/1.1\r\nHost: a:99999999',
    'GET / HTTP/1.0\r\nX: no host',
    'GET ftp://x/ HTTP/1.1\r\nHost: x',
    'OPTIONS * HTTP/1.1\r\nHost: x',
  ]) {
    const answer = await raw(url, `${head}\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"malformed-request"/, head);
  }
});

test('T10: a request that goes wrong after its answer has begun gets no second one', async () => {
  const {url} = await start(
    () => new Response(new ReadableStream({start: (controller) => controller.enqueue(new TextEncoder().encode('begun'))})),
  );
  const {socket, heard} = dial(url);
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n');
  await once(socket, 'data');
  socket.write('no chunk\r\n');
  await once(socket, 'close');
  assert.match(heard(), /^HTTP\/1\.1 200 OK/);
  assert.equal(heard().split('HTTP/1.1').length, 2, heard());
});

test('T10: who sends a header drop by drop is cut off after 5 s', async () => {
  const {url} = await start(() => new Response('never'));
  const before = performance.now();
  const answer = await raw(url, 'GET / HTTP/1.1\r\nHost: x\r\n');
  assert.match(answer, /^HTTP\/1\.1 408 [\s\S]*"code":"request-timeout"/);
  assert.ok(performance.now() - before < 9_500);
});

test('T10: a taken port is refused, or the next free one used, within the same limits of time', async () => {
  const first = await start(() => new Response('first'));
  const port = Number(first.url.port);
  await assert.rejects(
    start(() => new Response('second'), {port}),
    {code: 'EADDRINUSE'},
  );
  const second = await start(() => new Response('second'), {port, orNextFree: true, limits: {headersMs: 200, checkMs: 50}});
  assert.ok(Number(second.url.port) > port);
  assert.equal(await (await fetch(second.url)).text(), 'second');
  assert.match(await raw(second.url, 'GET / HTTP/1.1\r\nHost: x\r\n'), /^HTTP\/1\.1 408 /);
});

test('T22: closing takes no more, and answers what has begun', async () => {
  const begun = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const listening = await listen(
    async () => {
      begun.resolve();
      await finish.promise;
      return new Response('finished');
    },
    {port: 0, drainMs: 5_000},
  );
  const answer = fetch(listening.url);
  await begun.promise;
  const closed = listening.close();
  // Whoever has connected by then is let in.
  await wait(50);
  await assert.rejects(fetch(listening.url));
  finish.resolve();
  assert.equal(await (await answer).text(), 'finished');
  const before = performance.now();
  await closed;
  // The kept connection does not keep the server.
  assert.ok(performance.now() - before < 3_000);
});

test('T22: a connection that a browser has opened ahead does not keep it from closing', async () => {
  const listening = await listen(() => new Response(), {port: 0, drainMs: 10_000});
  const socket = connect({host: listening.url.hostname, port: Number(listening.url.port)});
  await once(socket, 'connect');
  const before = performance.now();
  await listening.close();
  assert.ok(performance.now() - before < 2_000);
});

test('T22: every answer during a drain says that it is the last; what asks behind it is not heard', async () => {
  const begun = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const seen: string[] = [];
  const listening = await listen(
    async ({url}) => {
      seen.push(new URL(url).pathname);
      begun.resolve();
      await finish.promise;
      return new Response('done');
    },
    {port: 0, drainMs: 5_000},
  );
  const {socket, heard} = dial(listening.url);
  socket.write('GET /first HTTP/1.1\r\nHost: x\r\n\r\n');
  await begun.promise;
  const closed = listening.close();
  await wait(50);
  socket.write('GET /second HTTP/1.1\r\nHost: x\r\n\r\n');
  await wait(50);
  finish.resolve();
  await closed;
  assert.match(heard(), /^HTTP\/1\.1 200 OK\r\n[^]*connection: close[^]*done$/i);
  assert.deepEqual(seen, ['/first']);
});

test('T22: what asks on a kept connection during a drain is answered, for the last time', async () => {
  const listening = await listen(({url}) => new Response(new URL(url).pathname), {port: 0, drainMs: 5_000});
  const {socket, heard} = dial(listening.url);
  socket.write('GET /before HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  const closed = listening.close();
  await wait(100);
  socket.write('GET /during HTTP/1.1\r\nHost: x\r\n\r\n');
  await closed;
  assert.match(heard(), /connection: keep-alive[^]*\/before[^]*connection: close[^]*\/during$/i);
});

test('T22: a process that was busy does not take for quiet who has asked meanwhile', async () => {
  const listening = await listen(({url}) => new Response(new URL(url).pathname), {port: 0, drainMs: 5_000});
  const {socket, heard} = dial(listening.url);
  socket.write('GET /before HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(socket, 'data');
  const closed = listening.close();
  await wait(100);
  socket.write('GET /meanwhile HTTP/1.1\r\nHost: x\r\n\r\n');
  const until = performance.now() + 800;
  while (performance.now() < until) {
    // As the embedded database does while it works.
  }
  await closed;
  assert.match(heard(), /\/meanwhile$/);
});

test('T22: haste ends a drain', async () => {
  const listening = await listen(() => new Promise<Response>(() => {}), {port: 0, drainMs: 10_000});
  const answer = assert.rejects(fetch(listening.url));
  await wait(50);
  const before = performance.now();
  await listening.close(AbortSignal.timeout(200));
  assert.ok(performance.now() - before < 2_000);
  await answer;
});

test('T22: what does not end in time is cut', async () => {
  const listening = await listen(() => new Promise<Response>(() => {}), {port: 0, drainMs: 200});
  const answer = assert.rejects(fetch(listening.url));
  await wait(50);
  await listening.close();
  await answer;
});

test('T20: the address is the connection’s, or counted from the right by the proxies that are trusted', async () => {
  const {url} = await start((request) => Response.json([0, 1, 2, 9].map((proxies) => clientAddress(proxies)(request))));
  const ask = async (forwarded?: string): Promise<unknown> =>
    (await fetch(url, {headers: forwarded === undefined ? {} : {'x-forwarded-for': forwarded}})).json();
  assert.deepEqual(await ask(), ['127.0.0.1', '127.0.0.1', '127.0.0.1', '127.0.0.1']);
  assert.deepEqual(await ask('6.6.6.6, 10.0.0.1, 10.0.0.2'), ['127.0.0.1', '10.0.0.2', '10.0.0.1', '6.6.6.6']);
  assert.deepEqual(await ask('unknown, ::ffff:10.0.0.1, 2001:db8::1'), ['127.0.0.1', '2001:db8::1', '10.0.0.1', '']);
  assert.deepEqual(await ask('[2001:db8::2], [2001:db8::1]:443, 10.0.0.1:50123'), ['127.0.0.1', '10.0.0.1', '2001:db8::1', '2001:db8::2']);
});

test('a request that came another way has no address', () => {
  assert.equal(clientAddress()(new Request('http://localhost/')), '');
});
