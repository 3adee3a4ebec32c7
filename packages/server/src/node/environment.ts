import {normalizeEmail, textProblem} from '@tenantry/sdk/contract';
import {parseSecret} from './keys.ts';

/** What the command and a host's start are told by variables of the environment. */
export interface Environment {
  /** `PORT`. Without it the next free port is taken. */
  readonly port: number | undefined;
  /** `HOST`: the interface to listen on. */
  readonly host: string;
  /** `TENANTRY_DATA_DIR`: where the embedded database and the key are kept. */
  readonly dataFolder: string;
  /** `DATABASE_URL`: a PostgreSQL instead of the embedded database. */
  readonly databaseUrl: string | undefined;
  /** `TENANTRY_KEY`: the secret of an installation on PostgreSQL. */
  readonly key: Uint8Array<ArrayBuffer> | undefined;
  /** `TENANTRY_PUBLIC_URL`: the server's root as browsers see it. */
  readonly publicUrl: URL | undefined;
  /** `TENANTRY_ORIGINS`: other origins that may call with a cookie, separated by commas. */
  readonly origins: readonly string[];
  /** `TENANTRY_TRUSTED_PROXIES`: how many proxies stand in front. */
  readonly trustedProxies: number;
  /** `TENANTRY_TENANT`: the slug of the first tenant. */
  readonly tenant: string;
  /** `TENANTRY_ADMIN_EMAIL`: the first administrator's address. */
  readonly administratorEmail: string | undefined;
  /** `TENANTRY_ADMIN_PASSWORD`: the first administrator's password. Without it the server makes one. */
  readonly administratorPassword: string | undefined;
  /** `SMTP_URL` and `MAIL_FROM`: the server that mail is sent by, and whom it comes from. */
  readonly smtp: {readonly url: string; readonly from: string} | undefined;
}

/** A variable that cannot be what it is meant to be. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** @throws {ConfigurationError} Naming the variable. An empty variable counts as none. */
export const readEnvironment = (variables: Readonly<Record<string, string | undefined>> = process.env): Environment => {
  const read = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const databaseUrl = read('DATABASE_URL');
  const key = read('TENANTRY_KEY');
  if (databaseUrl !== undefined && key === undefined) {
    throw new ConfigurationError('With DATABASE_URL, TENANTRY_KEY must hold the secret of the installation: openssl rand -base64 32');
  }
  return {
    port: wholeNumber('PORT', read('PORT'), 65_535),
    host: read('HOST') ?? '127.0.0.1',
    dataFolder: read('TENANTRY_DATA_DIR') ?? '.tenantry',
    databaseUrl: databaseUrl === undefined ? undefined : postgresUrl(databaseUrl),
    key: key === undefined ? undefined : secret(key),
    publicUrl: webUrl('TENANTRY_PUBLIC_URL', read('TENANTRY_PUBLIC_URL')),
    origins: (read('TENANTRY_ORIGINS')?.split(',') ?? []).map((origin) => originOf('TENANTRY_ORIGINS', origin.trim())),
    trustedProxies: wholeNumber('TENANTRY_TRUSTED_PROXIES', read('TENANTRY_TRUSTED_PROXIES'), 20) ?? 0,
    tenant: read('TENANTRY_TENANT') ?? 'demo',
    administratorEmail: read('TENANTRY_ADMIN_EMAIL'),
    // A password is what it is, spaces included.
    administratorPassword: variables.TENANTRY_ADMIN_PASSWORD || undefined,
    smtp: smtpOf(read('SMTP_URL'), read('MAIL_FROM')),
  };
};

const wholeNumber = (name: string, text: string | undefined, largest: number): number | undefined => {
  if (text === undefined) {
    return;
  }
  if (!/^\d{1,9}$/.test(text) || Number(text) > largest) {
    throw new ConfigurationError(`${name} must be a whole number from 0 to ${largest}`);
  }
  return Number(text);
};

const webUrl = (name: string, text: string | undefined): URL | undefined => {
  if (text === undefined) {
    return;
  }
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ConfigurationError(`${name} must be an http or https URL`);
  }
  return url;
};

const originOf = (name: string, text: string): string => {
  const url = webUrl(name, text);
  if (!url || url.origin !== text) {
    throw new ConfigurationError(`${name} must list origins, such as https://portal.example`);
  }
  return url.origin;
};

/** It may hold a password, so that no message shows it. */
const smtpOf = (url: string | undefined, from: string | undefined): Environment['smtp'] => {
  if (url === undefined) {
    return;
  }
  if (!/^smtps?:\/\/./.test(url) || !URL.canParse(url)) {
    throw new ConfigurationError('SMTP_URL must be an address such as smtps://user:password@mail.example:465');
  }
  if (from === undefined || !isSender(from)) {
    throw new ConfigurationError(
      'With SMTP_URL, MAIL_FROM must name whom mail comes from: no-reply@portal.example, or Portal <no-reply@portal.example>',
    );
  }
  return {url, from};
};

const isSender = (text: string): boolean =>
  textProblem(text) === undefined && normalizeEmail(/^[^<>,;]*<([^<>]+)>$/.exec(text)?.[1] ?? text) !== null;

// A connection string may hold a password, so the message does not show it.
const postgresUrl = (text: string): string => {
  if (!/^postgres(ql)?:\/\//.test(text)) {
    throw new ConfigurationError('DATABASE_URL must be a connection string such as postgres://user:password@host:5432/database');
  }
  return text;
};

const secret = (text: string): Uint8Array<ArrayBuffer> => {
  try {
    return parseSecret(text, 'TENANTRY_KEY');
  } catch (error) {
    throw new ConfigurationError((error as Error).message);
  }
};
