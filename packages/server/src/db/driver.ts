import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type {Types} from './values.ts';
import {type Answered, Batch, type Course, type Known, type Statement, TransactionFailed} from './wire.ts';

/** A pool of node-postgres, as far as it is used. */
export interface Pool {
  connect(): Promise<Client>;
  end(): Promise<void>;
}

interface Client {
  query(batch: Batch): unknown;
  query(plain: {readonly text: string; readonly types: {getTypeParser: Types}}): Promise<unknown>;
  release(destroy?: boolean): void;
}

/** Takes the app's role and a tenant, until the transaction ends (D1, T14). */
export const TAKE_TENANT = "select set_config('role', 'tenantry_app', true), set_config('app.tenant_id', $1, true)";

/** So many statements have a name; a connection forgets its own when it has kept twice as many. */
const MOST_NAMED = 250;
/** Longer ones are lists of values that hardly come back. */
const LONGEST_NAMED = 8000;

/**
 * Kysely's way to a pool, with as few round trips as it can be: what opens a transaction is held back and travels with its first
 * statement; what a tenant's transaction asks again and again is planned once on each connection.
 */
export const dialectOf = (pool: Pool, types: Types): Dialect => ({
  createDriver: () => new PoolDriver(pool, types),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (database) => new PostgresIntrospector(database),
});

class PoolDriver implements Driver {
  readonly #pool: Pool;
  readonly #types: Types;
  readonly #names = new Names();
  readonly #connections = new WeakMap<Client, Connection>();

  constructor(pool: Pool, types: Types) {
    this.#pool = pool;
    this.#types = types;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    const client = await this.#pool.connect();
    const known = this.#connections.get(client);
    if (known) {
      return known;
    }
    const connection = new Connection(client, this.#names, this.#types);
    this.#connections.set(client, connection);
    return connection;
  }

  async beginTransaction(connection: Connection): Promise<void> {
    connection.begin();
  }

  commitTransaction(connection: Connection): Promise<void> {
    return connection.finish('commit');
  }

  rollbackTransaction(connection: Connection): Promise<void> {
    return connection.finish('rollback');
  }

  releaseConnection(connection: Connection): Promise<void> {
    return connection.release();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }
}

class Connection implements DatabaseConnection {
  readonly #client: Client;
  readonly #names: Names;
  readonly #types: Types;
  readonly #known: Known = new Map();
  /** What opens the transaction and has not been sent. */
  #held: Statement[] = [];
  /** Whether the transaction is a tenant's. */
  #inTenant = false;
  /** How the transaction goes, if there is one. */
  #course: Course | undefined;
  /** How many statements were given a name since it has forgotten all, those that failed included. */
  #named = 0;
  #isBroken = false;

  constructor(client: Client, names: Names, types: Types) {
    this.#client = client;
    this.#names = names;
    this.#types = types;
  }

  begin(): void {
    this.#course = {hasFailed: false};
    this.#held = [{text: 'begin', values: [], name: this.#names.of('begin')}];
  }

  async executeQuery<Row>({sql, parameters}: CompiledQuery): Promise<QueryResult<Row>> {
    this.#inTenant ||= sql === TAKE_TENANT;
    const name = this.#inTenant ? this.#names.of(sql) : undefined;
    const statement = {text: sql, values: parameters, name};
    if (sql === TAKE_TENANT) {
      this.#held.push(statement);
      return {rows: []};
    }
    if (!this.#inTenant && parameters.length === 0) {
      // May be several statements, which only a plain message can carry.
      await this.#sendHeld();
      if (this.#course?.hasFailed) {
        throw new TransactionFailed();
      }
      const answer = (await this.#plain(sql)) as Answered | readonly Answered[];
      return resultOf(Array.isArray(answer) ? answer.at(-1) : (answer as Answered));
    }
    return resultOf(await this.#send(statement));
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Rows are read by pages here, never as a stream');
  }

  async finish(how: 'commit' | 'rollback'): Promise<void> {
    const wasSent = this.#held.length === 0;
    this.#held = [];
    if (!wasSent) {
      return;
    }
    if (how === 'rollback') {
      // Of its own, whatever became of what the connection keeps.
      await this.#plain(how).catch((error: unknown) => {
        this.#isBroken = true;
        throw error;
      });
      return;
    }
    const {command} = await this.#send({text: how, values: [], name: this.#names.of(how)});
    if (command === 'ROLLBACK') {
      throw new TransactionFailed();
    }
  }

  async release(): Promise<void> {
    this.#inTenant = false;
    this.#course = undefined;
    if (this.#named > 2 * MOST_NAMED) {
      this.#known.clear();
      this.#named = 0;
      await this.#plain('deallocate all').catch(() => (this.#isBroken = true));
    }
    this.#client.release(this.#isBroken);
  }

  #plain(text: string): Promise<unknown> {
    return this.#client.query({text, types: {getTypeParser: this.#types}});
  }

  async #sendHeld(): Promise<void> {
    if (this.#held.length > 0) {
      await this.#sendAll([]);
    }
  }

  async #send(statement: Statement): Promise<Answered> {
    const answers = await this.#sendAll([statement]);
    // A batch answers as often as it asks.
    return answers.at(-1) as Answered;
  }

  /** Sends what is held back, and these behind it. */
  async #sendAll(behind: readonly Statement[]): Promise<readonly Answered[]> {
    const statements = [...this.#held, ...behind];
    // Where a value cannot be written, nothing is sent: what opens the transaction is held back still.
    const batch = new Batch(statements, {known: this.#known, types: this.#types, course: this.#course});
    this.#held = [];
    const fresh = statements.filter(({name}) => name !== undefined && !this.#known.has(name));
    this.#named += fresh.length;
    this.#client.query(batch);
    try {
      return await batch.answers;
    } catch (error) {
      // Whether the database has kept the new ones is unknown; the old ones may no longer fit its tables.
      this.#names.forget(isOutdated(error) ? statements : fresh);
      throw withTrace(error);
    }
  }
}

/** What kept statements fail with after the tables have changed under them, or when something between has dropped them. */
const OUTDATED = new Set(['0A000', '26000']);

/** Whether a statement failed because it was kept: done again, it is planned anew. */
export const isOutdated = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && OUTDATED.has(error.code);

/** What failed while a message was read says as well who had asked. */
const withTrace = (error: unknown): unknown => {
  if (error instanceof Error) {
    error.stack += `\n${new Error().stack?.split('\n').slice(2).join('\n')}`;
  }
  return error;
};

const resultOf = <Row>(answer: Answered | undefined): QueryResult<Row> => {
  const {command, rowCount, rows} = answer ?? {command: '', rowCount: null, rows: []};
  const changes = rowCount !== null && CHANGES.has(command);
  // What a row holds is known to whoever wrote the query.
  return {rows: rows as Row[], ...(changes && {numAffectedRows: BigInt(rowCount)})};
};

const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** The names of statements, the same on all connections of a database. */
class Names {
  /** A pooler that keeps no names apart shows a server what another has kept: that shall be nothing of a name that it knows. */
  readonly #prefix = crypto.randomUUID().slice(0, 8);
  readonly #names = new Map<string, string>();
  #count = 0;

  of(text: string): string | undefined {
    if (text.length > LONGEST_NAMED) {
      return undefined;
    }
    let name = this.#names.get(text);
    if (name === undefined) {
      name = `${this.#prefix}_${++this.#count}`;
      this.#names.set(text, name);
      const [oldest] = this.#names.keys();
      if (this.#names.size > MOST_NAMED && oldest !== undefined) {
        this.#names.delete(oldest);
      }
    }
    return name;
  }

  /** From now on they have other names. */
  forget(statements: readonly Statement[]): void {
    for (const {text} of statements) {
      this.#names.delete(text);
    }
  }
}
