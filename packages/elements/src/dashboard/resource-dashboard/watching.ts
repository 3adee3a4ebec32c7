import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Nobody is asked more often. */
const LEAST_SECONDS = 5;
const USUAL_SECONDS = 30;

/** So long a wish of the host comes down to: no less than five seconds, half a minute where it says nothing sensible. */
export const refreshSeconds = (wish: unknown): number =>
  typeof wish === 'number' && Number.isFinite(wish) && wish > 0 ? Math.max(wish, LEAST_SECONDS) : USUAL_SECONDS;

/**
 * Calls every few seconds while somebody can look at an element: the page is not hidden, and some of the element is in the window. Whoever
 * comes back after a while does not wait for the next turn.
 */
export class Watching implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #seconds: () => unknown;
  readonly #ask: () => void;
  readonly #observer = new IntersectionObserver((entries) => this.#onSeen(entries));
  #isInWindow = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #every = 0;
  /** When it last called; it begins with the element, which asks by itself. */
  #asked = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, seconds: () => unknown, ask: () => void) {
    this.#host = host;
    this.#seconds = seconds;
    this.#ask = ask;
    host.addController(this);
  }

  /** Whether somebody can look at it. */
  get isLookedAt(): boolean {
    return this.#isInWindow && document.visibilityState !== 'hidden';
  }

  hostConnected(): void {
    this.#asked = performance.now();
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#look);
  }

  hostUpdated(): void {
    this.#look();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    document.removeEventListener('visibilitychange', this.#look);
    this.#isInWindow = false;
    this.#stop();
  }

  #onSeen(entries: readonly IntersectionObserverEntry[]): void {
    this.#isInWindow = entries.at(-1)?.isIntersecting ?? false;
    this.#look();
  }

  readonly #look = (): void => {
    const every = refreshSeconds(this.#seconds()) * 1000;
    if (!this.isLookedAt || !this.#host.isConnected) {
      this.#stop();
    } else if (this.#timer === undefined || every !== this.#every) {
      this.#stop();
      this.#every = every;
      this.#timer = setInterval(() => this.#call(), every);
      if (performance.now() - this.#asked >= every) {
        this.#call();
      }
    }
  };

  #call(): void {
    this.#asked = performance.now();
    this.#ask();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
