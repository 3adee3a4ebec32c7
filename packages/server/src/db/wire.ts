import {toParameter, type Types} from './values.ts';

/** What of a connection of node-postgres carries messages of the extended protocol. */
export interface Wire {
  readonly stream: {cork?(): void; uncork?(): void};
  parse(message: {readonly name: string; readonly text: string}): void;
  bind(message: {readonly statement: string; readonly values: readonly (string | null)[]}): void;
  describe(message: {readonly type: 'P'; readonly name: string}): void;
  execute(message: object): void;
  sync(): void;
}

/** One statement of a batch. With a name it is planned once on each connection and from then on only carried out. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name: string | undefined;
}

/** What a statement answered. */
export interface Answered {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: readonly Row[];
}

export type Row = Record<string, unknown>;

/** What a connection knows of its named statements: how their rows are read. */
export type Known = Map<string, RowReader>;

/** Reads the rows of one statement. */
interface RowReader {
  readonly names: readonly string[];
  readonly parsers: readonly Parser[];
}

type Parser = (text: string) => unknown;

/** How a transaction goes. */
export interface Course {
  hasFailed: boolean;
}

/** A statement of the transaction failed, so that it carries out no other and cannot be committed. */
export class TransactionFailed extends Error {
  override readonly name = 'TransactionFailed';

  constructor() {
    super('A statement of the transaction had failed before');
  }
}

interface Way {
  readonly known: Known;
  readonly types: Types;
  /** The transaction's, if there is one. */
  readonly course: Course | undefined;
}

const NO_ROWS: RowReader = {names: [], parsers: []};

/**
 * Statements that travel together: one message there, one back. Where one fails, the database carries out none behind it: they share one
 * point of synchronisation. node-postgres takes it as it takes a cursor, and tells it what comes back.
 */
export class Batch {
  readonly #statements: readonly Statement[];
  readonly #parameters: readonly (readonly (string | null)[])[];
  readonly #known: Known;
  readonly #types: Types;
  readonly #course: Course | undefined;
  readonly #answers: Answered[] = [];
  readonly #resolve: (answers: readonly Answered[]) => void;
  readonly #reject: (error: unknown) => void;
  #rows: Row[] = [];
  #reader: RowReader = NO_ROWS;
  #failure: unknown;

  readonly answers: Promise<readonly Answered[]>;

  /** @throws {Error} When a value cannot be written as a parameter. */
  constructor(statements: readonly Statement[], {known, types, course}: Way) {
    this.#statements = statements;
    this.#parameters = statements.map(({values}) => values.map(toParameter));
    this.#known = known;
    this.#types = types;
    this.#course = course;
    const {promise, resolve, reject} = Promise.withResolvers<readonly Answered[]>();
    this.answers = promise;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: Wire): Error | null {
    // Where what opens the transaction has failed, the database itself would carry this out: outside of it, as the owner.
    if (this.#course?.hasFailed) {
      return new TransactionFailed();
    }
    // One write for all: each costs more than what is in it.
    connection.stream.cork?.();
    try {
      for (const [index, {text, name = ''}] of this.#statements.entries()) {
        const isKnown = this.#known.has(name);
        if (!isKnown) {
          connection.parse({name, text});
        }
        connection.bind({statement: name, values: this.#parameters[index] ?? []});
        if (!isKnown) {
          connection.describe({type: 'P', name: ''});
        }
        connection.execute({});
      }
      connection.sync();
    } finally {
      connection.stream.uncork?.();
    }
    this.#begin();
    return null;
  }

  /** What comes next belongs to the next statement. */
  #begin(): void {
    this.#rows = [];
    this.#reader = this.#known.get(this.#statements[this.#answers.length]?.name ?? '') ?? NO_ROWS;
  }

  handleRowDescription({fields}: {readonly fields: readonly {readonly name: string; readonly dataTypeID: number}[]}): void {
    this.#reader = {
      names: fields.map(({name}) => name),
      parsers: fields.map(({dataTypeID}) => this.#types(dataTypeID)),
    };
  }

  handleDataRow({fields}: {readonly fields: readonly (string | null)[]}): void {
    const {names, parsers} = this.#reader;
    const row: Row = {};
    try {
      for (let column = 0; column < fields.length; column++) {
        const text = fields[column] ?? null;
        row[names[column] ?? ''] = text === null ? null : parsers[column]?.(text);
      }
    } catch (error) {
      this.#failure ??= error;
    }
    this.#rows.push(row);
  }

  handleCommandComplete({text}: {readonly text: string}): void {
    const [command = '', ...counts] = text.split(' ');
    const count = counts.at(-1);
    this.#complete({command, rowCount: count === undefined ? null : Number(count), rows: this.#rows});
  }

  handleEmptyQuery(): void {
    this.#complete({command: '', rowCount: null, rows: []});
  }

  #complete(answer: Answered): void {
    const name = this.#statements[this.#answers.length]?.name;
    if (name !== undefined) {
      this.#known.set(name, this.#reader);
    }
    this.#answers.push(answer);
    this.#begin();
  }

  handleError(error: unknown): void {
    if (this.#course) {
      this.#course.hasFailed = true;
    }
    this.#reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#failure === undefined) {
      this.#resolve(this.#answers);
    } else {
      this.#reject(this.#failure);
    }
  }
}
