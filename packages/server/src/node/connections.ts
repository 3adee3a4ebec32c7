import type {IncomingMessage, ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import type {WireAnswer} from './wire-problem.ts';

/** A request that Node's parser found, and the answer to it. */
export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** How long, and for how many bytes, the sender of something that is not read to its end gets to see the answer. */
const LINGER_MS = 500;
const LINGER_BYTES = 1_048_576;
const LOOK_MS = 50;

/** Connections on which nothing counts as a request any more: what still comes was never one, or came too late. */
const closing = new WeakSet<Socket>();

export const isClosing = (socket: Socket): boolean => closing.has(socket);

export const markClosing = (socket: Socket): void => {
  closing.add(socket);
};

/**
 * Ends our side, and cuts the connection when the other side has ended or has had its time. Cut at once, what the other side is still
 * sending would make its system throw away the answer.
 */
export const linger = (socket: Socket): void => {
  markClosing(socket);
  if (socket.destroyed || !socket.writable) {
    return;
  }
  const until = performance.now() + LINGER_MS;
  const most = socket.bytesRead + LINGER_BYTES;
  const timer = setInterval(() => {
    if (performance.now() >= until || socket.bytesRead > most) {
      socket.destroy();
    }
  }, LOOK_MS).unref();
  socket.once('close', () => clearInterval(timer));
  socket.end();
  socket.resume();
};

/** Answers what has no `ServerResponse`, as the last thing on its connection. */
export const writeRaw = (socket: Socket, reason: string | undefined, {status, headers, body}: WireAnswer): void => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write(
    [`HTTP/1.1 ${status} ${reason ?? ''}`, 'Connection: close', `Date: ${new Date().toUTCString()}`, ...lines, '', body].join('\r\n'),
  );
  linger(socket);
};

/** One connection, and what of it is not answered yet. */
export class Connection {
  readonly socket: Socket;
  readonly #open = new Set<Exchange>();
  #latest: Exchange | undefined;
  #quietLooks = 0;
  #bytesLooked = 0;
  #bytesThen = 0;

  constructor(socket: Socket) {
    this.socket = socket;
  }

  /** The latest request, answered or not. */
  get latest(): Exchange | undefined {
    return this.#latest;
  }

  /** How many requests wait for the end of their answer. */
  get waiting(): number {
    return this.#open.size;
  }

  /** Whether nothing has come since the last answer. */
  get isSilent(): boolean {
    return this.#open.size === 0 && this.socket.bytesRead === this.#bytesThen;
  }

  /**
   * Looks whether anything is on its way. Says how many looks in a row have found nothing: not how long, since a process that was busy
   * has not heard yet what came meanwhile.
   */
  look(): number {
    const {bytesRead} = this.socket;
    this.#quietLooks = this.isSilent && bytesRead === this.#bytesLooked ? this.#quietLooks + 1 : 0;
    this.#bytesLooked = bytesRead;
    return this.#quietLooks;
  }

  begin(exchange: Exchange): void {
    this.#latest = exchange;
    this.#open.add(exchange);
    exchange.outgoing.once('close', () => {
      this.#open.delete(exchange);
      if (this.#open.size === 0) {
        this.#bytesThen = this.socket.bytesRead;
      }
    });
  }

  /** Whether an answer is, or will say that it is, the last one here. */
  get isEnding(): boolean {
    return isClosing(this.socket) || this.#latest?.outgoing.shouldKeepAlive === false;
  }

  /** Says on the latest answer that there will be no other, where it can still be said. */
  announceEnd(): void {
    const outgoing = this.#latest?.outgoing;
    if (outgoing && !outgoing.headersSent) {
      outgoing.shouldKeepAlive = false;
    }
  }

  /** Calls back when all that was asked here is answered. */
  whenAnswered(work: () => void): void {
    if (this.#open.size === 0) {
      work();
    } else {
      this.#latest?.outgoing.once('close', work);
    }
  }
}
