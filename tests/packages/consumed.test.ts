// The packages as somebody has them who installs them: built, packed, without their sources.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, suite, test} from 'node:test';
import {type Consumer, createConsumer, published} from './consumer.ts';

suite('an installed package', () => {
  let consumer: Consumer;
  before(async () => {
    consumer = await createConsumer();
  });
  after(() => consumer.remove());

  const filesOf = (name: string): string[] =>
    globSync('**/*.*', {cwd: join(consumer.folder, 'node_modules/@tenantry', name)}).map((path) => path.replaceAll('\\', '/'));

  for (const name of published) {
    test(`@tenantry/${name} holds what its exports name, and neither sources nor tests`, () => {
      const files = filesOf(name);
      const manifest = JSON.parse(readFileSync(join(consumer.folder, 'node_modules/@tenantry', name, 'package.json'), 'utf8'));
      const targets = Object.values<{types: string; default: string}>(manifest.exports).flatMap((target) => [target.types, target.default]);
      for (const target of targets.filter((path) => !path.includes('*'))) {
        assert.ok(files.includes(target.replace('./', '')), `${target} is missing`);
      }
      assert.deepEqual(
        files.filter((path) => /^(src|build)\/|\.(test|states|samples)\.|(^|\/)testing\//.test(path)),
        [],
      );
    });
  }

  test('the elements bring one script for a page without a bundler', () => {
    assert.ok(filesOf('elements').includes('cdn/tenantry-elements.min.js'));
  });

  test('the client and the server run in Node, one through the other', async () => {
    const output = await consumer.runModule(`
      import {TenantClient} from '@tenantry/sdk';
      import {createTenantServer} from '@tenantry/server';
      const administrator = {username: 'tenant.admin', email: 'tenant.admin@demo.example', firstName: 'Tenant', lastName: 'Admin'};
      const publicUrl = 'http://127.0.0.1:4310/';
      const server = await createTenantServer({publicUrl, bootstrap: {tenant: {slug: 'demo', name: 'Demo'}, administrator}});
      const fetch = (input, init) => server.fetch(new Request(input, init));
      const client = new TenantClient({baseUrl: publicUrl, auth: {cookie: true}, fetch});
      const refused = await client.users.list().catch((error) => error);
      console.log((await fetch(publicUrl + 'healthz')).status, refused.kind, refused.code);
      await server.close();
    `);
    assert.equal(output.trim(), '200 api unauthenticated');
  });

  test('their types hold in a strict project', () =>
    consumer.typeCheck(`
      import {TenantClient, type User} from '@tenantry/sdk';
      import type {Page} from '@tenantry/sdk/contract';
      import {createTenantServer, type TenantServer} from '@tenantry/server';
      import {TenantUserTable} from '@tenantry/elements';
      import '@tenantry/elements/define/tenant-user-table.js';
      const client = new TenantClient({baseUrl: '/api', auth: {cookie: true}});
      export const page: Promise<Page<User>> = client.users.list({limit: 10});
      export const server: Promise<TenantServer> = createTenantServer({publicUrl: 'https://portal.example/api'});
      const table = document.createElement('tenant-user-table') satisfies TenantUserTable;
      table.client = client;
      // @ts-expect-error There is no such column to sort by.
      void client.users.list({sort: 'shoeSize'});
    `));

  test('@tenantry/server brings its command', () => {
    const folder = join(consumer.folder, 'node_modules/@tenantry/server');
    const {bin} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {bin: Record<string, string>};
    const help = execFileSync(process.execPath, [join(folder, bin['tenantry-server'] ?? ''), '--help'], {encoding: 'utf8'});
    assert.match(help, /^Usage: tenantry-server/);
  });

  test('minifying leaves every shape of an icon closed: an open one would take in the next, which is then not drawn', () => {
    const icons = readFileSync(join(consumer.folder, 'node_modules/@tenantry/elements/dist/foundation/icons.js'), 'utf8');
    const shapes = icons.match(/<(circle|path|rect)\b[^>]*>/g) ?? [];
    assert.ok(shapes.length > 0);
    assert.deepEqual(
      shapes.filter((shape) => !shape.endsWith('/>')),
      [],
    );
  });
});
