import type {ReactiveControllerHost} from 'lit';

/**
 * What is wrong with each field of a form: what the server refused, until the field is edited, else what can be seen here once the field
 * is judged, which is when it was left or the form was sent.
 */
export class Mistakes<Field extends string, Mistake extends string> {
  readonly #host: ReactiveControllerHost;
  readonly #all: readonly Field[];
  readonly #see: (field: Field, isJudged: boolean) => Mistake | undefined;
  readonly #judged = new Set<Field>();
  readonly #refused = new Map<Field, Mistake>();

  /** @param fields All that the form has, in its order. */
  constructor(host: ReactiveControllerHost, fields: readonly Field[], see: (field: Field, isJudged: boolean) => Mistake | undefined) {
    this.#host = host;
    this.#all = fields;
    this.#see = see;
  }

  /** The fields with a mistake, in the order of the form. */
  get fields(): readonly Field[] {
    return this.#all.filter((field) => this.of(field));
  }

  /** Why a field cannot be accepted. */
  of(field: Field): Mistake | undefined {
    return this.#refused.get(field) ?? this.#see(field, this.#judged.has(field));
  }

  /** Why the server did not accept a field. */
  refusalOf(field: Field): Mistake | undefined {
    return this.#refused.get(field);
  }

  judge(...fields: readonly Field[]): void {
    for (const field of fields) {
      this.#judged.add(field);
    }
    this.#host.requestUpdate();
  }

  refuse(fields: Readonly<Partial<Record<Field, Mistake>>>): void {
    this.#refused.clear();
    for (const field of this.#all) {
      const mistake = fields[field];
      if (mistake) {
        this.#refused.set(field, mistake);
      }
    }
    this.#host.requestUpdate();
  }

  /** Takes back what the server said about a field. */
  forgive(field: Field): void {
    this.#refused.delete(field);
    this.#host.requestUpdate();
  }

  /** Nothing is judged, as in a new form. */
  reset(): void {
    this.#judged.clear();
    this.#refused.clear();
    this.#host.requestUpdate();
  }
}
