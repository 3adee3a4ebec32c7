// The line between a browser and the portal, which can be cut in the ways that lines are.
import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Server, type Socket} from 'node:net';

/**
 * `whole` carries everything. `cut` refuses and ends every connection. `silent` takes what it is given and carries nothing. `one-way`
 * carries to the server, and cuts a connection when its answer comes: what was asked has happened, and nobody hears of it.
 */
export type LineState = 'whole' | 'cut' | 'silent' | 'one-way';

export class Line {
  /** Where the browser finds the portal. */
  readonly url: string;
  /** How many answers were lost. */
  lost = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #state: LineState = 'whole';

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (near) => this.#carry(near, port));
  }

  /** Lays a line to the portal at this address. */
  static async lay(url: string): Promise<Line> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Line(server, Number(new URL(url).port));
  }

  /** What runs on the line when it is cut, or mended after a silence, has to begin anew. */
  become(state: LineState): void {
    const isEnd = state === 'cut' || this.#state === 'silent';
    this.#state = state;
    if (isEnd) {
      this.#endAll();
    }
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#endAll();
    await once(this.#server, 'close');
  }

  #endAll(): void {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  #carry(near: Socket, port: number): void {
    if (this.#state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (bytes) => this.#state !== 'silent' && far.write(bytes));
    far.on('data', (bytes) => {
      if (this.#state === 'whole') {
        near.write(bytes);
      } else if (this.#state === 'one-way') {
        this.lost += 1;
        near.resetAndDestroy();
      }
    });
  }
}
