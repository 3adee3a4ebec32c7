import {type ErrorCode, ERROR_CODES, type Problem} from '@tenantry/sdk/contract';
import {SECURITY_HEADERS} from '../http/headers.ts';
import {problemType} from '../http/problem.ts';
import {PROBLEM_TEXTS} from '../http/problem-texts.ts';
import {requestIdMaker} from '../ids.ts';

/** Why a request is refused before there is one that a handler could answer. */
export interface Fault {
  readonly code: Extract<
    ErrorCode,
    'malformed-request' | 'request-timeout' | 'headers-too-large' | 'too-large' | 'method-not-allowed' | 'internal-error'
  >;
  /** One English sentence for whoever reads a log. */
  readonly detail: string;
}

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is said to a method that no address here knows. */
const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';

const newRequestId = requestIdMaker((bytes) => crypto.getRandomValues(bytes));

/** The problem document of a fault, with the headers that every answer has (W16, T19). Without `publicUrl` its type is a relative address. */
export const wireProblem = ({code, detail}: Fault, publicUrl: URL | undefined): WireAnswer => {
  const requestId = newRequestId();
  const status = ERROR_CODES[code];
  const problem: Problem = {
    type: publicUrl ? problemType(publicUrl, code) : `/problems/${code}`,
    title: PROBLEM_TEXTS[code].title,
    status,
    detail,
    code,
    requestId,
  };
  const body = JSON.stringify(problem);
  const headers = {
    ...SECURITY_HEADERS,
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Request-Id': requestId,
    ...(code === 'method-not-allowed' && {Allow: METHODS}),
  };
  return {status, headers, body};
};
