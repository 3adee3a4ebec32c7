import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {setTimeout as wait} from 'node:timers/promises';
import {gzipSync} from 'node:zlib';
import type {BackendAnswer, Exchange} from './fault-server.ts';
import {type Fault, noAnswer, noAnswerInTime, notOurs, spoiled} from './fault.ts';

type Spoil = (answer: BackendAnswer, exchange: Exchange) => unknown;

/** A fault in the backend's own answer. */
const inside = (name: string, ends: Fault['ends'], spoil: Spoil, rest: Partial<Fault> = {}): Fault => ({
  name,
  when: 'inside',
  ends,
  act: async (exchange) => spoil(await exchange.forward(), exchange),
  ...rest,
});

/** The backend's status and headers, and a body of another's. */
const body = (
  name: string,
  ends: Fault['ends'],
  write: (text: string, exchange: Exchange) => string | Buffer,
  headers: Readonly<Record<string, string>> = {},
  rest: Partial<Fault> = {},
): Fault =>
  inside(
    name,
    ends,
    (answer, exchange) => {
      exchange.response.writeHead(answer.status, {...answer.headers, ...headers}).end(write(answer.body.toString(), exchange));
    },
    rest,
  );

/** Another text in each place of an answer that tells of users. */
const ofUsers = (name: string, pattern: RegExp, by: string): Fault =>
  body(name, notOurs, (text) => text.replaceAll(pattern, by), {}, {isOfUsers: true});

/** Writes the head and part of the body, then does something to the connection. */
const partly =
  (then: (exchange: Exchange) => unknown): Spoil =>
  async (answer, exchange) => {
    const half = answer.body.subarray(0, answer.body.length / 2);
    exchange.response.writeHead(answer.status, {...answer.headers, 'Content-Length': answer.body.length}).write(half);
    await wait(10);
    return then(exchange);
  };

const rawly = (lines: (answer: BackendAnswer) => readonly string[]): Spoil => {
  return (answer, {socket}) => socket.end(['HTTP/1.1 200 OK', 'Content-Type: application/json', ...lines(answer)].join('\r\n'));
};

/** Writes so many bytes, unless the other side has had enough before. */
const pour =
  (total: number): Spoil =>
  async (answer, {response}) => {
    const chunk = Buffer.alloc(64 * 1024, ' ');
    response.writeHead(answer.status, answer.headers).write('{"items": "');
    await pipeline(Readable.from(Array.from({length: total / chunk.length}, () => chunk)), response).catch(() => undefined);
  };

const drip: Spoil = async (answer, {response}) => {
  response.writeHead(answer.status, answer.headers).write('{');
  while (!response.destroyed) {
    response.write(' ');
    await wait(20);
  }
};

const MIB = 1024 * 1024;
let bomb: Buffer | undefined;
const nested = (depth: number): string => `${'{"a":['.repeat(depth)}${']}'.repeat(depth)}`;
const echo = ({seen}: Exchange): string => JSON.stringify([seen.headers, seen.path, seen.body]);

/** Faults in the answer itself: what was asked for has happened. */
export const insideFaults: readonly Fault[] = [
  inside('a slow body', 'well', async ({status, headers, body: bytes}, {response}) => {
    response.writeHead(status, headers);
    for (let start = 0; start < bytes.length; start += 1 + bytes.length / 5) {
      response.write(bytes.subarray(start, start + 1 + bytes.length / 5));
      await wait(10);
    }
    response.end();
  }),
  inside('early hints', 'well', ({status, headers, body: bytes}, {response}) => {
    response.writeEarlyHints({link: '</x.css>; rel=preload'});
    response.writeHead(status, headers).end(bytes);
  }),
  body('unknown members', 'well', (text) => text.replace(/^\{/, '{"later": {"x": [1]}, ')),
  body('members that reach for the prototype', 'well', (text) =>
    text.replace(/^\{/, '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, '),
  ),
  body('a mark of byte order', 'well', (text) => `\uFEFF${text}`),
  body('good gzip', 'well', (text) => gzipSync(text), {'Content-Encoding': 'gzip'}),

  inside(
    'the body is reset',
    noAnswer,
    partly(({socket}) => socket.resetAndDestroy()),
  ),
  inside(
    'the body is short',
    noAnswer,
    partly(({socket}) => socket.end()),
  ),
  inside('the body never ends', noAnswerInTime, drip, {isSilent: true}),
  inside(
    'the body stops',
    noAnswerInTime,
    partly(() => undefined),
    {isSilent: true},
  ),
  inside(
    'the last chunk is missing',
    noAnswer,
    rawly(({body: text}) => ['Transfer-Encoding: chunked', '', '5', text.toString().slice(0, 5), '']),
  ),
  inside(
    'a chunk has no size',
    noAnswer,
    rawly(() => ['Transfer-Encoding: chunked', '', 'zz', '{}', '0', '', '']),
  ),
  inside('gzip that is none', spoiled, ({status, headers, body: text}, {response}) => {
    response.writeHead(status, {...headers, 'Content-Encoding': 'gzip'}).end(text);
  }),
  inside('gzip that is cut', spoiled, ({status, headers, body: text}, {response}) => {
    const zipped = gzipSync(text);
    response.writeHead(status, {...headers, 'Content-Encoding': 'gzip'}).end(zipped.subarray(0, zipped.length / 2));
  }),
  inside(
    'gzip that unfolds to 200 MiB',
    notOurs,
    ({status, headers}, {response}) => {
      response.writeHead(status, {...headers, 'Content-Encoding': 'gzip'}).end((bomb ??= gzipSync(Buffer.alloc(200 * MIB, ' '))));
    },
    {isHeavy: true},
  ),
  inside('a body of 200 MiB', notOurs, pour(200 * MIB), {isHeavy: true}),

  body('the wrong type', notOurs, (text) => text, {'content-type': 'text/plain'}),
  body('bytes of no type', notOurs, (_text, exchange) => echo(exchange), {'content-type': 'application/octet-stream'}),
  body('an empty body', notOurs, () => ''),
  body('JSON that is cut', notOurs, (text) => text.slice(0, -20)),
  body('JSON with more behind it', notOurs, (text) => `${text}\n<!-- ads -->`),
  body('JSON with comments', notOurs, (_text, exchange) => `{// ${echo(exchange)}\n}`),
  body('JSON with NaN', notOurs, () => '{"items": NaN}'),
  body('a word', notOurs, (_text, exchange) => `not JSON: ${echo(exchange)}`),

  body('null', notOurs, () => 'null'),
  body('a list', notOurs, () => '[]'),
  body('a text', notOurs, (_text, exchange) => JSON.stringify(echo(exchange))),
  body('an empty object', notOurs, () => '{}'),
  body('members of other types', notOurs, (_text, exchange) => {
    const value = JSON.stringify(echo(exchange));
    return `{"items": ${value}, "next": ${value}, "id": ${value}, "user": ${value}, "handoff": ${value}, ${value}: ${value}}`;
  }),
  ofUsers('versions that are texts', /"version":\d+/g, '"version":"secret"'),
  ofUsers('ids that are none', /"usr_/g, '"../'),
  ofUsers('times that are none', /"createdAt":"[^"]+"/g, '"createdAt":"yesterday"'),
  body('65 deep', notOurs, () => nested(33)),
  body('100,000 deep', notOurs, () => nested(50_000)),
  body('100,000 deep in a member nobody reads', notOurs, (text) => text.replace(/^\{/, `{"later": ${nested(50_000)}, `)),
  inside('204 where an answer belongs', notOurs, (_answer, {response}) => response.writeHead(204).end()),
  inside('an error that is no problem', notOurs, (_answer, exchange) => {
    exchange.response.writeHead(422, {'Content-Type': 'application/json'}).end(`{"message": ${JSON.stringify(echo(exchange))}}`);
  }),
];
