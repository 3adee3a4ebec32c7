import type {ReactiveControllerHost} from 'lit';
import {type Field, FIELDS} from './fields.ts';

/**
 * What is wrong with each field: what the server refused, until the field is edited, else what can be seen here once the field is judged,
 * which is when it was left or the form was sent.
 */
export class Mistakes {
  readonly #host: ReactiveControllerHost;
  readonly #see: (field: Field, isJudged: boolean) => string | undefined;
  readonly #judged = new Set<Field>();
  #refused: Readonly<Partial<Record<Field, string>>> = {};

  constructor(host: ReactiveControllerHost, see: (field: Field, isJudged: boolean) => string | undefined) {
    this.#host = host;
    this.#see = see;
  }

  /** The fields with a mistake, in the order of the form. */
  get fields(): readonly Field[] {
    return FIELDS.filter((field) => this.of(field));
  }

  /** Why a field cannot be accepted. */
  of(field: Field): string | undefined {
    return this.#refused[field] ?? this.#see(field, this.#judged.has(field));
  }

  /** Why the server did not accept a field. */
  refusalOf(field: Field): string | undefined {
    return this.#refused[field];
  }

  judge(...fields: readonly Field[]): void {
    for (const field of fields) {
      this.#judged.add(field);
    }
    this.#host.requestUpdate();
  }

  refuse(fields: Readonly<Partial<Record<Field, string>>>): void {
    this.#refused = fields;
    this.#host.requestUpdate();
  }

  /** Takes back what the server said about a field. */
  forgive(field: Field): void {
    this.refuse({...this.#refused, [field]: undefined});
  }

  /** Nothing is judged, as in a new form. */
  reset(): void {
    this.#judged.clear();
    this.refuse({});
  }
}
