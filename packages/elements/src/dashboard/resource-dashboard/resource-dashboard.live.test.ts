import {expect} from '@open-wc/testing';
import type {TenantClient} from '@tenantry/sdk';
import {listen} from '../../testing/announcements.ts';
import {find, get, settled, textOf, until} from '../../testing/element-state.ts';
import {refusal, requestsOf, unreachable, operationOf} from '../../testing/fake-client.ts';
import {sampleSection, sampleSlurm, sampleSummary} from '../../testing/resource-samples.ts';
import {LAYOUT, showAnswers, SUMMARY} from '../../testing/dashboard-stage.ts';
import {fourWidgets, sampleLayout} from './resource-dashboard.states.ts';

const tell = (client: TenantClient, type: string): void => {
  client.changes.dispatchEvent(Object.assign(new Event('change'), {subject: {type, id: 'x'}, action: 'updated', origin: 'remote'}));
};

/** Longer than what is said in a flurry is gathered. */
const flurry = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

describe('<resource-dashboard> is live', () => {
  afterEach(() => document.body.replaceChildren());

  it('asks for what the user has, or for the whole tenant', async () => {
    const {dashboard, client} = await showAnswers();
    const scopes = (): (string | null)[] =>
      requestsOf(client)
        .filter((request) => operationOf(request) === SUMMARY)
        .map(({url}) => new URL(url).searchParams.get('scope'));
    expect(scopes()).to.deep.equal(['mine']);
    dashboard.scope = 'tenant';
    await until(() => scopes().length === 2, 'another question');
    expect(scopes().at(-1)).to.equal('tenant');
  });

  it('figures that are said to be other ones are asked for at once (V3)', async () => {
    let total = 32;
    const slurm = (): object => ({...sampleSlurm(), nodes: {...sampleSlurm().nodes, total}});
    const shown = await showAnswers({[SUMMARY]: () => sampleSummary({slurm: sampleSection(slurm()) as never})});
    total = 33;
    tell(shown.client, 'summary');
    await until(() => textOf(shown.frames[3] as HTMLElement).includes('33'), 'the figure');
    expect(shown.asked(LAYOUT)).to.equal(1);
  });

  it('tiles that are said to be arranged anew are asked for at once (V3)', async () => {
    let widgets = fourWidgets();
    const shown = await showAnswers({[LAYOUT]: () => sampleLayout(widgets)});
    widgets = widgets.toReversed();
    tell(shown.client, 'layout');
    await until(() => shown.names[0] === 'Slurm', 'the other order');
    await settled(document.body);
    expect(shown.names).to.deep.equal(['Slurm', 'Kubernetes cluster', 'Virtual Machine', 'Bare Metal']);
  });

  it('what somebody arranges stays as it is, whatever is said meanwhile (X5)', async () => {
    const shown = await showAnswers();
    await shown.edit();
    await shown.press('Remove: Slurm');
    tell(shown.client, 'layout');
    tell(shown.client, 'summary');
    await flurry();
    await settled(document.body);
    expect(shown.frames.length).to.equal(3);
    expect(shown.asked(LAYOUT)).to.equal(1);
  });

  it('one request is on its way at a time, and what was said meanwhile is asked afterwards', async () => {
    let underway = 0;
    let most = 0;
    const ends: (() => void)[] = [];
    const shown = await showAnswers({
      [SUMMARY]: async () => {
        underway += 1;
        most = Math.max(most, underway);
        await new Promise<void>((resolve) => ends.push(resolve));
        underway -= 1;
        return sampleSummary();
      },
    });
    for (let turn = 0; turn < 3; turn++) {
      tell(shown.client, 'summary');
      await flurry();
    }
    expect(shown.asked(SUMMARY)).to.equal(1);
    ends.shift()?.();
    await until(() => shown.asked(SUMMARY) === 2, 'the second question');
    ends.shift()?.();
    await flurry();
    expect([shown.asked(SUMMARY), most]).to.deep.equal([2, 1]);
  });

  it('a hidden tab asks nothing; what was due is asked when it is seen again', async () => {
    let isHidden = false;
    Object.defineProperty(document, 'hidden', {configurable: true, get: () => isHidden});
    try {
      const shown = await showAnswers();
      isHidden = true;
      document.dispatchEvent(new Event('visibilitychange'));
      tell(shown.client, 'summary');
      await flurry();
      expect(shown.asked(SUMMARY)).to.equal(1);
      isHidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => shown.asked(SUMMARY) === 2, 'the second question');
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('once the session has ended nothing is asked any more', async () => {
    const shown = await showAnswers();
    const ended = {subject: {type: 'session', id: null}, action: 'ended', origin: 'local'};
    shown.client.changes.dispatchEvent(Object.assign(new Event('change'), ended));
    tell(shown.client, 'summary');
    tell(shown.client, 'layout');
    await flurry();
    expect([shown.asked(SUMMARY), shown.asked(LAYOUT)]).to.deep.equal([1, 1]);
  });

  it('what is shown stays while it cannot be asked for, and says so once, however often it fails (X6)', async () => {
    let asked = 0;
    const shown = await showAnswers({[SUMMARY]: () => (asked++ === 0 ? sampleSummary() : unreachable())});
    await until(() => find(shown.dashboard, '[part=count]'), 'the figures');
    let told = 0;
    shown.dashboard.addEventListener('tenant-error', () => (told += 1));
    const {said, stop} = listen(shown.dashboard);
    for (let turn = 0; turn < 3; turn++) {
      tell(shown.client, 'summary');
      await flurry();
    }
    await settled(document.body);
    stop();
    expect(shown.asked(SUMMARY)).to.equal(4);
    expect(textOf(get(shown.dashboard, '[role=alert]'))).to.contain('The server could not be reached.');
    expect(textOf(shown.frames[0] as HTMLElement)).to.contain('16 servers');
    expect([told, said.length]).to.deep.equal([1, 1]);
  });

  it('a dashboard that could not be loaded says so, and is there when somebody tries again (X6)', async () => {
    let asked = 0;
    const shown = await showAnswers({[LAYOUT]: () => (asked++ === 0 ? refusal('internal-error') : sampleLayout())});
    expect(textOf(get(shown.dashboard, '[part=error]'))).to.contain('The dashboard could not be loaded');
    await shown.press('Try again');
    await until(() => shown.frames.length === 4, 'the tiles');
  });
});
