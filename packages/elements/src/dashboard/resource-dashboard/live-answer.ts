import type {TenantryError} from '@tenantry/sdk';
import type {ReactiveControllerHost} from 'lit';
import {Latest} from '../../controllers/latest.ts';

/**
 * An answer that is asked for again and again, one request at a time. What is known stays while it is asked, the failure as well: until the
 * next answer nobody knows that it is over.
 */
export class LiveAnswer<Question, Answer> {
  failure: TenantryError | undefined;
  readonly #latest: Latest<Question, Answer>;
  #isDue = false;

  constructor(
    host: ReactiveControllerHost,
    question: () => Question | undefined,
    ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
  ) {
    this.#latest = new Latest(host, question, ask);
    let asked: Question | undefined;
    host.addController({
      hostUpdate: () => {
        const now = question();
        if (!this.#latest.isPending || now !== asked) {
          this.failure = this.#latest.failure;
        }
        asked = now;
        if (this.#isDue && !this.#latest.isPending) {
          void this.again();
        }
      },
    });
  }

  get answer(): Answer | undefined {
    return this.#latest.answer;
  }

  /** What came of a change is an answer as well. */
  set answer(answer: Answer) {
    this.#latest.answer = answer;
  }

  get answeredAt(): string | undefined {
    return this.#latest.answeredAt;
  }

  get isPending(): boolean {
    return this.#latest.isPending;
  }

  /** Drops what is known, which was for somebody else. */
  forget(): void {
    this.failure = undefined;
    this.#isDue = false;
    this.#latest.forget();
  }

  /** Asks once more; while it is being asked, afterwards: what is on its way may be of before. */
  async again(): Promise<void> {
    this.#isDue = this.#latest.isPending;
    if (!this.#isDue) {
      await this.#latest.again();
    }
  }

  /** Asks at once, for somebody who waits for it. */
  async now(): Promise<void> {
    this.#isDue = false;
    await this.#latest.again();
  }
}
