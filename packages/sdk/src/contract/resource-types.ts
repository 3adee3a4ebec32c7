/** The kinds of what can be granted, and chosen from the catalogue. */
export const RESOURCE_TYPES = [
  'bareMetalServer',
  'virtualMachine',
  'kubernetesCluster',
  'kubernetesNamespace',
  'slurmCluster',
  'slurmPartition',
  'slurmAccount',
  'notebookServer',
  'modelEndpoint',
  'storageVolume',
] as const;
