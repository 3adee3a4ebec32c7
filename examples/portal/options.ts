import {parseArgs} from 'node:util';

/** What `npm start --` is told. */
export interface Options {
  readonly help: boolean;
  /** Deletes all data first. */
  readonly reset: boolean;
  /** Confirms a reset of a PostgreSQL. */
  readonly yes: boolean;
  readonly resetAdmin: boolean;
  /** A first start makes the administrator alone, without a team. */
  readonly empty: boolean;
  /** Where it stands what systems the server talks to. Without it, that may stand in the working directory. */
  readonly config: string | undefined;
  /** Whether a cluster is simulated where nothing else is configured. */
  readonly simulation: boolean;
  /** How many believable users to fill the tenant with. */
  readonly users: number | undefined;
}

/** The command line cannot be what it is meant to be. The message is for whoever typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Usage: npm start [-- options]

Serves the example portal and the API from one origin. The first start makes the tenant "Demo", its administrator "tenant.admin" and a
team of twelve.

The dashboard shows this machine, and a small cluster that is simulated. Systems that are there it shows when tenantry.config.json in the
working directory names them: this machine and the simulation are then shown only if they are named as well.

Options:
  --config FILE    what systems the dashboard shows (tenantry.config.json, where there is one)
  --no-simulation  simulate nothing; the dashboard then says how to connect a system
  --empty          the first start makes no team
  --users N        fill the tenant with N believable users, for example 10000; a million is for PostgreSQL
  --reset          delete all data first; with DATABASE_URL this needs --yes as well
  --reset-admin    give the administrator a new temporary password and print it
  --help           print this

Environment:
  PORT                     port on 127.0.0.1 (the next free one from 4310)
  TENANTRY_DATA_DIR        folder of the embedded database and the key (.tenantry)
  TENANTRY_ADMIN_PASSWORD  password of the administrator at the first start (made by the server and printed)
  SMTP_URL                 mail server, such as smtps://user:password@mail.example:465 (without it, mail is
                           written into the folder mail of TENANTRY_DATA_DIR)
  MAIL_FROM                with SMTP_URL: whom mail comes from
  DATABASE_URL             a PostgreSQL 15 or newer instead of the embedded database
  TENANTRY_KEY             with DATABASE_URL: the secret of the installation, 32 random bytes in base64
`;

const MOST_USERS = 10_000_000;

/** @throws {UsageError} */
export const readOptions = (args: readonly string[]): Options => {
  const {'reset-admin': resetAdmin, 'no-simulation': noSimulation, config, users, ...flags} = parse(args);
  if (users !== undefined && (!/^\d{1,8}$/.test(users) || Number(users) < 1 || Number(users) > MOST_USERS)) {
    throw new UsageError(`--users must be followed by a whole number from 1 to ${MOST_USERS}, not "${users}".`);
  }
  return {...flags, config, simulation: !noSimulation, resetAdmin, users: users === undefined ? undefined : Number(users)};
};

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: {type: 'boolean', default: false},
        reset: {type: 'boolean', default: false},
        yes: {type: 'boolean', default: false},
        'reset-admin': {type: 'boolean', default: false},
        config: {type: 'string'},
        'no-simulation': {type: 'boolean', default: false},
        empty: {type: 'boolean', default: false},
        users: {type: 'string'},
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nRun \`npm start -- --help\` to see what there is.`);
  }
};
