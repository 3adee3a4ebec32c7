import type {ResourceRef} from '@tenantry/sdk/contract';
import type {Overview, ResourceProvider, ResourceQuery} from '../../resources/provider.ts';
import type {ProviderConfig, ProviderMeans} from '../provider-config.ts';
import {kubernetesAt, MACHINE_NAMES, machinesAt} from './cloud.ts';
import {jobsAt, PARTITION_NAMES, slurmAt} from './slurm.ts';

const OWNERS = 'tenant.admin';

/**
 * A small cluster that is not there, and says so: Slurm with jobs that come and go, virtual machines, Kubernetes. What it tells follows from
 * its name and the time alone. Option `owners`: whose the jobs are, usernames separated by commas.
 */
export const simulationProvider = ({name, tenants, options}: ProviderConfig, {now}: Pick<ProviderMeans, 'now'>): ResourceProvider => {
  const owners = String(options.owners ?? OWNERS)
    .split(',')
    .map((owner) => owner.trim())
    .filter((owner) => owner !== '');
  const cluster = {type: 'slurmCluster', id: name, label: name};
  const kubernetes = {type: 'kubernetesCluster', id: `${name}/kubernetes`, label: `kubernetes (${name})`};
  const machines = MACHINE_NAMES.map((machine) => ({type: 'virtualMachine', id: `${name}/${machine}`, label: machine}));
  const refs: readonly ResourceRef[] = [
    cluster,
    ...PARTITION_NAMES.map((partition) => ({type: 'slurmPartition', id: `${name}/${partition}`, label: `${partition} (${name})`})),
    kubernetes,
    ...machines,
  ];
  const serves = ({slug}: {readonly slug: string}): boolean => Object.hasOwn(tenants, slug);
  const seen = ({tenant, visible}: ResourceQuery): ((ref: ResourceRef) => boolean) => {
    const keys = visible === 'all' ? undefined : new Set(visible.map(({type, id}) => `${type} ${id}`));
    return serves(tenant) ? ({type, id}) => keys?.has(`${type} ${id}`) ?? true : () => false;
  };
  const time = (): number => now().getTime();
  return {
    name,
    simulated: true,
    sections: ['virtualMachine', 'kubernetes', 'slurm'],
    serves,
    summary: async (query): Promise<Overview> => {
      const isSeen = seen(query);
      const own = machines.filter(isSeen).map(({label}) => label);
      return {
        ...(own.length > 0 && {virtualMachine: machinesAt(name, own, time())}),
        ...(isSeen(kubernetes) && {kubernetes: kubernetesAt(name, time())}),
        ...(isSeen(cluster) && {slurm: slurmAt(name, owners, time())}),
      };
    },
    list: async (query) => refs.filter(seen(query)),
    jobs: async (query) => (seen(query)(cluster) ? jobsAt(name, owners, time()).map(({job}) => job) : []),
    ownedBy: async () => [],
  };
};
