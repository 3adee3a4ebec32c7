/** What was, what is, and what was taken back. Never changes: an act gives another one. */
export class History<State> {
  readonly now: State;
  readonly #past: readonly State[];
  readonly #future: readonly State[];

  constructor(now: State, past: readonly State[] = [], future: readonly State[] = []) {
    this.now = now;
    this.#past = past;
    this.#future = future;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** After an act. One that changes nothing is none. */
  after(state: State): History<State> {
    return isSame(state, this.now) ? this : new History(state, [...this.#past, this.now]);
  }

  undo(): History<State> {
    const before = this.#past.at(-1);
    return before === undefined ? this : new History(before, this.#past.slice(0, -1), [this.now, ...this.#future]);
  }

  redo(): History<State> {
    const [after, ...future] = this.#future;
    return after === undefined ? this : new History(after, [...this.#past, this.now], future);
  }
}

/** Whether two states say the same. They are plain data, made alike. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
