import assert from 'node:assert/strict';
import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {test} from 'node:test';
import {ask, type Question, type Reply} from './ask.ts';
import {SourceError} from './source-error.ts';

/** Asks a real server once, which answers as it is told. */
const asked = async (listener: RequestListener, question: Partial<Question> = {}): Promise<Reply> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resume) => server.once('listening', resume));
  const {port} = server.address() as AddressInfo;
  try {
    return await ask(fetch, {url: new URL(`http://127.0.0.1:${port}/nodes`), signal: new AbortController().signal, ...question});
  } finally {
    server.closeAllConnections();
    await new Promise((resume) => server.close(resume));
  }
};

const refuses = (work: Promise<Reply>, expected: Partial<SourceError>): Promise<void> =>
  assert.rejects(work, (error) => {
    assert.ok(error instanceof SourceError, String(error));
    const {code, status, retryAfterMs} = error;
    assert.deepEqual({code, status, retryAfterMs}, {status: undefined, retryAfterMs: undefined, ...expected});
    return true;
  });

test('an answer is read whole, with its status and headers', async () => {
  const {status, body, headers} = await asked(
    (request, response) => {
      response.setHeader('X-Version', '2');
      response.end(JSON.stringify({token: request.headers['x-token'], accepts: request.headers.accept}));
    },
    {headers: {'X-Token': 'abc'}},
  );
  assert.deepEqual(
    {status, body, version: headers.get('x-version')},
    {
      status: 200,
      body: {token: 'abc', accepts: 'application/json'},
      version: '2',
    },
  );
});

test('what is sent goes as JSON, and an answer without a body has none', async () => {
  let sent = '';
  const reply = await asked(
    async (request, response) => {
      for await (const chunk of request) {
        sent += `${request.headers['content-type']} ${chunk}`;
      }
      response.writeHead(204).end();
    },
    {method: 'POST', body: {name: 'ada'}},
  );
  assert.deepEqual([sent, reply.status, reply.body], ['application/json {"name":"ada"}', 204, undefined]);
});

for (const [status, code] of [
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [429, 'rate-limited'],
  [404, 'failed'],
  [500, 'failed'],
] as const) {
  test(`a source that answers ${status} is ${code}`, async () => {
    await refuses(
      asked((_request, response) => response.writeHead(status).end('no')),
      {code, status},
    );
  });
}

test('how long a source wants to be left alone is kept, a date is not', async () => {
  const refusing = (wait: string) => asked((_request, response) => response.writeHead(429, {'Retry-After': wait}).end());
  await refuses(refusing('7'), {code: 'rate-limited', status: 429, retryAfterMs: 7000});
  await refuses(refusing('Wed, 21 Oct 2026 07:28:00 GMT'), {code: 'rate-limited', status: 429});
});

test('a source may mean more by a failure than its status says', async () => {
  const told: unknown[] = [];
  await refuses(
    asked((_request, response) => response.writeHead(500).end('{"errors":[{"errno":-1}]}'), {
      readFailure: (...failure) => {
        told.push(failure);
        return 'unauthorized';
      },
    }),
    {code: 'unauthorized', status: 500},
  );
  assert.deepEqual(told, [[500, {errors: [{errno: -1}]}]]);
});

test('an answer that is no JSON, breaks off, or is too long is a bad one', async () => {
  await refuses(
    asked((_request, response) => response.end('<p>Welcome')),
    {code: 'bad-response', status: 200},
  );
  await refuses(
    asked((_request, response) => {
      response.writeHead(200, {'Content-Length': '100'});
      response.write('{"nodes": [');
      setImmediate(() => response.destroy());
    }),
    {code: 'bad-response', status: 200},
  );
  await refuses(
    asked((_request, response) => response.end(JSON.stringify('x'.repeat(1000))), {maxBytes: 1000}),
    {code: 'bad-response', status: 200},
  );
});

test('an answer without end is read no further than is allowed', async () => {
  let hasStopped: () => void = () => undefined;
  const stopped = new Promise<void>((resume) => {
    hasStopped = resume;
  });
  const endless = asked(
    (_request, response) => {
      response.on('close', hasStopped);
      const write = (): unknown => (response.write('x'.repeat(10_000)) ? setImmediate(write) : response.once('drain', write));
      write();
    },
    {maxBytes: 100_000},
  );
  await refuses(endless, {code: 'bad-response', status: 200});
  await stopped;
});

test('a redirect is followed at the same origin and nowhere else, so that no other host sees a token', async (context) => {
  const {body} = await asked(
    (request, response) => {
      if (request.url === '/nodes') {
        response.writeHead(301, {Location: '/v2/nodes'}).end();
      } else {
        response.end(JSON.stringify([request.url, request.headers['x-token']]));
      }
    },
    {headers: {'X-Token': 'abc'}},
  );
  assert.deepEqual(body, ['/v2/nodes', 'abc']);
  const seen: unknown[] = [];
  const other = createServer((request, response) => {
    seen.push(request.headers['x-token']);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resume) => other.once('listening', resume));
  context.after(() => {
    other.closeAllConnections();
    other.close();
  });
  const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
  await refuses(
    asked((_request, response) => response.writeHead(302, {Location: elsewhere}).end(), {headers: {'X-Token': 'abc'}}),
    {code: 'bad-response', status: 302},
  );
  assert.deepEqual(seen, []);
  await refuses(
    asked((_request, response) => response.writeHead(302, {Location: '/nodes'}).end()),
    {code: 'bad-response'},
  );
});

test('a source that is not there is unreachable, one that nobody waits for any more is late', async () => {
  const signal = new AbortController().signal;
  await refuses(ask(fetch, {url: new URL('http://127.0.0.1:1/'), signal}), {code: 'unreachable'});
  for (const answerHalf of [false, true]) {
    const over = new AbortController();
    await refuses(
      asked(
        (_request, response) => {
          if (answerHalf) {
            response.write('{');
          }
          setImmediate(() => over.abort());
        },
        {signal: over.signal},
      ),
      {code: 'timeout'},
    );
  }
});
