import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {test} from 'node:test';
import {ConfigurationError, readEnvironment} from './environment.ts';

const KEY = randomBytes(32).toString('base64');

test('without any variable everything has its default', () => {
  assert.deepEqual(readEnvironment({PORT: '', TENANTRY_KEY: ' '}), {
    port: undefined,
    host: '127.0.0.1',
    dataFolder: '.tenantry',
    databaseUrl: undefined,
    key: undefined,
    publicUrl: undefined,
    origins: [],
    trustedProxies: 0,
    tenant: 'demo',
    administratorEmail: undefined,
    administratorPassword: undefined,
    smtp: undefined,
  });
});

test('each variable is read', () => {
  const environment = readEnvironment({
    PORT: '8080',
    HOST: '::1',
    TENANTRY_DATA_DIR: '/var/lib/tenantry',
    DATABASE_URL: 'postgres://tenantry:secret@db:5432/tenantry',
    TENANTRY_KEY: KEY,
    TENANTRY_PUBLIC_URL: 'https://portal.example/api',
    TENANTRY_ORIGINS: 'https://portal.example, https://admin.example',
    TENANTRY_TRUSTED_PROXIES: '1',
    TENANTRY_TENANT: 'acme',
    TENANTRY_ADMIN_EMAIL: 'ada@acme.example',
    TENANTRY_ADMIN_PASSWORD: ' kept with its spaces ',
    SMTP_URL: 'smtps://portal:secret@mail.example:465',
    MAIL_FROM: 'Portal <no-reply@portal.example>',
  });
  assert.deepEqual(environment, {
    port: 8080,
    host: '::1',
    dataFolder: '/var/lib/tenantry',
    databaseUrl: 'postgres://tenantry:secret@db:5432/tenantry',
    key: new Uint8Array(Buffer.from(KEY, 'base64')),
    publicUrl: new URL('https://portal.example/api'),
    origins: ['https://portal.example', 'https://admin.example'],
    trustedProxies: 1,
    tenant: 'acme',
    administratorEmail: 'ada@acme.example',
    administratorPassword: ' kept with its spaces ',
    smtp: {url: 'smtps://portal:secret@mail.example:465', from: 'Portal <no-reply@portal.example>'},
  });
});

test('DATABASE_URL is refused without TENANTRY_KEY', () => {
  assert.throws(() => readEnvironment({DATABASE_URL: 'postgres://localhost/tenantry'}), /TENANTRY_KEY must hold the secret/);
});

test('a variable that cannot be meant is refused by its name, a secret one without its value', () => {
  for (const [name, value] of [
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['TENANTRY_TRUSTED_PROXIES', 'many'],
    ['TENANTRY_PUBLIC_URL', 'portal.example'],
    ['TENANTRY_PUBLIC_URL', 'ftp://portal.example'],
    ['TENANTRY_ORIGINS', 'https://portal.example/path'],
    ['DATABASE_URL', 'mysql://root:hunter2@localhost'],
    ['TENANTRY_KEY', 'hunter2'],
  ] as const) {
    assert.throws(
      () => readEnvironment({TENANTRY_KEY: KEY, [name]: value}),
      (error: unknown) => error instanceof ConfigurationError && error.message.startsWith(name) && !error.message.includes('hunter2'),
      `${name}=${value}`,
    );
  }
});

test('SMTP_URL needs MAIL_FROM, which names one sender in one line; no message shows the password in it', () => {
  const SMTP_URL = 'smtps://portal:s3cret@mail.example:465';
  for (const [url, from, name] of [
    [SMTP_URL, undefined, 'MAIL_FROM'],
    [SMTP_URL, 'nobody', 'MAIL_FROM'],
    [SMTP_URL, 'a@portal.example, b@portal.example', 'MAIL_FROM'],
    [SMTP_URL, 'Portal <a@portal.example> <b@portal.example>', 'MAIL_FROM'],
    [SMTP_URL, 'Portal\r\nBcc: x <a@portal.example>', 'MAIL_FROM'],
    ['https://portal:s3cret@mail.example', 'a@portal.example', 'SMTP_URL'],
    ['smtp://', 'a@portal.example', 'SMTP_URL'],
  ] as const) {
    assert.throws(
      () => readEnvironment({SMTP_URL: url, MAIL_FROM: from}),
      (error: unknown) => error instanceof ConfigurationError && error.message.includes(name) && !error.message.includes('s3cret'),
    );
  }
  assert.deepEqual(readEnvironment({SMTP_URL, MAIL_FROM: 'a@portal.example'}).smtp, {url: SMTP_URL, from: 'a@portal.example'});
  assert.equal(readEnvironment({MAIL_FROM: 'a@portal.example'}).smtp, undefined);
});
