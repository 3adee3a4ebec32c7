import {TenantryError} from '../errors/tenantry-error.ts';

const CONTROL = /[\u0000-\u001F\u007F-\u009F]/;
const DOTS = /^(?:\.|%2e){1,2}$/i;

/** Builds a URL path from literal text and untrusted values, so that no value can add a segment, a query or a `..` (T6). */
export const path = (literals: TemplateStringsArray, ...values: readonly string[]): string =>
  literals.reduce((built, literal, index) => `${built}${segment(values[index - 1])}${literal}`);

const segment = (value: string | undefined): string => {
  if (typeof value !== 'string' || value === '' || value.length > 256 || DOTS.test(value) || CONTROL.test(value) || !value.isWellFormed()) {
    throw new TenantryError('misuse', 'A path parameter is no identifier.');
  }
  return encodeURIComponent(value);
};
