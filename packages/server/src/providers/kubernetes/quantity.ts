const UNITS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};
/** A yottabyte. */
const MOST = 1e24;
const QUANTITY = /^\+?(\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE]([+-]?\d{1,3})|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?)$/;

/** Reads an amount as Kubernetes writes it: `100m`, `16Gi`, `1e3`. What is none, or less than nothing, is not known. */
export const readQuantity = (value: unknown): number | null => {
  const [, number = '', exponent, unit = ''] =
    QUANTITY.exec(typeof value === 'number' ? `${value}` : typeof value === 'string' ? value : '') ?? [];
  const quantity = number === '' ? Number.NaN : Number(number) * (exponent === undefined ? (UNITS[unit] ?? 1) : 10 ** Number(exponent));
  return quantity <= MOST ? quantity : null;
};
