import type {ApiDocument, Operation} from './document.ts';
import type {Random} from './random.ts';
import type {Json} from './schema.ts';

/** Somebody who asks. */
export interface Caller {
  readonly name: string;
  readonly tenantId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What no answer and no row may say. */
  readonly secrets: readonly string[];
}

/** A request in the making. Names and values of path and query are as they will be sent. */
export interface Draft {
  readonly operation: Operation;
  readonly caller: Caller;
  /** Whose rows a success may change. */
  readonly tenantId: string;
  method: string;
  path: string;
  readonly steps: Map<string, string>;
  query: (readonly [name: string, value: string])[];
  readonly headers: Map<string, string>;
  json: Json | undefined;
  /** Sent instead of `json`. */
  body: Uint8Array<ArrayBuffer> | 'broken stream' | undefined;
  /** Whether no success can be right, though what is left of it after reading looks well. */
  mustFail: boolean;
}

/** A request that is tried, and what is wrong with it. */
export interface Attempt {
  readonly what: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Draft['body'];
  /** What the body says, where it says something. */
  readonly json: Json | undefined;
  readonly caller: Caller;
  /** Whose rows a success may change. */
  readonly tenantId: string;
  readonly mustFail: boolean;
}

/** Turns a draft into what is sent. A header that no request can carry is sent without what makes it so. */
export const attemptOf = (document: ApiDocument, draft: Draft, what: string, random: Random): Attempt => {
  const path = draft.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => draft.steps.get(name) ?? '');
  const query = draft.query.map(([name, value]) => `${name}=${value}`).join('&');
  const url = new URL(`${document.root}${path}${query && `?${query}`}`).href;
  const headers = new Headers();
  for (const [name, value] of draft.headers) {
    headers.set(name, headerValue(value));
  }
  // As it is sent: some methods are written in capitals whichever way they were given.
  const {method} = new Request(url, {method: draft.method});
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? (draft.body ?? (draft.json === undefined ? undefined : jsonBytes(draft.json, random))) : undefined;
  const {caller, tenantId, mustFail} = draft;
  return {what, method, url, headers, body, json: hasBody && !draft.body ? draft.json : undefined, caller, tenantId, mustFail};
};

export const requestOf = ({method, url, headers, body}: Attempt): Request => {
  const content = body === 'broken stream' ? brokenStream() : body;
  return new Request(url, {method, headers, ...(content !== undefined && {body: content, duplex: 'half'})});
};

/** Half a body, then nothing but an error. */
const brokenStream = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"')),
    pull: (controller) => controller.error(new Error('The connection was reset')),
  });

/** A request as text: whoever reads it can send it again. */
export const describeAttempt = ({what, method, url, headers, body, caller}: Attempt): string =>
  [
    `${what}, asked by ${caller.name}`,
    `${method} ${url}`,
    ...[...headers].map(([name, value]) => `${name}: ${shorten(JSON.stringify(value))}`),
    ...(body === undefined ? [] : [body === 'broken stream' ? body : `body in base64: ${shorten(Buffer.from(body).toString('base64'))}`]),
  ].join('\n');

const shorten = (text: string): string => (text.length > 4000 ? `${text.slice(0, 4000)}… (${text.length} characters)` : text);

/** UTF-8 of any text: half a character becomes the three bytes that no UTF-8 has. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => {
  const parts = text.split(/(\p{Surrogate})/u).map((part) => {
    const code = part.charCodeAt(0);
    return part.length === 1 && code >= 0xd8_00 && code <= 0xdf_ff
      ? Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)])
      : Buffer.from(part);
  });
  return new Uint8Array(Buffer.concat(parts));
};

/** A text in an address: its bytes with percent signs, or now and then as it is. */
export const inUrl = (text: string, random: Random): string =>
  (text.includes('%') && random.below(4) > 0) || random.below(8) === 0
    ? text.toWellFormed()
    : [...bytesOf(text)].map((byte) => (/[\w~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : percent(byte))).join('');

const percent = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`;

/** Each byte a character, as a server is told of them. What no header can hold is left out. */
const headerValue = (text: string): string =>
  Buffer.from(bytesOf(text))
    .toString('latin1')
    .replaceAll(/[\0\r\n]/g, '');

/** JSON in UTF-8. Half a character is escaped, or now and then three bytes that are no UTF-8. */
const jsonBytes = (value: Json, random: Random): Uint8Array<ArrayBuffer> => {
  const text = JSON.stringify(value);
  const escaped = /(?<!\\)\\ud[89a-f][0-9a-f]{2}/g;
  return bytesOf(
    random.below(4) === 0 ? text.replaceAll(escaped, (escape) => String.fromCharCode(Number.parseInt(escape.slice(2), 16))) : text,
  );
};
