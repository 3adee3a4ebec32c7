import {createHash, randomUUID} from 'node:crypto';
import pg from 'pg';
import type {Database} from '../db/database.ts';
import {migrate, schemaFingerprint} from '../db/migrate.ts';
import {openPostgresql} from '../db/postgresql.ts';

/** The superuser's URL of a PostgreSQL for tests, or `undefined` where there is none. */
export const testDatabaseUrl = process.env.TENANTRY_TEST_DATABASE_URL || undefined;

// The schema belongs to an ordinary role, as it should in production; PGlite's tests run as superuser.
const OWNER = 'tenantry_test_owner';
const PREPARATION_LOCK = 7_236_011_535;

const templateName = async (): Promise<string> => `tenantry_template_${await schemaFingerprint()}`;

/** The owner's URL of a database. Its password follows from the superuser's URL, so that every process of a test run knows it. */
const ownerUrl = (adminUrl: string, database: string): string => {
  const url = new URL(adminUrl);
  url.username = OWNER;
  url.password = ownerPassword(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
};

const ownerPassword = (adminUrl: string): string => createHash('sha256').update(`owner of ${adminUrl}`).digest('hex');

const asAdmin = async <Result>(adminUrl: string, work: (admin: pg.Client) => Promise<Result>): Promise<Result> => {
  const admin = new pg.Client({connectionString: adminUrl});
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
};

/** Makes the template database from which every test database is copied, unless it is there. */
export const preparePostgresql = (adminUrl: string): Promise<void> =>
  asAdmin(adminUrl, async (admin) => {
    const template = await templateName();
    await admin.query('select pg_advisory_lock($1)', [PREPARATION_LOCK]);
    if ((await admin.query('select from pg_database where datname = $1', [template])).rowCount) {
      return;
    }
    const isThere = async (role: string): Promise<boolean> =>
      ((await admin.query('select from pg_roles where rolname = $1', [role])).rowCount ?? 0) > 0;
    const verb = (await isThere(OWNER)) ? 'alter' : 'create';
    await admin.query(`${verb} role ${OWNER} login createrole password '${ownerPassword(adminUrl)}'`);
    if (await isThere('tenantry_app')) {
      await admin.query(`grant tenantry_app to ${OWNER}`);
    }
    // Under its final name only when it is complete.
    const unfinished = `${template}_unfinished`;
    await admin.query(`drop database if exists ${unfinished}`);
    await admin.query(`create database ${unfinished} owner ${OWNER}`);
    const database = openPostgresql({url: ownerUrl(adminUrl, unfinished)});
    await migrate(database);
    await database.close();
    await admin.query(`alter database ${unfinished} rename to ${template}`);
  });

export interface ThrowAway {
  readonly url: string;
  readonly database: Database;
  close(): Promise<void>;
}

/** Makes a database of its own, empty or with the schema. Closing deletes it. */
export const createPostgresql = async (
  adminUrl: string,
  {migrated, connections = 10}: {readonly migrated: boolean; readonly connections?: number},
): Promise<ThrowAway> => {
  await preparePostgresql(adminUrl);
  const name = `tenantry_test_${process.pid}_${randomUUID().slice(0, 8)}`;
  const template = migrated ? await templateName() : 'template0';
  await asAdmin(adminUrl, (admin) => admin.query(`create database ${name} template ${template} owner ${OWNER}`));
  const url = ownerUrl(adminUrl, name);
  const database = openPostgresql({url, poolSize: connections});
  return {
    url,
    database,
    close: async () => {
      await database.close();
      await asAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
};

/** Makes a role without any rights and a database of its own for as long as `work` takes, which is told the URL. */
export const withPlainRole = (adminUrl: string, work: (url: string) => Promise<void>): Promise<void> =>
  asAdmin(adminUrl, async (admin) => {
    await preparePostgresql(adminUrl);
    const name = `tenantry_plain_${process.pid}`;
    await admin.query(`create role ${name} login password '${ownerPassword(adminUrl)}'`);
    await admin.query(`create database ${name} owner ${name}`);
    const url = new URL(ownerUrl(adminUrl, name));
    url.username = name;
    try {
      await work(url.href);
    } finally {
      await admin.query(`drop database ${name} with (force)`);
      await admin.query(`drop role ${name}`);
    }
  });
