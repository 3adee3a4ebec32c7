/** What a caller may say about one call. */
export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call. @defaultValue the client's */
  readonly timeoutMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** For changes of something that has a version. */
export interface WriteOptions extends RequestOptions {
  /** The version that the change is based on, or `'*'` for whichever it has (W9). */
  readonly version: number | '*';
}
