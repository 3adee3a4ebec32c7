import type {Attempt} from './attempt.ts';
import {type ApiDocument, addressed, type Operation} from './document.ts';
import {isObject, type Json, type Schema} from './schema.ts';

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const REQUIRED: Readonly<Record<string, RegExp>> = {
  'cache-control': /^no-store$/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^no-referrer$/,
  'content-security-policy': /^default-src 'none'/,
  'cross-origin-resource-policy': /^same-site$/,
  'x-request-id': /^[A-Za-z0-9._-]{1,64}$/,
};

/** What only the inside of a server says: its stack, its database, its hashes. */
const INTERNALS =
  /\n\s+at |file:\/\/\/\S+\.[cm]?[jt]s\b|node:internal|node_modules|\$argon2|\$test\$|kysely|pglite|syntax error at or near|invalid byte sequence|violates \S+(?: \S+)? constraint|duplicate key value|current transaction is aborted|relation "|SQLSTATE/i;

/** Addresses beside the operations, which the document does not name. */
const PAGES = /\/(?:healthz|readyz|problems\/[a-z-]+|v1\/openapi\.json)$/;

/** Everything about an answer that the document does not promise, or the wire rules forbid (W2, W7, W16, T10, T11). */
export const judgeAnswer = (document: ApiDocument, attempt: Attempt, answered: Answered): readonly string[] => {
  const {status, headers, text} = answered;
  const operation = addressed(document, attempt.method, new URL(attempt.url));
  return [
    ...(status >= 500 ? [`answers ${status}: ${text.slice(0, 300)}`] : []),
    ...Object.entries(REQUIRED).flatMap(([name, form]) => (form.test(headers.get(name) ?? '') ? [] : [`answers without a good ${name}`])),
    ...(attempt.method === 'HEAD' && text !== '' ? ['answers HEAD with a body'] : []),
    ...foreignOrigin(document, attempt, headers),
    ...leaks(attempt, answered),
    ...(status < 400 ? judgeSuccess(document, operation, attempt, answered) : judgeRefusal(document, operation, attempt, answered)),
  ];
};

const foreignOrigin = ({root}: ApiDocument, attempt: Attempt, headers: Headers): string[] => {
  const allowed = headers.get('access-control-allow-origin');
  return allowed === null || (allowed === new URL(root).origin && attempt.headers.get('origin') === allowed)
    ? []
    : [`allows the origin ${allowed}`];
};

/** The headers in which something of a request comes back. */
const SPEAKING = ['location', 'set-cookie', 'www-authenticate', 'x-request-id', 'etag'];

const leaks = (attempt: Attempt, {headers, text}: Answered): string[] => {
  const said = [text, ...SPEAKING.map((name) => headers.get(name) ?? '')].join('\n');
  return [
    ...(INTERNALS.test(text) ? [`says what is inside: ${INTERNALS.exec(text)?.[0]}`] : []),
    ...secretsOf(attempt).flatMap((secret) => (said.includes(secret) ? ['repeats a secret'] : [])),
  ];
};

/** What was sent in confidence, where it is long enough to be told from other text, was not said in the open as well, and is no id. */
export const secretsOf = ({caller, json, headers, url}: Attempt): string[] => {
  const open = [url, ...[...headers].flatMap(([name, value]) => (name === 'authorization' || name === 'cookie' ? [] : [value]))];
  return [...caller.secrets, ...passwordsIn(json)].filter(
    (secret) => secret.length >= 10 && !/^[a-z]{3}_\w+$/.test(secret) && !open.some((said) => said.includes(secret)),
  );
};

const passwordsIn = (json: Json | undefined): string[] =>
  isObject(json)
    ? Object.entries(json).flatMap(([name, value]) =>
        /password|token|secret/i.test(name) && typeof value === 'string' ? [value] : passwordsIn(value),
      )
    : [];

const judgeRefusal = (
  document: ApiDocument,
  operation: Operation | 'other method' | undefined,
  attempt: Attempt,
  {status, headers, text}: Answered,
): string[] => {
  const type = headers.get('content-type');
  const problem = parse(text);
  const code = isObject(problem) && typeof problem.code === 'string' ? problem.code : undefined;
  const documented = typeof operation === 'object' ? operation.answers.get(status)?.codes : GENERAL[`${operation} ${status}`];
  return [
    ...(documented === undefined ? [`answers ${status}, which is not documented`] : []),
    ...(type === 'application/problem+json' ? [] : [`refuses with ${type}`]),
    ...(status === 405 && !headers.get('allow') ? ['refuses a method without Allow'] : []),
    ...(attempt.method === 'HEAD'
      ? []
      : [
          ...document.schemas.problems(document.problem, problem).map((found) => `refuses with a problem whose ${found}`),
          ...(documented && !documented.includes(code ?? '')
            ? [`refuses with the code ${code}, which is not documented with ${status}`]
            : []),
          ...(isObject(problem) && problem.requestId !== headers.get('x-request-id') ? ['names another request in the problem'] : []),
          ...(isObject(problem) && problem.status !== status ? ['names another status in the problem'] : []),
          ...(isObject(problem) && problem.type !== `${document.root}/problems/${code}` ? ['names another type than its code'] : []),
        ]),
  ];
};

/** What is refused before there is an operation. */
const GENERAL: Readonly<Record<string, readonly string[]>> = {
  'undefined 404': ['not-found'],
  'undefined 405': ['method-not-allowed'],
  'other method 405': ['method-not-allowed'],
};

const judgeSuccess = (
  document: ApiDocument,
  operation: Operation | 'other method' | undefined,
  attempt: Attempt,
  {status, headers, text}: Answered,
): string[] => {
  if (typeof operation !== 'object') {
    const isKnown = (attempt.method === 'OPTIONS' && status === 204) || PAGES.test(new URL(attempt.url).pathname);
    return isKnown ? [] : [`answers ${status} where the document has nothing`];
  }
  const documented = operation.answers.get(status);
  const type = headers.get('content-type') ?? undefined;
  if (!documented) {
    return [`answers ${status}, which is not documented`];
  }
  return [
    ...(type === documented.type ? [] : [`answers ${type} instead of ${documented.type}`]),
    ...(documented.schema && attempt.method !== 'HEAD'
      ? document.schemas.problems(documented.schema, parse(text)).map((found) => `answers a body whose ${found}`)
      : []),
    ...(!documented.schema && text !== '' ? [`answers ${status} with a body`] : []),
    ...(attempt.mustFail ? ['accepts what can only be refused'] : []),
    ...acceptedBody(document, operation, attempt),
    ...acceptedQuery(document, operation, attempt),
    ...acceptedHeaders(operation, attempt),
  ];
};

/** What a text says in JSON, `undefined` when that is nothing. */
export const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Text as the contract stores it: trimmed, in NFC (W6). */
export const normalized = (value: Json): Json => {
  if (typeof value === 'string') {
    return value.trim().normalize('NFC');
  }
  if (Array.isArray(value)) {
    return value.map((item: Json) => normalized(item));
  }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, normalized(inner)])) : value;
};

/** What an attempt says in its body, also where that was sent as bytes; `undefined` when that is no JSON. */
const saidIn = ({body, json}: Attempt): Json | undefined => {
  if (json !== undefined || body === undefined || body === 'broken stream') {
    return json;
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(body));
  } catch {
    return undefined;
  }
};

const acceptedBody = ({schemas}: ApiDocument, {body}: Operation, attempt: Attempt): string[] => {
  if (!body) {
    return [];
  }
  const said = saidIn(attempt);
  return said === undefined
    ? ['accepts a body that is no JSON']
    : schemas.problems(body.schema, normalized(said)).map((found) => `accepts a body whose ${found}`);
};

const acceptedQuery = (document: ApiDocument, {parameters}: Operation, {url}: Attempt): string[] => {
  const search = new URL(url).searchParams;
  return [...new Set(search.keys())].flatMap((name) => {
    const parameter = parameters.find((known) => known.in === 'query' && known.name === name);
    return parameter
      ? search
          .getAll(name)
          .flatMap((value) => unfit(document, parameter.schema, value).map((found) => `accepts ${name}=${value}: ${found}`))
      : [`accepts the unknown parameter ${name}`];
  });
};

const unfit = ({schemas}: ApiDocument, schema: Schema, value: string): readonly string[] => {
  const {type, format, items} = schema as {type?: string; format?: string; items?: Schema};
  if (format === 'date-time') {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? [] : ['no time'];
  }
  if (type === 'array') {
    // One parameter with commas, or one for each.
    const whole = schemas.problems(items ?? {}, value);
    return whole.length === 0 ? [] : value.split(',').flatMap((part) => schemas.problems(items ?? {}, part));
  }
  if (type === 'integer' || type === 'number') {
    return /^[0-9]+$/.test(value) ? schemas.problems(schema, Number(value)) : ['no number'];
  }
  return type === 'boolean' ? (/^(?:true|false)$/.test(value) ? [] : ['neither true nor false']) : schemas.problems(schema, value);
};

const acceptedHeaders = ({parameters, body}: Operation, {headers}: Attempt): string[] => {
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const lacking = parameters.filter((parameter) => parameter.in === 'header' && parameter.required && !headers.has(parameter.name));
  return [
    ...lacking.map(({name}) => `does not miss ${name}`),
    ...(body && !body.types.includes(type) ? [`accepts a body of the type ${type}`] : []),
  ];
};
