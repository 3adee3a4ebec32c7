/** How the values of a type, given by its number, are read. */
export type Types = (oid: number) => (text: string) => unknown;

/** A value as a statement's parameter is sent: as text, which the database reads as the type that it expects there. */
export const toParameter = (value: unknown): string | null => {
  if (value === null || value === undefined) {
    return null;
  }
  if (typeof value === 'string') {
    return value;
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  if (Array.isArray(value)) {
    return `{${value.map(toElement).join(',')}}`;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const toElement = (value: unknown): string => {
  const text = toParameter(value);
  return text === null ? 'NULL' : Array.isArray(value) ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
};
