// The portal as `npm start` runs it: a process of its own, on a database of its own.
import {type ChildProcess, spawn} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {type AddressInfo, createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after} from 'node:test';
import {createPostgresql, testDatabaseUrl} from '../../packages/server/src/testing/postgresql.ts';

export const adminPassword = 'weathervane over the barn';

const root = join(import.meta.dirname, '../..');
const PATIENCE_MS = 60_000;

type Variables = Readonly<Record<string, string>>;

/** Where a portal keeps its data: what its environment says of it. */
export interface Place {
  readonly name: 'PGlite' | 'PostgreSQL';
  readonly env: Variables;
  remove(): Promise<void>;
}

/** A data folder of its own, for the embedded database. */
export const folderPlace = async (): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-portal-'));
  return {name: 'PGlite', env: {TENANTRY_DATA_DIR: join(folder, 'data')}, remove: () => rm(folder, {recursive: true, force: true})};
};

const postgresqlPlace = async (): Promise<Place> => {
  const {url, close} = await createPostgresql(testDatabaseUrl ?? '', {migrated: false});
  return {name: 'PostgreSQL', env: {DATABASE_URL: url, TENANTRY_KEY: randomBytes(32).toString('base64')}, remove: close};
};

/** Both kinds of place. `skip` says why there can be none, for the options of a suite. */
export const places: readonly {name: Place['name']; skip: string | false; make: () => Promise<Place>}[] = [
  {name: 'PGlite', skip: false, make: folderPlace},
  {
    name: 'PostgreSQL',
    skip: testDatabaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL to the URL of a superuser',
    make: postgresqlPlace,
  },
];

/** A port for a portal that stops and comes back to it: other portals take the next free one from 4310, and never this one. */
export const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
};

const running = new Set<ChildProcess>();

// A test that failed has not stopped its portal, and nothing ends while that runs.
after(() => running.forEach((child) => child.kill('SIGKILL')));

const spawnPortal = (env: Variables, args: readonly string[]): ChildProcess => {
  // What this process was told about databases and ports is not meant for the portal.
  const {DATABASE_URL: _, TENANTRY_KEY: __, PORT: ___, ...inherited} = process.env;
  const child = spawn(process.execPath, ['--conditions=@tenantry/source', join(root, 'examples/portal/server.ts'), ...args], {
    env: {...inherited, TENANTRY_ADMIN_PASSWORD: adminPassword, ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  return child.once('close', () => running.delete(child));
};

/** Everything that a process says, as it says it. */
const listenTo = (child: ChildProcess): {text: string} => {
  const said = {text: ''};
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      said.text += chunk;
    });
  }
  return said;
};

/** A portal that answers. */
export interface RunningPortal {
  readonly url: string;
  readonly output: () => string;
  /** Asks it to end, as Ctrl-C or a service manager does. Resolves with its exit status. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
}

/** Starts a portal and waits until it says that it is ready. */
export const startPortal = async (env: Variables, ...args: string[]): Promise<RunningPortal> => {
  const child = spawnPortal(env, args);
  const said = listenTo(child);
  const ended = once(child, 'close').then(([status]) => status as number | null);
  const url = await new Promise<string>((ready, failed) => {
    const timer = setTimeout(() => failed(new Error(`The portal is not ready after ${PATIENCE_MS} ms:\n${said.text}`)), PATIENCE_MS);
    child.stdout?.on('data', () => {
      const [, found] = /^Portal ready: (http:\/\/127\.0\.0\.1:\d+)$/m.exec(said.text) ?? [];
      if (found !== undefined) {
        clearTimeout(timer);
        ready(found);
      }
    });
    void ended.then((status) => {
      clearTimeout(timer);
      failed(new Error(`The portal ended with status ${status}:\n${said.text}`));
    });
  });
  const stop = (signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return {url, output: () => said.text, stop};
};

/** Runs a portal that is meant to end by itself. `status` is `null` where it did not. */
export const runPortal = async (env: Variables, ...args: string[]): Promise<{status: number | null; output: string}> => {
  const child = spawnPortal(env, args);
  const said = listenTo(child);
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const [status] = await once(child, 'close');
  clearTimeout(timer);
  return {status, output: said.text};
};
