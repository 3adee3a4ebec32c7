import {randomUUID} from 'node:crypto';
import {createServer, type RequestListener, type Server, STATUS_CODES} from 'node:http';
import {type AddressInfo, isIP, type Socket} from 'node:net';
import {getRequestListener, RequestError} from '@hono/node-server';

/** Answers a request: a tenant server's `fetch`, or a host's that passes some on to it. */
export type Fetch = (request: Request) => Response | Promise<Response>;

export interface ListenOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Whether the next free port is taken when this one is not. */
  readonly orNextFree?: boolean;
  readonly host?: string;
  readonly maxConnections?: number;
  /** How long `close` waits for what is being answered. */
  readonly drainMs?: number;
}

export interface Listening {
  /** Where it listens, seen from this machine. */
  readonly url: URL;
  /** Takes no more, answers what has begun, then ends; what is still open after the drain is cut. */
  close(): Promise<void>;
}

const EVERY_INTERFACE = new Set(['0.0.0.0', '::']);
const KIB = 1024;
const TRIES = 100;

// Who sent a request stands on its connection, which a Web-standard request does not show.
const addresses = new WeakMap<Request, string>();

/** The handler as Node's `http`, Express and Fastify take it. Limits of time and header are then the host's to set. */
export const nodeListener = (fetch: Fetch): RequestListener =>
  getRequestListener(
    (request, {incoming}) => {
      addresses.set(request, incoming.socket.remoteAddress ?? '');
      return fetch(request);
    },
    {overrideGlobalObjects: false, errorHandler: failed},
  );

/** Serves over HTTP, within the limits of T10. Rejects when the port is taken. */
export const listen = async (fetch: Fetch, options: ListenOptions): Promise<Listening> => {
  const {host = '127.0.0.1', maxConnections = 1_000, drainMs = 10_000} = options;
  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16 * KIB,
    },
    nodeListener(fetch),
  );
  server.maxConnections = maxConnections;
  server.maxHeadersCount = 200;
  server.on('clientError', refuseClient);
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  const port = await bind(server, host, options.port, options.orNextFree ? TRIES : 1);
  const name = EVERY_INTERFACE.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return {url: new URL(`http://${name}:${port}`), close: () => drain(server, drainMs, connections)};
};

/**
 * The address that a request came from: the connection's own, or, behind `trustedProxies` proxies, the one that the outermost of them
 * saw. Counted from the right of `X-Forwarded-For`, since what stands further left may be the client's invention.
 */
export const clientAddress =
  (trustedProxies = 0) =>
  (request: Request): string => {
    const forwarded = request.headers.get('x-forwarded-for')?.split(',') ?? [];
    const hops = [...forwarded.map((hop) => hop.trim()), addresses.get(request) ?? ''];
    // Where both families listen on one socket, an IPv4 address comes in IPv6 clothes.
    const address = (hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
    return isIP(address) ? address : '';
  };

const bind = async (server: Server, host: string, first: number, tries: number): Promise<number> => {
  for (let port = first; ; port++) {
    try {
      await new Promise<void>((listening, failing) => {
        server.once('error', failing);
        server.listen({port, host}, () => {
          server.off('error', failing);
          listening();
        });
      });
      // A server that listens on a port has an address with a port.
      return (server.address() as AddressInfo).port;
    } catch (error) {
      server.removeAllListeners('listening');
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port - first >= tries - 1) {
        throw error;
      }
    }
  }
};

const drain = (server: Server, drainMs: number, connections: ReadonlySet<Socket>): Promise<void> =>
  new Promise((ended) => {
    const cut = setTimeout(() => server.closeAllConnections(), drainMs);
    // A connection that has become idle would be kept for the next request; there will be none. Node does not count one as idle that a
    // browser has opened ahead and said nothing on yet.
    const sweep = setInterval(() => {
      server.closeIdleConnections();
      [...connections].filter(({bytesRead}) => bytesRead === 0).forEach((socket) => socket.destroy());
    }, 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      ended();
    });
  });

const problem = (status: number, code: string, detail: string): {status: number; body: string} => ({
  status,
  body: JSON.stringify({type: 'about:blank', title: STATUS_CODES[status], status, detail, code, requestId: randomUUID()}),
});

/** The last resort: for a host or a target that makes no address, and for a handler that broke its promise to answer. */
const failed = (error: unknown): Response => {
  const {status, body} =
    error instanceof RequestError
      ? problem(400, 'malformed-request', 'The host and the target of the request make no address')
      : problem(500, 'internal-error', 'The request could not be answered');
  return new Response(body, {status, headers: {'content-type': 'application/problem+json', 'cache-control': 'no-store'}});
};

/** Answers what is no HTTP request, or one beyond the limits, which no handler ever sees. */
const refuseClient = (error: NodeJS.ErrnoException, socket: Socket & {_httpMessage?: unknown}): void => {
  // Nothing can be said once an answer has begun, or when nobody listens.
  if (!socket.writable || error.code === 'ECONNRESET' || socket._httpMessage !== undefined) {
    socket.destroy();
    return;
  }
  const {status, body} =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? problem(431, 'too-large', 'The header of the request is too large')
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? problem(408, 'request-timeout', 'The request did not arrive in time')
        : problem(400, 'malformed-request', 'This is not an HTTP request');
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      '',
      body,
    ].join('\r\n'),
  );
};
