import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import {TenantClient, type TenantEvent} from '../index.ts';
import type {ClientOptions} from '../options.ts';

// What the tests of streams have in common.

export const ID = 'usr_01h2xcejqtf2nbrexx3vqjhp41';

export const event = (id: number, type = 'user.updated', version: number | null = id): TenantEvent => ({
  id: String(id),
  type,
  at: '2026-03-02T09:00:00.000Z',
  subject: {type: 'user', id: ID, version},
});

export const written = (data: TenantEvent): string => `id: ${data.id}\nevent: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;

/** A stream that a test writes. */
export class Line {
  readonly request: Request;
  readonly response: Response;
  isCut = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor(request: Request) {
    this.request = request;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
    });
    request.signal.addEventListener('abort', () => {
      this.isCut = true;
      this.#controller?.error(request.signal.reason);
    });
    this.response = new Response(body, {headers: {'content-type': 'text/event-stream'}});
  }

  get last(): string | null {
    return this.request.headers.get('last-event-id');
  }

  write(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }

  end(): void {
    this.#controller?.close();
  }
}

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json(
    {type: `http://server.test/problems/${code}`, title: code, status, code, requestId: 'r'},
    {status, headers: {'content-type': 'application/problem+json', ...headers}},
  );

export const turns = async (holds: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 1000 && !holds(); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(holds());
};

interface Replies {
  /** Answers instead of a stream, where it answers. */
  readonly refuse?: (count: number) => Response | undefined;
  /** Answers everything else. */
  readonly answer?: () => Response;
}

interface Started {
  readonly client: TenantClient;
  readonly lines: readonly Line[];
  /** What was asked of it but streams. */
  readonly others: readonly Request[];
  /** How many streams were asked for. */
  readonly asked: () => number;
}

/** A client of a server with streams. */
export const start = (
  t: Pick<TestContext, 'mock' | 'after'>,
  {refuse, answer, ...options}: Partial<ClientOptions> & Replies = {},
): Started => {
  t.mock.timers.enable({apis: ['setTimeout']});
  const lines: Line[] = [];
  const others: Request[] = [];
  let count = 0;
  const client = new TenantClient({
    baseUrl: 'http://server.test',
    auth: {cookie: true},
    random: () => 1,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (!new URL(request.url).pathname.endsWith('/events')) {
        others.push(request);
        return answer?.() ?? new Response(null, {status: 204});
      }
      const refused = refuse?.(++count);
      if (refused) {
        return refused;
      }
      const line = new Line(request);
      lines.push(line);
      return line.response;
    },
    ...options,
  });
  t.after(() => client.close());
  return {client, lines, others, asked: () => count};
};
