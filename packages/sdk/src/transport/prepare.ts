import {TenantryError} from '../errors/tenantry-error.ts';
import type {TransportRequest} from './transport-request.ts';

/** A request as it goes over the wire, the same at every attempt. */
export interface Prepared {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

const KEY = /^[\w-]{1,64}$/;

export const prepare = ({
  method,
  body,
  version,
  isSentOnce,
  idempotencyKey,
  headers,
}: Omit<TransportRequest<never>, 'answer' | 'change' | 'read'>): Prepared => {
  try {
    const sent = new Headers(headers);
    sent.set('accept', 'application/json');
    if (method !== 'get') {
      sent.set('x-requested-with', 'tenantry');
      if (!isSentOnce) {
        const key = idempotencyKey ?? newKey();
        if (!KEY.test(key)) {
          throw new TypeError();
        }
        sent.set('idempotency-key', key);
      }
    }
    if (version !== undefined) {
      sent.set(version === null ? 'if-none-match' : 'if-match', typeof version === 'number' ? `"${version}"` : '*');
    }
    if (body !== undefined) {
      sent.set('content-type', 'application/json');
    }
    // `fetch` capitalizes the common methods by itself, but not PATCH.
    return {method: method.toUpperCase(), headers: Object.fromEntries(sent), body: JSON.stringify(body) ?? null};
  } catch {
    // What was thrown may hold what was to be sent.
    throw new TenantryError('misuse', 'A header or body cannot be sent.');
  }
};

// 128 random bits. Not `randomUUID`, which is missing where a page was not loaded securely.
const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');
