import type {Job} from '@tenantry/sdk';
import {sampleId} from './samples.ts';

// Jobs as the contract shapes them: those of the design.

const MINUTE_MS = 60_000;

/** So many minutes ago. A list tells times from now on. */
export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

export const sampleJob = (number: number, changes: Partial<Job> = {}): Job => {
  const cluster = changes.cluster ?? 'halyard';
  return {
    id: `${cluster}/${number}`,
    cluster,
    name: 'llama-ft-stage2',
    state: 'running',
    rawState: ['RUNNING'],
    reason: null,
    userId: sampleId('usr', 11),
    partition: 'gpu',
    gpus: 64,
    cpuCores: 512,
    submittedAt: minutesAgo(310),
    startedAt: minutesAgo(302.5),
    endedAt: null,
    exitCode: null,
    ...changes,
  };
};

/** The jobs of the design, what was submitted last first. */
export const sampleJobs = (): Job[] => [
  sampleJob(48213),
  sampleJob(48211, {name: 'diffusion-eval', gpus: 8, submittedAt: minutesAgo(42), startedAt: minutesAgo(41.5)}),
  sampleJob(48209, {
    name: 'protein-fold-batch',
    state: 'pending',
    rawState: ['PENDING'],
    reason: 'Resources',
    gpus: 32,
    submittedAt: minutesAgo(12.5),
    startedAt: null,
  }),
  sampleJob(48204, {
    name: 'tokenizer-build',
    state: 'completed',
    rawState: ['COMPLETED'],
    partition: 'cpu',
    gpus: 0,
    startedAt: minutesAgo(120),
    endedAt: minutesAgo(102),
    exitCode: 0,
  }),
  sampleJob(48198, {
    name: 'nightly-regression',
    state: 'failed',
    rawState: ['OUT_OF_MEMORY'],
    reason: 'Out of memory',
    gpus: 4,
    startedAt: minutesAgo(400),
    endedAt: minutesAgo(397),
    exitCode: 137,
  }),
  sampleJob(48190, {
    name: 'cfd-mesh-sweep',
    state: 'timedOut',
    rawState: ['TIMEOUT'],
    partition: null,
    gpus: null,
    startedAt: minutesAgo(1600),
    endedAt: minutesAgo(160),
  }),
];

/** So many jobs after one another, what was submitted last first. */
export const manyJobs = (count: number, first = 1): Job[] =>
  Array.from({length: count}, (_, index) => sampleJob(50_000 - first - index, {name: `job-${first + index}`}));
