import {Operation} from '../contract/operations.ts';
import {readAnswer} from '../transport/answer.ts';
import {path} from '../transport/path.ts';
import type {ActionOptions, RequestOptions} from '../transport/request-options.ts';
import {retryAfterMs} from '../transport/retry-after.ts';
import {pause, within} from '../transport/time-limit.ts';
import type {Transport} from '../transport/transport.ts';

const PAUSE_MS = 1000;
// As long as a timer can be told.
const FOREVER_MS = 2_147_483_647;

export interface WaitOptions extends RequestOptions {
  /** Hears how far it has come, each time that was asked. */
  readonly onProgress?: ((operation: Operation) => void) | undefined;
}

/** Work that goes on after the answer, as far as the caller has started it. */
export class Operations {
  readonly #transport: Transport;
  readonly #root: string;

  constructor(transport: Transport, tenant = 'self') {
    this.#transport = transport;
    this.#root = path`v1/tenants/${tenant}/operations`;
  }

  /** @throws {ApiError} `not-found` when it is over for long, or somebody else has started it. */
  async get(id: string, options: RequestOptions = {}): Promise<Operation> {
    return this.#get(id, options);
  }

  /**
   * Asks again and again, as often as the server would have it, until the operation has ended. How it has ended is in its `status`: one
   * that failed is answered like any other.
   * @param options `timeoutMs` is for the whole of it, and left out there is no end to it.
   */
  wait(id: string, {onProgress, timeoutMs = FOREVER_MS, signal, ...options}: WaitOptions = {}): Promise<Operation> {
    return within(timeoutMs, [signal], async (over) => {
      for (;;) {
        let pauseMs = PAUSE_MS;
        const operation = await this.#get(id, {...options, signal: over}, (response, ...rest) => {
          pauseMs = retryAfterMs(response.headers) ?? PAUSE_MS;
          return readAnswer(response, ...rest);
        });
        onProgress?.(operation);
        if (!['pending', 'running'].includes(operation.status)) {
          return operation;
        }
        await pause(pauseMs, over);
      }
    });
  }

  /** Ends an operation that is still going on. What it has done by then stays done; one that has ended stays as it is. */
  async cancel(id: string, options: ActionOptions = {}): Promise<Operation> {
    return this.#transport.send({
      operation: 'operations.cancel',
      method: 'post',
      path: `${this.#root}${path`/${id}`}/cancel`,
      answer: Operation,
      change: ({version}) => ({subject: {type: 'operation', id, version}, action: 'cancelled'}),
      ...options,
    });
  }

  #get(id: string, options: RequestOptions, read?: typeof readAnswer<Operation>): Promise<Operation> {
    return this.#transport.send({
      operation: 'operations.get',
      method: 'get',
      path: `${this.#root}${path`/${id}`}`,
      answer: Operation,
      ...(read && {read}),
      ...options,
    });
  }
}
