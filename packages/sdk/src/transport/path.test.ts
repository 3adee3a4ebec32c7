import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isTenantryError} from '../errors/tenantry-error.ts';
import {path} from './path.ts';

test('T6 a value is one segment, whatever it holds', () => {
  assert.equal(path`users/${'a/b?c#d'}/x`, 'users/a%2Fb%3Fc%23d/x');
  assert.equal(path`users/${'//evil.example'}`, 'users/%2F%2Fevil.example');
});

for (const value of ['', '.', '..', '%2e', '%2E%2e', '.%2e', 'a\u0000', 'a\nb', '\uD800', 'x'.repeat(257)]) {
  test(`T6 ${JSON.stringify(value.slice(0, 12))} cannot be a path parameter`, () => {
    assert.throws(
      () => path`users/${value}`,
      (error) => isTenantryError(error) && error.kind === 'misuse' && error.attempts === 0,
    );
  });
}
