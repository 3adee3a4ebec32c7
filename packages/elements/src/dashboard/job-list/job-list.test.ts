import {expect, oneEvent} from '@open-wc/testing';
import type {Job, TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/job-list.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {fakeClient, never, refusal, requestsOf, unreachable} from '../../testing/fake-client.ts';
import {manyJobs, minutesAgo, sampleJob, sampleJobs} from '../../testing/job-samples.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {pageOf, sampleId} from '../../testing/samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {JobOpenEvent} from './job-list.events.ts';
import type {JobList} from './job-list.ts';
import {states} from './job-list.states.ts';

const JOBS = 'GET /v1/tenants/self/jobs';

/** A server that has these jobs, and answers them page by page. */
const serving =
  (jobs: () => readonly Job[]) =>
  ({url}: Request): unknown => {
    const query = new URL(url).searchParams;
    const [from, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit') ?? 50)];
    const fitting = jobs().filter((job) =>
      ['state', 'cluster'].every((name) => (query.get(name) ?? job[name as 'state']) === job[name as 'state']),
    );
    const next = from + limit < fitting.length ? String(from + limit) : null;
    return pageOf(fitting.slice(from, from + limit), {next});
  };

interface Mounted {
  readonly list: JobList;
  readonly client: TenantClient;
  readonly rows: () => HTMLElement[];
  readonly names: () => string[];
  readonly asked: () => URLSearchParams[];
}

const mount = async (answer: unknown, attributes: {userId?: string; cluster?: string} = {}): Promise<Mounted> => {
  const client = fakeClient({[JOBS]: answer});
  await show(stage(), html`<job-list .client=${client} user-id=${attributes.userId ?? ''} cluster=${attributes.cluster ?? ''}></job-list>`);
  const list = get<JobList>(document.body, 'job-list');
  await until(() => find(list, '[part=row], [part=empty], [part=error]'), 'the list');
  const rows = (): HTMLElement[] => [...(list.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])];
  return {
    list,
    client,
    rows,
    names: () => rows().map((row) => textOf(get(row, '.open'))),
    asked: () => requestsOf(client).map(({url}) => new URL(url).searchParams),
  };
};

const choose = async (list: JobList, value: string, at = 0): Promise<void> => {
  const select = list.shadowRoot?.querySelectorAll('select')[at];
  if (!select) {
    throw new Error('There is no such filter');
  }
  select.value = value;
  select.dispatchEvent(new Event('change'));
  await settled(document.body);
};

describe('job-list', () => {
  keepsPromises('job-list', {client: () => fakeClient({[JOBS]: pageOf(sampleJobs())})});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('tells of each job its name and number, partition, GPUs, state, time and reason, and dashes what is not known', async () => {
    const {rows} = await mount(pageOf(sampleJobs()));
    const cells = rows().map((row) => [...row.children].map((cell) => textOf(cell as HTMLElement)));
    expect(cells[0]).to.deep.equal(['llama-ft-stage2 48213', 'gpu', '64', 'Running', '5 hrs, 2 mins', '']);
    expect(cells[2]).to.deep.equal(['protein-fold-batch 48209', 'gpu', '32', 'Pending', '12 mins', 'Resources']);
    expect(cells[3]?.[2], 'none is not unknown').to.equal('0');
    expect(cells[4]?.slice(3)).to.deep.equal(['Failed', '3 mins', 'Out of memory']);
    expect(cells[5]?.slice(1, 5)).to.deep.equal(['–not known', '–not known', 'Timed out', '1 day']);
  });

  it('a job that ended without a word says by which code; one in a state that nobody here knows is unknown, its own word in the title', async () => {
    const {rows} = await mount(
      pageOf([
        sampleJob(2, {state: 'failed', exitCode: 137, endedAt: minutesAgo(1)}),
        sampleJob(1, {state: 'hibernating', rawState: ['HIBERNATING', 'DEEP'], startedAt: null, name: ''}),
      ]),
    );
    expect(textOf(get(rows()[0] as HTMLElement, '.reason'))).to.equal('Exit code 137');
    const [, second] = rows() as [HTMLElement, HTMLElement];
    expect(textOf(get(second, '.state'))).to.equal('Unknown');
    expect(get(second, '.named').title).to.equal('HIBERNATING DEEP');
    expect(textOf(get(second, '.open')), 'without a name it has its number').to.equal('1');
    expect(textOf(get(second, '.time'))).to.equal('–not known');
  });

  it('each state has a shape of its own beside its word', async () => {
    const names = ['pending', 'running', 'suspended', 'completing', 'completed', 'failed', 'timedOut', 'cancelled', 'preempted', 'unknown'];
    const {rows} = await mount(pageOf(names.map((state, at) => sampleJob(at, {state}))));
    const shapes = rows().map((row) => [...row.querySelectorAll('.mark path')].map((path) => path.getAttribute('d')).join());
    const looks = rows().map((row, at) => `${row.querySelector('.mark')?.getAttribute('class')} ${shapes[at]}`);
    expect(new Set(looks).size).to.equal(names.length);
    expect(rows().every((row) => textOf(get(row, '.named')) !== '')).to.equal(true);
  });

  it('job-open tells which job the user wants to see, by pointer and by key', async () => {
    const {list, rows} = await mount(pageOf(sampleJobs()));
    const opened = oneEvent(list, 'job-open') as Promise<JobOpenEvent>;
    get(rows()[1] as HTMLElement, '.open').click();
    const event = await opened;
    expect([event.job.id, event.cancelable, event.bubbles, event.composed]).to.deep.equal(['halyard/48211', true, true, true]);
  });

  it('filters by state and cluster; the clusters are those that were seen, and there is no choice where the host has made it', async () => {
    const jobs = [...sampleJobs(), sampleJob(7, {cluster: 'spinnaker', name: 'wave-spectra'})];
    const {list, names, asked} = await mount(serving(() => jobs));
    await choose(list, 'spinnaker', 1);
    await until(() => names().join() === 'wave-spectra', 'its jobs');
    await choose(list, '', 1);
    await choose(list, 'failed');
    await until(() => names().join() === 'nightly-regression', 'what failed');
    expect(asked().map(String)).to.deep.equal(['limit=20', 'cluster=spinnaker&limit=20', 'limit=20', 'state=failed&limit=20']);
    document.body.replaceChildren();
    const fixed = await mount(
      serving(() => jobs),
      {cluster: 'halyard', userId: sampleId('usr', 3)},
    );
    expect(fixed.asked().map(String)).to.deep.equal([`userId=${sampleId('usr', 3)}&cluster=halyard&limit=20`]);
    expect(fixed.list.shadowRoot?.querySelectorAll('select').length).to.equal(1);
  });

  it('where no job fits, one step leads back to all, and the focus stays in the list', async () => {
    const {list, names} = await mount(serving(sampleJobs));
    await choose(list, 'suspended');
    await until(() => find(list, '[part=empty]'), 'that there is none');
    expect(textOf(get(list, '[part=empty]'))).to.contain('No such jobs');
    get(list, '[part=empty] button').click();
    await until(() => names().length === 6, 'all of them');
    expect(list.shadowRoot?.activeElement?.localName).to.equal('select');
    expect(get<HTMLSelectElement>(list, 'select').value).to.equal('');
  });

  it('shows more, as many as there are, each once; when that was all, the first of the new ones has the focus', async () => {
    const {list, names, asked} = await mount(serving(() => manyJobs(45)));
    expect(names().length).to.equal(20);
    get(list, '[part=footer] button').click();
    await until(() => names().length === 40, 'more');
    expect(textOf(get(list, 'p[role=status]'))).to.equal('40 jobs are shown.');
    get(list, '[part=footer] button').click();
    await until(() => names().length === 45 && list.shadowRoot?.activeElement, 'all of them');
    expect(find(list, '[part=footer]')).to.equal(undefined);
    expect(textOf(list.shadowRoot?.activeElement as HTMLElement)).to.equal('job-41');
    expect(asked().map((query) => query.get('limit'))).to.deep.equal(['20', '40', '60']);
  });

  it('pages that are short, or tell of a job twice, make one list', async () => {
    const answer = ({url}: Request): unknown => {
      const at = Number(new URL(url).searchParams.get('cursor') ?? 0);
      return pageOf([sampleJob(9), sampleJob(8 - at)], {next: at < 3 ? String(at + 1) : null});
    };
    const {rows} = await mount(answer);
    expect(rows().map((row) => textOf(get(row, '.number')))).to.deep.equal(['9', '8', '7', '6', '5']);
  });

  it('a server that has nothing but empty pages is not asked for ever', async () => {
    const {asked} = await mount(() => pageOf([], {next: 'more'}));
    expect(asked().length).to.equal(50);
  });

  it('keeps focus and rows when it asks again; when the job has gone, the one in its place has the focus (X5)', async () => {
    let jobs = sampleJobs();
    const {list, rows, names} = await mount(serving(() => jobs));
    const [, , third] = rows() as [HTMLElement, HTMLElement, HTMLElement];
    get(third, '.open').focus();
    jobs = [sampleJob(48300, {name: 'fresh'}), ...jobs];
    await list.refresh();
    expect(names()[0]).to.equal('fresh');
    expect(rows()[3]).to.equal(third);
    expect(list.shadowRoot?.activeElement).to.equal(get(third, '.open'));
    jobs = jobs.filter(({name}) => name !== 'protein-fold-batch');
    await list.refresh();
    expect(textOf(list.shadowRoot?.activeElement as HTMLElement)).to.equal('tokenizer-build');
  });

  it('keeps what it shows when it cannot be asked again, says from when it is, and tells the host once', async () => {
    let isAway = false;
    const {list, rows} = await mount(() => (isAway ? unreachable() : pageOf(sampleJobs())));
    let told = 0;
    list.addEventListener('tenant-error', () => (told += 1));
    isAway = true;
    await list.refresh();
    const notice = get(list, '.notice');
    await list.refresh();
    expect([rows().length, told]).to.deep.equal([6, 1]);
    expect(get(list, '.notice'), 'it is not read out again').to.equal(notice);
    expect(textOf(notice)).to.contain('The server could not be reached.').and.to.contain('Last updated: Today,');
    isAway = false;
    get(list, '.notice button').click();
    await until(() => !find(list, '.notice'), 'the answer');
  });

  it('says in words that it may not be seen, without filters; and that no cluster answers (X6)', async () => {
    const {list} = await mount(refusal('permission-denied', {required: 'jobs.read'}));
    expect(textOf(get(list, '[part=error]')))
      .to.contain('You cannot see jobs')
      .and.not.to.contain('Try again');
    expect(find(list, 'select')).to.equal(undefined);
    document.body.replaceChildren();
    const other = await mount(refusal('temporarily-unavailable'));
    expect(textOf(get(other.list, '[part=error]')))
      .to.contain('No cluster answers at the moment.')
      .and.to.contain('Try again');
  });

  it('asks again when the overview has changed (V3)', async () => {
    let jobs = sampleJobs();
    const {client, names} = await mount(serving(() => jobs));
    jobs = jobs.slice(1);
    client.changes.dispatchEvent(
      Object.assign(new Event('change'), {subject: {type: 'summary', id: sampleId('ten', 1)}, action: 'updated'}),
    );
    await until(() => names().length === 5, 'the answer');
  });

  it('asks no more once its own session has ended, until somebody signs in (X12)', async () => {
    const {client, asked} = await mount(serving(sampleJobs));
    const tell = (action: string, id: string | null, type = 'session'): boolean =>
      client.changes.dispatchEvent(Object.assign(new Event('change'), {subject: {type, id}, action}));
    tell('ended', null);
    tell('updated', null, 'summary');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(asked().length).to.equal(1);
    tell('created', sampleId('ses', 2));
    await until(() => asked().length === 2, 'the question');
  });

  it('shows words of a job as text (X8)', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const {rows} = await mount(pageOf([sampleJob(1, {name, reason: name, partition: name})]));
    expect(rows()[0]?.querySelector('img')).to.equal(null);
    expect(textOf(get(rows()[0] as HTMLElement, '.open'))).to.equal(name);
  });

  it('gives up a question that nobody asks any more', async () => {
    const {list, client} = await mount(serving(sampleJobs));
    const signals: AbortSignal[] = [];
    const slow = fakeClient({
      [JOBS]: (request: Request) => {
        signals.push(request.signal);
        return never(request);
      },
    });
    list.client = slow;
    await until(() => signals.length === 1, 'the question');
    list.client = client;
    await until(() => signals[0]?.aborted, 'it to be given up');
  });
});
