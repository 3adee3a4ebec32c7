import type {TenantTransaction} from '../db/database.ts';
import {isLockTimeout} from '../db/transactions.ts';
import {toHex} from '../hex.ts';
import type {Principal} from '../http/principal.ts';
import {type Answer, headersOf, isKeyed, type Route} from '../http/route.ts';
import {notFound, Refusal} from '../refusal.ts';
import {FORGOTTEN, insertRecord, type KeptRecord, type KeyScope, selectRecord, setAnswer} from './queries.ts';

const HEADER = 'idempotency-key';

/** Recognizes writes that are sent again (W10). */
export interface Idempotency {
  /** What a request is an attempt at; `undefined` where it carries no key, or its route takes none. */
  attempt(route: Route, request: Request, body: Uint8Array | undefined): Promise<Attempt | undefined>;
}

/** @param secret The key under which requests are fingerprinted: who reads the table cannot try bodies against it. */
export const idempotencyOf = async (secret: Uint8Array<ArrayBuffer>, now: () => Date): Promise<Idempotency> => {
  const hmacKey = await crypto.subtle.importKey('raw', secret, {name: 'HMAC', hash: 'SHA-256'}, false, ['sign']);
  return {
    attempt: async (route, request, body = new Uint8Array()) => {
      const key = isKeyed(route) ? parseKey(request.headers) : undefined;
      if (key === undefined) {
        return undefined;
      }
      const {method, headers} = request;
      const path = new URL(request.url).pathname;
      // No line feed is in such JSON: where it ends and the body begins is one place.
      const head = new TextEncoder().encode(`${JSON.stringify([method, path, headers.get('if-match')])}\n`);
      const signed = await crypto.subtle.sign('HMAC', hmacKey, joined(head, body));
      return new Attempt({method, path, key}, toHex(new Uint8Array(signed)), now);
    },
  };
};

const joined = (head: Uint8Array, body: Uint8Array): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(head.byteLength + body.byteLength);
  whole.set(head);
  whole.set(body, head.byteLength);
  return whole;
};

/** Refuses a key that is none, on a route that takes keys. */
export const checkKey = (route: Route, headers: Headers): void => {
  if (isKeyed(route) && headers.has(HEADER) && parseKey(headers) === undefined) {
    throw new Refusal('invalid-precondition', 'Idempotency-Key must be 1 to 64 letters, digits, hyphens or underscores');
  }
};

const parseKey = (headers: Headers): string | undefined => /^("?)([A-Za-z0-9_-]{1,64})\1$/.exec(headers.get(HEADER) ?? '')?.[2];

/** One request with a key: the first under it, or a repeat. */
export class Attempt {
  readonly #request: Omit<KeyScope, 'principal'>;
  readonly #fingerprint: string;
  readonly #now: () => Date;

  constructor(request: Omit<KeyScope, 'principal'>, fingerprint: string, now: () => Date) {
    this.#request = request;
    this.#fingerprint = fingerprint;
    this.#now = now;
  }

  /** What the principal's key stands for already. Takes no lock: for before the slow work. */
  find(transaction: TenantTransaction, principal: Principal): Promise<KeptRecord | undefined> {
    return selectRecord(transaction, principal.tenantId, this.#scope(principal), this.#now());
  }

  /**
   * Takes the key for the effect of this transaction. It has to be the first statement: two equal requests meet here and nowhere else.
   *
   * @returns What another attempt has put under the key, if one has.
   * @throws {Refusal} `idempotency-in-progress` while another attempt is still running.
   */
  async claim(transaction: TenantTransaction, principal: Principal): Promise<KeptRecord | undefined> {
    const {tenantId} = principal;
    const scope = this.#scope(principal);
    const now = this.#now();
    try {
      const isOurs = await insertRecord(transaction, tenantId, scope, {fingerprint: this.#fingerprint, now});
      return isOurs ? undefined : await selectRecord(transaction, tenantId, scope, now);
    } catch (error) {
      throw isLockTimeout(error) ? inProgress(error) : error;
    }
  }

  /** Keeps the answer to the effect of this transaction, without secrets and without cookies. */
  keep(transaction: TenantTransaction, principal: Principal, route: Route, answer: Answer): Promise<void> {
    const {status = route.answer.status, body = null, bodyWithoutSecrets = body} = answer;
    return setAnswer(transaction, principal.tenantId, this.#scope(principal), {
      status,
      headers: headersOf(answer),
      body: bodyWithoutSecrets,
    });
  }

  /**
   * Answers again what was answered.
   *
   * @throws {Refusal} `idempotency-key-reused` where that was another request, `not-found` where it told of somebody who is deleted since.
   */
  replay({fingerprint, status, headers, body}: KeptRecord): Answer {
    if (fingerprint !== this.#fingerprint) {
      throw new Refusal('idempotency-key-reused', 'This Idempotency-Key belongs to another request');
    }
    if (status === FORGOTTEN) {
      throw notFound();
    }
    return {status, headers: {...headers, 'Idempotency-Replayed': 'true'}, ...(body !== null && {body})};
  }

  #scope({type, id}: Principal): KeyScope {
    return {...this.#request, principal: {type, id}};
  }
}

const inProgress = (cause: unknown): Refusal =>
  new Refusal('idempotency-in-progress', 'The first request with this Idempotency-Key is still running', {
    headers: {'Retry-After': '1'},
    cause,
  });
