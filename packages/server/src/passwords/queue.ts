import {Refusal} from '../refusal.ts';

export interface QueueLimits {
  /** How many pieces of work run at once. */
  readonly running: number;
  /** How many more may wait for their turn. */
  readonly waiting: number;
  /** How long one may wait. */
  readonly waitMs: number;
}

/**
 * Lets so much work run at once and so much more wait for a while; the rest is refused at once with `temporarily-unavailable`. Keeps a
 * storm of sign-ins from taking all memory and every thread (A9).
 */
export class Queue {
  readonly #limits: QueueLimits;
  readonly #waiting = new Set<() => void>();
  #running = 0;
  #admitted = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#turn();
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /**
   * Runs work that will ask for its turn, unless as much of it is under way already as may run and wait together: then it is refused
   * before it has cost anything else.
   */
  async admit<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#admitted >= this.#limits.running + this.#limits.waiting) {
      throw busy();
    }
    this.#admitted++;
    try {
      return await work();
    } finally {
      this.#admitted--;
    }
  }

  /** Resolves when a place is free, which is then the caller's. */
  #turn(): Promise<void> {
    if (this.#running < this.#limits.running) {
      this.#running++;
      return Promise.resolve();
    }
    if (this.#waiting.size >= this.#limits.waiting) {
      return Promise.reject(busy());
    }
    return new Promise((resolve, reject) => {
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(start);
        reject(busy());
      }, this.#limits.waitMs);
      this.#waiting.add(start);
    });
  }

  /** Hands the place to who waits longest. */
  #next(): void {
    const [start] = this.#waiting;
    if (start) {
      this.#waiting.delete(start);
      start();
    } else {
      this.#running--;
    }
  }
}

const busy = (): Refusal =>
  new Refusal('temporarily-unavailable', 'Too many passwords are being checked at this moment', {headers: {'Retry-After': '5'}});
