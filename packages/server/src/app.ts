import {checkIsolation} from './db/isolation.ts';
import {migrate} from './db/migrate.ts';
import {backgroundOf} from './background.ts';
import {deletionEndpoints} from './deletion/routes.ts';
import {transferWork} from './deletion/transfer.ts';
import type {Dependencies} from './dependencies.ts';
import {EventStreams} from './events/event-streams.ts';
import {eventsEndpoints} from './events/routes.ts';
import {bearerOf} from './http/bearer.ts';
import {cookiesOf} from './http/cookies.ts';
import {originsOf} from './http/csrf.ts';
import {cursorsOf} from './http/cursor.ts';
import {deriveKeys} from './http/keys.ts';
import {openApiOf} from './http/openapi.ts';
import {pagesOf} from './http/pages.ts';
import {pipelineOf} from './http/pipeline.ts';
import {problemsOf} from './http/problem.ts';
import {routerOf} from './http/router.ts';
import {runDue} from './due.ts';
import {idempotencyOf} from './idempotency/idempotency.ts';
import {idMaker, requestIdMaker} from './ids.ts';
import {layoutsEndpoints} from './layouts/routes.ts';
import {memoryRateLimiter} from './limits/memory.ts';
import {policiesOf} from './limits/policies.ts';
import {jobsEndpoints} from './jobs/routes.ts';
import {mailRoom} from './mail/room.ts';
import {sealerOf} from './mail/sealing.ts';
import {operationsEndpoints} from './operations/routes.ts';
import {runnerOf} from './operations/runner.ts';
import type {TenantServerOptions} from './options.ts';
import {outboxOf} from './outbox/outbox.ts';
import {Overviews} from './overview/overviews.ts';
import {overviewEndpoints} from './overview/routes.ts';
import {commonPasswords} from './passwords/blocklist.ts';
import {defaultHasher} from './passwords/default-hasher.ts';
import {createPasswords} from './passwords/passwords.ts';
import {passwordPolicyEndpoints} from './passwords/routes.ts';
import {resourcesOf} from './resources/own-resources.ts';
import {resourcesEndpoints} from './resources/routes.ts';
import {USER_CHANGED, userChangeHandler} from './resources/user-changes.ts';
import {rolesEndpoints} from './roles/routes.ts';
import {sessionsEndpoints} from './sessions/routes.ts';
import {type Bootstrapped, bootstrap} from './tenants/bootstrap.ts';
import {usersEndpoints} from './users/routes.ts';
import {userSessionsEndpoints} from './users/sessions.routes.ts';

/** A backend that is ready to answer. */
export interface TenantServer {
  /** Answers one request. Give it to any framework that speaks `Request` and `Response`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Does what time brings. A host calls it at least every minute. */
  readonly runDue: () => Promise<void>;
  /** What the first start made: the tenant, and its administrator's password where the server made that. `null` at every other start. */
  readonly bootstrapped: Bootstrapped | null;
  /** Says on `/readyz` from now on that no new requests should come (T22), and ends the streams. Those that come are answered as before. */
  readonly drain: () => void;
  /** Finishes what is under way and closes the database. */
  readonly close: () => Promise<void>;
}

/** Migrates and checks the database, makes the first tenant where there is none, and resolves when the server can answer. */
export const createTenantServer = async (options: TenantServerOptions): Promise<TenantServer> => {
  const publicUrl = new URL(options.publicUrl);
  const cookies = cookiesOf(publicUrl, options.insecureCookies ?? false);
  const origins = originsOf(publicUrl, options.origins ?? []);
  const dependencies = await dependenciesOf(options, publicUrl);
  const {database, now, random, logger} = dependencies;
  await migrate(database);
  await checkIsolation(database);
  const bootstrapped = (options.bootstrap && (await bootstrap(options.bootstrap, dependencies))) ?? null;
  const background = backgroundOf(logger);
  const {mailer} = dependencies;
  const outbox = outboxOf({
    database,
    now,
    logger,
    random,
    handlers: {
      [USER_CHANGED]: userChangeHandler(dependencies),
      ...(mailer && mailRoom({...dependencies, mailer})),
    },
  });
  const runner = runnerOf({...dependencies, background, work: transferWork(dependencies)});
  const streams = new EventStreams(dependencies);
  const overviews = new Overviews(dependencies, (tenantId, at) =>
    streams.announce(tenantId, {type: 'summary.updated', at: at.toISOString()}),
  );
  const endpoints = [
    ...sessionsEndpoints(dependencies, cookies, {outbox, background}),
    ...usersEndpoints(dependencies, outbox),
    ...userSessionsEndpoints(dependencies),
    ...deletionEndpoints(dependencies, runner),
    ...operationsEndpoints(dependencies, runner),
    ...rolesEndpoints(),
    ...passwordPolicyEndpoints(),
    ...overviewEndpoints(dependencies, overviews),
    ...resourcesEndpoints(dependencies),
    ...jobsEndpoints(dependencies),
    ...layoutsEndpoints(dependencies),
    ...eventsEndpoints(dependencies, streams),
  ];
  let draining = false;
  const fetch = routerOf({
    prefix: publicUrl.pathname.replace(/\/$/, ''),
    endpoints,
    pages: pagesOf({
      database,
      isDraining: () => draining,
      describe: () => openApiOf(endpoints, {publicUrl, cookieName: cookies.session.name}),
    }),
    pipeline: pipelineOf({
      dependencies,
      cookies,
      origins,
      background,
      outbox,
      streams,
      bearer: bearerOf(dependencies.bearer, now),
      cursors: await cursorsOf(dependencies.keys.cursor, now),
      idempotency: await idempotencyOf(dependencies.keys.idempotency, now),
    }),
    problems: problemsOf({publicUrl, logger}),
    origins,
    newRequestId: requestIdMaker(random),
  });
  return {
    bootstrapped,
    fetch,
    runDue: () => runDue({database, now, dispatch: outbox.dispatch, resume: runner.resume}),
    drain: () => {
      draining = true;
      void streams.close();
    },
    close: async () => {
      outbox.close();
      runner.close();
      await streams.close();
      await background.settled();
      await database.close();
    },
  };
};

const dependenciesOf = async (options: TenantServerOptions, publicUrl: URL): Promise<Dependencies> => {
  const now = options.clock ?? (() => new Date());
  const policies = policiesOf(options.limits);
  const random = options.random ?? ((bytes) => crypto.getRandomValues(bytes));
  const database = options.database ?? (await (await import('./db/pglite.ts')).openPglite());
  const logger = options.logger ?? {info: () => undefined, error: () => undefined};
  const keys = await deriveKeys(options.keys ?? crypto.getRandomValues(new Uint8Array(32)));
  return {
    database,
    now,
    random,
    newId: idMaker(now, random),
    keys,
    passwords: createPasswords({
      hasher: options.passwordHasher ?? (await defaultHasher(random)),
      blocklist: options.passwordBlocklist ?? (await commonPasswords()),
      random,
    }),
    resources: resourcesOf(options.resources ?? [], {database, now, logger}),
    mailer: options.mailer,
    sealer: await sealerOf(keys.secrets),
    bearer: options.bearer ?? {issuers: []},
    publicUrl,
    clientAddress: options.clientAddress ?? (() => ''),
    policies,
    rateLimiter: options.rateLimiter ?? memoryRateLimiter(now),
    logger,
  };
};
