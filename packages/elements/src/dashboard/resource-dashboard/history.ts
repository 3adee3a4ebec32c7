/** What was, is and may be again: each change can be taken back, and what was taken back can be done again until something else is. */
export class History<State> {
  readonly #states: State[];
  #at = 0;

  constructor(state: State) {
    this.#states = [state];
  }

  get state(): State {
    return this.#states[this.#at] as State;
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#states.length - 1;
  }

  /** Whether something is otherwise than it was at first. */
  get isChanged(): boolean {
    return this.state !== this.#states[0];
  }

  /** Goes on from another state. The same one again is no change. */
  push(state: State): void {
    if (state !== this.state) {
      this.#at += 1;
      this.#states.splice(this.#at, Infinity, state);
    }
  }

  undo(): void {
    this.#at = Math.max(0, this.#at - 1);
  }

  redo(): void {
    this.#at = Math.min(this.#states.length - 1, this.#at + 1);
  }
}
