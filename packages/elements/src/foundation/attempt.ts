import type {RequestOptions, TenantryError} from '@tenantry/sdk';
import {failureOf, isUnseen} from './failure.ts';

/** A try to change something, and its repetitions: they have one key for as long as the same is sent, so that they have one effect (X2). */
export class Attempt {
  /** Whether nobody could see what came of it: it may have happened. */
  isUnseen = false;
  readonly #leaving = new AbortController();
  #sent = '';
  #key = '';

  /**
   * What came of it; `undefined` when it was given up.
   *
   * @param what What is sent.
   */
  async send<Answer>(
    what: unknown,
    call: (options: Pick<RequestOptions, 'signal' | 'idempotencyKey'>) => Promise<Answer>,
  ): Promise<Answer | TenantryError | undefined> {
    const sent = JSON.stringify(what);
    if (sent !== this.#sent) {
      this.#sent = sent;
      this.#key = newKey();
      this.isUnseen = false;
    }
    try {
      return await call({signal: this.#leaving.signal, idempotencyKey: this.#key});
    } catch (error) {
      const failure = failureOf(error);
      this.isUnseen = failure !== undefined && isUnseen(failure, this.isUnseen);
      return failure;
    }
  }

  /** For when somebody else may be signed in by now: what is repeated from here on would be done in their name. */
  giveUp(): void {
    this.#leaving.abort();
  }
}

// Not `randomUUID`, which a page on plain http does not have.
const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');
