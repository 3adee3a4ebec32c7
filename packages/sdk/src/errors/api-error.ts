import type {ErrorCode} from '../contract/error-codes.ts';
import type {FieldError, Problem} from '../contract/problem.ts';
import {isTenantryError, TenantryError, type TenantryErrorOptions} from './tenantry-error.ts';

/** The server understood the request and refused it. */
export class ApiError extends TenantryError {
  readonly status: number;
  /** Stable, machine-readable reason. Branch on this, never on `message`. */
  readonly code: ErrorCode | (string & {});
  readonly problem: Problem;
  /** Why single fields were refused; empty when the refusal is about none. */
  readonly fieldErrors: readonly FieldError[];

  constructor(problem: Problem, {requestId, retryAfterMs}: Pick<TenantryErrorOptions, 'requestId' | 'retryAfterMs'> = {}) {
    super('api', `${problem.status} ${problem.code}: ${problem.detail ?? problem.title}`, {
      requestId: problem.requestId ?? requestId,
      retryAfterMs,
    });
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
    this.fieldErrors = problem.errors ?? [];
  }

  /** With `precondition-failed`: the resource as it is now. */
  get current(): unknown {
    return this.problem.current;
  }
}

export const isApiError = (error: unknown): error is ApiError => isTenantryError(error) && error.kind === 'api';

/** Whether the server refused for this reason: `isProblem(error, 'username-taken')`. */
export const isProblem = <Code extends ErrorCode>(error: unknown, code: Code): error is ApiError & {readonly code: Code} =>
  isApiError(error) && error.code === code;
