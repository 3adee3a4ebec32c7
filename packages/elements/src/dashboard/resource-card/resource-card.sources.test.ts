// Where the figures of a card come from, when they were so, and what is missing.
import {expect} from '@open-wc/testing';
import type {Section, SectionData, SectionName} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/resource-card.ts';

import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {emptySection, sampleKubernetes, sampleSection, sampleSlurm, sampleSource} from '../../testing/resource-samples.ts';
import type {ResourceCard} from './resource-card.ts';

type AnySection = Section<SectionData[SectionName]>;

const mount = async (kind: SectionName, section?: AnySection, width = 800): Promise<ResourceCard> => {
  const container = stage();
  container.style.setProperty('inline-size', `${width}px`);
  await show(container, html`<resource-card kind=${kind} .section=${section}></resource-card>`);
  return get<ResourceCard>(container, 'resource-card');
};

const all = (card: ResourceCard, selector: string): HTMLElement[] => [...(card.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

describe('where the figures of a card come from', () => {
  afterEach(() => document.body.replaceChildren());

  it('when the figures were so is told in words, and exactly in the title', async () => {
    const asOf = minutesAgo(2);
    const card = await mount('slurm', sampleSection(sampleSlurm(), {asOf}));
    expect(textOf(get(card, '.as-of'))).to.equal('Updated 2 minutes ago');
    expect(get(card, 'time').title).to.equal(`${asOf.slice(0, 16).replace('T', ' ')} UTC`);
    card.section = sampleSection(sampleSlurm(), {asOf: minutesAgo(0)});
    await card.updateComplete;
    expect(textOf(get(card, '.as-of'))).to.equal('Updated just now');
  });

  it('"2 minutes ago" becomes "3 minutes ago" by itself', async () => {
    const {setInterval} = globalThis;
    const ticks: (() => void)[] = [];
    globalThis.setInterval = ((tick: () => void) => ticks.push(tick)) as unknown as typeof setInterval;
    const {now} = Date;
    try {
      const card = await mount('slurm', sampleSection(sampleSlurm(), {asOf: minutesAgo(2)}));
      const later = now() + 60_000;
      Date.now = () => later;
      globalThis.Date = class extends Date {
        constructor(...values: [] | [number | string | Date]) {
          super(values[0] ?? later);
        }
      } as DateConstructor;
      ticks.forEach((tick) => tick());
      await settled(document.body);
      expect(textOf(get(card, '.as-of'))).to.equal('Updated 3 minutes ago');
    } finally {
      globalThis.setInterval = setInterval;
      globalThis.Date = Object.getPrototypeOf(Date) as DateConstructor;
      Date.now = now;
    }
  });

  it('old figures say how old they are and why, and are still there (X6)', async () => {
    const sources = [sampleSource({name: 'hpc', ok: false, asOf: minutesAgo(3), code: 'rate-limited'})];
    const card = await mount('slurm', sampleSection(sampleSlurm(), {status: 'stale', asOf: minutesAgo(3), sources}));
    expect(textOf(get(card, '[part=stale]'))).to.equal('Last known, from 3 minutes ago. hpc was asked too often.');
    expect(textOf(get(card, '[part=count]'))).to.equal('32');
    expect(find(card, '.as-of')).to.equal(undefined);
  });

  for (const [code, words] of [
    ['timeout', 'hpc did not answer in time.'],
    ['unreachable', 'hpc could not be reached.'],
    ['unauthorized', 'hpc did not accept the credentials.'],
    ['forbidden', 'hpc refused access.'],
    ['rate-limited', 'hpc was asked too often.'],
    ['bad-response', 'hpc gave an answer that could not be read.'],
    ['failed', 'hpc does not answer as it should.'],
    ['of-a-newer-server', 'hpc does not answer as it should.'],
    [null, 'hpc does not answer as it should.'],
  ] as const) {
    it(`a source that is not there, ${code}: ${words}`, async () => {
      const card = await mount('slurm', emptySection('unavailable', [sampleSource({name: 'hpc', ok: false, code})]));
      expect(textOf(get(card, '[part=error]')))
        .to.contain('Slurm is not available')
        .and.to.contain(words)
        .and.to.contain('asked again by itself');
    });
  }

  it('a source that never answered is not counted, and that is said beside the figures of the others', async () => {
    const sources = [sampleSource(), sampleSource({name: 'edge', ok: false, asOf: null, code: 'unreachable'})];
    const card = await mount('kubernetes', sampleSection(sampleKubernetes(), {sources}));
    expect(textOf(get(card, '[part=stale]'))).to.equal('edge could not be reached. What it has is not counted.');
  });

  it('without a system it says how one is connected, and has a place for the guide of the host', async () => {
    const card = await mount('slurm', emptySection('notConfigured'));
    const link = Object.assign(document.createElement('a'), {slot: 'connect', href: '/guide', textContent: 'How to connect Slurm'});
    card.append(link);
    await until(() => link.getClientRects().length > 0, 'the link');
    expect(textOf(get(card, '[part=empty]'))).to.equal(
      'Slurm is not connected No such system is connected yet. An administrator names it in the configuration file of the server. How to connect Slurm',
    );
  });

  it('what is made up is called so, all of it or a part', async () => {
    const card = await mount('slurm', sampleSection(sampleSlurm(), {sources: [sampleSource({name: 'demo', simulated: true})]}));
    expect(textOf(get(card, '.tag'))).to.equal('Simulated');
    card.section = sampleSection(sampleSlurm(), {sources: [sampleSource(), sampleSource({name: 'demo', simulated: true})]});
    await card.updateComplete;
    expect(textOf(get(card, '.tag'))).to.equal('Partly simulated');
    expect(textOf(all(card, '.fact').at(-1) as HTMLElement)).to.equal('Fromhalyard, demo (Simulated)');
    card.section = sampleSection(sampleSlurm());
    await card.updateComplete;
    expect(find(card, '.tag')).to.equal(undefined);
  });
});
