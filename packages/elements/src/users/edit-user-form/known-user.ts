import {isProblem, type TenantClient, type TenantryError, type User} from '@tenantry/sdk';
import type {ReactiveControllerHost} from 'lit';
import {Latest} from '../../controllers/latest.ts';

/** What the form knows of itself and of where it stands. */
export interface Asking {
  readonly client: TenantClient | undefined;
  readonly id: string;
  /** The user, if the host has given it. */
  readonly given: User | undefined;
  readonly isEdited: boolean;
}

interface Question {
  readonly client: TenantClient;
  readonly id: string;
}

/** The user that a form starts from: the one that its host has given, else loaded. While something is edited, it stays as it is. */
export class KnownUser {
  readonly #asking: () => Asking;
  readonly #loaded: Latest<Question, User>;
  #asked: Question | undefined;
  #user: User | undefined;
  #taken: User | undefined;
  /** The one that was given and is known to be out of date. */
  #old: User | undefined;

  constructor(host: ReactiveControllerHost, asking: () => Asking) {
    this.#asking = asking;
    this.#loaded = new Latest(
      host,
      () => this.#question,
      async ({client, id}, signal) => {
        const {given} = this.#asking();
        return given?.id === id && given !== this.#old ? given : client.users.get(id, {signal});
      },
    );
  }

  get user(): User | undefined {
    return this.#user;
  }

  get failure(): TenantryError | undefined {
    return this.#loaded.failure;
  }

  /** Whether the user is known to be deleted. */
  get isGone(): boolean {
    return isProblem(this.failure, 'not-found');
  }

  /** Takes over what has come. Answers whether the user was another one before, about whom nothing is of interest any more. */
  update(): boolean {
    const {id, given, isEdited} = this.#asking();
    const isOther = this.#user !== undefined && this.#user.id !== id;
    if (isOther) {
      this.#user = undefined;
    }
    const {answer} = this.#loaded;
    if (answer && answer !== this.#taken && answer.id === id) {
      this.#taken = answer;
      this.#user = this.#user && isEdited ? this.#user : answer;
    }
    if (this.#user && given?.id === id && given.version > this.#user.version && !isEdited) {
      this.#user = given;
    }
    return isOther;
  }

  /** The user is this one now. */
  keep(user: User): void {
    this.#user = user;
  }

  /** The user was changed somewhere; which version that made, if it is known. */
  hear(version: number | undefined): void {
    const {given, isEdited} = this.#asking();
    const isKnown = version !== undefined && this.#user !== undefined && version <= this.#user.version;
    if (!isKnown && !isEdited) {
      this.#old = given;
      void this.again();
    }
  }

  again(): Promise<void> {
    return this.#loaded.again();
  }

  forget(): void {
    this.#user = undefined;
    this.#loaded.forget();
  }

  get #question(): Question | undefined {
    const {client, id} = this.#asking();
    if (!client || !id) {
      this.#asked = undefined;
    } else if (this.#asked?.client !== client || this.#asked.id !== id) {
      this.#asked = {client, id};
    }
    return this.#asked;
  }
}
