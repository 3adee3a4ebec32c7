import {ARGON2, ARGON2_DUMMY, isWeakArgon2, type PasswordHasher} from './hasher.ts';

// `Algorithm.Argon2id`, a const enum that is not there at run time.
const ARGON2ID = 2;

/** Hashes with the native library, off the main thread. Rejects where the library has no build for the machine. */
export const nativeHasher = async (): Promise<PasswordHasher> => {
  const {hash, verify} = await import('@node-rs/argon2');
  const parameters = {algorithm: ARGON2ID, memoryCost: ARGON2.memoryKiB, timeCost: ARGON2.passes, parallelism: ARGON2.lanes};
  return {
    hash: (password) => hash(password, parameters),
    verify: (password, stored) => verify(stored, password),
    isWeak: isWeakArgon2,
    dummy: ARGON2_DUMMY,
  };
};
