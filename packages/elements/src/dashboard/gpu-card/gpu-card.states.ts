import type {ResourceSummary} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/gpu-card.ts';
import {type ElementState, settled, show} from '../../testing/element-state.ts';
import {
  emptySection,
  sampleSection,
  sampleSlurm,
  sampleSource,
  sampleSummary,
  sampleVirtualMachine,
} from '../../testing/resource-samples.ts';

const state = (name: string, summary: ResourceSummary): ElementState => ({
  name,
  mount: async (container) => {
    await show(container, html`<gpu-card .summary=${summary}></gpu-card>`);
    await settled(container);
  },
});

/** All sections alike. */
export const everywhere = (status: 'unavailable' | 'notConfigured' | 'forbidden'): ResourceSummary =>
  sampleSummary({
    bareMetal: emptySection(status),
    virtualMachine: emptySection(status),
    kubernetes: emptySection(status),
    slurm: emptySection(status),
  });

const {capacity} = sampleVirtualMachine();

/** Systems without a GPU. */
export const without: ResourceSummary = {
  ...everywhere('notConfigured'),
  virtualMachine: sampleSection(sampleVirtualMachine({capacity: {...capacity, gpus: {total: 0, inUse: 0, byModel: []}}})),
};

/** Every state of `<gpu-card>`. */
export const states: readonly ElementState[] = [
  {
    name: 'loading',
    mount: async (container) => {
      await show(container, html`<gpu-card></gpu-card>`);
      await new Promise((resolve) => setTimeout(resolve, 350));
    },
  },
  state('filled', sampleSummary()),
  state(
    'partly old, partly not there, partly made up',
    sampleSummary({
      kubernetes: emptySection('unavailable'),
      slurm: sampleSection(sampleSlurm(), {status: 'stale', asOf: '2026-05-12T12:29:00.000Z', sources: [sampleSource({simulated: true})]}),
      virtualMachine: sampleSection(sampleVirtualMachine({capacity: {...capacity, gpus: {total: 6, inUse: null, byModel: []}}})),
    }),
  ),
  state('no GPUs', without),
  state('not configured', everywhere('notConfigured')),
  state('unavailable', everywhere('unavailable')),
  state('forbidden', everywhere('forbidden')),
];
