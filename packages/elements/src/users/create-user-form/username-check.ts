import {type TenantClient, type UsernameCheck, usernameKey} from '@tenantry/sdk';
import type {ReactiveControllerHost} from 'lit';
import {Latest} from '../../controllers/latest.ts';

const PAUSE_MS = 350;

/** Asks whether the username that is being typed can be taken, once the typing pauses. A check that fails says nothing. */
export class UsernameChecker {
  readonly #key: () => string | undefined;
  readonly #latest: Latest<string, UsernameCheck>;
  #lost: string | undefined;

  constructor(host: ReactiveControllerHost, client: () => TenantClient | undefined, username: () => string) {
    this.#key = () => usernameKey(username()) ?? undefined;
    this.#latest = new Latest(
      host,
      () => client() && this.#key(),
      async (key, signal) => {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        signal.throwIfAborted();
        return (client() as TenantClient).users.checkUsername(key, {signal}); // There is one: without it nothing is asked.
      },
    );
  }

  /** What is known of the username as it is typed now. */
  get result(): UsernameCheck | undefined {
    const {answer} = this.#latest;
    return answer && answer.key === this.#key() ? answer : undefined;
  }

  /** Why it cannot be taken. */
  get mistake(): 'taken' | 'reserved' | undefined {
    const {result} = this;
    return result?.available === false ? (result.problem === 'username-reserved' ? 'reserved' : 'taken') : undefined;
  }

  /** Whether this username was sent and the answer lost: if it is taken now, then perhaps by that try (X2). */
  get isLost(): boolean {
    return this.#lost !== undefined && this.#lost === this.#key();
  }

  /** Asks again after a try that failed, with or without an answer. */
  again({isLost}: {isLost: boolean}): void {
    this.#lost = isLost ? this.#key() : this.#lost;
    void this.#latest.again();
  }
}
