import {TenantClient} from '@tenantry/sdk';
import {createTenantServer} from '../app.ts';
import type {Database} from '../db/database.ts';
import type {TenantServerOptions} from '../options.ts';
import {inSuite, startTestDatabase, type TestDatabase} from './database.ts';
import type {Engine} from './engines.ts';
import {TestLogger} from './ports.ts';
import type {TestUser} from './tenants.ts';

/** A whole server in this process, on a database of its own. */
export interface TestServer extends TestDatabase {
  readonly publicUrl: URL;
  readonly logger: TestLogger;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly runDue: () => Promise<void>;
  readonly drain: () => void;
  /** Sends a request to a path under the API's root, with a user's token where one is given. */
  request(path: string, init?: TestRequest): Promise<Response>;
  /** The SDK, speaking to this server as a user. */
  client(user: TestUser): TenantClient;
  /** Resolves when no transaction is running, those included that no answer waits for. */
  settled(): Promise<void>;
}

export interface TestRequest extends Omit<RequestInit, 'body'> {
  /** Whose token it carries. */
  readonly as?: TestUser;
  /** Sent as JSON, by POST unless a method is given. */
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** Starts a server with the schema and nothing else, without rate limits. `options` replace those of the tests. */
export const startTestServer = async (engine: Engine, options: Partial<TenantServerOptions> = {}): Promise<TestServer> => {
  const parts = await startTestDatabase(engine, options.clock);
  const logger = new TestLogger();
  const {database, settled} = watch(parts.database);
  const clients: TenantClient[] = [];
  const publicUrl = new URL(options.publicUrl ?? 'https://portal.example/api');
  const server = await createTenantServer({
    publicUrl,
    clock: parts.clock.now,
    passwordHasher: parts.hasher,
    bearer: {issuers: [parts.issuer.options]},
    keys: crypto.getRandomValues(new Uint8Array(32)),
    limits: false,
    logger,
    ...options,
    database,
  });
  return {
    ...parts,
    publicUrl,
    logger,
    fetch: server.fetch,
    runDue: server.runDue,
    drain: server.drain,
    request: async (path, {as: user, json, headers, ...init} = {}) => {
      const all = new Headers(headers);
      if (user) {
        all.set('Authorization', `Bearer ${await user.token()}`);
      }
      if (json !== undefined && !all.has('Content-Type')) {
        all.set('Content-Type', 'application/json');
      }
      const body = json === undefined ? {} : {method: init.method ?? 'POST', body: JSON.stringify(json)};
      return server.fetch(new Request(publicUrl.href.replace(/\/$/, '') + path, {...init, ...body, headers: all}));
    },
    client: (user) => {
      const client = new TenantClient({
        baseUrl: publicUrl,
        auth: {getToken: () => user.token()},
        fetch: (input, init) => server.fetch(new Request(input, init)),
      });
      clients.push(client);
      return client;
    },
    settled,
    close: async () => {
      // One that follows what others change would look for the server for ever.
      for (const client of clients) {
        client.close();
      }
      await server.close();
    },
  };
};

/** The same database, and whether it is at rest. */
const watch = (database: Database): {database: Database; settled: () => Promise<void>} => {
  const open = new Set<Promise<unknown>>();
  return {
    database: {
      ...database,
      inTenant: (tenantId, work) => {
        const running = database.inTenant(tenantId, work);
        const ended: Promise<unknown> = running.then(
          () => open.delete(ended),
          () => open.delete(ended),
        );
        open.add(ended);
        return running;
      },
    },
    settled: async () => {
      do {
        await Promise.all(open);
        // What goes on in the background may be between two.
        await new Promise((resume) => setImmediate(resume));
      } while (open.size > 0);
    },
  };
};

/**
 * A server for the tests of a suite: started before the first, closed after the last. Its parts are there once a test runs.
 *
 * @example
 * for (const engine of engines) {
 *   describe(`roles on ${engine.name}`, {skip: engine.skip}, () => {
 *     const server = useTestServer(engine);
 *     test('…', async () => { const tenant = await server.freshTenant(); … });
 *   });
 * }
 */
export const useTestServer = (engine: Engine, options: Partial<TenantServerOptions> = {}): TestServer =>
  inSuite(() => startTestServer(engine, options));
