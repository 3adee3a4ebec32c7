import type * as z from 'zod/mini';
import {Problem} from '../contract/problem.ts';
import {ApiError} from '../errors/api-error.ts';
import {TenantryError} from '../errors/tenantry-error.ts';

/** Reads an answer to its end: what the schema says, or an error that says why not (S1). */
export const readAnswer = async <Answer>(response: Response, schema: z.ZodMiniType<Answer> | undefined): Promise<Answer> => {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const text = await response.text();
  if (!response.ok) {
    throw refusal(response, text, requestId);
  }
  if (!schema) {
    return undefined as Answer; // A call without a schema is one whose answer is `void`.
  }
  const parsed = schema.safeParse(json(response, text, requestId));
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  throw badResponse(`does not match the contract at ${['$', ...(issue?.path ?? [])].join('.')}`, requestId);
};

const refusal = (response: Response, text: string, requestId: string | undefined): TenantryError => {
  const problem = Problem.safeParse(json(response, text, requestId));
  return problem.success
    ? new ApiError(problem.data, {requestId, retryAfterMs: retryAfterMs(response)})
    : badResponse(`has status ${response.status} without problem details`, requestId);
};

const json = (response: Response, text: string, requestId: string | undefined): unknown => {
  if (!/^application\/(?:[\w.-]+\+)?json\b/.test(response.headers.get('content-type') ?? '')) {
    throw badResponse(`has status ${response.status} and is not JSON`, requestId);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw badResponse('is not well-formed JSON', requestId);
  }
};

const badResponse = (what: string, requestId: string | undefined): TenantryError =>
  new TenantryError('bad-response', `The answer ${what}.`, {requestId});

const retryAfterMs = (response: Response): number | undefined => {
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return Number.isNaN(seconds) ? undefined : seconds * 1000;
};
