import {STATUS_CODES} from 'node:http';
import type {Socket} from 'node:net';
import {type Connection, isClosing, linger, markClosing, writeRaw} from './connections.ts';
import {type Fault, wireProblem} from './wire-problem.ts';

/** What Node tells of bytes that are no HTTP, or of a request that took too long. */
export type ClientError = NodeJS.ErrnoException & {readonly rawPacket?: Buffer; readonly bytesParsed?: number};

/**
 * Answers what no handler ever sees: it is told once, after whatever was asked before on the same connection has been answered, and the
 * connection ends. A request whose answer has begun gets no second one.
 */
export const refuseClient = (error: ClientError, connection: Connection, publicUrl: URL | undefined): void => {
  const {socket, latest} = connection;
  if (isClosing(socket)) {
    return;
  }
  markClosing(socket);
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const answer = (): void => writeRaw(socket, STATUS_CODES[fault.status], fault);
  const fault = wireProblem(faultOf(error), publicUrl);
  if (latest && !latest.incoming.complete) {
    // The trouble is in the body of a request that a handler has already begun with.
    if (latest.outgoing.headersSent || connection.waiting > 1) {
      linger(socket);
    } else {
      latest.outgoing.detachSocket(socket);
      answer();
    }
  } else if (connection.waiting > 0) {
    connection.whenAnswered(() => (socket.writable ? answer() : socket.destroy()));
  } else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && connection.isSilent) {
    // Nothing was asked, so there is nothing to answer.
    socket.destroy();
  } else {
    answer();
  }
};

const faultOf = ({code, rawPacket, bytesParsed}: ClientError): Fault => {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return {code: 'headers-too-large', detail: 'The target and the header lines of a request have at most 16 KiB'};
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return {code: 'too-large', detail: 'The extensions of the chunks are too large'};
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {code: 'request-timeout', detail: 'The request did not arrive in time'};
    case 'HPE_INVALID_METHOD':
      // Node's parser knows a list of methods; the others are as well-formed.
      return /^[\w!#$%&'*+.^`|~-]{1,40} \S+ HTTP\/1\.[01]\r\n/.test(lineOf(rawPacket, bytesParsed))
        ? unknownMethod
        : {code: 'malformed-request', detail: 'This is not an HTTP request'};
    default:
      return {code: 'malformed-request', detail: 'This is not an HTTP request'};
  }
};

/** What came from the beginning of the line in which the parser stopped. */
const lineOf = (packet: Buffer | undefined, stopped = 0): string => {
  const text = packet?.toString('latin1') ?? '';
  return text.slice(stopped === 0 ? 0 : text.lastIndexOf('\n', stopped - 1) + 1);
};

const unknownMethod: Fault = {code: 'method-not-allowed', detail: 'No address here knows the method'};

/** Answers CONNECT, which asks for a tunnel and has no target here. */
export const refuseTunnel = (socket: Socket, connection: Connection, publicUrl: URL | undefined): void => {
  markClosing(socket);
  // Node has let go of the connection: without these a reset would end the process, and who is silent would stay.
  socket.on('error', () => socket.destroy());
  socket.on('timeout', () => socket.destroy());
  connection.whenAnswered(() => {
    const answer = wireProblem(unknownMethod, publicUrl);
    return socket.writable ? writeRaw(socket, STATUS_CODES[answer.status], answer) : socket.destroy();
  });
};
