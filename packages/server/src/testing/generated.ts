/** Makes things up: the same ones for the same seed. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  upTo(most: number): number {
    return Math.floor(this.next() * (most + 1));
  }

  one<Item>(items: readonly Item[]): Item {
    // There is one: they are never none.
    return items[this.upTo(items.length - 1)] as Item;
  }

  some<Item>(most: number, make: () => Item): Item[] {
    return Array.from({length: this.upTo(most)}, make);
  }

  /** What nobody expects in place of a value. */
  nonsense(): unknown {
    return this.one<unknown>([
      undefined,
      null,
      -1,
      -0.5,
      1.5,
      Number.MAX_SAFE_INTEGER,
      1e300,
      '',
      '-3',
      'NaN',
      '\u202Egnp.exe',
      '__proto__',
      'x'.repeat(300),
      true,
      [],
      {},
      [[null]],
    ]);
  }

  /** The value, or now and then nonsense. */
  perhaps(value: unknown): unknown {
    return this.next() < 0.15 ? this.nonsense() : value;
  }
}
