import {after, before} from 'node:test';
import {TenantClient} from '@tenantry/sdk';
import {createTenantServer} from '../app.ts';
import type {Database} from '../db/database.ts';
import {idMaker} from '../ids.ts';
import type {TenantServerOptions} from '../options.ts';
import type {Engine} from './engines.ts';
import {createIssuer, type TestIssuer} from './issuer.ts';
import {TestClock, TestHasher, TestLogger} from './ports.ts';
import {createTestTenant, type TestTenant, type TestUser} from './tenants.ts';

/** A whole server in this process, on a database of its own. */
export interface TestServer {
  readonly publicUrl: URL;
  readonly database: Database;
  readonly clock: TestClock;
  readonly hasher: TestHasher;
  readonly logger: TestLogger;
  readonly issuer: TestIssuer;
  readonly newId: ReturnType<typeof idMaker>;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Makes a tenant of a test's own. */
  freshTenant(): Promise<TestTenant>;
  /** Sends a request to a path under the API's root, with a user's token where one is given. */
  request(path: string, init?: TestRequest): Promise<Response>;
  /** The SDK, speaking to this server as a user. */
  client(user: TestUser): TenantClient;
  close(): Promise<void>;
}

export interface TestRequest extends Omit<RequestInit, 'body'> {
  /** Whose token it carries. */
  readonly as?: TestUser;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** Starts a server with the schema and nothing else. `options` replace those of the tests. */
export const startTestServer = async (engine: Engine, options: Partial<TenantServerOptions> = {}): Promise<TestServer> => {
  const clock = new TestClock();
  const now = options.clock ?? clock.now;
  const hasher = new TestHasher();
  const logger = new TestLogger();
  const issuer = await createIssuer(now);
  const publicUrl = new URL(options.publicUrl ?? 'https://portal.example/api');
  const database = options.database ?? (await engine.create({migrated: true}));
  const newId = idMaker(now, (bytes) => crypto.getRandomValues(bytes));
  const server = await createTenantServer({
    publicUrl,
    database,
    clock: now,
    passwordHasher: hasher,
    bearer: {issuers: [issuer.options]},
    keys: crypto.getRandomValues(new Uint8Array(32)),
    logger,
    ...options,
  });
  return {
    publicUrl,
    database,
    clock,
    hasher,
    logger,
    issuer,
    newId,
    fetch: server.fetch,
    freshTenant: () => createTestTenant({database, now, newId, hasher, issuer}),
    request: async (path, {as: user, json, headers, ...init} = {}) => {
      const all = new Headers(headers);
      if (user) {
        all.set('Authorization', `Bearer ${await user.token()}`);
      }
      if (json !== undefined && !all.has('Content-Type')) {
        all.set('Content-Type', 'application/json');
      }
      return server.fetch(
        new Request(publicUrl.href.replace(/\/$/, '') + path, {
          ...init,
          headers: all,
          ...(json !== undefined && {method: init.method ?? 'POST', body: JSON.stringify(json)}),
        }),
      );
    },
    client: (user) =>
      new TenantClient({
        baseUrl: publicUrl,
        auth: {getToken: () => user.token()},
        fetch: (input, init) => server.fetch(new Request(input, init)),
      }),
    close: server.close,
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
export const useTestServer = (engine: Engine, options: Partial<TenantServerOptions> = {}): TestServer => {
  const server: Partial<TestServer> = {};
  before(async () => Object.assign(server, await startTestServer(engine, options)));
  after(() => server.close?.());
  // Complete as soon as the suite has begun.
  return server as TestServer;
};
