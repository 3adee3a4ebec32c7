import {usernameKey} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {addressKey} from './address.ts';
import {knownBrowsersOf} from './known-browsers.ts';
import {macOf} from './mac.ts';
import type {Policy} from './policies.ts';
import {giveOneBack, takeOne, touchBudget} from './sign-in.queries.ts';
import type {Spending} from './spending.ts';

/** In place of a tenant that does not exist. No row of any other table has it, so every query finds nothing. */
export const UNKNOWN_TENANT = 'unknown';

/** Who wants to sign in, and from where. */
export interface SignInAsked {
  readonly request: Request;
  readonly spending: Spending;
  /** The tenant's id; `undefined` when there is none by the name that was typed. */
  readonly tenantId: string | undefined;
  readonly tenant: string;
  readonly username: string;
  /** The cookie by which the browser is known. */
  readonly cookie: string | undefined;
}

/**
 * One try at signing in. It costs one of the budget of its name (tenant and username, whether they exist or not) and one of that of its
 * address; in a browser that is known by this name, one of the browser's own instead (A7). A right password costs nothing.
 */
export interface SignInTry {
  /**
   * Takes what the try costs, before the password is looked at.
   *
   * @throws {Refusal} `rate-limited` when nothing is left. That ends by itself; nothing is ever locked.
   */
  take(transaction: TenantTransaction): Promise<void>;
  /** The password was not looked at, or was right: the try costs nothing. */
  giveBack(transaction: TenantTransaction): Promise<void>;
  /** As much work as writing an audit row is, for a tenant that has none (A5). */
  standIn(transaction: TenantTransaction): Promise<void>;
  /** The cookie by which the browser is known from now on. */
  remember(): Promise<string>;
}

export type SignInThrottle = (asked: SignInAsked) => Promise<SignInTry>;

/** Slows guessing down, by name and by address (A7, E17). The budgets of names are in the database, those of addresses in the limiter. */
export const signInThrottle = (dependencies: Dependencies): SignInThrottle => throttleOf(dependencies, []);

/** The same for asking for a reset: names have other budgets there, so that nobody who asks keeps somebody from signing in. */
export const resetThrottle = (dependencies: Dependencies): SignInThrottle => throttleOf(dependencies, ['password-reset']);

/** Takes one from the budget of an address, for what needs no name: a token says who it is for. */
export const payOfAddress = (
  {policies, rateLimiter, clientAddress}: Pick<Dependencies, 'policies' | 'rateLimiter' | 'clientAddress'>,
  {request, spending}: Pick<SignInAsked, 'request' | 'spending'>,
): void => {
  const address = addressKey(clientAddress(request));
  const policy = policies.get('sign-in-address');
  if (policy && address !== '') {
    spending.note(rateLimiter.take(`address:${address}`, [policy]));
  }
};

const throttleOf = (
  {keys, random, now, policies, rateLimiter, clientAddress}: Dependencies,
  purpose: readonly string[],
): SignInThrottle => {
  const budgetKeys = macOf(keys.signInBudgets);
  const browsers = knownBrowsersOf(macOf(keys.knownBrowsers), random);
  const perName = policies.get('sign-in');
  const perAddress = policies.get('sign-in-address');

  const takeOfAddress = (spending: Spending, address: string, policy: Policy): (() => void) => {
    const key = `address:${address}`;
    spending.note(rateLimiter.take(key, [policy]));
    let isTaken = true;
    // Asked in a transaction, which may be repeated.
    return () => {
      if (isTaken) {
        isTaken = false;
        spending.note([rateLimiter.giveBack(key, policy)]);
      }
    };
  };

  return async ({request, spending, tenantId = UNKNOWN_TENANT, tenant, username, cookie}) => {
    const name = {tenantId, usernameKey: usernameKey(username) ?? username};
    const browser = await browsers.find(cookie, name);
    // Signed, since what was typed as a name may have been a password.
    const key = await budgetKeys.sign(
      ...(browser === undefined ? [tenantId === UNKNOWN_TENANT ? tenant : '', name.usernameKey, ...purpose] : [browser]),
    );
    const address = addressKey(clientAddress(request));
    const giveBackToAddress =
      perAddress && browser === undefined && address !== '' ? takeOfAddress(spending, address, perAddress) : undefined;
    return {
      take: async (transaction) => {
        if (perName) {
          spending.note([await takeOne(transaction, tenantId, {key, policy: perName, at: now()})]);
        }
      },
      giveBack: async (transaction) => {
        if (perName) {
          spending.note([await giveOneBack(transaction, tenantId, {key, policy: perName, at: now()})]);
        }
        giveBackToAddress?.();
      },
      standIn: (transaction) => touchBudget(transaction, tenantId, key),
      remember: () => browsers.remember(cookie, name),
    };
  };
};
