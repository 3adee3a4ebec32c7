import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:https';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import type {TLSSocket} from 'node:tls';
import {ask} from '../providers/ask.ts';
import {TestLogger} from '../testing/ports.ts';
import {parseConfiguration} from './configuration.ts';
import {ConfigurationError} from './environment.ts';
import {providersOf} from './providers.ts';
import {tlsFetch} from './tls-fetch.ts';

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const path = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(path(name), 'utf8');
let server: Server;
let url: URL;

/** Makes a certificate and its key; signed by `ca` where there is one. */
const certify = (name: string, subject: string, ca?: string): void => {
  const openssl = (...args: readonly string[]): unknown => execFileSync('openssl', args, {cwd: folder, stdio: 'pipe'});
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`, '-subj', `/CN=${subject}`];
  if (ca === undefined) {
    openssl('req', '-x509', ...key, '-days', '2', '-out', `${name}.crt`);
  } else {
    writeFileSync(path('names'), `subjectAltName=DNS:${subject}`);
    openssl('req', ...key, '-out', `${name}.csr`);
    openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', `${ca}.crt`, '-CAkey', `${ca}.key`, '-CAcreateserial'],
      ...['-days', '2', '-extfile', 'names', '-out', `${name}.crt`],
    );
  }
};

before(async () => {
  certify('authority', 'authority');
  certify('server', 'localhost', 'authority');
  certify('client', 'reader', 'authority');
  server = createServer(
    {cert: read('server.crt'), key: read('server.key'), ca: read('authority.crt'), requestCert: true, rejectUnauthorized: false},
    (request, response) => {
      const {authorized} = request.socket as TLSSocket;
      if (request.url === '/slow') {
        response.write('{');
        return;
      }
      response.setHeader('content-type', 'application/json');
      response.statusCode = request.url === '/nothing' ? 204 : authorized ? 200 : 401;
      response.end(request.url === '/nothing' ? undefined : JSON.stringify({authorized, method: request.method}));
    },
  ).listen(0, 'localhost');
  await once(server, 'listening');
  url = new URL(`https://localhost:${(server.address() as AddressInfo).port}/`);
});

after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, {recursive: true});
});

const {signal} = new AbortController();

test('a system with an authority of its own is reached by whoever was told of that authority, and by nobody else', async () => {
  const known = tlsFetch({ca: read('authority.crt')});
  await assert.rejects(ask(known, {url, signal}), {code: 'unauthorized'});
  await assert.rejects(ask(tlsFetch({}), {url, signal}), {code: 'unreachable'});
});

test('a client says who it is by its certificate', async () => {
  const fetch = tlsFetch({ca: read('authority.crt'), certificate: read('client.crt'), key: read('client.key')});
  assert.deepEqual((await ask(fetch, {url, signal})).body, {authorized: true, method: 'GET'});
  assert.deepEqual((await ask(fetch, {url, signal, method: 'POST', body: {some: 'thing'}})).body, {authorized: true, method: 'POST'});
  assert.equal((await ask(fetch, {url: new URL('nothing', url), signal})).status, 204);
});

test('whoever waits no more cuts the connection, also in the middle of an answer', async () => {
  const over = new AbortController();
  const asked = ask(tlsFetch({ca: read('authority.crt')}), {url: new URL('slow', url), signal: over.signal});
  await once(server, 'request');
  over.abort();
  await assert.rejects(asked, {code: 'timeout'});
});

test('§8: a configuration names the files of certificates; one that is not there refuses the start', async () => {
  const of = (tls: object) =>
    providersOf(
      parseConfiguration(
        JSON.stringify({providers: [{type: 'kubernetes', name: 'k', url, tenants: {acme: {namespaces: ['acme']}}, tls}]}),
        'it.json',
      ),
      {logger: new TestLogger()},
    );
  const refused = (tls: object, message: RegExp): void => {
    assert.throws(
      () => of(tls),
      (error: unknown) => error instanceof ConfigurationError && message.test(error.message),
    );
  };
  refused({caFile: path('none.crt')}, /^it\.json: providers\[0\]\.tls\.caFile cannot be read \(ENOENT\)$/);
  refused({certificateFile: path('client.crt')}, /^it\.json: providers\[0\]\.tls must name certificateFile and keyFile together$/);
  refused({certificateFile: path('client.crt'), keyFile: path('server.key')}, /^it\.json: providers\[0\]\.tls cannot be used/);
  refused({key: 'hunter2'}, /^it\.json: providers\[0\]\.tls\.key would hold a secret/);
  const [provider] = of({caFile: path('authority.crt'), certificateFile: path('client.crt'), keyFile: path('client.key')});
  const failure = await provider?.summary?.({tenant: {id: 'ten_1', slug: 'acme'}, visible: 'all'}, signal).catch((error: unknown) => error);
  assert.equal((failure as {code: string}).code, 'bad-response', 'it was let in, and what answered is no Kubernetes');
});
