import type {ResourceQuery} from '../../resources/provider.ts';
import type {Partition, SlurmJob} from './records.ts';

/** What of a cluster somebody may know of: never more than what the tenant's accounts have there. */
export interface Share {
  readonly accounts: readonly string[];
  hasPartition(partition: Partition): boolean;
  hasJob(job: Pick<SlurmJob, 'account'>): boolean;
}

/**
 * The share of a tenant in a cluster, or the part of it that is visible: all with the cluster itself; else the partitions that are named, and
 * the accounts that are named with the partitions they may use.
 */
export const shareOf = (cluster: string, accounts: readonly string[], visible: ResourceQuery['visible']): Share => {
  const named = (type: string): ReadonlySet<string> =>
    new Set(visible === 'all' ? [] : visible.filter((one) => one.type === type).map(({id}) => id));
  const isWhole = visible === 'all' || named('slurmCluster').has(cluster);
  const partitions = named('slurmPartition');
  const seen = isWhole ? accounts : accounts.filter((account) => named('slurmAccount').has(`${cluster}/${account}`));
  const own = new Set(seen);
  return {
    accounts: seen,
    hasJob: ({account}) => account !== null && own.has(account),
    hasPartition: (partition) =>
      seen.some((account) => mayUse(account, partition)) ||
      (partitions.has(`${cluster}/${partition.name}`) && accounts.some((account) => mayUse(account, partition))),
  };
};

/** Where a partition says whom it takes, whom it does not take goes unheeded, as with the scheduler. */
const mayUse = (account: string, {allowed, denied}: Partition): boolean =>
  allowed.length > 0 && !allowed.includes('all') ? allowed.includes(account) : !denied.includes(account);
