import type {ProviderConfig, ProviderMeans, TenantShare} from './provider-config.ts';

/** Everything: what a tenant's share says that a system is the tenant's alone. */
export const ALL = '*';

/** Which things of a system are a tenant's, by name. */
export class Owned {
  readonly #names: ReadonlySet<string>;

  constructor(names: readonly string[]) {
    this.#names = new Set(names);
  }

  /** Whether the whole system is the tenant's. */
  get isAll(): boolean {
    return this.#names.has(ALL);
  }

  /** Those that are named. */
  get names(): readonly string[] {
    return [...this.#names].filter((name) => name !== ALL);
  }

  has(name: string | null): boolean {
    return name !== null && (this.isAll || this.#names.has(name));
  }
}

/** @throws {Error} When there is no address. */
export const readUrl = ({name, url}: ProviderConfig): URL => {
  const parsed = url === null ? null : URL.parse(url);
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.username !== '' || parsed.password !== '') {
    throw new Error(`providers.${name}.url has to be an address that begins with https:// or http://, without a password`);
  }
  parsed.search = '';
  parsed.hash = '';
  parsed.pathname = parsed.pathname.replace(/\/*$/, '/');
  return parsed;
};

/** @throws {Error} When a tenant's share names nothing. */
export const readShares = ({name, tenants}: ProviderConfig, member: keyof TenantShare): ReadonlyMap<string, Owned> =>
  new Map(
    Object.entries(tenants).map(([slug, share]) => {
      const names = share[member] ?? [];
      if (names.length === 0 || names.includes('')) {
        throw new Error(`providers.${name}.tenants.${slug}.${member} has to name one at least`);
      }
      return [slug, new Owned(names)];
    }),
  );

/** @throws {Error} When the option is something other than a text. */
export const readOption = ({name, options}: ProviderConfig, option: string): string | undefined => {
  const value = options[option];
  if (value !== undefined && (typeof value !== 'string' || value === '')) {
    throw new Error(`providers.${name}.options.${option} has to be a text`);
  }
  return value;
};

/** @throws {Error} When the option is something other than `true` or `false`. */
export const readSwitch = ({name, options}: ProviderConfig, option: string): boolean => {
  const value = options[option] ?? false;
  if (typeof value !== 'boolean') {
    throw new Error(`providers.${name}.options.${option} has to be true or false`);
  }
  return value;
};

/**
 * The secret, which goes into a header: a runtime that finds a line break in one may tell all of it in its error.
 *
 * @throws {Error} When it is missing, or cannot be one. The error does not tell it.
 */
export const readSecret = ({name, tokenEnv}: ProviderConfig, {secret}: Pick<ProviderMeans, 'secret'>): string | undefined => {
  if (tokenEnv !== null && secret === undefined) {
    throw new Error(`providers.${name}.tokenEnv names a variable that is not set`);
  }
  const trimmed = secret?.trim();
  if (trimmed !== undefined && !/^[\x21-\x7e][\x20-\x7e]*$/.test(trimmed)) {
    throw new Error(`providers.${name}.tokenEnv names a variable that holds no secret of one line`);
  }
  return trimmed;
};
