// What docs/guides/connect-systems.md has people write can be read, and makes the provider that it is about.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {parseConfiguration} from '../../packages/server/src/node/configuration.ts';
import {providersOf} from '../../packages/server/src/node/providers.ts';
import {codeBlocks} from './snippets.ts';

const guide = 'docs/guides/connect-systems.md';
const blocks = [...codeBlocks(guide)].filter(([info]) => info.startsWith('json '));
suite(guide, () => {
  test('there is a configuration for each system', () => {
    assert.deepEqual(
      blocks.map(([info]) => info.slice('json '.length)),
      ['host', 'slurm', 'kubernetes', 'kubernetes-certificate', 'openstack', 'openstack-password', 'redfish'],
    );
  });

  for (const [info, [code = '']] of blocks) {
    test(`${info} makes a provider that serves its tenants`, () => {
      const {file, providers} = parseConfiguration(code, 'tenantry.config.json');
      // The files with certificates are the reader's.
      const here = providers.map((config) => ({...config, tls: undefined}));
      const variables = Object.fromEntries(providers.flatMap(({tokenEnv}) => (tokenEnv === null ? [] : [[tokenEnv, 'a-secret']])));
      const logger = {info: () => undefined, error: () => undefined};
      const made = providersOf({file, providers: here}, {logger, variables});
      assert.equal(made.length, 1);
      for (const slug of Object.keys(providers[0]?.tenants ?? {})) {
        assert.equal(made[0]?.serves?.({id: 'ten_1', slug}), true, slug);
      }
      assert.equal(made[0]?.serves?.({id: 'ten_2', slug: 'initech'}), false);
    });
  }
});
