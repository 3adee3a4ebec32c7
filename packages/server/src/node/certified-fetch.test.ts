import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {createServer, type Server} from 'node:https';
import type {AddressInfo} from 'node:net';
import {after, before, suite, test} from 'node:test';
import type {TLSSocket} from 'node:tls';
import {fileURLToPath} from 'node:url';
import {recordedCluster} from '../testing/kubernetes.ts';
import {TestLogger} from '../testing/ports.ts';
import {ConfigurationError} from './environment.ts';
import {providersOf} from './providers.ts';

const fileOf = (name: string): string => fileURLToPath(new URL(`../testing/certificates/${name}`, import.meta.url));
const pem = (name: string): Buffer => readFileSync(fileOf(name));

suite('a cluster that wants a certificate', () => {
  let server: Server;
  const asked: (string | undefined)[] = [];

  before(async () => {
    server = createServer(
      {cert: pem('server.crt'), key: pem('server.key'), ca: pem('authority.crt'), requestCert: true, rejectUnauthorized: true},
      (request, response) => {
        asked.push((request.socket as TLSSocket).getPeerCertificate().subject.CN as string);
        const name = new URL(request.url ?? '', 'https://any').pathname.split('/').at(-1) ?? '';
        response.end(JSON.stringify(recordedCluster(name)));
      },
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const askedWith = (options: Readonly<Record<string, string>>): Promise<unknown> => {
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const config = {type: 'kubernetes', name: 'k1', url, tokenEnv: null, tenants: {acme: {namespaces: ['*']}}, options};
    const [provider] = providersOf({file: 'tenantry.config.json', providers: [config]}, {logger: new TestLogger(), variables: {}});
    return provider?.summary?.({tenant: {id: 'ten_1', slug: 'acme'}, visible: 'all'}, new AbortController().signal) as Promise<unknown>;
  };

  const own = {certificateFile: fileOf('client.crt'), keyFile: fileOf('client.key')};

  test('is shown ours, and is believed where the authority that we name vouches for it', async () => {
    const said = await askedWith({...own, authorityFile: fileOf('authority.crt')});
    assert.equal((said as {kubernetes: {nodes: {total: number}}}).kubernetes.nodes.total, 6);
    assert.deepEqual([...new Set(asked)], ['client']);
  });

  test('is not believed without that, nor answers without ours', async () => {
    await assert.rejects(askedWith(own), {code: 'unreachable'});
    await assert.rejects(askedWith({authorityFile: fileOf('authority.crt')}), {code: 'unreachable'});
    await assert.rejects(askedWith({}), {code: 'unreachable'});
  });

  test('cannot be configured by halves, nor with files that are not there', () => {
    const refuses = (options: Readonly<Record<string, string>>, message: RegExp): void =>
      assert.throws(
        () => askedWith(options),
        (error) => error instanceof ConfigurationError && message.test(error.message),
      );
    refuses({certificateFile: own.certificateFile}, /certificateFile and options\.keyFile go together/);
    refuses({...own, keyFile: '/nowhere/key.pem'}, /options\.keyFile names a file that cannot be read \(ENOENT\)/);
  });
});
