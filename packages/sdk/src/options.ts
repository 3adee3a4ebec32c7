/** How to reach the backend, and as whom. */
export interface ClientOptions {
  /** Root of the API, with or without a trailing slash: `/api` or `https://portal.example/api`. */
  readonly baseUrl: string | URL;
  /** The browser's session cookie, or bearer tokens of the host's own. */
  readonly auth: CookieAuth | TokenAuth;
  /** Milliseconds for a whole call. @defaultValue 30_000 */
  readonly timeoutMs?: number | undefined;
  /** Replaces the global `fetch`: a proxy, or a server in the same process. */
  readonly fetch?: ((input: Request | URL | string, init?: RequestInit) => Promise<Response>) | undefined;
}

export interface CookieAuth {
  readonly cookie: true;
}

export interface TokenAuth {
  /** Asked before every request. Keep the token in a closure, never in an attribute or a storage. */
  readonly getToken: (context: {readonly signal: AbortSignal}) => string | Promise<string>;
}
