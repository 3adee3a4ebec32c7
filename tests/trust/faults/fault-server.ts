import {once} from 'node:events';
import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';

/** A request as it arrived. */
export interface Seen {
  /** When, in milliseconds of `performance.now()`. */
  readonly at: number;
  readonly method: string;
  /** With its query, as the backend knows it. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Resolves when the connection has ended, with the bytes that were written on it. */
  readonly ended: Promise<number>;
}

/** What the backend answers. */
export interface BackendAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A request that a fault gets hold of. */
export interface Exchange {
  readonly seen: Seen;
  readonly response: ServerResponse;
  /** For what no HTTP server would write. */
  readonly socket: Socket;
  /** Hands the request to the backend. When it resolves, what was asked for has happened. */
  forward(): Promise<BackendAnswer>;
}

/** Does with a request what a good line would not. */
export type Act = (exchange: Exchange) => unknown;

/** Which fault the request meets, the first being 0; none: it goes to the backend and back. */
export type Plan = (index: number, seen: Seen) => {readonly act: Act} | undefined;

/** A way to the backend with faults of its own. */
export interface Line {
  /** The root of the API at the end of this line. */
  readonly url: string;
  /** What came over it, in order. */
  readonly seen: readonly Seen[];
}

export interface FaultServer {
  readonly origin: string;
  lay(plan: Plan): Line;
  close(): Promise<void>;
}

/** A server at the end of a line. */
export interface Backend {
  readonly publicUrl: URL;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** Serves a backend over HTTP, by as many lines as are laid, each with the faults that its plan says. */
export const startFaultServer = async (backend: Backend): Promise<FaultServer> => {
  const lines = new Map<string, {readonly plan: Plan; readonly seen: Seen[]}>();
  const server = createServer({keepAliveTimeout: 30_000}, async (request, response) => {
    const {socket, method = '', url = ''} = request;
    const at = performance.now();
    // Whoever cuts a connection gets an error on it, which is no news here.
    response.on('error', () => undefined);
    const [, name = '', path = ''] = /^\/(line-\d+)(.*)$/.exec(url) ?? [];
    const line = lines.get(name);
    if (!line) {
      response.writeHead(404).end();
      return;
    }
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
      }
    } catch {
      return; // Cut while it was being sent.
    }
    const seen: Seen = {at, method, path, headers: request.headers, body: Buffer.concat(chunks).toString(), ended: endOf(socket)};
    const index = line.seen.push(seen) - 1;
    const exchange: Exchange = {seen, response, socket, forward: () => forward(backend, seen)};
    await (line.plan(index, seen)?.act ?? passOn)(exchange);
  });
  server.on('connection', (socket: Socket) => {
    socket.on('error', () => socket.destroy());
    ends.set(
      socket,
      new Promise((resolve) => {
        socket.once('close', () => resolve(socket.bytesWritten));
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    lay: (plan) => {
      const name = `line-${lines.size}`;
      const seen: Seen[] = [];
      lines.set(name, {plan, seen});
      return {url: `${origin}/${name}${backend.publicUrl.pathname}`, seen};
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};

// One for each connection, however many requests come over it.
const ends = new WeakMap<Socket, Promise<number>>();

const endOf = (socket: Socket): Promise<number> => ends.get(socket) ?? Promise.resolve(socket.bytesWritten);

/** What a good line does. */
export const passOn: Act = async ({response, forward}) => {
  const {status, headers, body} = await forward();
  response.writeHead(status, headers).end(body);
};

const forward = async ({fetch, publicUrl}: Backend, {method, path, headers, body}: Seen): Promise<BackendAnswer> => {
  const request = new Request(new URL(path, publicUrl), {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(body !== '' && {body}),
  });
  const answer = await fetch(request);
  return {status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer())};
};
