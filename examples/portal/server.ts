// `npm start`: the portal and the API from one origin.
import {join} from 'node:path';
import {
  type Bootstrapped,
  createTenantServer,
  type Database,
  type Logger,
  type SeedProgress,
  seedTeam,
  seedUsers,
  type TenantServer,
} from '@tenantry/server';
import {
  clientAddress,
  type Environment,
  explainFailure,
  type Fetch,
  folderMailer,
  type Listening,
  listen,
  mailerOf,
  openDatabase,
  readEnvironment,
  resetAdministrator,
  runDueEachMinute,
  stopSignals,
  type StopSignals,
} from '@tenantry/server/node';
import {HELP, type Options, readOptions, UsageError} from './options.ts';
import {progressBar} from './progress-bar.ts';
import {knownPaths} from './src/routes.ts';
import {staticFiles} from './static-files.ts';
import {openSystems} from './systems.ts';
import {openWorkspace, type Workspace} from './workspace/workspace.ts';

const TENANT = {slug: 'demo', name: 'Demo'};
const ADMINISTRATOR = {username: 'tenant.admin', email: 'tenant.admin@demo.example', firstName: 'Robin', lastName: 'Hale'};
const MAIL_FROM = `${TENANT.name} <no-reply@demo.example>`;
const FIRST_PORT = 4310;
const API = '/api';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** What fails is told; what goes well is not worth a line. */
const logger: Logger = {
  info: () => undefined,
  error: (event, fields) => process.stderr.write(`${event} ${JSON.stringify(fields ?? {})}\n`),
};

const printFirstStart = ({password}: Bootstrapped): void => {
  print(`First start: made the tenant "${TENANT.name}". Sign in as "${ADMINISTRATOR.username}".`);
  if (password !== null) {
    print(`Password, shown this once: ${password}`);
  }
};

const printResetAdministrator = async (database: Database): Promise<void> => {
  const reset = await resetAdministrator(database);
  print(
    reset
      ? `New temporary password of "${reset.username}", shown this once: ${reset.password}`
      : 'There is no active administrator to give a new password to.',
  );
};

/** Opens the database and the API on it. Makes what a first start makes, and fills the tenant when that is asked for. */
const start = async (environment: Environment, listening: Listening, options: Options, stopping: AbortSignal): Promise<TenantServer> => {
  const {administratorPassword: password} = environment;
  const systems = await openSystems(options, {tenant: TENANT.slug, administrator: ADMINISTRATOR.username, logger});
  const opened = await openDatabase(environment, {reset: options.reset, resetConfirmed: options.yes, logger});
  const {database} = opened;
  let workspace: Workspace | undefined;
  try {
    workspace = openWorkspace(environment.dataFolder, options);
    const {provider, furnish, close: closeWorkspace} = workspace;
    const server = await createTenantServer({
      ...opened,
      publicUrl: new URL(API, listening.url),
      clientAddress: clientAddress(),
      bootstrap: {tenant: TENANT, administrator: {...ADMINISTRATOR, ...(password !== undefined && {password})}},
      mailer: mailerOf(environment) ?? folderMailer({folder: join(environment.dataFolder, 'mail'), from: MAIL_FROM}),
      resources: [provider, ...systems],
      logger,
    });
    if (server.bootstrapped) {
      printFirstStart(server.bootstrapped);
      if (!options.empty) {
        furnish(await seedTeam(TENANT.slug, {database}));
      }
    }
    if (options.users !== undefined) {
      await fill(database, options.users, stopping);
    }
    if (options.resetAdmin) {
      await printResetAdministrator(database);
    }
    return {
      ...server,
      close: async () => {
        await server.close();
        closeWorkspace();
      },
    };
  } catch (error) {
    await database.close();
    workspace?.close();
    throw error;
  }
};

const fill = async (database: Database, count: number, stopping: AbortSignal): Promise<void> => {
  const show = progressBar('users');
  const onProgress = (progress: SeedProgress): void => {
    show(progress);
    stopping.throwIfAborted();
  };
  await seedUsers(TENANT.slug, count, {database, onProgress});
};

const run = async (options: Options, {stop, hurry}: StopSignals): Promise<void> => {
  const files = await staticFiles([join(import.meta.dirname, 'public'), join(import.meta.dirname, 'dist')], knownPaths);
  const environment = readEnvironment();
  // The port comes first, since the API's public address follows from it. Who asks the API before it is ready waits.
  const api = Promise.withResolvers<Fetch>();
  const listening = await listen(async (request) => (isForApi(request) ? (await api.promise)(request) : files(request)), {
    port: environment.port ?? FIRST_PORT,
    orNextFree: environment.port === undefined,
    publicUrl: API,
  });
  let server: TenantServer;
  try {
    server = await start(environment, listening, options, stop);
  } catch (error) {
    api.resolve(() => new Response(null, {status: 503}));
    await listening.close();
    if (stop.aborted) {
      return;
    }
    throw error;
  }
  api.resolve(server.fetch);
  print(`Portal ready: ${listening.url.origin}`);
  await untilStopped(server, stop);
  server.drain();
  await listening.close(hurry);
  await server.close();
};

const isForApi = ({url}: Request): boolean => {
  const {pathname} = new URL(url);
  return pathname === API || pathname.startsWith(`${API}/`);
};

const untilStopped = async (server: TenantServer, stopping: AbortSignal): Promise<void> => {
  const stopDue = runDueEachMinute(server, logger);
  await new Promise<void>((stopped) => {
    if (stopping.aborted) {
      stopped();
    }
    stopping.addEventListener('abort', () => stopped());
  });
  stopDue();
};

const signals = stopSignals();

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
  } else {
    await run(options, signals);
  }
} catch (error) {
  process.stderr.write(`${error instanceof UsageError ? error.message : explainFailure(error)}\n`);
  process.exitCode = 1;
}
