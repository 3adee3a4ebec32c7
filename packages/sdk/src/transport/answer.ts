import {validatorOf} from '#validator';
import type * as z from 'zod/mini';
import {Problem} from '../contract/problem.ts';
import {ApiError} from '../errors/api-error.ts';
import {TenantryError, type TenantryErrorOptions} from '../errors/tenantry-error.ts';
import {retryAfterMs} from './retry-after.ts';

const MAX_BYTES = 8 * 1024 * 1024;
const MAX_DEPTH = 64;

type Hints = Pick<TenantryErrorOptions, 'requestId' | 'retryAfterMs'>;

/** Reads an answer to its end: what the schema says, or an error that says why not (S1). */
export const readAnswer = async <Answer>(
  response: Response,
  schema: z.ZodMiniType<Answer> | undefined,
  requestId: string | undefined,
  now?: () => number,
): Promise<Answer> => {
  const hints = {requestId, retryAfterMs: retryAfterMs(response.headers, now)};
  const text = await readText(response, hints);
  if (!response.ok) {
    throw refusal(response, text, hints);
  }
  if (!schema) {
    if (text || ![202, 204].includes(response.status)) {
      throw badResponse('is not the empty one', hints); // Somebody else's page, say.
    }
    return undefined as Answer; // A call without a schema is one whose answer is `void`.
  }
  const parsed = validatorOf(schema).safeParse(parse(response, text, hints));
  if (parsed.success) {
    return parsed.data;
  }
  throw badResponse(`breaks the contract at ${['$', ...(parsed.error.issues[0]?.path ?? [])].join('.')}`, hints);
};

const refusal = (response: Response, text: string, hints: Hints): TenantryError => {
  const problem = Problem.safeParse(parse(response, text, hints));
  return problem.success
    ? new ApiError({...problem.data, status: response.status}, hints)
    : badResponse(`has status ${response.status} without problem details`, hints);
};

/** The whole body, counted while it comes (T7). */
const readText = async ({body}: Response, hints: Hints): Promise<string> => {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  let read: Uint8Array | undefined;
  while ((read = (await reader?.read())?.value)) {
    bytes += read.byteLength;
    if (bytes > MAX_BYTES) {
      // Also where the caller's `fetch` pays no heed to signals.
      void reader?.cancel().catch(() => undefined);
      throw badResponse('is over 8 MiB', hints);
    }
    text += decoder.decode(read, {stream: true});
  }
  return text + decoder.decode();
};

const parse = ({headers, status}: Response, text: string, hints: Hints): unknown => {
  if (!/^application\/([\w.-]+\+)?json\b/.test(headers.get('content-type') ?? '')) {
    throw badResponse(`has status ${status} and is not JSON`, hints);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badResponse('is broken JSON', hints);
  }
  if (!isTame(value, MAX_DEPTH)) {
    throw badResponse('is too deep', hints);
  }
  return value;
};

/** Whether a value has at most so many levels. What would reach for a prototype is taken out of it on the way (T7). */
const isTame = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  let tame = levels > 0;
  if (Array.isArray(value)) {
    return tame && value.every((member) => isTame(member, levels - 1));
  }
  for (const key in value) {
    tame &&= key === '__proto__' ? delete value[key as never] : isTame(value[key as never], levels - 1);
  }
  return tame;
};

const badResponse = (what: string, hints: Hints): TenantryError => new TenantryError('bad-response', `The answer ${what}.`, hints);
