import type {RandomBytes} from '@tenantry/sdk/contract';
import {toHex} from '../hex.ts';

/** What a browser keeps of a session: the tenant, so that it is known before the first query, and 256 random bits (A2, D1). */
export interface SessionToken {
  readonly tenantId: string;
  readonly secret: string;
}

/** A secret and what is stored of it. Made before the transaction that stores it: one may wait for nothing but the database (D3). */
export interface SessionSecret {
  readonly secret: string;
  readonly tokenHash: string;
}

export const newSessionSecret = async (random: RandomBytes): Promise<SessionSecret> => {
  const secret = toHex(random(new Uint8Array(32)));
  return {secret, tokenHash: await hashSecret(secret)};
};

export const formatToken = ({tenantId, secret}: SessionToken): string => `${tenantId}.${secret}`;

/** Reads the value of a cookie; `undefined` for what no server wrote. */
export const parseToken = (value: string): SessionToken | undefined => {
  const [, tenantId, secret] = /^(ten_[0-9a-hjkmnp-tv-z]{26})\.([0-9a-f]{64})$/.exec(value) ?? [];
  return tenantId !== undefined && secret !== undefined ? {tenantId, secret} : undefined;
};

/** The form in which the secret is stored: who reads the table cannot sign in with it. */
export const hashSecret = async (secret: string): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))));
