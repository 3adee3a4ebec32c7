import {type SourceCode, SourceError} from './source-error.ts';

/** As much of the global `fetch` as providers use. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

export interface Question {
  readonly url: URL;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
  /** How much is read of an answer. Default: 32 MiB. */
  readonly maxBytes?: number;
  /** What a source means by a failure beyond what its status says. It is told the body: parsed where that is JSON, else as text. */
  readonly readFailure?: (status: number, body: unknown) => SourceCode | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; `undefined` where there is none. */
  readonly body: unknown;
}

const MAX_BYTES = 32 * 1_048_576;
/** Of a failure's answer only what tells why is read. */
const MAX_FAILURE_BYTES = 65_536;
const MAX_HOPS = 3;
const REDIRECTS = [301, 302, 307, 308];
const BY_STATUS: Readonly<Record<number, SourceCode>> = {401: 'unauthorized', 403: 'forbidden', 429: 'rate-limited'};

/**
 * Asks a source one question and reads its JSON, as much of it as is allowed. A redirect is followed where it stays at the same origin and
 * nothing was to be changed: no other host ever sees a token.
 *
 * @throws {SourceError} Whatever goes wrong.
 */
export const ask = async (fetch: Fetch, question: Question): Promise<Reply> => {
  const response = await send(fetch, question);
  const {status, headers} = response;
  if (status >= 400) {
    throw await failureOf(response, question);
  }
  const text = await readText(response, question.maxBytes ?? MAX_BYTES, question.signal);
  return {status, headers, body: text === '' ? undefined : parse(text, status)};
};

const send = async (fetch: Fetch, {url, method = 'GET', headers = {}, body, signal}: Question): Promise<Response> => {
  let at = url;
  for (let hop = 0; hop <= MAX_HOPS; hop += 1) {
    const response = await reach(fetch, at, {
      method,
      redirect: 'manual',
      signal,
      headers: {Accept: 'application/json', ...(body !== undefined && {'Content-Type': 'application/json'}), ...headers},
      ...(body !== undefined && {body: JSON.stringify(body)}),
    });
    if (response.status < 300 || response.status >= 400) {
      return response;
    }
    await response.body?.cancel();
    const next = URL.parse(response.headers.get('location') ?? '', at.href);
    if (!REDIRECTS.includes(response.status) || method !== 'GET' || next?.origin !== at.origin) {
      throw new SourceError('bad-response', 'The source redirects elsewhere', {status: response.status});
    }
    at = next;
  }
  throw new SourceError('bad-response', 'The source redirects without end');
};

const reach = async (fetch: Fetch, url: URL, init: RequestInit & {readonly signal: AbortSignal}): Promise<Response> => {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw init.signal.aborted ? late(cause) : new SourceError('unreachable', 'The source cannot be reached', {cause});
  }
};

const late = (cause: unknown): SourceError => new SourceError('timeout', 'The source did not answer in time', {cause});

const failureOf = async (response: Response, {signal, readFailure}: Question): Promise<SourceError> => {
  const {status, headers} = response;
  const text = await readText(response, MAX_FAILURE_BYTES, signal).catch(() => '');
  const code = readFailure?.(status, parseOrText(text)) ?? BY_STATUS[status] ?? 'failed';
  return new SourceError(code, 'The source answers with an error', {status, retryAfterMs: retryAfterMs(headers)});
};

const retryAfterMs = (headers: Headers): number | undefined => {
  const value = headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(value) ? Number(value) * 1000 : undefined;
};

/** Reads a body to its end, and no further than is allowed. */
const readText = async ({status, body}: Response, maxBytes: number, signal: AbortSignal): Promise<string> => {
  if (!body) {
    return '';
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > maxBytes) {
        await reader.cancel();
        throw new SourceError('bad-response', 'The source answers with more than is read', {status});
      }
      chunks.push(part.value);
    }
  } catch (cause) {
    if (cause instanceof SourceError) {
      throw cause;
    }
    throw signal.aborted ? late(cause) : new SourceError('bad-response', 'The answer of the source breaks off', {status, cause});
  }
  return new Blob(chunks).text();
};

const parse = (text: string, status: number): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceError('bad-response', 'The source answers with something other than JSON', {status});
  }
};

const parseOrText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
