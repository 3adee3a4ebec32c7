import {Task, TaskStatus} from '@lit/task';
import {type TenantClient, type UsernameCheck, usernameKey} from '@tenantry/sdk';
import type {ReactiveControllerHost} from 'lit';

const PAUSE_MS = 350;

/** Asks whether the username that is being typed can be taken, once the typing pauses. A check that fails says nothing. */
export class UsernameChecker {
  readonly #username: () => string;
  readonly #task: Task<readonly [TenantClient | undefined, string | null], UsernameCheck | undefined>;
  #lost: string | null = null;

  constructor(host: ReactiveControllerHost, client: () => TenantClient | undefined, username: () => string) {
    this.#username = username;
    this.#task = new Task(host, {
      args: () => [client(), usernameKey(username())] as const,
      task: async ([asked, key], {signal}) => {
        if (!asked || key === null) {
          return undefined;
        }
        await pause(PAUSE_MS, signal);
        return asked.users.checkUsername(key, {signal}).catch(() => undefined);
      },
    });
  }

  /** What is known of the username as it is typed now. */
  get result(): UsernameCheck | undefined {
    const {status, value} = this.#task;
    return status === TaskStatus.COMPLETE && value?.key === usernameKey(this.#username()) ? value : undefined;
  }

  /** Why it cannot be taken. */
  get mistake(): 'taken' | 'reserved' | undefined {
    const {result} = this;
    return result?.available === false ? (result.problem === 'username-reserved' ? 'reserved' : 'taken') : undefined;
  }

  /** Whether this username was sent and the answer lost: if it is taken now, then perhaps by that try (X2). */
  get isLost(): boolean {
    return this.#lost !== null && this.#lost === usernameKey(this.#username());
  }

  /** Asks again after a try that failed, with or without an answer. */
  again({isLost}: {isLost: boolean}): void {
    if (isLost) {
      this.#lost = usernameKey(this.#username());
    }
    void this.#task.run();
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
