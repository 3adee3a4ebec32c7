import {wallMessages} from '../../foundation/failure.ts';
import {amountMessages} from '../amounts.ts';
import {sourceMessages} from '../tile.ts';

/** Every text of the card. Replace any of them through the `messages` property. */
export const messages = {
  ...wallMessages,
  ...sourceMessages,
  ...amountMessages,
  title: 'GPUs',
  loading: 'Loading…',
  bareMetal: 'Bare Metal',
  virtualMachine: 'Virtual Machine',
  kubernetes: 'Kubernetes cluster',
  slurm: 'Slurm',
  otherModels: 'Model not told',
  mig: (profile: string, where: string): string => `${where}, MIG ${profile}`,
  overlap: 'A GPU that two systems see is told by both.',
  stale: (where: string): string => `${where}: last known figures.`,
  unavailable: (where: string): string => `${where} is not available.`,
  empty: 'No GPUs',
  emptyText: 'None of the systems that are connected has a GPU.',
  notConfigured: 'No system is connected',
  notConfiguredText: 'GPUs are shown once a system is connected. An administrator names it in the configuration file of the server.',
  forbidden: 'You cannot see GPUs',
  forbiddenText: 'This needs the permission to see resources. Ask a Tenant Admin.',
  failed: 'GPUs are not available',
  failedText: 'None of the systems that are connected answers. They are asked again by themselves.',
};
export type GpuCardMessages = typeof messages;
