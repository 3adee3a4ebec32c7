import {isTenantryError, TenantryError} from '../errors/tenantry-error.ts';
import type {TokenAuth} from '../options.ts';
import {within} from './time-limit.ts';

/** The caller's bearer tokens. One that the server refused is renewed once, for all calls that were sent with it (S4). */
export class Tokens {
  readonly #getToken: TokenAuth['getToken'];
  readonly #closing: AbortSignal;
  #renewal: {readonly rejected: string; readonly token: Promise<string>} | undefined;

  constructor({getToken}: TokenAuth, closing: AbortSignal) {
    this.#getToken = getToken;
    this.#closing = closing;
  }

  /** @param rejected The token that the server has just refused. */
  async get(timeoutMs: number, signal: AbortSignal, rejected: string | undefined): Promise<string> {
    try {
      return await (rejected === undefined
        ? within(timeoutMs, [signal], async (over) => this.#getToken({signal: over}))
        : this.#renewed(timeoutMs, rejected));
    } catch (error) {
      // What the host's code says of its token may hold the token.
      throw new TenantryError(isTenantryError(error) ? error.kind : 'network', 'The token provider failed.');
    }
  }

  #renewed(timeoutMs: number, rejected: string): Promise<string> {
    if (this.#renewal?.rejected === rejected) {
      return this.#renewal.token;
    }
    // Not by the signal of the call that happens to be the first: the others wait for it too.
    const token = within(timeoutMs, [this.#closing], async (signal) => this.#getToken({rejected, signal}));
    const forget = (): void => {
      if (this.#renewal?.token === token) {
        this.#renewal = undefined;
      }
    };
    this.#renewal = {rejected, token};
    token.then((renewed) => renewed === rejected && forget(), forget);
    return token;
  }
}
