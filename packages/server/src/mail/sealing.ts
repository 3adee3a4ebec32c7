import {CompactEncrypt, compactDecrypt} from 'jose';

/** Keeps secrets for later, in the database, so that who reads it learns nothing (T12). */
export interface Sealer {
  seal(secret: string): Promise<string>;
  /** @throws For what was not sealed here. */
  open(sealed: string): Promise<string>;
}

/** Seals by a key of the installation (JWE, `dir` and A256GCM). */
export const sealerOf = async (secret: Uint8Array<ArrayBuffer>): Promise<Sealer> => {
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    seal: (text) => new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader({alg: 'dir', enc: 'A256GCM'}).encrypt(key),
    open: async (sealed) => {
      const {plaintext} = await compactDecrypt(sealed, key, {keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM']});
      return new TextDecoder().decode(plaintext);
    },
  };
};
