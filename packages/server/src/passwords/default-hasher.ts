import type {RandomBytes} from '@tenantry/sdk/contract';
import type {PasswordHasher} from './hasher.ts';

/** Native argon2 where it loads, WebAssembly elsewhere. Neither is loaded before it is needed. */
export const defaultHasher = async (random: RandomBytes): Promise<PasswordHasher> => {
  try {
    return await (await import('./argon2.ts')).nativeHasher();
  } catch {
    return (await import('./hash-wasm.ts')).wasmHasher(random);
  }
};
