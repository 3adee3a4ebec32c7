/** How a source can fail, as the overview tells of it (§8). */
export const SOURCE_CODES = ['timeout', 'unreachable', 'unauthorized', 'forbidden', 'rate-limited', 'bad-response', 'failed'] as const;
export type SourceCode = (typeof SOURCE_CODES)[number];

interface SourceErrorOptions {
  /** The status of the answer, where there was one. */
  readonly status?: number | undefined;
  /** How long the source wants to be left alone. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** A source that did not answer, or with nothing of use. What it said itself is not in here: that may hold anything. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly code: SourceCode;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  /** @param detail One English sentence for whoever reads a log, of our own words. */
  constructor(code: SourceCode, detail: string, {status, retryAfterMs, cause}: SourceErrorOptions = {}) {
    super(detail, {cause});
    this.code = code;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Why a source failed, whatever was thrown. */
export const sourceCodeOf = (error: unknown): SourceCode => (error instanceof SourceError ? error.code : 'failed');
