/** The sections of a resource overview: the kinds of systems that a tenant may have (§8). */
export const SECTIONS = ['bareMetal', 'virtualMachine', 'kubernetes', 'slurm'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** The states by which things are counted (§8). What a source says that fits none of them counts as `unknown`, the last of each. */
export const BARE_METAL_STATES = [
  'available',
  'onboarding',
  'provisioning',
  'active',
  'releasing',
  'maintenance',
  'failed',
  'unknown',
] as const;
export const POWER_STATES = ['on', 'off', 'transitioning', 'unknown'] as const;
export const HEALTH_STATES = ['healthy', 'degraded', 'unhealthy', 'unknown'] as const;
export const VIRTUAL_MACHINE_STATES = [
  'active',
  'building',
  'paused',
  'stopped',
  'shelved',
  'moving',
  'error',
  'deleting',
  'unknown',
] as const;
export const CLUSTER_PHASES = ['provisioning', 'running', 'upgrading', 'deleting', 'failed', 'unknown'] as const;
export const POD_PHASES = ['running', 'pending', 'succeeded', 'failed', 'unknown'] as const;
export const SLURM_NODE_STATES = [
  'idle',
  'mixed',
  'allocated',
  'draining',
  'drained',
  'maintenance',
  'reserved',
  'poweredDown',
  'failed',
  'down',
  'unknown',
] as const;
export const PARTITION_STATES = ['up', 'down', 'drain', 'inactive', 'unknown'] as const;
export const JOB_STATES = [
  'pending',
  'running',
  'suspended',
  'completing',
  'completed',
  'failed',
  'timedOut',
  'cancelled',
  'preempted',
  'unknown',
] as const;
