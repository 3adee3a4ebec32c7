#!/usr/bin/env node
import {parseArgs} from 'node:util';
import {createTenantServer, type TenantServer} from '../app.ts';
import type {Bootstrap} from '../tenants/bootstrap.ts';
import {readConfiguration} from './configuration.ts';
import {runDueEachMinute} from './due.ts';
import {type Environment, readEnvironment} from './environment.ts';
import {explainFailure} from './failures.ts';
import {type Listening, listen} from './listen.ts';
import {jsonLogger} from './logger.ts';
import {clientAddress, type Fetch} from './node-listener.ts';
import {mailerOf} from './mail.ts';
import {openDatabase} from './open-database.ts';
import {providersOf} from './providers.ts';
import {resetAdministrator} from './reset-administrator.ts';
import {stopSignals} from './stop-signals.ts';

const HELP = `Usage: tenantry-server [options]

Serves the Tenantry API. The first start makes a tenant and its administrator.

Options:
  --config FILE  what systems it talks to (tenantry.config.json, where there is one)
  --reset        delete all data first; with DATABASE_URL this needs --yes as well
  --reset-admin  give the first administrator a new temporary password and print it
  --help         print this

Environment:
  PORT                       port to listen on (the next free one from 4310)
  HOST                       interface to listen on (127.0.0.1)
  TENANTRY_PUBLIC_URL        the API's root as browsers see it (where it listens)
  TENANTRY_ORIGINS           other origins that may call with a cookie, separated by commas
  TENANTRY_TRUSTED_PROXIES   how many proxies stand in front (0)
  TENANTRY_DATA_DIR          folder of the embedded database and the key (.tenantry)
  DATABASE_URL               a PostgreSQL 15 or newer instead of the embedded database
  TENANTRY_KEY               with DATABASE_URL: the secret of the installation, 32 random bytes in base64
  SMTP_URL                   mail server, such as smtps://user:password@mail.example:465 (without it no mail is sent)
  MAIL_FROM                  with SMTP_URL: whom mail comes from
  TENANTRY_TENANT            slug of the first tenant (demo)
  TENANTRY_ADMIN_EMAIL       address of the first administrator (tenant.admin@<tenant>.example)
  TENANTRY_ADMIN_PASSWORD    password of the first administrator (made by the server and printed)
`;

const FIRST_PORT = 4310;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const firstTenant = ({tenant, administratorEmail, administratorPassword}: Environment): Bootstrap => ({
  tenant: {slug: tenant, name: tenant.charAt(0).toUpperCase() + tenant.slice(1).replaceAll('-', ' ')},
  administrator: {
    username: 'tenant.admin',
    email: administratorEmail ?? `tenant.admin@${tenant}.example`,
    firstName: 'Tenant',
    lastName: 'Admin',
    ...(administratorPassword !== undefined && {password: administratorPassword}),
  },
});

interface Options {
  readonly config: string | undefined;
  readonly reset: boolean;
  readonly yes: boolean;
  readonly resetAdmin: boolean;
}

const logger = jsonLogger();

const start = async (environment: Environment, options: Options, listening: Listening): Promise<TenantServer> => {
  const mailer = mailerOf(environment);
  const configuration = await readConfiguration(options.config);
  const resources = configuration && providersOf(configuration, {logger});
  const opened = await openDatabase(environment, {reset: options.reset, resetConfirmed: options.yes, logger});
  try {
    const server = await createTenantServer({
      ...opened,
      publicUrl: environment.publicUrl ?? listening.url,
      origins: environment.origins,
      clientAddress: clientAddress(environment.trustedProxies),
      bootstrap: firstTenant(environment),
      ...(mailer && {mailer}),
      ...(resources && {resources}),
      logger,
    });
    if (server.bootstrapped) {
      print(`First start: tenant "${environment.tenant}", administrator "tenant.admin"`);
      if (server.bootstrapped.password !== null) {
        print(`Password, shown this once: ${server.bootstrapped.password}`);
      }
    }
    if (options.resetAdmin) {
      const reset = await resetAdministrator(opened.database);
      print(
        reset
          ? `New temporary password of "${reset.username}" in tenant "${reset.tenant}", shown this once: ${reset.password}`
          : 'There is no active administrator to give a new password to.',
      );
    }
    return server;
  } catch (error) {
    await opened.database.close();
    throw error;
  }
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve())));

const run = async (): Promise<void> => {
  const {values} = parseArgs({
    options: {
      help: {type: 'boolean', default: false},
      config: {type: 'string'},
      reset: {type: 'boolean', default: false},
      yes: {type: 'boolean', default: false},
      'reset-admin': {type: 'boolean', default: false},
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const environment = readEnvironment();
  // The port comes first, since the public URL may follow from it. Who asks meanwhile waits.
  const ready = Promise.withResolvers<Fetch>();
  ready.promise.catch(() => undefined);
  const listening = await listen(async (request) => (await ready.promise)(request), {
    port: environment.port ?? FIRST_PORT,
    orNextFree: environment.port === undefined,
    host: environment.host,
    publicUrl: environment.publicUrl,
  });
  const {stop, hurry} = stopSignals();
  let server: TenantServer;
  try {
    server = await start(environment, {...values, config: values.config, resetAdmin: values['reset-admin']}, listening);
  } catch (error) {
    ready.reject(error);
    await listening.close();
    throw error;
  }
  ready.resolve(server.fetch);
  print(`API ready: ${(environment.publicUrl ?? listening.url).href}`);
  const stopDue = runDueEachMinute(server, logger);
  await aborted(stop);
  stopDue();
  server.drain();
  await listening.close(hurry);
  await server.close();
};

try {
  await run();
  process.exitCode = 0;
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
