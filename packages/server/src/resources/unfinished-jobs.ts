import type {Logger} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';
import {isJobOf} from './job-owners.ts';
import type {AskingTenant, Owned, ResourceProvider} from './provider.ts';

const UNFINISHED: readonly string[] = ['pending', 'running', 'suspended', 'completing'];
const SAMPLE = 5;

/**
 * The jobs of somebody that run or wait, whatever lists jobs. What is made up keeps nobody.
 *
 * @param owner The user's name as schedulers know it.
 */
export const unfinishedJobs = async (
  providers: readonly ResourceProvider[],
  {
    tenant,
    owner,
    signal,
    logger,
  }: {readonly tenant: AskingTenant; readonly owner: string; readonly signal: AbortSignal; readonly logger: Logger},
): Promise<readonly Owned[]> => {
  const lists = await Promise.all(
    providers
      .filter((provider) => provider.jobs && !provider.simulated && (provider.serves?.(tenant) ?? true))
      .map(async (provider) => {
        try {
          return (await provider.jobs?.({tenant, visible: 'all'}, signal)) ?? [];
        } catch (error) {
          logger.error('provider.failed', {provider: provider.name, error: describeFailure(error)});
          throw error;
        }
      }),
  );
  const jobs = lists.flat().filter((job) => isJobOf(job, owner) && UNFINISHED.includes(job.state));
  return jobs.length === 0
    ? []
    : [{type: 'job', count: jobs.length, sample: jobs.slice(0, SAMPLE).map(({name}) => name), unfinished: true}];
};
