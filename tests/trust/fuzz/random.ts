import {seeded} from '../seeded.ts';

/** A source of numbers that gives the same ones for the same seed. */
export interface Random {
  /** An integer from 0 up to, not including, `end`. */
  below(end: number): number;
  /** One of them. */
  of<Item>(items: readonly Item[]): Item;
  /** A generator of its own: how much one draws moves nobody else's numbers. */
  fork(name: string): Random;
}

/** Seeds every run that is given no other one, so that `npm test` tries the same twice. */
const DEFAULT_SEED = 20_260_302;

/** The seed of this run: `TENANTRY_FUZZ_SEED`, or always the same. */
export const seedOfRun = (): number => {
  const given = process.env.TENANTRY_FUZZ_SEED;
  const seed = given ? Number(given) : DEFAULT_SEED;
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Error('TENANTRY_FUZZ_SEED must be a whole number');
  }
  return seed;
};

export const randomOf = (seed: number): Random => {
  const next = seeded(seed);
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    of: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) {
        throw new Error('There is nothing to choose from');
      }
      return item;
    },
    fork: (name) => randomOf([...name].reduce((sum, letter) => Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0), seed)),
  };
};
