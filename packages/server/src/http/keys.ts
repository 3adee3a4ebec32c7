/** The keys of one installation, derived by HKDF from one secret, each for one purpose. */
export interface Keys {
  /** Seals cursors (A256GCM). */
  readonly cursor: Uint8Array;
}
