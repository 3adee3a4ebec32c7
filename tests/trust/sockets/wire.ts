// A client that sends bytes as they are, and reads what comes back as strictly as a proxy would.
import assert from 'node:assert/strict';
import {connect, type Socket} from 'node:net';

/** One answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** All that came back on one connection. */
export interface Heard {
  readonly text: string;
  readonly answers: readonly WireAnswer[];
  /** Whether the server ended the connection, and not the client's patience. */
  readonly ended: boolean;
  readonly milliseconds: number;
}

export interface Saying {
  /** Ends the client's side after the last byte. */
  readonly end?: boolean;
  /** How long to wait for the server to end the connection. */
  readonly patience?: number;
  /** The methods of the requests, where one of them is answered without a body. */
  readonly methods?: readonly string[];
}

export const dial = (url: URL): Socket => {
  const socket = connect({host: url.hostname, port: Number(url.port), allowHalfOpen: true});
  // What goes wrong shows in what was heard.
  socket.on('error', () => socket.destroy());
  return socket;
};

/** Sends text, one byte a character, and hears until the server ends the connection. */
export const say = async (url: URL, text: string, options: Saying = {}): Promise<Heard> => {
  const socket = dial(url);
  socket.write(text, 'latin1');
  if (options.end) {
    socket.end();
  }
  return hear(socket, options);
};

export const hear = (socket: Socket, {patience = 5_000, methods = []}: Saying = {}): Promise<Heard> => {
  const started = performance.now();
  let text = '';
  let ended = false;
  return new Promise((heard) => {
    const timer = setTimeout(() => socket.destroy(), patience);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('end', () => {
      ended = true;
      socket.end();
    });
    socket.on('close', () => {
      const wasCut = ended || socket.errored !== null;
      clearTimeout(timer);
      heard({text, answers: answersIn(text, methods), ended: wasCut, milliseconds: performance.now() - started});
    });
  });
};

/** Splits what came into answers, by their lengths and nothing else. What is left over fails. */
const answersIn = (text: string, methods: readonly string[]): readonly WireAnswer[] => {
  const answers: WireAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const [, status = '', lines = '', after = ''] = /^HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n([^]*)$/.exec(rest) ?? [];
    assert.ok(status, `no answer starts here: ${JSON.stringify(rest.slice(0, 200))}`);
    if (status === '100') {
      rest = after;
      continue;
    }
    const headers = new Headers(
      lines.split('\r\n').flatMap((line) => (line ? [[line.split(':', 1)[0] ?? '', line.replace(/^[^:]*:\s*/, '')]] : [])) as [
        string,
        string,
      ][],
    );
    const isBare = methods[answers.length] === 'HEAD' || status === '204';
    const length = isBare ? 0 : Number(headers.get('content-length'));
    assert.ok(after.length >= length, `an answer was cut: ${JSON.stringify(rest)}`);
    answers.push({status: Number(status), headers, body: after.slice(0, length)});
    rest = after.slice(length);
  }
  return answers;
};

/** What every refusal is: a problem document whose id stands in the header too, with the headers of every answer (W16, T19). */
export const assertProblem = (answer: WireAnswer | undefined, status: number, code: string, message?: string): void => {
  assert.ok(answer, `no answer: ${message}`);
  const {headers, body} = answer;
  assert.equal(headers.get('content-type'), 'application/problem+json', message);
  const problem = JSON.parse(body) as {type: string; status: number; code: string; requestId: string};
  assert.deepEqual([answer.status, problem.status, problem.code], [status, status, code], message);
  assert.equal(problem.type, `https://portal.example/api/problems/${code}`, message);
  assert.match(problem.requestId, /^[0-9a-z]{26}$/, message);
  assert.equal(headers.get('x-request-id'), problem.requestId, message);
  for (const [name, value] of [
    ['cache-control', 'no-store'],
    ['x-content-type-options', 'nosniff'],
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
    ['referrer-policy', 'no-referrer'],
    ['cross-origin-resource-policy', 'same-site'],
  ] as const) {
    assert.equal(headers.get(name), value, `${name}: ${message}`);
  }
};
