import {fromHex, toHex} from '../hex.ts';

/** Signs texts with a key of the installation (HMAC-SHA-256). The signature is hexadecimal. */
export interface Mac {
  sign(...texts: readonly string[]): Promise<string>;
  /** Compares in a time that says nothing about the signature. */
  verify(signature: string, ...texts: readonly string[]): Promise<boolean>;
}

export const macOf = (key: Uint8Array<ArrayBuffer>): Mac => {
  const imported = crypto.subtle.importKey('raw', key, {name: 'HMAC', hash: 'SHA-256'}, false, ['sign', 'verify']);
  return {
    sign: async (...texts) => toHex(new Uint8Array(await crypto.subtle.sign('HMAC', await imported, bytesOf(texts)))),
    verify: async (signature, ...texts) => crypto.subtle.verify('HMAC', await imported, fromHex(signature), bytesOf(texts)),
  };
};

/** As JSON, so that no two lists of texts are one message. */
const bytesOf = (texts: readonly string[]): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(texts));
