import {CompactEncrypt, type CryptoKey, compactDecrypt} from 'jose';
import {toHex} from '../hex.ts';
import {Refusal} from '../refusal.ts';
import type {Edge, ListQuery, Position} from '../db/list-query.ts';

const LIFETIME_MS = 86_400_000;
const MAX_LENGTH = 4096;
const SHORT = 256;

/** What a cursor is bound to: it is good for nothing else (W11). */
export interface CursorScope {
  readonly tenantId: string;
  readonly principalId: string;
  readonly operationId: string;
  readonly query: Pick<ListQuery, 'sort' | 'conditions'>;
}

export interface Cursors {
  seal(edge: Edge, backwards: boolean, scope: CursorScope): Promise<string>;
  /** @throws {Refusal} `invalid-cursor` for whatever was not sealed here, for this scope, within a day (E10). */
  open(cursor: string, scope: CursorScope): Promise<Position>;
}

/** Cursors as sealed tokens: nobody can read the key in them or make one up. They give no rights. */
export const cursorsOf = async (secret: Uint8Array, now: () => Date): Promise<Cursors> => {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(secret), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    seal: async (edge, backwards, scope) => {
      const content: Content = {
        scope: await digest(scope),
        key: edge.key,
        id: edge.id,
        backwards,
        expires: now().getTime() + LIFETIME_MS,
      };
      return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
        .setProtectedHeader({alg: 'dir', enc: 'A256GCM'})
        .encrypt(key);
    },
    open: async (cursor, scope) => {
      const content = cursor.length > MAX_LENGTH ? undefined : await decrypt(cursor, key);
      if (!content || content.expires <= now().getTime() || content.scope !== (await digest(scope))) {
        throw new Refusal('invalid-cursor', 'The cursor belongs to another list or its day is over');
      }
      return {key: content.key, id: content.id, backwards: content.backwards};
    },
  };
};

interface Content extends Position {
  readonly scope: string;
  readonly expires: number;
}

const decrypt = async (cursor: string, key: CryptoKey): Promise<Content | undefined> => {
  try {
    const {plaintext} = await compactDecrypt(cursor, key, {keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM']});
    // What opens with our key was written by `seal`.
    return JSON.parse(new TextDecoder().decode(plaintext)) as Content;
  } catch {
    return undefined;
  }
};

/** What a cursor is bound to, as it stands in it: itself while it is short, which spares a job of the crypto library at each page. */
const digest = async ({tenantId, principalId, operationId, query}: CursorScope): Promise<string> => {
  const {sort, conditions} = query;
  const text = JSON.stringify([tenantId, principalId, operationId, sort.key, sort.descending, conditions]);
  if (text.length <= SHORT) {
    return text;
  }
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
};
