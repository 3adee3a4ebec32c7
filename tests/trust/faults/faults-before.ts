import {setTimeout as wait} from 'node:timers/promises';
import {type Act, type Exchange, passOn} from './fault-server.ts';
import {type Fault, noAnswer, noAnswerInTime, notOurs, refused} from './fault.ts';

/** A refusal as the server would write it. */
export const refuse =
  (status: number, code: string, headers: Readonly<Record<string, string | string[]>> = {}): Act =>
  ({response}) => {
    const body = JSON.stringify({type: `https://portal.example/api/problems/${code}`, title: 'A fault', status, code});
    response.writeHead(status, {'Content-Type': 'application/problem+json', 'X-Request-Id': 'fault-1', ...headers}).end(body);
  };

/** A page for people, which quotes the whole request as chatty gateways do. */
export const page =
  (status: number, headers: Readonly<Record<string, string>> = {}): Act =>
  ({seen, response}) => {
    response
      .writeHead(status, {'Content-Type': 'text/html', ...headers})
      .end(`<title>Sign in to the network</title><pre>${seen.method} ${seen.path}\n${JSON.stringify(seen.headers)}\n${seen.body}</pre>`);
  };

/** Writes bytes of its own, then hangs up. */
export const raw =
  (...lines: readonly string[]): Act =>
  ({socket}) =>
    socket.end(lines.join('\r\n'));

/** Says nothing, for as long as the other side listens. */
export const silence: Act = () => undefined;

export const reset = ({socket}: Exchange): unknown => socket.resetAndDestroy();

const redirect =
  (status: number): Act =>
  ({seen, response}) =>
    response.writeHead(status, {Location: `${seen.path.startsWith('/api') ? '' : '/api'}/elsewhere`}).end();

/** Faults that keep the request from the backend: nothing happens there. */
export const before: readonly Fault[] = [
  {
    name: 'latency',
    when: 'inside',
    ends: 'well',
    act: async (exchange) => {
      await wait(60);
      return passOn(exchange);
    },
  },
  {name: 'the connection is reset', when: 'before', ends: noAnswer, act: reset},
  {name: 'the connection is closed', when: 'before', ends: noAnswer, act: ({socket}) => socket.end()},
  {name: 'the answer is no HTTP', when: 'before', ends: noAnswer, act: raw('SSH-2.0-OpenSSH_9.2', '')},
  {name: 'the status line is broken off', when: 'before', ends: noAnswer, act: raw('HTTP/1.1 20')},
  {name: 'the header is broken off', when: 'before', ends: noAnswer, act: raw('HTTP/1.1 200 OK', 'Content-Type: applic')},
  {
    name: 'the header is endless',
    when: 'before',
    ends: noAnswer,
    act: raw('HTTP/1.1 200 OK', ...Array.from({length: 400}, (_, index) => `X-${index}: ${'x'.repeat(200)}`), '', ''),
  },
  {
    name: 'two lengths contradict each other',
    when: 'before',
    ends: noAnswer,
    act: raw('HTTP/1.1 200 OK', 'Content-Type: application/json', 'Content-Length: 2', 'Content-Length: 9', '', '{}'),
  },
  {name: 'silence', when: 'before', ends: noAnswerInTime, isSilent: true, act: silence},
  {
    name: 'the header comes drop by drop',
    when: 'before',
    ends: noAnswerInTime,
    isSilent: true,
    act: async ({socket}) => {
      for (const letter of 'HTTP/1.1 200 OK\r\nX-Slow: '.padEnd(5_000, 'x')) {
        if (socket.destroyed) {
          return;
        }
        socket.write(letter);
        await wait(20);
      }
    },
  },
  {name: '408', when: 'before', ends: refused(408, true), act: refuse(408, 'request-timeout')},
  {
    name: '408 with a closed connection',
    when: 'before',
    ends: refused(408, true),
    act: refuse(408, 'request-timeout', {Connection: 'close'}),
  },
  {name: '409 in progress', when: 'before', ends: refused(409, true), act: refuse(409, 'idempotency-in-progress', {'Retry-After': '0'})},
  {name: '409 of another reason', when: 'before', ends: refused(409, false), act: refuse(409, 'email-taken')},
  {name: '425', when: 'before', ends: refused(425, true), act: refuse(425, 'too-early')},
  {name: '429', when: 'before', ends: refused(429, true), act: refuse(429, 'rate-limited', {'Retry-After': '0'})},
  {name: '500', when: 'before', ends: refused(500, true), act: refuse(500, 'internal-error')},
  {name: '501', when: 'before', ends: refused(501, false), act: refuse(501, 'not-implemented')},
  {name: '502', when: 'before', ends: refused(502, true), act: refuse(502, 'bad-gateway')},
  {name: '503', when: 'before', ends: refused(503, true), act: refuse(503, 'temporarily-unavailable', {'Retry-After': '0'})},
  {name: '504', when: 'before', ends: refused(504, true), act: refuse(504, 'gateway-timeout')},
  {name: '422', when: 'before', ends: refused(422, false), act: refuse(422, 'validation-failed')},
  {name: '502 as a page', when: 'before', ends: notOurs, act: page(502)},
  {name: '503 as a page', when: 'before', ends: notOurs, act: page(503, {'Retry-After': '0'})},
  {name: '504 as a page', when: 'before', ends: notOurs, act: page(504)},
  {name: '403 as a page', when: 'before', ends: notOurs, act: page(403)},
  {name: 'a captive portal', when: 'before', ends: notOurs, act: page(200)},
  ...[301, 302, 303, 307, 308].map(
    (status): Fault => ({name: `a redirect by ${status}`, when: 'before', ends: noAnswer, act: redirect(status)}),
  ),
];
