import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import {after, test} from 'node:test';
import type {Fetch, Listening} from '@tenantry/server/node';
import type {Express} from 'express';
import type {FastifyInstance} from 'fastify';
import pg from 'pg';
import {root} from '../structure/project.ts';
import {startTestServer} from '../../packages/server/src/testing/server.ts';
import {engines} from '../../packages/server/src/testing/engines.ts';
import {codeBlock} from './snippets.ts';

// Every snippet is run as it stands: written to a file, with what the test needs of it exported.
const run = async (name: string, code: string): Promise<Record<string, unknown>> => {
  const folder = `${root}/.cache/snippets`;
  mkdirSync(folder, {recursive: true});
  const file = `${folder}/${name}-${process.pid}.ts`;
  writeFileSync(file, code);
  return import(file);
};

const guide = (info: string, exported: string): Promise<Record<string, unknown>> =>
  run(info.replace('ts ', ''), `${codeBlock('docs/guides/mount-the-backend.md', info)}\nexport {${exported}};\n`);

/** Asks a mounted backend for something without a body and something with one. */
const answers = async (ask: Fetch, origin: string): Promise<void> => {
  assert.equal((await ask(new Request(`${origin}/api/readyz`))).status, 200);
  const signIn = await ask(
    new Request(`${origin}/api/v1/session`, {
      method: 'POST',
      headers: {'content-type': 'application/json', 'x-requested-with': 'tenantry', origin: 'http://127.0.0.1:8080'},
      body: JSON.stringify({tenant: 'nobody', username: 'nobody', password: 'nothing'}),
    }),
  );
  const {code} = (await signIn.json()) as {code: string};
  assert.equal(code, 'invalid-credentials');
};

const close = async (mounted: Record<string, unknown>): Promise<void> => (mounted.tenantry as {close(): Promise<void>}).close();

test('the guide mounts the backend in Hono', async () => {
  const mounted = await guide('ts hono', 'app, tenantry');
  await answers((mounted.app as {fetch: Fetch}).fetch, 'http://127.0.0.1:8080');
  await close(mounted);
});

test("the guide mounts the backend in Node's http", async () => {
  const mounted = await guide('ts node', 'listening, tenantry');
  const listening = mounted.listening as Listening;
  await answers(fetch, listening.url.origin);
  await listening.close();
  await close(mounted);
});

test('the guide mounts the backend in Express', async () => {
  const mounted = await guide('ts express', 'app, tenantry');
  const server = (mounted.app as Express).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  await answers(fetch, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  await close(mounted);
});

test('the guide mounts the backend in Fastify', async () => {
  const mounted = await guide('ts fastify', 'app, tenantry');
  const app = mounted.app as FastifyInstance;
  await answers(fetch, new URL(await app.listen({port: 0, host: '127.0.0.1'})).origin);
  await app.close();
  await close(mounted);
});

/** A page with a provider, for code that is about nothing else. */
const onPage = async (info: string): Promise<Record<string, unknown>> => {
  const provider: Record<string, unknown> = {};
  const globals = globalThis as Record<string, unknown>;
  globals.document = {querySelector: (selector: string) => (selector === 'tenant-provider' ? provider : null)};
  await run(info.replace('ts ', 'languages-'), codeBlock('docs/guides/languages.md', info));
  delete globals.document;
  return provider;
};

test('the guide brings a language along, and replaces a text in it (T36)', async () => {
  const {messages} = (await onPage('ts bring')) as {messages: {lang: string; 'tenant-user-table': {email: string}}};
  assert.deepEqual([messages.lang, messages['tenant-user-table'].email], ['de', 'E-Mail-Adresse']);
  const replaced = await onPage('ts replace');
  assert.deepEqual(replaced.messages, {lang: 'de', 'tenant-user-table': {email: 'Dienstliche E-Mail'}});
});

test('the guide adds a language (T36)', async () => {
  const {locale, messages} = (await onPage('ts add')) as {
    locale: string;
    messages: {'tenant-user-table': {users(count: number, number: string): string}};
  };
  const {users} = messages['tenant-user-table'];
  assert.deepEqual([locale, users(1, '1'), users(1240, '1 240')], ['fr', '1 utilisateur', '1 240 utilisateurs']);
});

const databaseUrl = process.env.TENANTRY_TEST_DATABASE_URL;

test('the guide opens a PostgreSQL', {skip: databaseUrl ? false : 'needs a PostgreSQL: set TENANTRY_TEST_DATABASE_URL'}, async () => {
  const name = `tenantry_guide_${process.pid}`;
  const owner = new pg.Client({connectionString: databaseUrl});
  await owner.connect();
  await owner.query(`create database ${name}`);
  const variables = {TENANTRY_KEY: Buffer.alloc(32, 7).toString('base64'), DATABASE_URL: new URL(`/${name}`, databaseUrl).href};
  Object.assign(process.env, variables);
  const mounted = await guide('ts postgresql', 'tenantry');
  const ready = await (mounted.tenantry as {fetch: Fetch}).fetch(new Request('https://portal.example/api/readyz'));
  await close(mounted);
  await owner.query(`drop database ${name}`);
  await owner.end();
  assert.equal(ready.status, 200);
});

test('the README makes a backend with its first tenant', async () => {
  const {answer, tenantry} = await run('server', `${codeBlock('README.md', 'ts server')}\nexport {answer, tenantry};\n`);
  assert.equal((answer as Response).status, 200);
  const {bootstrapped} = tenantry as {bootstrapped: {password?: string} | null};
  assert.ok(bootstrapped);
  await close({tenantry});
});

test('the README creates a user from code', async () => {
  const [engine] = engines;
  assert.ok(engine);
  const server = await startTestServer(engine);
  after(() => server.close());
  const tenant = await server.freshTenant();
  const handedOver: unknown[] = [];
  const globals = globalThis as Record<string, unknown>;
  const {fetch: network} = globalThis;
  Object.assign(globals, {
    readToken: () => tenant.administrator.token(),
    handOver: (user: {username: string}, password: string) => handedOver.push(user.username, password),
    fetch: (input: Request, init?: RequestInit) => server.fetch(new Request(input, init)),
  });
  await run('client', codeBlock('README.md', 'ts client'));
  globals.fetch = network;
  assert.equal(handedOver[0], 'john.doe');
  assert.match(String(handedOver[1]), /^.{5}(-.{5}){3}$/);
});
