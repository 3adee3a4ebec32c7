import {argon2id, argon2Verify} from 'hash-wasm';
import type {RandomBytes} from '@tenantry/sdk/contract';
import {ARGON2, ARGON2_DUMMY, isWeakArgon2, type PasswordHasher} from './hasher.ts';

const SALT_BYTES = 16;
const DIGEST_BYTES = 32;

/** Hashes in WebAssembly, for runtimes where nothing native loads. Occupies the thread while it works. */
export const wasmHasher = (random: RandomBytes): PasswordHasher => ({
  hash: (password) =>
    argon2id({
      password,
      salt: random(new Uint8Array(SALT_BYTES)),
      memorySize: ARGON2.memoryKiB,
      iterations: ARGON2.passes,
      parallelism: ARGON2.lanes,
      hashLength: DIGEST_BYTES,
      outputType: 'encoded',
    }),
  // An empty password is no password of anybody, but the library refuses to look; it has to cost the same.
  verify: async (password, hash) => (await argon2Verify({password: password === '' ? '\0' : password, hash})) && password !== '',
  isWeak: isWeakArgon2,
  dummy: ARGON2_DUMMY,
});
