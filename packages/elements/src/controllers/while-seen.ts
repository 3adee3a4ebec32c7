import type {ReactiveController, ReactiveControllerHost} from 'lit';

/**
 * Does something again and again while an element can be seen: it is in the window, and the page is not hidden. What was due meanwhile is
 * done as soon as it is seen again.
 */
export class WhileSeen implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #work: () => void;
  readonly #everyMs: () => number;
  #current = 0;
  #observer: IntersectionObserver | undefined;
  #isInWindow = false;
  #isDue = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost & Element, everyMs: number | (() => number), work: () => void) {
    this.#host = host;
    this.#everyMs = typeof everyMs === 'number' ? () => everyMs : everyMs;
    this.#work = work;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => {
      this.#isInWindow = entries.at(-1)?.isIntersecting ?? false;
      this.#look();
    });
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#look);
    this.#time();
  }

  hostUpdated(): void {
    if (this.#timer !== undefined && this.#everyMs() !== this.#current) {
      this.#time();
    }
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#isInWindow = false;
    document.removeEventListener('visibilitychange', this.#look);
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Does it now, or as soon as the element is seen. */
  now(): void {
    this.#isDue = true;
    this.#look();
  }

  #time(): void {
    clearInterval(this.#timer);
    this.#current = this.#everyMs();
    this.#timer = setInterval(() => this.now(), this.#current);
  }

  readonly #look = (): void => {
    if (this.#isDue && this.#isInWindow && !document.hidden) {
      this.#isDue = false;
      this.#work();
    }
  };
}
