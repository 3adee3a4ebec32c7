import {isApiError, type Operation, type TenantClient, type TenantryError} from '@tenantry/sdk';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {failureOf} from '../../foundation/failure.ts';

/** What one user owns, on its way to another. */
export class Transfer extends EventTarget {
  /** The name of who gets it. */
  readonly to: string;
  operation: Operation;
  /** Why it cannot be seen how far it has come. */
  failure: TenantryError | undefined;
  readonly #client: TenantClient;
  readonly #leaving = new AbortController();

  constructor(client: TenantClient, operation: Operation, to: string) {
    super();
    this.#client = client;
    this.operation = operation;
    this.to = to;
    void this.follow();
  }

  /** Whether it goes on, as far as anybody knows. */
  get isOn(): boolean {
    return ['pending', 'running'].includes(this.operation.status);
  }

  /** Asks how far it has come until it has ended, or cannot be asked. */
  async follow(): Promise<void> {
    this.failure = undefined;
    const tell = (operation: Operation): void => {
      this.operation = operation;
      this.#tell();
    };
    try {
      tell(await this.#client.operations.wait(this.operation.id, {onProgress: tell, signal: this.#leaving.signal}));
    } catch (error) {
      this.failure = failureOf(error);
      if (isApiError(this.failure) && this.failure.status === 404) {
        this.operation = {...this.operation, status: 'cancelled'}; // It is over for long.
      }
      this.#tell();
    }
  }

  /** For when somebody else is signed in, who has not begun it. */
  leave(): void {
    this.#leaving.abort();
  }

  #tell(): void {
    this.dispatchEvent(new Event('progress'));
  }
}

/** What each client has begun, by the user who gives: it goes on whatever becomes of the dialog that has begun it. */
const begun = new WeakMap<TenantClient, Map<string, Transfer>>();

/** The transfer of the user whom a dialog shows. */
export class ShownTransfer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #client: () => TenantClient | undefined;
  readonly #userId: () => string | undefined;
  readonly #onProgress: () => void;
  #heard: Transfer | undefined;

  constructor(
    host: ReactiveControllerHost,
    {client, userId, onProgress}: {client: () => TenantClient | undefined; userId: () => string | undefined; onProgress: () => void},
  ) {
    this.#host = host;
    this.#client = client;
    this.#userId = userId;
    this.#onProgress = onProgress;
    host.addController(this);
  }

  get current(): Transfer | undefined {
    return this.#all?.get(this.#userId() ?? '');
  }

  begin(operation: Operation, to: string): void {
    const client = this.#client();
    const id = this.#userId();
    if (client && id) {
      begun.set(client, (this.#all ?? new Map<string, Transfer>()).set(id, new Transfer(client, operation, to)));
      this.#host.requestUpdate();
    }
  }

  /** What has ended is no more of interest. */
  dismiss(): void {
    if (this.current?.isOn === false) {
      this.#all?.delete(this.#userId() ?? '');
      this.#host.requestUpdate();
    }
  }

  /** Forgets all of them. */
  leave(): void {
    this.#all?.forEach((transfer) => transfer.leave());
    this.#all?.clear();
  }

  hostUpdate(): void {
    this.#listen(this.current);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#listen(undefined);
  }

  get #all(): Map<string, Transfer> | undefined {
    const client = this.#client();
    return client && begun.get(client);
  }

  #listen(transfer: Transfer | undefined): void {
    if (transfer !== this.#heard) {
      this.#heard?.removeEventListener('progress', this.#onHeard);
      transfer?.addEventListener('progress', this.#onHeard);
      this.#heard = transfer;
    }
  }

  readonly #onHeard = (): void => {
    this.#onProgress();
    this.#host.requestUpdate();
  };
}
