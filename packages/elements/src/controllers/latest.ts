import type {TenantryError} from '@tenantry/sdk';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {failureOf} from '../foundation/failure.ts';
import {hearNetwork} from './network.ts';

/** Asks whenever the question is another one, gives the one before up, and keeps the answer to the latest. What failed is asked again with the network back. */
export class Latest<Question, Answer> implements ReactiveController {
  answer: Answer | undefined;
  /** When the answer came. */
  answeredAt: string | undefined;
  failure: TenantryError | undefined;
  isPending = false;
  readonly #host: ReactiveControllerHost;
  readonly #question: () => Question | undefined;
  readonly #ask: (question: Question, signal: AbortSignal) => Promise<Answer>;
  #asked: Question | undefined;
  #asking: AbortController | undefined;

  constructor(
    host: ReactiveControllerHost,
    question: () => Question | undefined,
    ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
  ) {
    this.#host = host;
    this.#question = question;
    this.#ask = ask;
    host.addController(this);
    hearNetwork(host, () => this.failure && void this.again());
  }

  hostConnected(): void {
    if (this.isPending) {
      void this.again();
    }
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const question = this.#question();
    if (question !== this.#asked) {
      this.#asked = question;
      this.forget();
    }
  }

  hostDisconnected(): void {
    this.#asking?.abort();
  }

  /** Drops the answer, which was for a question that nobody asks any more, and asks anew. */
  forget(): void {
    this.answer = this.answeredAt = undefined;
    void this.again();
  }

  /** Asks once more. Resolves when the answer, or the failure, is there. */
  async again(): Promise<void> {
    this.#asking?.abort();
    const {signal} = (this.#asking = new AbortController());
    const question = this.#asked;
    this.failure = undefined;
    this.isPending = question !== undefined;
    this.#host.requestUpdate();
    if (question === undefined) {
      return;
    }
    try {
      const answer = await this.#ask(question, signal);
      if (!signal.aborted) {
        this.answer = answer;
        this.answeredAt = new Date().toISOString();
      }
    } catch (error) {
      if (!signal.aborted) {
        this.failure = failureOf(error);
      }
    }
    if (!signal.aborted) {
      this.isPending = false;
      this.#host.requestUpdate();
    }
  }
}
