import assert from 'node:assert/strict';
import {inspect} from 'node:util';
import {test} from 'node:test';
import type {ProviderConfig} from './provider-config.ts';
import {Owned, readSecret, readUrl} from './reading-config.ts';

const config: ProviderConfig = {type: 'kubernetes', name: 'k1', url: 'https://k1/base', tokenEnv: 'K1', tenants: {}, options: {}};

test('a secret that does not fit into a header is refused before any runtime can tell of it', () => {
  for (const secret of ['a-secret\nHost: x', 'a-secret\u0000', 'geheim-für-alle', '']) {
    assert.throws(
      () => readSecret(config, {secret}),
      (error) => {
        assert.ok(error instanceof Error && error.message.startsWith('providers.k1.tokenEnv '));
        assert.doesNotMatch(inspect(error), /a-secret|geheim/);
        return true;
      },
    );
  }
  assert.throws(() => readSecret(config, {secret: undefined}), /tokenEnv names a variable that is not set/);
});

test('the line break at the end of a file with a secret is none of it', () => {
  assert.equal(readSecret(config, {secret: 'a-secret\n'}), 'a-secret');
  assert.equal(readSecret({...config, tokenEnv: null}, {secret: undefined}), undefined);
});

test('an address keeps its path, and nothing behind it', () => {
  assert.equal(readUrl(config).href, 'https://k1/base/');
  assert.equal(readUrl({...config, url: 'https://k1//?x=1#y'}).href, 'https://k1/');
});

test('names that a share does not have are nobody’s, and everything is the tenant’s only where it says so', () => {
  const some = new Owned(['a']);
  assert.deepEqual([some.has('a'), some.has('b'), some.has(null), some.isAll], [true, false, false, false]);
  const all = new Owned(['*']);
  assert.deepEqual([all.has('b'), all.has(null), all.isAll, all.names], [true, false, true, []]);
});
