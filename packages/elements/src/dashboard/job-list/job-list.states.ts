import {html} from 'lit';
import '../../define/job-list.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {manyJobs, sampleJob, sampleJobs} from '../../testing/job-samples.ts';
import {pageOf} from '../../testing/samples.ts';
import type {JobList} from './job-list.ts';

const JOBS = 'GET /v1/tenants/self/jobs';

const mounted = (container: HTMLElement, answers: Answers): Promise<void> =>
  show(container, html`<job-list .client=${fakeClient(answers)}></job-list>`);

const shown = async (container: HTMLElement, jobs: unknown, selector = '[part=row]'): Promise<void> => {
  await mounted(container, {[JOBS]: jobs});
  await until(() => find(container, selector), 'what is shown');
  await settled(container);
};

const choose = async (container: HTMLElement, value: string): Promise<void> => {
  const select = get<HTMLSelectElement>(container, 'select');
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await settled(container);
};

/** Every state of `<job-list>`. */
export const states: readonly ElementState[] = [
  {
    name: 'loading',
    mount: async (container) => {
      await mounted(container, {[JOBS]: never});
      await new Promise((resolve) => setTimeout(resolve, 350));
    },
  },
  {name: 'filled', mount: (container) => shown(container, pageOf(sampleJobs()))},
  {
    name: 'of several clusters',
    mount: (container) =>
      shown(
        container,
        pageOf([
          ...sampleJobs().slice(0, 3),
          sampleJob(991, {
            cluster: 'spinnaker',
            name: 'ocean-forecast',
            state: 'preempted',
            rawState: ['PREEMPTED'],
            reason: 'Preempted by a higher priority',
          }),
          sampleJob(990, {
            cluster: 'spinnaker',
            name: 'wave-spectra',
            state: 'cancelled',
            rawState: ['CANCELLED'],
            endedAt: new Date().toISOString(),
          }),
          sampleJob(989, {cluster: 'spinnaker', name: 'tide-tables', state: 'hibernating', rawState: ['HIBERNATING'], startedAt: null}),
        ]),
      ),
  },
  {name: 'with more to show', mount: (container) => shown(container, pageOf(manyJobs(5), {next: 'more'}), '[part=footer]')},
  {name: 'empty', mount: (container) => shown(container, pageOf([]), '[part=empty]')},
  {
    name: 'none in the state',
    mount: async (container) => {
      const answer = ({url}: Request): unknown => pageOf(url.includes('state=') ? [] : sampleJobs());
      await shown(container, answer);
      await choose(container, 'suspended');
      await until(() => find(container, '[part=empty]'), 'that there is none');
    },
  },
  {name: 'error', mount: (container) => shown(container, refusal('internal-error'), '[part=error]')},
  {name: 'no cluster answers', mount: (container) => shown(container, refusal('temporarily-unavailable'), '[part=error]')},
  {name: 'forbidden', mount: (container) => shown(container, refusal('permission-denied', {required: 'jobs.read'}), '[part=error]')},
  {
    name: 'stale',
    mount: async (container) => {
      let asked = 0;
      await shown(container, () => (asked++ === 0 ? pageOf(sampleJobs().slice(0, 3)) : unreachable()));
      await get<JobList>(container, 'job-list').refresh();
      await settled(container);
    },
  },
];
