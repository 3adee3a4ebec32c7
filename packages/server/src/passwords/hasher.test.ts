import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nativeHasher} from './argon2.ts';
import {wasmHasher} from './hash-wasm.ts';
import {defaultHasher} from './default-hasher.ts';

const random = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes);
const native = await nativeHasher();
const wasm = wasmHasher(random);
const PASSWORD = 'correct horse bättery stäple';

for (const [name, hasher, other] of [
  ['native', native, wasm],
  ['WebAssembly', wasm, native],
] as const) {
  test(`A9: the ${name} hasher makes argon2id PHC strings that both verify`, async () => {
    const hash = await hasher.hash(PASSWORD);
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    for (const reader of [hasher, other]) {
      assert.equal(await reader.verify(PASSWORD, hash), true);
      assert.equal(await reader.verify(`${PASSWORD} `, hash), false);
      assert.equal(await reader.verify('', hash), false);
      assert.equal(reader.isWeak(hash), false);
    }
    assert.notEqual(await hasher.hash(PASSWORD), hash);
  });

  test(`A5: the ${name} hasher works through the dummy and finds nothing`, async () => {
    assert.equal(await hasher.verify(PASSWORD, hasher.dummy), false);
    assert.equal(await hasher.verify('', hasher.dummy), false);
  });
}

test('A9: a hash below the parameters, or of another algorithm, is weak', () => {
  const tail = '$kbn3jNO/2Zw+Gqv9nLUOTg$88sFKlLsg3OXJuZcHhN2GzXHZgk4ekwqw+ydaJCG2fs';
  for (const [hash, weak] of [
    [`$argon2id$v=19$m=19456,t=2,p=1${tail}`, false],
    [`$argon2id$v=19$m=65536,t=3,p=4${tail}`, false],
    [`$argon2id$v=19$m=19455,t=2,p=1${tail}`, true],
    [`$argon2id$v=19$m=19456,t=1,p=1${tail}`, true],
    [`$argon2i$v=19$m=65536,t=3,p=1${tail}`, true],
    ['$2b$12$abcdefghijklmnopqrstuv', true],
    ['', true],
  ] as const) {
    assert.equal(native.isWeak(hash), weak, hash);
  }
});

test('A9: the default is native where it loads', async () => {
  const hasher = await defaultHasher(random);
  assert.equal(await hasher.verify(PASSWORD, await hasher.hash(PASSWORD)), true);
});
