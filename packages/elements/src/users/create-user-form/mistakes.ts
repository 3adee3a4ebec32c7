import type {ReactiveControllerHost} from 'lit';
import {type Field, type FieldMistakes, FIELDS, type Mistake} from './fields.ts';

/**
 * What is wrong with each field: what the server refused, until the field is edited, else what can be seen here once the field is judged,
 * which is when it was left or the form was sent.
 */
export class Mistakes {
  readonly #host: ReactiveControllerHost;
  readonly #see: (field: Field, isJudged: boolean) => Mistake | undefined;
  readonly #judged = new Set<Field>();
  #refused: FieldMistakes = {};

  constructor(host: ReactiveControllerHost, see: (field: Field, isJudged: boolean) => Mistake | undefined) {
    this.#host = host;
    this.#see = see;
  }

  /** The fields with a mistake, in the order of the form. */
  get fields(): readonly Field[] {
    return FIELDS.filter((field) => this.of(field));
  }

  /** Why a field cannot be accepted. */
  of(field: Field): Mistake | undefined {
    return this.#refused[field] ?? this.#see(field, this.#judged.has(field));
  }

  /** Why the server did not accept a field. */
  refusalOf(field: Field): Mistake | undefined {
    return this.#refused[field];
  }

  judge(...fields: readonly Field[]): void {
    for (const field of fields) {
      this.#judged.add(field);
    }
    this.#host.requestUpdate();
  }

  refuse(fields: FieldMistakes): void {
    this.#refused = fields;
    this.#host.requestUpdate();
  }

  /** Takes back what the server said about a field. */
  forgive(field: Field): void {
    const {[field]: _, ...others} = this.#refused;
    this.refuse(others);
  }

  /** Nothing is judged, as in a new form. */
  reset(): void {
    this.#judged.clear();
    this.refuse({});
  }
}
