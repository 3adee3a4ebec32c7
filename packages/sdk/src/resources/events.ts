import type {EventType, TenantEvent} from '../contract/events.ts';
import type {EventsState} from '../events/follow-events.ts';
import type {TenantryError} from '../errors/tenantry-error.ts';
import {path} from '../transport/path.ts';
import type {Transport} from '../transport/transport.ts';

/** What to listen to, and who hears it. What the callbacks throw is ignored. */
export interface Subscription {
  /** @defaultValue all of them */
  readonly types?: readonly EventType[] | undefined;
  readonly onEvent: (event: TenantEvent) => unknown;
  /** Hears how the stream is, and why it has ended or has to be opened again. */
  readonly onState?: ((state: EventsState, error?: TenantryError) => unknown) | undefined;
}

/** What happens in one tenant, as it happens. */
export class Events {
  readonly #transport: Transport;
  readonly #path: string;
  readonly #random: (() => number) | undefined;

  constructor(transport: Transport, tenant = 'self', random?: () => number) {
    this.#random = random;
    this.#transport = transport;
    this.#path = path`v1/tenants/${tenant}/events`;
  }

  /**
   * Opens a stream of its own that begins a few seconds before now, and opens it again behind its last event whenever it is cut, until the
   * server refuses it or it is closed.
   *
   * @returns Closes it.
   */
  subscribe({types, onEvent, onState = () => {}}: Subscription): () => void {
    const closing = new AbortController();
    void import('../events/follow-events.ts').then(
      ({followEvents}) =>
        followEvents(this.#transport, {
          path: this.#path + (types ? `?types=${types}` : ''),
          signal: closing.signal,
          onEvent,
          onState,
          random: this.#random,
        }),
      () => onState('ended'),
    );
    return () => closing.abort();
  }
}
