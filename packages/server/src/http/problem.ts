import {ERROR_CODES, type Problem} from '@tenantry/sdk/contract';
import {HTTPException} from 'hono/http-exception';
import type {Logger} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';
import {Refusal} from '../refusal.ts';
import {PROBLEM_TEXTS} from './problem-texts.ts';

/** What turns anything that was thrown into the answer to it. */
export interface Problems {
  answer(error: unknown, requestId: string): Response;
}

export const problemsOf = ({publicUrl, logger}: {readonly publicUrl: URL; readonly logger: Logger}): Problems => ({
  answer: (error, requestId) => {
    const refusal = refusalOf(error);
    if (refusal.code === 'internal-error') {
      logger.error('request.failed', {requestId, error: describeFailure(error)});
    } else if (refusal.code === 'temporarily-unavailable' && refusal.cause !== undefined) {
      logger.error('request.unavailable', {requestId, error: describeFailure(reasonOf(refusal))});
    }
    return problemResponse(refusal, requestId, publicUrl);
  },
});

/** What made somebody refuse, behind every refusal that hands on another. */
const reasonOf = (error: unknown): unknown => (error instanceof Refusal && error.cause !== undefined ? reasonOf(error.cause) : error);

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) {
    return error;
  }
  if (error instanceof HTTPException) {
    return ofStatus(error.status, error);
  }
  return new Refusal('internal-error', 'The request could not be finished', {cause: error});
};

/** What Hono itself refuses keeps its status as far as the contract has a code for it. */
const ofStatus = (status: number, cause: unknown): Refusal => {
  switch (status) {
    case 400:
      return new Refusal('malformed-body', 'The request could not be read', {cause});
    case 404:
      return new Refusal('not-found', 'There is nothing here, or nothing that you may see', {cause});
    case 413:
      return new Refusal('too-large', 'The body is larger than 64 KiB', {cause});
    case 415:
      return new Refusal('unsupported-media-type', 'The type of the body is not supported', {cause});
    default:
      return new Refusal('internal-error', 'The request could not be finished', {cause});
  }
};

const problemResponse = (refusal: Refusal, requestId: string, publicUrl: URL): Response => {
  const {code, status, message, errors, members} = refusal;
  const problem: Problem = {
    ...members,
    type: problemType(publicUrl, code),
    title: PROBLEM_TEXTS[code].title,
    status,
    detail: message,
    code,
    requestId,
    ...(errors && {errors: [...errors]}),
  };
  const headers = new Headers({'Content-Type': 'application/problem+json'});
  if (status === 401 && code !== 'invalid-credentials') {
    headers.set('WWW-Authenticate', 'Bearer');
  }
  if (status === 503) {
    headers.set('Retry-After', '1');
  }
  for (const [name, value] of Object.entries(refusal.headers)) {
    headers.set(name, value);
  }
  return new Response(JSON.stringify(problem), {status, headers});
};

/** The address that explains a code. */
export const problemType = (publicUrl: URL, code: keyof typeof ERROR_CODES): string =>
  `${publicUrl.href.replace(/\/$/, '')}/problems/${code}`;

/** The page at that address, or `undefined` for a code that is none. */
export const problemPage = (code: string): string | undefined => {
  if (!Object.hasOwn(PROBLEM_TEXTS, code)) {
    return undefined;
  }
  const known = code as keyof typeof ERROR_CODES;
  const {title, meaning, remedy} = PROBLEM_TEXTS[known];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<h1>${title}</h1>
<p><code>${known}</code>, status ${ERROR_CODES[known]}</p>
<p>${escapeText(meaning)}</p>
<p>${escapeText(remedy)}</p>
</html>
`;
};

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
