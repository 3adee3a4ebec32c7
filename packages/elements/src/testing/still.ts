// Imported before everything else, this makes a page that looks the same whenever it is drawn: its clock stands, chance repeats itself, and
// what waits for a moment does so in a tenth of it.

/** The moment that the samples are made for. */
const NOW = Date.parse('2026-05-12T12:32:00.000Z');

const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...values: [] | [number | string | Date]) {
    super(values[0] ?? NOW);
  }

  static override now(): number {
    return NOW;
  }
} as DateConstructor;

let seed = 1;

/** From here on chance begins anew. */
export const repeatChance = (): void => {
  seed = 1;
};

const nextByte = (): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return seed >>> 24;
};

crypto.getRandomValues = <Values extends ArrayBufferView | null>(values: Values): Values => {
  if (values) {
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength).forEach((_, index, bytes) => {
      bytes[index] = nextByte();
    });
  }
  return values;
};

const SOON_MS = 1000;
const realSetTimeout = globalThis.setTimeout;

globalThis.setTimeout = ((handler: TimerHandler, delay = 0, ...values: unknown[]): number =>
  realSetTimeout(handler, delay < SOON_MS ? delay / 10 : delay, ...values)) as typeof setTimeout;
