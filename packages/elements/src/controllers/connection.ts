import {ContextConsumer} from '@lit/context';
import type {ChangeEvent, Me, TenantClient} from '@tenantry/sdk';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {clientContext} from '../context/client-context.ts';
import {sessionContext, type TenantSession} from '../context/session-context.ts';

type Host<Client> = ReactiveControllerHost & HTMLElement & {client?: Client | undefined};

/**
 * An element's line to the server: the client (its own, else the nearest provider's), who is signed in, and every change that any
 * element on the same client makes.
 */
export class Connection<Client extends Pick<TenantClient, 'changes'> = TenantClient> implements ReactiveController {
  readonly #host: Host<Client>;
  readonly #client: ContextConsumer<typeof clientContext, Host<Client>>;
  readonly #session: ContextConsumer<typeof sessionContext, Host<Client>>;
  readonly #onChange: ((event: ChangeEvent) => void) | undefined;
  readonly #onOther: (() => void) | undefined;
  #userId: string | undefined;
  #heard: EventTarget | undefined;

  /** @param onOther Called when somebody else is signed in than before: what one person typed or saw is not for another. */
  constructor(host: Host<Client>, {onChange, onOther}: {onChange?: (event: ChangeEvent) => void; onOther?: () => void} = {}) {
    this.#host = host;
    this.#onChange = onChange;
    this.#onOther = onOther;
    this.#client = new ContextConsumer(host, {context: clientContext, subscribe: true, callback: () => host.requestUpdate()});
    this.#session = new ContextConsumer(host, {context: sessionContext, subscribe: true, callback: () => host.requestUpdate()});
    host.addController(this);
  }

  get client(): Client | TenantClient | undefined {
    return this.#host.client || this.#client.value; // NaN, which never equals itself, would be asked for ever.
  }

  get session(): TenantSession | undefined {
    return this.#session.value;
  }

  get me(): Me | undefined {
    return this.#session.value?.me;
  }

  /** Whether the signed-in user holds a permission; `undefined` while it is not known. */
  can(permission: string): boolean | undefined {
    return this.me?.permissions.includes(permission);
  }

  hostUpdate(): void {
    this.#listen();
    const id = this.me?.user.id;
    if (id !== undefined && id !== this.#userId) {
      if (this.#userId !== undefined) {
        this.#onOther?.();
      }
      this.#userId = id;
    }
  }

  hostConnected(): void {
    this.#listen();
  }

  hostDisconnected(): void {
    this.#listen();
  }

  /** An element that was taken out hears nothing, also while what it has begun still renders it. */
  #listen(): void {
    const changes = this.#host.isConnected ? this.client?.changes : undefined;
    if (!this.#onChange || changes === this.#heard) {
      return;
    }
    this.#heard?.removeEventListener('change', this.#onHeard);
    changes?.addEventListener('change', this.#onHeard);
    this.#heard = changes;
  }

  readonly #onHeard = (event: Event): void => this.#onChange?.(event as ChangeEvent);
}
