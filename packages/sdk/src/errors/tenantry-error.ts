// Shared by every copy of the package on a page, so that the guards know each other's errors.
const BRAND = Symbol.for('@tenantry/sdk/error');

/** What went wrong, as a closed set to `switch` over. */
export type ErrorKind =
  /** The server understood and refused: an `ApiError`. */
  | 'api'
  /** No whole answer came. A write may or may not have happened. */
  | 'network'
  /** No whole answer came in time. */
  | 'timeout'
  /** The caller's signal, or `client.close()`, ended the call. */
  | 'aborted'
  /** The device has no network. */
  | 'offline'
  /** An answer came that is not what the contract promises. */
  | 'bad-response'
  /** The call itself cannot be right: a path parameter that is empty, a time limit that is none. */
  | 'misuse';

export interface TenantryErrorOptions {
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The only thing the SDK throws. Holds no header, body, query or secret. */
export class TenantryError extends Error {
  readonly kind: ErrorKind;
  /** Quote this when reporting a problem; the server logs it. */
  readonly requestId: string | undefined;
  /** How long the server asks to wait, or `undefined`. */
  readonly retryAfterMs: number | undefined;
  /** How many requests were sent. */
  readonly attempts: number = 0;

  constructor(kind: ErrorKind, message: string, {requestId, retryAfterMs, cause}: TenantryErrorOptions = {}) {
    super(message, cause === undefined ? undefined : {cause});
    this.name = 'TenantryError';
    this.kind = kind;
    this.requestId = requestId;
    this.retryAfterMs = retryAfterMs;
    Object.defineProperty(this, BRAND, {value: true});
  }
}

/** Whether an error came from the SDK, this copy or another. */
export const isTenantryError = (error: unknown): error is TenantryError => error instanceof Error && BRAND in error;
