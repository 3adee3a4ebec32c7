import type {Blocker} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {countUnfinishedOf} from '../operations/queries.ts';
import type {Owned, ResourceProvider} from './provider.ts';

/** What of a user is at work in this server itself: operations that go on. Nobody can take those over; they end, or are cancelled. */
export const ownedHere = async (transaction: TenantTransaction, tenantId: string, userId: string, now: Date): Promise<Owned[]> => {
  const count = await countUnfinishedOf(transaction, tenantId, userId, now);
  return count === 0 ? [] : [{type: 'operation', count, sample: [], unfinished: true}];
};

/** The same as it stands against a deletion: for the transaction that decides. */
export const blockersHere = async (...asked: Parameters<typeof ownedHere>): Promise<Blocker[]> =>
  (await ownedHere(...asked)).map((owned) => ({...owned, sample: [...owned.sample], transferable: false}));

/** All who are asked what users own: this server first, then whom the host brings. */
export const resourcesOf = (
  brought: readonly ResourceProvider[],
  means: Pick<Dependencies, 'database' | 'now'>,
): readonly ResourceProvider[] => {
  const all = [ownResources(means), ...brought];
  if (new Set(all.map(({name}) => name)).size < all.length) {
    throw new Error('Each resource provider needs a name of its own, other than "tenantry"');
  }
  return all;
};

/** The provider of what the server stores itself. */
const ownResources = ({database, now}: Pick<Dependencies, 'database' | 'now'>): ResourceProvider => ({
  name: 'tenantry',
  ownedBy: (userId, _signal, tenantId) => database.inTenant(tenantId, (transaction) => ownedHere(transaction, tenantId, userId, now())),
});
