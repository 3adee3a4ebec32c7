import {Job, type JOB_LIST} from '@tenantry/sdk/contract';
import * as z from 'zod/mini';
import type {Condition, FoundPage, ListQuery} from '../db/list-query.ts';
import {ownerKey} from '../resources/job-owners.ts';
import {pageInMemory} from '../resources/memory-page.ts';
import type {ProviderJob} from '../resources/provider.ts';
import {sortKey} from '../users/keys.ts';

type JobList = ListQuery<typeof JOB_LIST>;

/** A job as a provider may tell of it. */
export const ToldJob: z.ZodMiniType<ProviderJob> = z.extend(z.omit(Job, {userId: true}), {owner: z.nullable(z.string())});

/**
 * One page of jobs.
 *
 * @param owners Whose jobs alone, by their username keys; `null` for all, also those of nobody.
 */
export const findJobs = (jobs: readonly ProviderJob[], list: JobList, owners: ReadonlySet<string> | null): FoundPage<ProviderJob> =>
  pageInMemory({
    items: jobs.filter((job) => isOf(job, owners) && list.conditions.every((condition) => fits(job, condition))),
    edgeOf: ({submittedAt, id}) => ({key: submittedAt, id}),
    list,
  });

const isOf = (job: ProviderJob, owners: ReadonlySet<string> | null): boolean => {
  const key = ownerKey(job);
  return owners === null || (key !== null && owners.has(key));
};

const fits = (job: ProviderJob, condition: Condition): boolean => {
  switch (condition.name) {
    case 'state':
      return isAnyOf(condition, (value) => value === job.state);
    case 'cluster':
      return isAnyOf(condition, (value) => sortKey(value) === sortKey(job.cluster));
    case 'submittedAt':
      return condition.kind === 'compare' && job.submittedAt !== null && compares(job.submittedAt, condition);
    default:
      // The user has been told by the owners.
      return true;
  }
};

const isAnyOf = (condition: Condition, matches: (value: string) => boolean): boolean =>
  condition.kind === 'anyOf' && condition.values.some(matches);

const compares = (at: string, {operator, value}: Condition & {readonly kind: 'compare'}): boolean => {
  const bound = value.toISOString();
  switch (operator) {
    case '>=':
      return at >= bound;
    case '>':
      return at > bound;
    case '<=':
      return at <= bound;
    case '<':
      return at < bound;
  }
};
