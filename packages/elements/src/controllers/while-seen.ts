import type {ReactiveController, ReactiveControllerHost} from 'lit';

/**
 * Does something again and again while an element can be seen: it is in the window, and the page is not hidden. What was due meanwhile is
 * done as soon as it is seen again.
 */
export class WhileSeen implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #work: () => void;
  readonly #everyMs: number;
  #observer: IntersectionObserver | undefined;
  #isInWindow = false;
  #dueAt: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & Element, everyMs: number, work: () => void) {
    this.#host = host;
    this.#everyMs = everyMs;
    this.#work = work;
    this.#dueAt = performance.now() + everyMs;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => {
      this.#isInWindow = entries.at(-1)?.isIntersecting ?? false;
      this.#plan();
    });
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#plan);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#isInWindow = false;
    document.removeEventListener('visibilitychange', this.#plan);
    clearTimeout(this.#timer);
  }

  /** Does it now, or as soon as the element is seen. */
  now(): void {
    this.#dueAt = performance.now();
    this.#plan();
  }

  readonly #plan = (): void => {
    clearTimeout(this.#timer);
    if (this.#isInWindow && !document.hidden) {
      this.#timer = setTimeout(this.#go, this.#dueAt - performance.now());
    }
  };

  readonly #go = (): void => {
    this.#dueAt = performance.now() + this.#everyMs;
    this.#work();
    this.#plan();
  };
}
