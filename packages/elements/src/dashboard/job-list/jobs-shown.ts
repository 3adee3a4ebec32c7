import type {Job, TenantClient} from '@tenantry/sdk';
import type {JobState} from './job-states.ts';

/** The first jobs of a list, as many as were wanted. */
export interface Jobs {
  readonly items: readonly Job[];
  readonly hasMore: boolean;
}

interface Filter {
  readonly userId: string;
  readonly cluster: string;
  readonly state: JobState | '';
}

/** So many are answered at once. */
const PAGE_MAX = 200;
/** A page may be short; a server that gives nothing but short ones is not asked for ever. */
const QUESTIONS_MAX = 50;

/** Asks for the first jobs from the beginning, so that all of them are of one time; each is there once, though it moves meanwhile. */
export const askForJobs = async (
  client: TenantClient,
  {userId, cluster, state}: Filter,
  wanted: number,
  signal: AbortSignal,
): Promise<Jobs> => {
  const filter = {...(userId && {userId}), ...(cluster && {cluster}), ...(state && {state})};
  const jobs = new Map<string, Job>();
  let cursor: string | undefined;
  for (let question = 0; question < QUESTIONS_MAX && jobs.size < wanted; question++) {
    const limit = Math.min(wanted - jobs.size, PAGE_MAX);
    const {items, next} = await client.jobs.list({filter, limit, ...(cursor !== undefined && {cursor}), signal});
    for (const job of items) {
      jobs.set(job.id, job);
    }
    if (next === null) {
      return {items: [...jobs.values()], hasMore: false};
    }
    cursor = next;
  }
  return {items: [...jobs.values()], hasMore: true};
};
