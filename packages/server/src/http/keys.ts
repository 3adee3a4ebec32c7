/** The keys of one installation, derived by HKDF from one secret, each for one purpose. */
export interface Keys {
  /** Seals cursors (A256GCM). */
  readonly cursor: Uint8Array;
  /** Fingerprints requests (HMAC-SHA-256). */
  readonly idempotency: Uint8Array<ArrayBuffer>;
  /** Signs the names under which tries at signing in are counted (HMAC-SHA-256). */
  readonly signInBudgets: Uint8Array<ArrayBuffer>;
  /** Signs the usernames of who was deleted (HMAC-SHA-256). */
  readonly usernameHolds: Uint8Array<ArrayBuffer>;
  /** Seals the secrets that mails tell (A256GCM). */
  readonly secrets: Uint8Array<ArrayBuffer>;
  /** Signs the cookies by which browsers are known (HMAC-SHA-256). */
  readonly knownBrowsers: Uint8Array<ArrayBuffer>;
}

/** Derives the keys from the secret of an installation, 32 bytes or more. */
export const deriveKeys = async (secret: Uint8Array<ArrayBuffer>): Promise<Keys> => {
  if (secret.byteLength < 32) {
    throw new Error('The key of an installation needs at least 32 bytes');
  }
  const root = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const derive = async (purpose: string): Promise<Uint8Array<ArrayBuffer>> => {
    const info = new TextEncoder().encode(`tenantry ${purpose}`);
    return new Uint8Array(await crypto.subtle.deriveBits({name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info}, root, 256));
  };
  return {
    cursor: await derive('cursor'),
    idempotency: await derive('idempotency'),
    signInBudgets: await derive('sign-in budgets'),
    usernameHolds: await derive('username holds'),
    secrets: await derive('secrets'),
    knownBrowsers: await derive('known browsers'),
  };
};
