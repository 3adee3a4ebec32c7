import {type RequestListener, type ServerResponse, STATUS_CODES} from 'node:http';
import {isIP} from 'node:net';
import {getRequestListener, RequestError} from '@hono/node-server';
import {isClosing, markClosing} from './connections.ts';
import {faultOf} from './request-head.ts';
import {type Fault, type WireAnswer, wireProblem} from './wire-problem.ts';

/** Answers a request: a tenant server's `fetch`, or a host's that passes some on to it. */
export type Fetch = (request: Request) => Response | Promise<Response>;

export interface NodeListenerOptions {
  /** The API root as browsers see it, where problems are explained. Without it their type is an address relative to the server's root. */
  readonly publicUrl?: URL | undefined;
}

// Who sent a request stands on its connection, which a Web-standard request does not show.
const addresses = new WeakMap<Request, string>();

/**
 * The handler as Node's `http`, Express and Fastify take it. What is not plainly one request is refused here, and ends its connection.
 * Limits of time and size are then the host's to set.
 */
export const nodeListener = (fetch: Fetch, {publicUrl}: NodeListenerOptions = {}): RequestListener => {
  const answer = getRequestListener(
    (request, {incoming}) => {
      addresses.set(request, incoming.socket.remoteAddress ?? '');
      return fetch(request);
    },
    {overrideGlobalObjects: false, errorHandler: (error) => responseOf(wireProblem(reasonOf(error), publicUrl))},
  );
  return (incoming, outgoing) => {
    const {socket} = incoming;
    if (isClosing(socket)) {
      return;
    }
    const fault = faultOf(incoming);
    if (fault) {
      markClosing(socket);
      incoming.resume();
      refuse(outgoing, wireProblem(fault, publicUrl));
      return;
    }
    void answer(incoming, outgoing);
  };
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
    const hop = hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? '';
    // Some proxies add the port: `10.0.0.1:50123`, `[2001:db8::1]:443`.
    const bare = hop.replace(/^\[(.+)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
    // Where both families listen on one socket, an IPv4 address comes in IPv6 clothes.
    const address = bare.replace(/^::ffff:(?=\d+\.)/i, '');
    return isIP(address) ? address : '';
  };

const refuse = (outgoing: ServerResponse, {status, headers, body}: WireAnswer): void => {
  outgoing.writeHead(status, STATUS_CODES[status], {...headers, Connection: 'close'}).end(body);
};

/** The last resort: for a host or a target that makes no address, and for a handler that broke its promise to answer. */
const reasonOf = (error: unknown): Fault =>
  error instanceof RequestError
    ? {code: 'malformed-request', detail: 'The host and the target of the request make no address'}
    : {code: 'internal-error', detail: 'The request could not be answered'};

const responseOf = ({status, headers, body}: WireAnswer): Response => new Response(body, {status, headers});
