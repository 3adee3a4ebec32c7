import type * as z from 'zod/mini';
import type {ListSpec} from '../contract/lists.ts';
import type {Page} from '../contract/page.ts';
import {isApiError} from '../errors/api-error.ts';
import {isTenantryError, TenantryError} from '../errors/tenantry-error.ts';
import type {ClientOptions} from '../options.ts';
import {readAnswer} from './answer.ts';
import {type Change, ChangeEvent} from './changes.ts';
import type {ClientEvent} from './client-event.ts';
import {type ListOptions, listQuery} from './query.ts';
import {type Prepared, prepare} from './prepare.ts';
import {isPassing, RetryQuota, waitMs} from './retry.ts';
import {pause, within} from './time-limit.ts';
import {Tokens} from './tokens.ts';
import type {TransportRequest} from './transport-request.ts';

/** How far a call has come. */
interface Progress {
  readonly operation: string;
  readonly began: number;
  attempts: number;
  status?: number | undefined;
  requestId?: string | undefined;
}

/** The one seam between the resources and the network. */
export class Transport {
  /** Hears of every change that went through this client. */
  readonly changes: EventTarget;
  readonly #root: string;
  readonly #options: ClientOptions;
  readonly #closing = new AbortController();
  readonly #quota = new RetryQuota();
  readonly #tokens: Tokens | undefined;

  constructor(options: ClientOptions, changes = new EventTarget()) {
    this.changes = changes;
    this.#options = options;
    this.#tokens = 'getToken' in options.auth ? new Tokens(options.auth, this.#closing.signal) : undefined;
    this.#root = String(options.baseUrl).replace(/\/$/, '');
  }

  /** @throws {TenantryError} and nothing else. */
  async send<Answer = void>(request: TransportRequest<Answer>): Promise<Answer> {
    const {signal, timeoutMs = this.#options.timeoutMs ?? 30_000, operation} = request;
    const progress: Progress = {operation, began: performance.now(), attempts: 0};
    void this.#tell('start', progress);
    try {
      const answer = await within(timeoutMs, [signal, this.#closing.signal], (over) =>
        this.#repeat(request, progress, progress.began + timeoutMs, over),
      );
      if (request.change) {
        this.#announce(request.change(answer));
      }
      void this.#tell('end', progress);
      return answer;
    } catch (error) {
      const failure = Object.assign(toTenantryError(error), {attempts: progress.attempts});
      void this.#tell('end', progress, failure);
      if (isApiError(failure) && failure.status === 401 && failure.code !== 'invalid-credentials') {
        this.#announce({subject: {type: 'session', id: null}, action: 'ended'});
      }
      throw failure;
    }
  }

  /** Fetches one page of a list. */
  list<Item, Spec extends ListSpec>(
    operation: string,
    path: string,
    answer: z.ZodMiniType<Page<Item>>,
    options: ListOptions<Spec>,
  ): Promise<Page<Item>> {
    return this.send({...options, operation, method: 'get', path: `${path}${listQuery(options)}`, answer});
  }

  /** Ends every open call with `aborted`, and every later one. */
  close(): void {
    this.#closing.abort();
  }

  /** Sends a request until it has an answer, or until another attempt makes no sense or is not allowed. */
  async #repeat<Answer>(request: TransportRequest<Answer>, progress: Progress, deadline: number, signal: AbortSignal): Promise<Answer> {
    const attemptTimeoutMs = request.attemptTimeoutMs ?? this.#options.attemptTimeoutMs ?? request.usualMs ?? 10_000;
    const prepared = prepare(request);
    let left = request.isSentOnce ? 0 : (request.retries ?? this.#options.retries ?? 2);
    let paid = 0;
    let rejected: string | undefined;
    for (;;) {
      const token = await this.#tokens?.get(attemptTimeoutMs, signal, rejected);
      try {
        const answer = await within(attemptTimeoutMs, [signal], (over) => this.#attempt(request, prepared, token, progress, over));
        this.#quota.earn(paid);
        return answer;
      } catch (error) {
        const failure = toTenantryError(error);
        if (token && !rejected && isRejected(failure)) {
          rejected = token;
          continue;
        }
        const wait = waitMs(progress.attempts, failure.retryAfterMs, this.#options.random);
        const mayRepeat = left-- > 0 && isPassing(failure) && performance.now() + wait < deadline;
        const price = mayRepeat ? this.#quota.take(failure) : 0;
        if (!price) {
          throw failure;
        }
        paid += price;
        void this.#tell('retry', progress, failure);
        await pause(wait, signal);
      }
    }
  }

  /** Headers, body, parsing and schema. */
  async #attempt<Answer>(
    {path, answer, read = readAnswer}: TransportRequest<Answer>,
    prepared: Prepared,
    token: string | undefined,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<Answer> {
    if (token) {
      prepared.headers['authorization'] = `Bearer ${token}`;
    }
    progress.attempts++;
    progress.status = progress.requestId = undefined;
    const {fetch = globalThis.fetch} = this.#options;
    const response = await fetch(`${this.#root}/${path}`, {
      ...prepared,
      credentials: this.#tokens ? 'omit' : 'include',
      redirect: 'error',
      signal,
    });
    progress.status = response.status;
    progress.requestId = response.headers.get('x-request-id') ?? undefined;
    return read(response, answer, progress.requestId, this.#options.clock);
  }

  #announce(change: Change): void {
    this.changes.dispatchEvent(new ChangeEvent(change, 'local'));
  }

  /** Whoever measures a call shall not break it, neither now nor later. */
  async #tell(type: ClientEvent['type'], {began, ...progress}: Progress, failure?: TenantryError): Promise<void> {
    try {
      await this.#options.onEvent?.({type, ...progress, ms: performance.now() - began, kind: failure?.kind});
    } catch {}
  }
}

/** Whether a fresh token may help (S4). */
const isRejected = (failure: TenantryError): boolean => isApiError(failure) && ['invalid-token', 'session-ended'].includes(failure.code);

const toTenantryError = (error: unknown): TenantryError => {
  if (isTenantryError(error)) {
    return error;
  }
  if (globalThis.navigator?.onLine === false) {
    return new TenantryError('offline', 'There is no network.');
  }
  return new TenantryError('network', 'No whole answer came.', {cause: reason(error)});
};

// Errors of the network layer hold the request with its headers. Of all that only the code of the innermost is kept.
const reason = (error: unknown): Error | undefined => {
  const code = error instanceof Error ? ((error as {readonly code?: unknown}).code ?? reason(error.cause)?.message) : undefined;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? new Error(code) : undefined;
};
