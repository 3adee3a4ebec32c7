import type {JOB_STATES, PARTITION_STATES, SLURM_NODE_STATES} from '@tenantry/sdk/contract';

// What Slurm calls it, and what we do (§8). Slurm gives a base state and flags; the first rule that fits wins.

export type NodeState = (typeof SLURM_NODE_STATES)[number];
export type JobState = (typeof JOB_STATES)[number];
export type PartitionState = (typeof PARTITION_STATES)[number];

const includesAny = (words: readonly string[], wanted: readonly string[]): boolean => wanted.some((word) => words.includes(word));

/** The state of a node; `null` where there is none yet, but its place is kept. */
export const nodeStateOf = (words: readonly string[]): NodeState | null => {
  const has = (...wanted: readonly string[]): boolean => includesAny(words, wanted);
  if (has('FUTURE', 'DYNAMIC_FUTURE')) {
    return null;
  }
  if (has('DOWN', 'NOT_RESPONDING')) {
    return 'down';
  }
  if (has('ERROR', 'FAIL', 'INVALID', 'INVALID_REG')) {
    return 'failed';
  }
  if (has('MAINTENANCE')) {
    return 'maintenance';
  }
  if (has('POWERED_DOWN', 'POWERING_DOWN', 'POWERING_UP')) {
    return 'poweredDown';
  }
  if (has('DRAIN')) {
    return has('ALLOCATED', 'MIXED', 'COMPLETING') ? 'draining' : 'drained';
  }
  if (has('IDLE')) {
    return has('RESERVED', 'PLANNED', 'BLOCKED') ? 'reserved' : 'idle';
  }
  return has('ALLOCATED') ? 'allocated' : has('MIXED') ? 'mixed' : 'unknown';
};

const JOB_BASES: readonly (readonly [JobState, readonly string[]])[] = [
  ['completing', ['COMPLETING']],
  ['pending', ['PENDING']],
  ['suspended', ['SUSPENDED', 'STOPPED']],
  ['running', ['RUNNING']],
  ['completed', ['COMPLETED']],
  ['failed', ['FAILED', 'NODE_FAIL', 'BOOT_FAIL', 'OUT_OF_MEMORY', 'LAUNCH_FAILED', 'RECONFIG_FAIL']],
  ['timedOut', ['TIMEOUT', 'DEADLINE']],
  ['cancelled', ['CANCELLED', 'REVOKED']],
  ['preempted', ['PREEMPTED']],
  // Versions that tell of a job by one word tell the flag alone.
  ['pending', ['CONFIGURING', 'REQUEUED', 'REQUEUE_HOLD', 'REQUEUE_FED', 'SPECIAL_EXIT', 'RESV_DEL_HOLD', 'POWER_UP_NODE']],
  ['running', ['SIGNALING', 'RESIZING', 'STAGE_OUT']],
];

export const jobStateOf = (words: readonly string[]): JobState =>
  JOB_BASES.find(([, wanted]) => includesAny(words, wanted))?.[0] ?? 'unknown';

const PARTITIONS: Readonly<Record<string, PartitionState>> = {UP: 'up', DOWN: 'down', DRAIN: 'drain', INACTIVE: 'inactive'};

export const partitionStateOf = ([word = '']: readonly string[]): PartitionState =>
  Object.hasOwn(PARTITIONS, word) ? (PARTITIONS[word] ?? 'unknown') : 'unknown';

/** Whether a job of this state is at work, or will be. */
export const isUnfinished = (state: JobState): boolean => ['pending', 'running', 'suspended', 'completing'].includes(state);

/** Whether a job of this state has what it was given. */
export const holds = (state: JobState): boolean => ['running', 'suspended', 'completing'].includes(state);
