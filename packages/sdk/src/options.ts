import type {ClientEvent} from './transport/client-event.ts';

/** How to reach the backend, and as whom. */
export interface ClientOptions {
  /** Root of the API, with or without a trailing slash: `/api` or `https://portal.example/api`. */
  readonly baseUrl: string | URL;
  /** The browser's session cookie, or bearer tokens of the host's own. */
  readonly auth: CookieAuth | TokenAuth;
  /** Milliseconds for one attempt, from the request to the end of the answer. @defaultValue 10_000 */
  readonly attemptTimeoutMs?: number | undefined;
  /** Milliseconds for a whole call, with every attempt and the pauses between them. @defaultValue 30_000 */
  readonly timeoutMs?: number | undefined;
  /**
   * How often a call may be repeated that got no answer, one that cannot be read, or one that will pass: 408, 425, 429, 500, 502, 503, 504
   * and `idempotency-in-progress`. Signing in and changing a password are sent once.
   * @defaultValue 2
   */
  readonly retries?: number | undefined;
  /** Replaces the global `fetch`: a proxy, or a server in the same process. */
  readonly fetch?: ((input: Request | URL | string, init?: RequestInit) => Promise<Response>) | undefined;
  /** Hears of the beginning, each repetition and the end of every call. What it throws is ignored. */
  readonly onEvent?: ((event: ClientEvent) => void) | undefined;
  /** Replaces `Date.now`, by which a `Retry-After` that is a date is read. */
  readonly clock?: (() => number) | undefined;
  /** Replaces `Math.random`, which spreads repetitions in time. */
  readonly random?: (() => number) | undefined;
}

export interface CookieAuth {
  readonly cookie: true;
}

export interface TokenAuth {
  /**
   * Asked before every request. Keep the token in a closure, never in an attribute or a storage.
   *
   * With `rejected`, the token that the server has refused, it has to bring another. That is asked once for a refused token, however many
   * calls were sent with it, and each of them is repeated once.
   */
  readonly getToken: (context: {readonly rejected?: string; readonly signal: AbortSignal}) => string | Promise<string>;
}
