/** A body of chunks that go out as fast as somebody reads them; what waits is counted. */
export class Chunks {
  readonly body: ReadableStream<Uint8Array>;
  readonly #most: number;
  readonly #onEnd: () => void;
  readonly #waiting: Uint8Array[] = [];
  #bytes = 0;
  #isOver = false;
  #tellReader: (() => void) | undefined;

  /**
   * @param most So many bytes may wait. Whoever lets more of them wait is cut: they go, and the body ends (V2).
   * @param onEnd Called once, when nothing can be written any more.
   */
  constructor(most: number, onEnd: () => void) {
    this.#most = most;
    this.#onEnd = onEnd;
    this.body = new ReadableStream<Uint8Array>(
      {pull: (controller) => this.#give(controller), cancel: () => this.cut()},
      {highWaterMark: 0},
    );
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** How many bytes nobody has fetched yet. */
  get waiting(): number {
    return this.#bytes;
  }

  write(chunk: Uint8Array): void {
    if (this.#isOver) {
      return;
    }
    this.#waiting.push(chunk);
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#most) {
      this.cut();
    }
    this.#tellReader?.();
  }

  /** Ends the body behind what waits. */
  end(): void {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#onEnd();
      this.#tellReader?.();
    }
  }

  /** Ends the body where it is. */
  cut(): void {
    this.#waiting.length = 0;
    this.#bytes = 0;
    this.end();
  }

  async #give(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    while (this.#waiting.length === 0 && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#tellReader = resolve;
      });
    }
    const chunk = this.#waiting.shift();
    if (chunk) {
      this.#bytes -= chunk.byteLength;
      controller.enqueue(chunk);
    } else {
      controller.close();
    }
  }
}
