import * as z from 'zod/mini';
import {pageOf} from './page.ts';
import type {JOB_STATES} from './resource-states.ts';
import {Id, Integer, openEnum, Timestamp} from './scalars.ts';

/** A job of a cluster, as its scheduler tells of it. Nothing here can change it. */
export const Job = z.object({
  /** Unique in the tenant: the cluster's name, a slash, the number that the scheduler gave it. */
  id: z.string(),
  cluster: z.string(),
  name: z.string(),
  state: openEnum<(typeof JOB_STATES)[number]>(),
  /** What the scheduler calls it: a base state and flags. */
  rawState: z.array(z.string()),
  /** Why it waits, or ended. */
  reason: z.nullable(z.string()),
  /** Whose it is, where that is a user of the tenant. */
  userId: z.nullable(Id),
  partition: z.nullable(z.string()),
  gpus: z.nullable(Integer),
  cpuCores: z.nullable(Integer),
  submittedAt: z.nullable(Timestamp),
  startedAt: z.nullable(Timestamp),
  endedAt: z.nullable(Timestamp),
  exitCode: z.nullable(Integer),
});
export type Job = z.infer<typeof Job>;

export const JobPage = pageOf(Job);
