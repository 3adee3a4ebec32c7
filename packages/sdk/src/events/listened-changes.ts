import type {ClientEvent} from '../transport/client-event.ts';

/** What asks for a stream, and answers what closes it. */
type Follow = () => () => void;

// Who is signed in may be another now, or one who may do more.
const RENEWING = /^(session\.signIn|me\.changePassword)$/;

/**
 * The changes of a client. While somebody listens, what others change is followed as well (S10): as soon as a call has shown that the
 * credential is good, and as long as none has shown that it is not.
 */
export class ListenedChanges extends EventTarget {
  /** The latest that the client has made itself or heard of: a stream begins with what was before it. */
  own: readonly Event[] = [];
  readonly #listeners = new Set<unknown>();
  readonly #follow: Follow;
  #isIn = false;
  /** Whether the server knows no streams. */
  #hasNone = false;
  #stop: (() => void) | undefined;

  constructor(follow: Follow) {
    super();
    this.#follow = follow;
  }

  override dispatchEvent(event: Event): boolean {
    this.own = [...this.own.slice(-99), event];
    return super.dispatchEvent(event);
  }

  override addEventListener(...[type, listener, options]: Parameters<EventTarget['addEventListener']>): void {
    super.addEventListener(type, listener, options);
    this.#listeners.add(listener);
    const {once, signal} = Object(options) as AddEventListenerOptions;
    const forget = (): void => this.removeEventListener(type, listener);
    signal?.addEventListener('abort', forget);
    if (once) {
      super.addEventListener(type, forget, {once});
    }
    this.#settle();
  }

  override removeEventListener(...[type, listener, options]: Parameters<EventTarget['removeEventListener']>): void {
    super.removeEventListener(type, listener, options);
    this.#listeners.delete(listener);
    this.#settle();
  }

  /** Learns from the calls of the client whether anybody is signed in. */
  told({type, operation, status, kind}: ClientEvent): void {
    const isStream = operation === 'events.subscribe';
    this.#hasNone ||= isStream && status === 404;
    if (type !== 'end' || (kind ? status !== 401 : isStream)) {
      return; // That a stream has ended shows nothing.
    }
    if (kind || RENEWING.test(operation)) {
      this.#close();
    }
    this.#isIn = !kind && operation !== 'session.signOut';
    this.#settle();
  }

  #settle(): void {
    if (this.#isIn && !this.#hasNone && this.#listeners.size > 0) {
      this.#stop ??= this.#follow();
    } else {
      this.#close();
    }
  }

  #close(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
