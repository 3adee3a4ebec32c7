import {type ChildProcess, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {dropSchema} from '../../../packages/server/src/db/drop-schema.ts';
import {migrate} from '../../../packages/server/src/db/migrate.ts';
import {openPglite} from '../../../packages/server/src/db/pglite.ts';
import {idMaker} from '../../../packages/server/src/ids.ts';
import {openDatabase, readEnvironment} from '../../../packages/server/src/node/index.ts';
import {createIssuer, type TestIssuer} from '../../../packages/server/src/testing/issuer.ts';
import {preparePglite} from '../../../packages/server/src/testing/pglite.ts';
import {TestHasher} from '../../../packages/server/src/testing/ports.ts';
import {createPostgresql, testDatabaseUrl} from '../../../packages/server/src/testing/postgresql.ts';
import {createTestTenant, type TestTenant} from '../../../packages/server/src/testing/tenants.ts';
import type {Census} from './census.ts';

/** Where a server keeps its data while it is killed and started again. */
export interface Place {
  /** What its start is told. */
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** Puts into a data folder what a first start makes, from the dump that all tests start from: quicker than the start itself. */
export const fill = async (folder: string, migrated = true): Promise<void> => {
  await mkdir(folder, {recursive: true});
  const database = await openPglite({folder: join(folder, 'database'), dump: await preparePglite()});
  if (!migrated) {
    await dropSchema(database);
  }
  await database.close();
};

/** A kind of place, one a database. */
export interface PlaceKind {
  readonly name: 'PGlite' | 'PostgreSQL';
  readonly skip: string | false;
  /** Makes one, empty or with the schema. */
  make(options?: {readonly migrated: boolean}): Promise<Place>;
}

export const placeKinds: readonly PlaceKind[] = [
  {
    name: 'PGlite',
    skip: false,
    make: async ({migrated} = {migrated: true}) => {
      const folder = await mkdtemp(join(tmpdir(), 'crashes-'));
      await fill(folder, migrated);
      return {environment: {TENANTRY_DATA_DIR: folder}, remove: () => rm(folder, {recursive: true, force: true})};
    },
  },
  {
    name: 'PostgreSQL',
    skip: testDatabaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL',
    make: async (options = {migrated: true}) => {
      const {url, close} = await createPostgresql(testDatabaseUrl ?? '', options);
      return {environment: {DATABASE_URL: url, TENANTRY_KEY: randomBytes(32).toString('base64')}, remove: close};
    },
  },
];

/** Runs one of this project's programs with nothing in its environment but what it is told, and hears what it says. */
export class Program {
  readonly child: ChildProcess;
  /** Everything it has said, on both streams. */
  said = '';
  readonly #closed: Promise<unknown>;

  constructor(file: string, environment: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, ['--conditions=@tenantry/source', file], {
      env: {PATH: process.env.PATH ?? '', ...environment},
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#closed = once(this.child, 'close');
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        this.said += String(text);
      });
    }
  }

  /** The next message from it, or a failure with all it has said when it ends before that. */
  async message<Message>(): Promise<Message> {
    const given = Promise.withResolvers<Message>();
    this.child.once('message', given.resolve as (message: unknown) => void);
    void this.#closed.then(() => given.reject(new Error(`It ended with ${this.child.exitCode ?? this.child.signalCode}. ${this.said}`)));
    return given.promise;
  }

  /** Waits until it has said something and answers the first group of it, or fails with all it has said when it ends before that. */
  async says(words: RegExp): Promise<string> {
    let found: RegExpExecArray | null;
    while (!(found = words.exec(this.said))) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`It ended. ${this.said}`);
      }
      await pause(20);
    }
    return found[1] ?? '';
  }

  /** Resolves with its exit code when it has ended by itself. */
  async ended(): Promise<number | null> {
    await this.#closed;
    return this.child.exitCode;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#closed;
  }
}

/** A server in a process of its own. */
export interface RunningServer {
  readonly program: Program;
  readonly url: string;
  /** Milliseconds from its start to its first answer on `/readyz`. */
  readonly readyMs: number;
  /** What its database holds. */
  census(): Promise<Census>;
}

/** A place with a tenant, and what it takes to serve it and to speak to it as its administrator. */
export interface Installation {
  readonly tenant: TestTenant;
  readonly issuer: TestIssuer;
  /** Starts the process and does not wait for it. */
  spawn(): Program;
  /** Starts the process and waits until it answers. */
  start(): Promise<RunningServer>;
}

export const install = async (place: Place): Promise<Installation> => {
  const now = (): Date => new Date();
  const issuer = await createIssuer(now);
  const {database} = await openDatabase(readEnvironment(place.environment));
  await migrate(database);
  const newId = idMaker(now, (bytes) => crypto.getRandomValues(bytes));
  const tenant = await createTestTenant({database, now, newId, hasher: new TestHasher(), issuer});
  await database.close();
  const environment = {...place.environment, TEST_ISSUER: JSON.stringify(issuer.options)};
  const spawnServer = (): Program => new Program(join(import.meta.dirname, 'server-process.ts'), environment);
  return {
    tenant,
    issuer,
    spawn: spawnServer,
    start: async () => {
      const begun = performance.now();
      const program = spawnServer();
      const url = await program.message<string>();
      await untilReady(url, program);
      const readyMs = performance.now() - begun;
      return {
        program,
        url,
        readyMs,
        census: () => {
          const census = program.message<Census>();
          program.child.send('census');
          return census;
        },
      };
    },
  };
};

/** Waits until a server answers on `/readyz`, or has ended. */
export const untilReady = async (url: string, {child}: Program): Promise<void> => {
  for (;;) {
    const answer = await fetch(new URL('/readyz', url)).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200 || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    await pause(20);
  }
};
