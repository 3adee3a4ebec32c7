import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {macOf} from '../limits/mac.ts';
import {selectHeldUsernames} from './queries.ts';

/** How long nobody else gets the username of who was deleted (L3). */
export const USERNAME_HOLD_DAYS = 30;

/** Usernames that are kept from everybody since their user was deleted. Of a name there is nothing but a signature. */
export interface UsernameHolds {
  /** What is kept of a username, by its key. Made outside of transactions. */
  sign(tenantId: string, key: string): Promise<string>;
  /** Whether nobody may have the username of this signature yet. */
  has(transaction: TenantTransaction, tenantId: string, signature: string): Promise<boolean>;
  /** Those of these keys that nobody may have yet. */
  among(transaction: TenantTransaction, tenantId: string, keys: readonly string[]): Promise<ReadonlySet<string>>;
}

export const usernameHoldsOf = ({keys, now}: Pick<Dependencies, 'keys' | 'now'>): UsernameHolds => {
  const mac = macOf(keys.usernameHolds);
  const sign = (tenantId: string, key: string): Promise<string> => mac.sign(tenantId, key);
  return {
    sign,
    has: async (transaction, tenantId, signature) => (await selectHeldUsernames(transaction, tenantId, [signature], now())).size > 0,
    among: async (transaction, tenantId, keys) => {
      const signed = await Promise.all(keys.map(async (key) => ({key, signature: await sign(tenantId, key)})));
      const signatures = signed.map(({signature}) => signature);
      const held = await selectHeldUsernames(transaction, tenantId, signatures, now());
      return new Set(signed.filter(({signature}) => held.has(signature)).map(({key}) => key));
    },
  };
};
