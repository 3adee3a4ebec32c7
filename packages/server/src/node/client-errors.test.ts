import assert from 'node:assert/strict';
import {once} from 'node:events';
import {connect} from 'node:net';
import {test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {listen} from './listen.ts';

const TUNNEL = 'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n';

test('T10: who asks for a tunnel and breaks off at once ends nothing but the connection', async () => {
  const listening = await listen(() => new Response('ok'), {port: 0, drainMs: 300});
  for (let tries = 0; tries < 5; tries++) {
    const socket = connect(Number(listening.url.port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(TUNNEL);
    socket.resetAndDestroy();
    await wait(20);
  }
  assert.equal(await (await fetch(listening.url)).text(), 'ok');
  await listening.close();
});

test('T10: who asks for a tunnel behind an answer that is never fetched is cut off', async () => {
  const size = 20_000_000;
  const listening = await listen(() => new Response('x'.repeat(size)), {port: 0, drainMs: 300, limits: {silenceMs: 200}});
  const socket = connect(Number(listening.url.port), '127.0.0.1');
  socket.write(`GET / HTTP/1.1\r\nHost: x\r\n\r\n${TUNNEL}`);
  socket.on('error', () => socket.destroy());
  await once(socket, 'readable');
  await wait(1_000);
  const closed = once(socket, 'close', {signal: AbortSignal.timeout(3_000)});
  socket.resume();
  await closed;
  assert.ok(socket.bytesRead < size);
  await listening.close();
});
