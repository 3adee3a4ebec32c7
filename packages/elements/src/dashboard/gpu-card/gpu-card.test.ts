import {expect} from '@open-wc/testing';
import type {ResourceSummary} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/gpu-card.ts';
import {find, get, show, stage, textOf} from '../../testing/element-state.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {emptySection, sampleSummary} from '../../testing/resource-samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {everywhere, states, without} from './gpu-card.states.ts';
import type {GpuCard} from './gpu-card.ts';

const mount = async (summary?: ResourceSummary): Promise<GpuCard> => {
  const container = stage();
  await show(container, html`<gpu-card .summary=${summary}></gpu-card>`);
  return get<GpuCard>(container, 'gpu-card');
};

const rowsOf = (card: GpuCard): string[] => [...(card.shadowRoot?.querySelectorAll<HTMLElement>('[part=row]') ?? [])].map(textOf);

describe('gpu-card', () => {
  keepsPromises('gpu-card', {properties: {summary: sampleSummary()}});
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('S1-15: tells GPUs by model and by where they are, and the MIG parts of each, without adding up what two systems may see', async () => {
    const card = await mount(sampleSummary());
    expect(rowsOf(card)).to.deep.equal([
      'H100 Bare Metal 84 of 128 in use 84 / 128 66% Slurm 160 of 192 in use 160 / 192 83%',
      'A100 Kubernetes cluster 40 of 44 in use 40 / 44 91% Kubernetes cluster, MIG 1g.10gb 21 of 28 in use 21 / 28 75% Slurm 52 of 64 in use 52 / 64 81%',
      'L40S Virtual Machine 22 of 32 in use 22 / 32 69%',
      'L4 Kubernetes cluster 0 of 4 in use 0 / 4 0%',
    ]);
    expect(textOf(get(card, '.remarks'))).to.equal('A GPU that two systems see is told by both.');
  });

  it('a system that is not there, or is late, is named', async () => {
    const summary = sampleSummary({kubernetes: emptySection('unavailable')});
    const card = await mount({...summary, slurm: {...summary.slurm, status: 'stale'}});
    expect(textOf(get(card, '.remarks'))).to.contain('Kubernetes cluster is not available.Slurm: last known figures.');
    expect(rowsOf(card)).to.have.length(3);
  });

  it('GPUs whose model is not told are there, too', async () => {
    const summary = everywhere('forbidden');
    const {bareMetal} = sampleSummary();
    const gpus = {total: 8, inUse: null, byModel: []};
    const data = bareMetal.data && {...bareMetal.data, capacity: {...bareMetal.data.capacity, gpus}};
    const card = await mount({...summary, bareMetal: {...bareMetal, data}});
    expect(rowsOf(card)).to.deep.equal(['Model not told Bare Metal not known of 8 in use – / 8']);
  });

  it('each way of having none looks different and says so (X6)', async () => {
    const cards = await Promise.all(
      [undefined, without, everywhere('notConfigured'), everywhere('unavailable'), everywhere('forbidden')].map(mount),
    );
    expect(cards.map((card) => textOf(find(card, 'h3') ?? get(card, '.late')))).to.deep.equal([
      'Loading…',
      'No GPUs',
      'No system is connected',
      'GPUs are not available',
      'You cannot see GPUs',
    ]);
  });

  it('a name of the host stands instead of its own', async () => {
    const card = await mount(sampleSummary());
    expect(textOf(get(card, 'h2'))).to.equal('GPUs');
    card.heading = 'Accelerators';
    await card.updateComplete;
    expect(textOf(get(card, 'h2'))).to.equal('Accelerators');
  });
});
