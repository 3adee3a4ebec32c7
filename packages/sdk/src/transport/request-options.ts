/** What a caller may say about one call. */
export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call. @defaultValue the client's */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds for one attempt. @defaultValue the client's */
  readonly attemptTimeoutMs?: number | undefined;
  /** How often the call may be repeated, unless it is one that is sent once. @defaultValue the client's */
  readonly retries?: number | undefined;
  /**
   * Names the change, so that a repetition has no second effect (W10): 1 to 64 of `[A-Za-z0-9_-]`. Give the same key again to repeat a
   * call whose answer was lost. Reading calls have no use for it, nor those that are sent once.
   * @defaultValue a new one for each call
   */
  readonly idempotencyKey?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** For what is done to something that has a version. */
export interface ActionOptions extends RequestOptions {
  /** The version that it is meant for (W9). @defaultValue whichever it has */
  readonly version?: number | '*' | undefined;
}

/** For changes of something that has a version. */
export interface WriteOptions extends RequestOptions {
  /** The version that the change is based on, or `'*'` for whichever it has (W9). */
  readonly version: number | '*';
}
