import {once} from 'node:events';
import {createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse} from 'node:http';
import {type AddressInfo, Server as NetServer, type Socket} from 'node:net';
import {setImmediate as turn} from 'node:timers/promises';
import {refuseClient, refuseTunnel} from './client-errors.ts';
import {Connection, linger} from './connections.ts';
import {type Fetch, nodeListener} from './node-listener.ts';

export interface ListenOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Whether the next free port is taken when this one is not. */
  readonly orNextFree?: boolean;
  readonly host?: string;
  /** The API root as browsers see it, as `createTenantServer` is told; a path is one where it listens. Default: where it listens. */
  readonly publicUrl?: URL | string | undefined;
  /** Connections beyond these are closed without an answer. */
  readonly maxConnections?: number;
  readonly limits?: Partial<TimeLimits>;
  /** How long `close` waits for what is being answered. */
  readonly drainMs?: number;
}

/** How long the other side may take, in milliseconds. What takes longer is cut; up to `checkMs` pass until that is seen. */
export interface TimeLimits {
  /** From the first byte of a request, or from the connection, to the end of its header. */
  readonly headersMs: number;
  /** From the first byte of a request to the end of its body. */
  readonly requestMs: number;
  /** From an answer to the next request. */
  readonly keepAliveMs: number;
  /** Without a byte either way, while an answer is made or waits to be fetched. Node may look twice before it believes it. */
  readonly silenceMs: number;
  readonly checkMs: number;
}

export interface Listening {
  /** Where it listens, seen from this machine. */
  readonly url: URL;
  /**
   * Takes no more, answers what has begun, then ends; what is still open after the drain is cut. Each answer says that it is the last of
   * its connection.
   *
   * @param hurry Ends the drain early: what is still open is cut.
   */
  close(hurry?: AbortSignal): Promise<void>;
}

/** T10. */
const LIMITS: TimeLimits = {headersMs: 5_000, requestMs: 10_000, keepAliveMs: 5_000, silenceMs: 30_000, checkMs: 1_000};
const EVERY_INTERFACE = new Set(['0.0.0.0', '::']);
const KIB = 1024;
const TRIES = 100;
/** How often a connection is looked at during a drain before it counts as quiet, and how far apart: the next request may be on its way. */
const QUIET_LOOKS = 10;
const LOOK_MS = 50;

/** Serves over HTTP, within the limits of T10. Rejects when the port is taken. */
export const listen = async (fetch: Fetch, options: ListenOptions): Promise<Listening> => {
  const {host = '127.0.0.1', maxConnections = 1_000, drainMs = 10_000} = options;
  const limits = {...LIMITS, ...options.limits};
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
    keepAliveTimeout: limits.keepAliveMs,
    maxHeaderSize: 16 * KIB,
    insecureHTTPParser: false,
    // Node would answer without a problem document; the listener refuses it as well.
    requireHostHeader: false,
  });
  server.maxConnections = maxConnections;
  // Some versions of Node drop the lines beyond in silence. The listener counts them.
  server.maxHeadersCount = 0;
  server.timeout = limits.silenceMs;
  const port = await bind(server, host, options.port, options.orNextFree ? TRIES : 1);
  const name = EVERY_INTERFACE.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const url = new URL(`http://${name}:${port}`);
  const publicUrl = new URL(options.publicUrl ?? '', url);
  const connections = serve(server, nodeListener(fetch, {publicUrl}), publicUrl);
  return {url, close: (hurry) => drain(server, drainMs, connections, hurry)};
};

interface Connections extends Iterable<Connection> {
  /** From now on every answer is the last of its connection. */
  drain(): void;
}

/** Passes on what is a request and refuses what is none. */
const serve = (server: Server, listener: RequestListener, publicUrl: URL): Connections => {
  const connections = new Map<Socket, Connection>();
  let draining = false;
  const connectionOf = (socket: Socket): Connection => {
    const connection = connections.get(socket) ?? new Connection(socket);
    connections.set(socket, connection);
    return connection;
  };
  const begin = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const connection = connectionOf(incoming.socket);
    if (connection.isEnding) {
      return;
    }
    connection.begin({incoming, outgoing});
    // No other protocol is spoken here. Node's parser loses its place after a request for one.
    if (draining || incoming.headers.upgrade !== undefined) {
      connection.announceEnd();
    }
    outgoing.once('finish', () => {
      // Whoever is refused before the end of the body may go on with it for ever.
      if (!incoming.complete) {
        linger(incoming.socket);
      }
    });
    listener(incoming, outgoing);
  };
  server.on('connection', (socket: Socket) => {
    connectionOf(socket);
    socket.destroySoon = () => linger(socket);
    socket.on('close', () => connections.delete(socket));
  });
  server.on('request', begin);
  server.on('checkContinue', (incoming, outgoing) => {
    // Said when somebody begins to read: who is refused sends no body in vain.
    incoming.once('resume', () => {
      if (!outgoing.headersSent) {
        outgoing.writeContinue();
      }
    });
    begin(incoming, outgoing);
  });
  // An expectation that nobody knows is no reason to refuse (RFC 9110).
  server.on('checkExpectation', begin);
  server.on('connect', (_, socket) => refuseTunnel(socket as Socket, connectionOf(socket as Socket), publicUrl));
  server.on('clientError', (error, socket) => refuseClient(error, connectionOf(socket as Socket), publicUrl));
  return {
    [Symbol.iterator]: () => connections.values(),
    drain: () => {
      draining = true;
      connections.forEach((connection) => connection.announceEnd());
    },
  };
};

const bind = async (server: Server, host: string, first: number, tries: number): Promise<number> => {
  for (let port = first; ; port++) {
    try {
      server.listen({port, host});
      await once(server, 'listening');
      // A server that listens on a port has an address with a port.
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port - first >= tries - 1) {
        throw error;
      }
    }
  }
};

const drain = async (server: Server, drainMs: number, connections: Connections, hurry?: AbortSignal): Promise<void> => {
  // Whoever has connected while this process was busy is let in first: closing the port would cut them.
  await turn();
  await turn();
  const cut = (): void => [...connections].forEach(({socket}) => socket.destroy());
  const timer = setTimeout(cut, drainMs);
  hurry?.addEventListener('abort', cut);
  const sweep = setInterval(() => {
    for (const connection of connections) {
      if (connection.look() >= QUIET_LOOKS) {
        connection.socket.destroy();
      }
    }
  }, LOOK_MS);
  const ended = new Promise<unknown>((resolve) => {
    // Not as an HTTP server closes: that would cut at once every connection that happens to be between two requests, and stop looking
    // for requests that take too long.
    NetServer.prototype.close.call(server, resolve);
  });
  connections.drain();
  if (hurry?.aborted) {
    cut();
  }
  await ended;
  clearTimeout(timer);
  clearInterval(sweep);
  hurry?.removeEventListener('abort', cut);
  server.close();
};
