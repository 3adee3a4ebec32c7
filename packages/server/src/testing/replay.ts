import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

export interface ReplayedQuestion {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface ReplayedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * What goes wrong with an answer: it never comes, comes only when something else has happened, breaks off in its midst, is half of one, is no
 * JSON, or is another one.
 */
export type Fault = 'hangs' | 'breaks off' | 'is cut' | 'is no JSON' | ReplayedAnswer | {readonly after: Promise<unknown>};

/** What a system says to a question; `origin` is where it is. */
export type Answerer = (question: ReplayedQuestion, origin: string) => ReplayedAnswer;

/** A real HTTP server that says what a system once said, or goes wrong. */
export class Replay implements AsyncDisposable {
  /** What it was asked, in that order. */
  readonly asked: ReplayedQuestion[] = [];
  /** How many wait for an answer. */
  waiting = 0;
  #fault: {readonly where: RegExp; readonly fault: Fault; times: number} | undefined;
  readonly #server: Server;
  readonly #answer: Answerer;

  private constructor(answer: Answerer) {
    this.#answer = answer;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(answer: Answerer): Promise<Replay> {
    const replay = new Replay(answer);
    replay.#server.listen(0, '127.0.0.1');
    await new Promise((resume) => replay.#server.once('listening', resume));
    return replay;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The paths of what it was asked, with their queries. */
  get paths(): readonly string[] {
    return this.asked.map(({url}) => `${url.pathname}${url.search}`);
  }

  /** From now on answers go wrong, so often, for paths like this. */
  goWrong(fault: Fault, {where = /./, times = Number.POSITIVE_INFINITY}: {readonly where?: RegExp; readonly times?: number} = {}): void {
    this.#fault = {where, fault, times};
  }

  goRight(): void {
    this.#fault = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resume) => this.#server.close(resume));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.waiting += 1;
    response.on('close', () => {
      this.waiting -= 1;
    });
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    const question = {
      method: request.method ?? 'GET',
      url: new URL(request.url ?? '/', this.origin),
      headers: new Headers(Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])),
      body: text === '' ? undefined : JSON.parse(text),
    };
    this.asked.push(question);
    const fault = this.#faultFor(question);
    if (fault === 'hangs') {
      return;
    }
    if (typeof fault === 'object' && 'after' in fault) {
      await fault.after;
    }
    const other = typeof fault === 'object' && !('after' in fault) ? fault : undefined;
    const {status = 200, headers = {}, body} = other ?? this.#answer(question, this.origin);
    const whole = fault === 'is no JSON' ? '<html>Welcome' : typeof body === 'string' ? body : JSON.stringify(body ?? {});
    const half = whole.slice(0, whole.length / 2);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      ...headers,
      ...(fault === 'breaks off' && {'Content-Length': whole.length}),
    });
    if (fault === 'breaks off') {
      response.write(half, () => response.destroy());
    } else {
      response.end(fault === 'is cut' ? half : whole);
    }
  }

  #faultFor({url}: ReplayedQuestion): Fault | undefined {
    const set = this.#fault;
    if (!set || set.times === 0 || !set.where.test(url.pathname)) {
      return undefined;
    }
    set.times -= 1;
    return set.fault;
  }
}
