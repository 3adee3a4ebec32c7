import {randomUUID} from 'node:crypto';
import {setTimeout as pause} from 'node:timers/promises';

/** A client's request to create a user, as it repeats it until it has an answer. */
export interface Creation {
  readonly username: string;
  readonly key: string;
}

/** What a client knows of a user that it has created. */
export interface Created {
  readonly id: string;
  readonly key: string;
}

export interface LoadOptions {
  /** The API's root and the path of the tenant. */
  readonly url: URL;
  readonly token: string;
  /** Makes the usernames of this load its own. */
  readonly prefix: string;
  readonly parallel?: number;
}

const AWAY = new Set([429, 503]);

/**
 * Many clients at once, each of which creates one user after another. One that hears nothing any more stops and remembers what it had
 * asked for; one that is told to come back repeats its request with the same key.
 */
export class Load {
  /** The users whose creation was acknowledged, by username. */
  readonly acknowledged = new Map<string, Created>();
  /** What had no answer. */
  readonly unanswered: Creation[] = [];
  /** Answers that nobody should get, in words. */
  readonly surprises: string[] = [];
  /** How often a client was told to come back. */
  comeBacks = 0;
  readonly #options: LoadOptions;
  readonly #running: Promise<unknown>;
  readonly #first = Promise.withResolvers<void>();
  #stopped = false;

  constructor(options: LoadOptions) {
    this.#options = options;
    const {parallel = 16, prefix} = options;
    const clients = Array.from({length: parallel}, (_, client) => this.#createUsers(`${prefix}.${client}`));
    this.#running = Promise.all(clients).finally(() => this.#first.resolve());
  }

  /** Resolves when the first user is acknowledged, or when there will be none. */
  get begun(): Promise<void> {
    return this.#first.promise;
  }

  /** Lets each client finish what it has begun, and no more. Without it they go on until the server is gone. */
  stop(): void {
    this.#stopped = true;
  }

  /** Resolves when no client asks for anything any more. */
  async ended(): Promise<void> {
    await this.#running;
  }

  async #createUsers(prefix: string): Promise<void> {
    for (let number = 0; !this.#stopped; number++) {
      const creation = {username: `${prefix}.${number}`, key: randomUUID()};
      try {
        await this.#create(creation);
      } catch {
        this.unanswered.push(creation);
        return;
      }
    }
  }

  async #create(creation: Creation): Promise<void> {
    for (;;) {
      const {status, body} = await create(this.#options, creation);
      if (AWAY.has(status)) {
        this.comeBacks++;
        await pause(50);
        continue;
      }
      if (status === 201) {
        this.acknowledged.set(creation.username, {id: body.user.id, key: creation.key});
        this.#first.resolve();
      } else {
        this.surprises.push(`${status} ${body.code} for ${creation.username}`);
      }
      return;
    }
  }
}

/** Asks once. Rejects when there is no whole answer. */
export const create = async (
  {url, token}: Pick<LoadOptions, 'url' | 'token'>,
  {username, key}: Creation,
): Promise<{readonly status: number; readonly replayed: boolean; readonly body: any}> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': key},
    body: JSON.stringify({
      username,
      email: `${username}@aurora.example`,
      firstName: 'Kim',
      lastName: 'Load',
      credential: {type: 'temporary', delivery: 'show'},
    }),
  });
  return {status: response.status, replayed: response.headers.get('Idempotency-Replayed') === 'true', body: await response.json()};
};
