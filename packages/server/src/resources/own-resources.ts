import type {Blocker} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {countUnfinishedOf} from '../operations/queries.ts';
import {selectAskingTenant} from '../overview/queries.ts';
import type {Owned, ResourceProvider} from './provider.ts';
import {selectOwnerNames} from './queries.ts';
import {unfinishedJobs} from './unfinished-jobs.ts';

/** What of a user is at work in this server itself: operations that go on. Nobody can take those over; they end, or are cancelled. */
export const ownedHere = async (transaction: TenantTransaction, tenantId: string, userId: string, now: Date): Promise<Owned[]> => {
  const count = await countUnfinishedOf(transaction, tenantId, userId, now);
  return count === 0 ? [] : [{type: 'operation', count, sample: [], unfinished: true}];
};

/** The same as it stands against a deletion: for the transaction that decides. */
export const blockersHere = async (...asked: Parameters<typeof ownedHere>): Promise<Blocker[]> =>
  (await ownedHere(...asked)).map((owned) => ({...owned, sample: [...owned.sample], transferable: false}));

type Means = Pick<Dependencies, 'database' | 'now' | 'logger'>;

/** All who are asked what users own: this server first, then whom the host brings. */
export const resourcesOf = (brought: readonly ResourceProvider[], means: Means): readonly ResourceProvider[] => {
  const all = [ownResources(means, brought), ...brought];
  if (new Set(all.map(({name}) => name)).size < all.length) {
    throw new Error('Each resource provider needs a name of its own, other than "tenantry"');
  }
  return all;
};

/**
 * The provider of what the server stores itself, and of the jobs that the others list: those are known by the name of their owner, which
 * only the server can tell.
 */
const ownResources = ({database, now, logger}: Means, brought: readonly ResourceProvider[]): ResourceProvider => ({
  name: 'tenantry',
  ownedBy: async (userId, signal, tenantId) => {
    const {owned, tenant, owner} = await database.inTenant(tenantId, async (transaction) => ({
      owned: await ownedHere(transaction, tenantId, userId, now()),
      tenant: await selectAskingTenant(transaction, tenantId),
      owner: (await selectOwnerNames(transaction, tenantId, [userId])).get(userId),
    }));
    return owner === undefined ? owned : [...owned, ...(await unfinishedJobs(brought, {tenant, owner, signal, logger}))];
  },
});
