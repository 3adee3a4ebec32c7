/** How often something may be done: `quota` times in `windowSeconds`. */
export interface Limit {
  readonly quota: number;
  readonly windowSeconds: number;
}

const DEFAULTS = {
  default: {quota: 600, windowSeconds: 60},
  write: {quota: 120, windowSeconds: 60},
  secret: {quota: 60, windowSeconds: 60},
  'sign-in': {quota: 10, windowSeconds: 900},
  'sign-in-address': {quota: 300, windowSeconds: 300},
  stream: {quota: 4, windowSeconds: 15},
} as const satisfies Readonly<Record<string, Limit>>;

/**
 * The budgets of W15. Per principal: `default` for every call, `write` for changes, `secret` for what makes a secret. At sign-in, where
 * nobody is known yet: `sign-in` per tenant and username, `sign-in-address` per address. `stream` is how many a principal may have open at
 * once; whoever has as many is told to come back after its window.
 */
export type PolicyName = keyof typeof DEFAULTS;

/** A limit under the name by which answers speak of it. */
export interface Policy extends Limit {
  readonly name: PolicyName;
}

/** Other limits than those of W15, by policy; `false` lifts one. */
export type LimitOptions = Readonly<Partial<Record<PolicyName, Limit | false>>>;

/** The policies of a server. One that is lifted is not there. */
export type Policies = ReadonlyMap<PolicyName, Policy>;

/**
 * Puts the limits that were chosen in place of those of W15. `false` lifts all of them.
 *
 * @throws {Error} For a limit that is none.
 */
export const policiesOf = (options: LimitOptions | false = {}): Policies => {
  const policies = new Map<PolicyName, Policy>();
  if (options === false) {
    return policies;
  }
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(DEFAULTS, name)) {
      throw new Error(`There is no rate limit ${name}: limits has ${Object.keys(DEFAULTS).join(', ')}`);
    }
  }
  for (const name of Object.keys(DEFAULTS) as PolicyName[]) {
    const limit = options[name] ?? DEFAULTS[name];
    if (limit !== false) {
      policies.set(name, {name, quota: atLeastOne(limit.quota, name), windowSeconds: atLeastOne(limit.windowSeconds, name)});
    }
  }
  return policies;
};

const atLeastOne = (value: number, name: PolicyName): number => {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new Error(`The rate limit ${name} needs a quota and windowSeconds that are whole numbers from 1 on; false lifts it`);
  }
  return value;
};
