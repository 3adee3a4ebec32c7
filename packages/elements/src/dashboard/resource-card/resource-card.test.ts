import {expect} from '@open-wc/testing';
import type {ResourceSummary, Section, SectionData, SectionName} from '@tenantry/sdk';
import * as contract from '@tenantry/sdk/contract';
import {html} from 'lit';
import '../../define/resource-card.ts';
import {listen} from '../../testing/announcements.ts';
import {brokenLayout} from '../../testing/checks/layout.ts';
import {find, get, show, stage, textOf, until} from '../../testing/element-state.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {
  emptySection,
  sampleBareMetal,
  sampleKubernetes,
  sampleSection,
  sampleSlurm,
  sampleSource,
  sampleSummary,
  sampleVirtualMachine,
} from '../../testing/resource-samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {ResourceCard} from './resource-card.ts';
import {states} from './resource-card.states.ts';

type AnySection = Section<SectionData[SectionName]>;

const mount = async (kind: SectionName, section?: AnySection, width = 800): Promise<ResourceCard> => {
  const container = stage();
  container.style.setProperty('inline-size', `${width}px`);
  await show(container, html`<resource-card kind=${kind} .section=${section}></resource-card>`);
  return get<ResourceCard>(container, 'resource-card');
};

const all = (card: ResourceCard, selector: string): HTMLElement[] => [...(card.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

describe('resource-card', () => {
  keepsPromises('resource-card', {properties: {kind: 'slurm', openable: true, section: sampleSection(sampleSlurm())}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('what it is shown with here is what the contract allows', () => {
    expect(() => contract.ResourceSummary.parse(sampleSummary())).not.to.throw();
  });

  for (const [kind, name, noun] of [
    ['bareMetal', 'Bare Metal', '16 servers'],
    ['virtualMachine', 'Virtual Machine', '42 machines'],
    ['kubernetes', 'Kubernetes cluster', '3 clusters'],
    ['slurm', 'Slurm', '32 nodes'],
  ] as const) {
    it(`S0-18, S1-12: the card of ${name} is called so, and begins with its number`, async () => {
      const card = await mount(kind, sampleSummary()[kind] as ResourceSummary[SectionName]);
      expect(textOf(get(card, 'h2'))).to.equal(name);
      expect(textOf(get(card, '.figure-line'))).to.match(new RegExp(`^${noun}`));
      expect(textOf(get(card, '[part=count]'))).to.equal(noun.split(' ')[0]);
    });
  }

  it('S0-18: every state is there as a shape, a word and a number, which add up to the figure', async () => {
    const card = await mount('slurm', sampleSection(sampleSlurm()));
    const rows = all(card, '[part=state]');
    expect(rows.map(textOf)).to.deep.equal(['Allocated 18', 'Mixed 7', 'Idle 4', 'Draining 1', 'Down 2']);
    expect(rows.every((row) => row.querySelector('svg.mark'))).to.equal(true);
    expect(rows.reduce((sum, row) => sum + Number(row.querySelector('td')?.textContent), 0)).to.equal(32);
  });

  it('S0-18: GPUs, cores and memory are told as what is in use of all', async () => {
    const card = await mount('bareMetal', sampleSection(sampleBareMetal()));
    expect(all(card, '.meter .vh').map(textOf)).to.deep.equal(['84 of 128 in use', '1,372 of 2,048 in use', '21 of 32 TiB in use']);
    expect(all(card, '.share').map(textOf)).to.deep.equal(['66%', '67%', '66%']);
  });

  it('S0-23: what one may not see is said in words, and nothing of it is shown', async () => {
    const card = await mount('virtualMachine', emptySection('forbidden'));
    expect(textOf(get(card, '[part=error]'))).to.equal(
      'You cannot see Virtual Machine This needs the permission to see resources. Ask a Tenant Admin.',
    );
    expect(find(card, '[part=count]')).to.equal(undefined);
  });

  it('S0-24: jobs are told by their state, why they wait, and how those of the last day ended; new figures replace the old', async () => {
    const card = await mount('slurm', sampleSection(sampleSlurm()));
    const facts = (): string[] => all(card, '.fact').map(textOf);
    expect(facts().slice(1, 4)).to.deep.equal([
      'Jobs Running 46 Pending 23 Completing 1',
      'Waiting forResources 14Priority 6QOSMaxGRESPerUser 3',
      'Last 24 hours Completed 212 Failed 9 Timed out 3 Cancelled 14',
    ]);
    card.section = sampleSection(sampleSlurm({jobs: {...sampleSlurm().jobs, running: 47, pending: 0, pendingReasons: [], last24h: null}}));
    await card.updateComplete;
    expect(facts().slice(1, 3)).to.deep.equal(['Jobs Running 47 Completing 1', 'Last 24 hoursNot known: the cluster keeps no accounting.']);
  });

  it('S1-15: the MIG parts of a model of GPU stand beneath it', async () => {
    const card = await mount('kubernetes', sampleSection(sampleKubernetes()));
    expect(all(card, '.models > li').map(textOf)).to.deep.equal([
      'A100 40 of 44 in use40 / 44',
      'MIG 1g.10gb 21 of 28 in use21 / 28',
      'L4 0 of 4 in use0 / 4',
    ]);
  });

  it('Kubernetes tells health, versions, pods and what nodes suffer from', async () => {
    const card = await mount('kubernetes', sampleSection(sampleKubernetes()));
    expect(all(card, '.fact').map(textOf).slice(0, 4)).to.deep.equal([
      'Health Healthy 2 Degraded 1',
      'Clusters Running 2 Upgrading 1',
      'Nodes with Closed to new pods 1 Memory pressure 1',
      'Versionsv1.34.1 2v1.33.5 1',
    ]);
    expect(all(card, '.legend').map(textOf)[1]).to.contain('Pods').and.to.contain('Running 297');
  });

  it('partitions are a table, with the cluster where there are several, and an unknown state is unknown', async () => {
    const [first] = sampleSlurm().partitions;
    const partitions = [{...first, state: 'frozen'} as SectionData['slurm']['partitions'][number]];
    const card = await mount('slurm', sampleSection(sampleSlurm({partitions, clusters: {...sampleSlurm().clusters, total: 2}})));
    expect(all(card, '.table [role=columnheader]').map(textOf)).to.deep.equal(['Partition', 'State', 'Nodes', 'Running', 'Pending']);
    expect(textOf(get(card, '.table tbody tr')))
      .to.contain('h100 halyard')
      .and.to.contain('Unknown');
  });

  it('a hundred partitions are a hundred rows, each told once', async () => {
    const [first] = sampleSlurm().partitions;
    const partitions = Array.from(
      {length: 100},
      (_, index) => ({...first, name: `p${index}`}) as SectionData['slurm']['partitions'][number],
    );
    const card = await mount('slurm', sampleSection(sampleSlurm({partitions})));
    expect(all(card, '.table [role=rowheader]').map(textOf)).to.deep.equal(partitions.map(({name}) => name));
  });

  it('what is not known reads "–", never 0, and nothing is drawn for it (X9)', async () => {
    const capacity = {
      gpus: {total: 8, inUse: null, byModel: [{model: 'H100', total: 8, inUse: null, mig: [{profile: '1g.10gb', total: 7, inUse: null}]}]},
      cpuCores: {total: null, inUse: 4},
      memoryGiB: {total: null, inUse: null},
    };
    const card = await mount('virtualMachine', sampleSection(sampleVirtualMachine({capacity})));
    expect(all(card, '.meters b, .models b').map(textOf)).to.deep.equal(['– / 8', '4 / –', '–', '– / 8', '– / 7']);
    expect(all(card, '.meter .vh').map(textOf)).to.deep.equal([
      'not known of 8 in use',
      '4 of not known in use',
      'not known of not known in use',
    ]);
    expect(all(card, '.meters svg')).to.deep.equal([]);
  });

  it('where there is none of something, it says so', async () => {
    const {capacity} = sampleVirtualMachine();
    const card = await mount(
      'virtualMachine',
      sampleSection(sampleVirtualMachine({capacity: {...capacity, gpus: {total: 0, inUse: 0, byModel: []}}})),
    );
    expect(textOf(get(card, '.meter'))).to.equal('GPUs None');
  });

  it('memory is told in the unit that fits it', async () => {
    const {capacity} = sampleVirtualMachine();
    for (const [total, inUse, said] of [
      [64, 12.25, '12.3 / 64 GiB'],
      [1024, 512, '0.5 / 1 TiB'],
      [37_683_200, 29_400_118, '28 / 35.9 PiB'],
      [512_000, null, '– / 500 TiB'],
    ] as const) {
      const card = await mount('virtualMachine', sampleSection(sampleVirtualMachine({capacity: {...capacity, memoryGiB: {total, inUse}}})));
      expect(textOf(all(card, '.meter-line b')[2] as HTMLElement)).to.equal(said);
    }
  });

  it('numbers are written as the language does', async () => {
    const container = stage();
    container.lang = 'de';
    await show(container, html`<resource-card kind="bareMetal" .section=${sampleSection(sampleBareMetal())}></resource-card>`);
    await until(() => find(container, '.meter-line'), 'the card');
    expect(textOf(container))
      .to.contain('1.372 / 2.048')
      .and.to.contain('67\u00a0%'.replaceAll(/\s/g, ' '))
      .and.to.contain('Physische Server');
  });

  it('each way of having no figures looks different and says so (X6)', async () => {
    const sections: (AnySection | undefined)[] = [
      undefined,
      emptySection('unavailable'),
      emptySection('notConfigured'),
      emptySection('forbidden'),
      sampleSection(sampleSlurm()),
    ];
    const cards = await Promise.all(sections.map((section) => mount('slurm', section)));
    const [looks, words] = [cards.map((card) => find(card, '.instead, .bones, .halves')?.className), cards.map(textOf)];
    expect(looks).to.deep.equal(['bones', 'instead failed', 'instead open', 'instead closed', 'halves']);
    expect(new Set(words).size).to.equal(words.length);
  });

  it('View all fires widget-open, where the host wants it', async () => {
    const card = await mount('slurm', sampleSection(sampleSlurm()));
    expect(find(card, 'button')).to.equal(undefined);
    card.openable = true;
    await card.updateComplete;
    const heard: Event[] = [];
    document.body.addEventListener('widget-open', (event) => heard.push(event), {once: true});
    get(card, 'button').click();
    expect(heard).to.have.length(1);
    expect([(heard[0] as unknown as {kind: string}).kind, heard[0]?.cancelable]).to.deep.equal(['slurm', true]);
    expect(get(card, 'button').ariaLabel).to.equal('View all: Slurm');
  });

  it('a name of the host stands instead of its own', async () => {
    const card = await mount('slurm', sampleSection(sampleSlurm()));
    card.heading = 'Our batch system';
    await card.updateComplete;
    expect(textOf(get(card, 'h2'))).to.equal('Our batch system');
  });

  it('that the figures are the last known ones, or gone, is said aloud once', async () => {
    const card = await mount('slurm', sampleSection(sampleSlurm()));
    const ear = listen(document.body);
    const heard = async (section: AnySection): Promise<string[]> => {
      const before = ear.said.length;
      card.section = section;
      await card.updateComplete;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return ear.said.slice(before);
    };
    const stale = {status: 'stale', sources: [sampleSource({ok: false, code: 'timeout'})]} as const;
    expect(await heard(sampleSection(sampleSlurm(), {...stale, sources: [...stale.sources], asOf: minutesAgo(1)}))).to.deep.equal([
      'Slurm: these are the last known figures.',
    ]);
    expect(await heard(sampleSection(sampleSlurm(), {...stale, sources: [...stale.sources], asOf: minutesAgo(2)}))).to.deep.equal([]);
    expect(await heard(emptySection('unavailable'))).to.deep.equal(['Slurm is not available']);
    expect(await heard(sampleSection(sampleSlurm()))).to.deep.equal([]);
    ear.stop();
  });

  it('in a low place its body scrolls, and the keyboard can scroll it; in a high one there is nothing to stop at', async () => {
    const card = await mount('slurm', sampleSection(sampleSlurm()), 400);
    const body = get(card, '[part=body]');
    const place = card.parentElement as HTMLElement;
    place.style.setProperty('block-size', '200px');
    await until(() => body.tabIndex === 0, 'the stop of the keyboard');
    expect(card.offsetHeight).to.equal(200);
    expect(body.scrollHeight).to.be.above(body.clientHeight);
    expect(get(card, '[part=header]').getBoundingClientRect().bottom).to.be.at.most(body.getBoundingClientRect().top + 1);
    place.style.setProperty('block-size', '2000px');
    await until(() => !body.hasAttribute('tabindex'), 'no stop');
  });

  for (const width of [200, 240, 300, 416, 600, 1200]) {
    it(`at ${width} px nothing is cut, and nothing scrolls sideways`, async () => {
      const findings: string[] = [];
      for (const state of states) {
        const container = stage();
        container.style.setProperty('inline-size', `${width}px`);
        container.style.setProperty('font-family', 'sans-serif');
        await state.mount(container);
        // The window is narrower than the widest of them, so that the page itself scrolls.
        const found = brokenLayout(container).filter((finding) => !finding.startsWith('sideways: html'));
        findings.push(...found.map((finding) => `${state.name}: ${finding}`));
        container.remove();
      }
      expect(findings).to.deep.equal([]);
    });
  }
});
