import {CompactEncrypt, type CryptoKey, compactDecrypt} from 'jose';
import type {Edge, ListQuery, Position} from '../db/list-query.ts';
import {toHex} from '../hex.ts';
import {Refusal} from '../refusal.ts';
import type {Principal} from './principal.ts';

const LIFETIME_MS = 86_400_000;
const MAX_LENGTH = 4096;
const SHORT = 256;

/** The list a cursor belongs to: it is good for no other (W11). */
export interface CursorScope {
  readonly operationId: string;
  readonly query: Pick<ListQuery, 'sort' | 'conditions'>;
  /** Whose list it is, where each of several has one: the `{id}` of the path. */
  readonly of?: string | undefined;
}

/** Whom a cursor belongs to. */
export type CursorOwner = Pick<Principal, 'tenantId' | 'type' | 'id'>;

export interface OpenedCursor {
  readonly position: Position;
  /** @throws {Refusal} `invalid-cursor` when it was made for somebody else (E10). */
  check(owner: CursorOwner): void;
}

export interface Cursors {
  seal(edge: Edge, backwards: boolean, scope: CursorScope, owner: CursorOwner): Promise<string>;
  /** @throws {Refusal} `invalid-cursor` for whatever was not sealed here, for this list, within a day (E10). */
  open(cursor: string, scope: CursorScope): Promise<OpenedCursor>;
}

/** Cursors as sealed tokens: nobody can read the key in them or make one up. They give no rights. */
export const cursorsOf = async (secret: Uint8Array, now: () => Date): Promise<Cursors> => {
  const key = await crypto.subtle.importKey('raw', new Uint8Array(secret), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    seal: async (edge, backwards, scope, owner) => {
      const content: Content = {
        position: {key: edge.key, id: edge.id, backwards},
        list: await digest(scope),
        owner: nameOf(owner),
        expires: now().getTime() + LIFETIME_MS,
      };
      return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
        .setProtectedHeader({alg: 'dir', enc: 'A256GCM'})
        .encrypt(key);
    },
    open: async (cursor, scope) => {
      const content = cursor.length > MAX_LENGTH ? undefined : await decrypt(cursor, key);
      if (!content || content.expires <= now().getTime() || content.list !== (await digest(scope))) {
        throw invalid();
      }
      return {
        position: content.position,
        check: (owner) => {
          if (content.owner !== nameOf(owner)) {
            throw invalid();
          }
        },
      };
    },
  };
};

interface Content {
  readonly position: Position;
  readonly list: string;
  readonly owner: string;
  readonly expires: number;
}

const invalid = (): Refusal => new Refusal('invalid-cursor', 'The cursor belongs to another list or its day is over');

const nameOf = ({tenantId, type, id}: CursorOwner): string => JSON.stringify([tenantId, type, id]);

const decrypt = async (cursor: string, key: CryptoKey): Promise<Content | undefined> => {
  try {
    const {plaintext} = await compactDecrypt(cursor, key, {keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM']});
    // What opens with our key was written by `seal`.
    return JSON.parse(new TextDecoder().decode(plaintext)) as Content;
  } catch {
    return undefined;
  }
};

/** The list a cursor is bound to, as it stands in it: itself while it is short, which spares a job of the crypto library at each page. */
const digest = async ({operationId, query, of}: CursorScope): Promise<string> => {
  const {sort, conditions} = query;
  const text = JSON.stringify([operationId, sort.key, sort.descending, conditions, ...(of === undefined ? [] : [of])]);
  if (text.length <= SHORT) {
    return text;
  }
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
};
