/** Turns passwords into PHC strings and back into a yes or no. A port: what hashes natively differs from runtime to runtime. */
export interface PasswordHasher {
  /** Makes a PHC string with a salt of its own. */
  hash(password: string): Promise<string>;
  /** Whether the password is the one of the hash. Understands every PHC string that some adapter of this server has made. */
  verify(password: string, hash: string): Promise<boolean>;
  /** Whether a hash costs a guesser less than one made today. */
  isWeak(hash: string): boolean;
  /** A hash that no password has, which costs as much to verify as a real one (A5). */
  readonly dummy: string;
}

/** What a hash costs at least (A9). */
export const ARGON2 = {memoryKiB: 19_456, passes: 2, lanes: 1} as const;

/** Nobody knows a password for it: salt and digest are random. */
export const ARGON2_DUMMY = '$argon2id$v=19$m=19456,t=2,p=1$kbn3jNO/2Zw+Gqv9nLUOTg$88sFKlLsg3OXJuZcHhN2GzXHZgk4ekwqw+ydaJCG2fs';

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/;

/** Whether a PHC string is of another algorithm than today's or below its parameters. */
export const isWeakArgon2 = (hash: string): boolean => {
  const [, memory, passes] = PHC.exec(hash) ?? [];
  return Number(memory ?? 0) < ARGON2.memoryKiB || Number(passes) < ARGON2.passes;
};
