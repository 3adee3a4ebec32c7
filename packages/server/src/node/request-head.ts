import type {IncomingMessage} from 'node:http';
import type {Fault} from './wire-problem.ts';

const MAX_HEADERS = 200;

/**
 * What Node's parser lets through although it can be read in two ways (RFC 9112): two hosts, a transfer coding that is not plainly
 * `chunked`, another version of the protocol, a body where there is none. Who stands before us may have read it the other way.
 *
 * @returns `undefined` where the head is that of exactly one request.
 */
export const faultOf = ({httpVersion, method, url = '', rawHeaders}: IncomingMessage): Fault | undefined => {
  if (rawHeaders.length > 2 * MAX_HEADERS) {
    return {code: 'headers-too-large', detail: `A request has at most ${MAX_HEADERS} header lines`};
  }
  if (httpVersion !== '1.1' && httpVersion !== '1.0') {
    return malformed('This is neither HTTP/1.1 nor HTTP/1.0');
  }
  const {hosts, codings, length} = framing(rawHeaders);
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) {
    return malformed('A request names one host');
  }
  const isChunked = codings.length > 0;
  if (isChunked && (codings.length > 1 || codings[0]?.toLowerCase() !== 'chunked' || httpVersion === '1.0')) {
    return malformed('A body is sent whole or chunked, in no other coding');
  }
  if ((method === 'GET' || method === 'HEAD') && (isChunked || !/^0*$/.test(length))) {
    return malformed(`A ${method} request has no body`);
  }
  if (url.includes('#') || /^https?:\/\/[^/?]*@/i.test(url)) {
    return malformed('The target of a request has neither a fragment nor a user');
  }
  return undefined;
};

const malformed = (detail: string): Fault => ({code: 'malformed-request', detail});

/** The header lines that say to whom a request goes and where it ends. Each request passes here, so names are compared by length first. */
const framing = (rawHeaders: readonly string[]): {hosts: number; codings: readonly string[]; length: string} => {
  let hosts = 0;
  let length = '';
  const codings: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const value = rawHeaders[index + 1] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') {
      hosts++;
    } else if (name.length === 14 && name.toLowerCase() === 'content-length') {
      length = value;
    } else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') {
      codings.push(value);
    }
  }
  return {hosts, codings, length};
};
