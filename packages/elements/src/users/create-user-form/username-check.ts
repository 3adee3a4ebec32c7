import {type TenantClient, type User, type UsernameCheck, usernameKey} from '@tenantry/sdk';
import type {ReactiveControllerHost} from 'lit';
import {Latest} from '../../controllers/latest.ts';

const PAUSE_MS = 350;

/** Asks whether the username that is being typed can be taken, once the typing pauses. A check that fails says nothing. */
export class UsernameChecker {
  readonly #host: ReactiveControllerHost;
  readonly #client: () => TenantClient | undefined;
  readonly #key: () => string | undefined;
  readonly #latest: Latest<string, UsernameCheck>;
  #lost: string | undefined;
  #found: User | undefined;

  constructor(host: ReactiveControllerHost, client: () => TenantClient | undefined, username: () => string) {
    this.#host = host;
    this.#client = client;
    this.#key = () => usernameKey(username()) ?? undefined;
    this.#latest = new Latest(
      host,
      () => client() && this.#key(),
      async (key, signal) => {
        await new Promise((resolve) => {
          const pause = setTimeout(resolve, PAUSE_MS);
          signal.addEventListener('abort', () => clearTimeout(pause));
        });
        return (client() as TenantClient).users.checkUsername(key, {signal}); // There is one: without it nothing is asked.
      },
    );
  }

  /** What is known of the username as it is typed now. Nothing of a lost one: whoever has it may be the user that is being created. */
  get result(): UsernameCheck | undefined {
    const {answer} = this.#latest;
    return answer && answer.key === this.#key() && !this.isLost ? answer : undefined;
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

  /** Who has the lost username. */
  get found(): User | undefined {
    const found = this.#found;
    return this.isLost && found && usernameKey(found.username) === this.#lost ? found : undefined;
  }

  /** The username was sent, and nobody could see what came of it. */
  lose(): void {
    this.#lost = this.#key();
  }

  /** What was lost is no more of interest. */
  forget(): void {
    this.#lost = undefined;
  }

  /** The server has refused the username: asks what could be taken instead, or who has it if it was lost. */
  async again(): Promise<void> {
    if (this.isLost) {
      const page = await this.#client()
        ?.users.list({filter: {username: this.#lost}, limit: 1})
        .catch(() => undefined);
      this.#found = page?.items[0];
      this.#host.requestUpdate();
    } else {
      await this.#latest.again();
    }
  }
}
