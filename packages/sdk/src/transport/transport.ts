import ky, {type KyInstance} from 'ky';
import type * as z from 'zod/mini';
import type {ListSpec} from '../contract/lists.ts';
import type {Page} from '../contract/page.ts';
import {isApiError} from '../errors/api-error.ts';
import {TenantryError} from '../errors/tenantry-error.ts';
import type {ClientOptions} from '../options.ts';
import {readAnswer} from './answer.ts';
import {type Change, ChangeEvent} from './changes.ts';
import {type ListOptions, listQuery} from './query.ts';
import type {RequestOptions} from './request-options.ts';

export interface TransportRequest<Answer> extends RequestOptions {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: string;
  readonly body?: unknown;
  readonly version?: number | '*' | undefined;
  /** The schema of the answer's body; left out where there is none. */
  readonly answer?: z.ZodMiniType<Answer>;
  /** What a successful write changed. */
  readonly change?: (answer: Answer) => Change;
}

// A timer that is told more ends at once, or not at all.
const TOO_LONG = 2 ** 31;

/** The one seam between the resources and the network. */
export class Transport {
  /** Hears of every change that went through this client. */
  readonly changes = new EventTarget();
  readonly #http: KyInstance;
  readonly #options: ClientOptions;
  readonly #closing = new AbortController();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#http = ky.create({
      prefix: options.baseUrl,
      // Ky carries the request; time, repetition and errors are decided here, where the body is read as well.
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      redirect: 'error',
      credentials: 'cookie' in options.auth ? 'include' : 'omit',
      ...(options.fetch && {fetch: options.fetch}),
    });
  }

  /** @throws {TenantryError} and nothing else. */
  async send<Answer = void>(request: TransportRequest<Answer>): Promise<Answer> {
    const timeoutMs = request.timeoutMs ?? this.#options.timeoutMs ?? 30_000;
    if (!(timeoutMs >= 0 && timeoutMs < TOO_LONG)) {
      throw new TenantryError('misuse', 'timeoutMs is not a number of milliseconds that a timer can count.');
    }
    const deadline = AbortSignal.timeout(timeoutMs);
    const ended = [request.signal, this.#closing.signal].filter((signal) => signal !== undefined);
    try {
      const answer = await abortable(AbortSignal.any([...ended, deadline]), (signal) => this.#attempt(request, signal));
      if (request.change) {
        this.#announce(request.change(answer));
      }
      return answer;
    } catch (error) {
      const failure = toTenantryError(error, ended, deadline);
      if (isApiError(failure) && failure.status === 401 && failure.code !== 'invalid-credentials') {
        this.#announce({subject: {type: 'session', id: null}, action: 'ended'});
      }
      throw failure;
    }
  }

  /** Fetches one page of a list. */
  list<Item, Spec extends ListSpec>(path: string, answer: z.ZodMiniType<Page<Item>>, options: ListOptions<Spec>): Promise<Page<Item>> {
    const {signal, timeoutMs, headers} = options;
    return this.send({method: 'get', path: `${path}${listQuery(options)}`, answer, signal, timeoutMs, headers});
  }

  /** Ends every open call with `aborted`, and every later one. */
  close(): void {
    this.#closing.abort();
  }

  async #attempt<Answer>({method, path, body, version, headers, answer}: TransportRequest<Answer>, signal: AbortSignal): Promise<Answer> {
    const token = await this.#token(signal);
    const sent = new Headers(headers);
    sent.set('accept', 'application/json');
    if (method !== 'get') {
      sent.set('x-requested-with', 'tenantry');
    }
    if (token !== undefined) {
      sent.set('authorization', `Bearer ${token}`);
    }
    if (version !== undefined) {
      sent.set('if-match', version === '*' ? '*' : `"${version}"`);
    }
    const response = await this.#http(path, {
      method,
      signal,
      headers: sent,
      ...(body !== undefined && {json: body}),
    });
    return readAnswer(response, answer);
  }

  async #token(signal: AbortSignal): Promise<string | undefined> {
    const {auth} = this.#options;
    try {
      return 'getToken' in auth ? await auth.getToken({signal}) : undefined;
    } catch {
      // What the host's code says of its token may hold the token.
      throw new TenantryError('network', 'The token provider failed.');
    }
  }

  #announce(change: Change): void {
    this.changes.dispatchEvent(new ChangeEvent(change, 'local'));
  }
}

/** Gives up as soon as the signal says so, also on work that does not listen to it. */
const abortable = async <Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {once: true});
    work(signal).then(resolve, reject);
  });
};

const toTenantryError = (error: unknown, ended: readonly AbortSignal[], deadline: AbortSignal): TenantryError => {
  const abort = ended.find((signal) => signal.aborted);
  if (abort) {
    return new TenantryError('aborted', 'The call was aborted.', {cause: abort.reason});
  }
  if (deadline.aborted) {
    return new TenantryError('timeout', 'The server did not answer in time.');
  }
  if (error instanceof TenantryError) {
    return error;
  }
  return globalThis.navigator?.onLine === false
    ? new TenantryError('offline', 'There is no network.')
    : new TenantryError('network', 'The server could not be reached.', {cause: reason(error)});
};

// Errors of the network layer hold the request with its headers. What they say is kept, what they hold is not.
const reason = (error: unknown): Error | undefined => {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) {
    innermost = innermost.cause;
  }
  return innermost instanceof Error && innermost !== error ? new Error(innermost.message) : undefined;
};
