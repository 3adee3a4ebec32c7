import {ERROR_CODES, type ErrorCode, type FieldCode, type FieldError} from '@tenantry/sdk/contract';

export interface RefusalOptions {
  /** Why single fields were refused. */
  readonly errors?: readonly FieldError[];
  /** Members of the problem beyond those that each has: `missing`, `rules`, `current` … */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set where a guard (G1–G5) refused: the attempt is written to the audit trail, with what it was aimed at (L18). */
  readonly audited?: {readonly target: {readonly type: string; readonly id: string | null}};
  readonly cause?: unknown;
}

/** A request that is answered with a reason instead of an effect. Thrown anywhere; its status follows from its code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly status: (typeof ERROR_CODES)[ErrorCode];
  readonly errors: readonly FieldError[] | undefined;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly audited: RefusalOptions['audited'];

  /** @param detail One English sentence for whoever reads a log. Nothing personal, nothing secret. */
  constructor(code: ErrorCode, detail: string, {errors, members = {}, headers = {}, audited, cause}: RefusalOptions = {}) {
    super(detail, {cause});
    this.code = code;
    this.status = ERROR_CODES[code];
    this.errors = errors;
    this.members = members;
    this.headers = headers;
    this.audited = audited;
  }
}

/** Refuses one field of a body: `invalidField('#/roleId', 'unknown-reference', 'There is no such role')`. */
export const invalidField = (pointer: string, code: FieldCode, detail: string, params?: Readonly<Record<string, unknown>>): Refusal =>
  new Refusal('validation-failed', 'The request has a field that cannot be accepted', {
    errors: [{pointer, code, detail, ...(params && {params})}],
  });

/** What is not there, and what the caller may not know of: both answer with the same words (W1, E11). */
export const notFound = (): Refusal => new Refusal('not-found', 'There is nothing here, or nothing that you may see');
