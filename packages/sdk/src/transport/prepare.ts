import {TenantryError} from '../errors/tenantry-error.ts';
import type {TransportRequest} from './transport-request.ts';

/** A request as it goes over the wire, the same at every attempt. */
export interface Prepared {
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string;
}

const KEY = /^[\w-]{1,64}$/;

export const prepare = ({
  method,
  body,
  version,
  isSentOnce,
  idempotencyKey = newKey(),
  headers,
}: Omit<TransportRequest<never>, 'answer' | 'change'>): Prepared => {
  try {
    const sent = new Headers(headers);
    sent.set('accept', 'application/json');
    if (method !== 'get') {
      sent.set('x-requested-with', 'tenantry');
      if (!isSentOnce) {
        if (!KEY.test(idempotencyKey)) {
          throw new TypeError();
        }
        sent.set('idempotency-key', idempotencyKey);
      }
    }
    if (version !== undefined) {
      sent.set('if-match', version === '*' ? '*' : `"${version}"`);
    }
    if (body === undefined) {
      return {method, headers: sent};
    }
    sent.set('content-type', 'application/json');
    return {method, headers: sent, body: JSON.stringify(body)};
  } catch {
    // What was thrown may hold what was to be sent.
    throw new TenantryError('misuse', 'A header, the idempotency key or the body cannot be sent.');
  }
};

// `randomUUID` is missing where a page was not loaded securely.
const newKey = (): string =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
