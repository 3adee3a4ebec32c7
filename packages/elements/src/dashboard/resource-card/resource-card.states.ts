import type {Section, SectionData, SectionName} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/resource-card.ts';
import {type ElementState, settled, show} from '../../testing/element-state.ts';
import {
  emptySection,
  sampleBareMetal,
  sampleKubernetes,
  sampleSection,
  sampleSlurm,
  sampleSource,
  sampleVirtualMachine,
} from '../../testing/resource-samples.ts';

type AnySection = Section<SectionData[SectionName]>;

const state = (name: string, kind: SectionName, section: AnySection | undefined): ElementState => ({
  name,
  mount: async (container) => {
    await show(container, html`<resource-card kind=${kind} openable .section=${section}></resource-card>`);
    await settled(container);
  },
});

const failing = sampleSource({name: 'slurm-hpc', ok: false, asOf: '2026-05-12T12:29:00.000Z', code: 'timeout'});
const none = {total: null, inUse: null};

/** Every state of `<resource-card>`. */
export const states: readonly ElementState[] = [
  {
    name: 'loading',
    mount: async (container) => {
      await show(container, html`<resource-card kind="slurm"></resource-card>`);
      await new Promise((resolve) => setTimeout(resolve, 350));
    },
  },
  state('bare metal', 'bareMetal', sampleSection(sampleBareMetal())),
  state('virtual machines', 'virtualMachine', sampleSection(sampleVirtualMachine())),
  state('kubernetes', 'kubernetes', sampleSection(sampleKubernetes())),
  state('filled', 'slurm', sampleSection(sampleSlurm())),
  state(
    'one server without a GPU, some of it not known',
    'bareMetal',
    sampleSection(
      sampleBareMetal({
        total: 1,
        byState: {active: 1, available: 0, onboarding: 0, provisioning: 0, releasing: 0, maintenance: 0, failed: 0, unknown: 0},
        byPower: {on: 1, off: 0, transitioning: 0, unknown: 0},
        health: {healthy: 0, degraded: 0, unhealthy: 0, unknown: 1},
        capacity: {gpus: {total: 0, inUse: 0, byModel: []}, cpuCores: {total: 8, inUse: null}, memoryGiB: none},
      }),
      {sources: [sampleSource({name: 'host'})]},
    ),
  ),
  state(
    'nothing there',
    'virtualMachine',
    sampleSection(
      sampleVirtualMachine({
        total: 0,
        byState: {active: 0, building: 0, paused: 0, stopped: 0, shelved: 0, moving: 0, error: 0, deleting: 0, unknown: 0},
        capacity: {gpus: {...none, byModel: []}, cpuCores: none, memoryGiB: none},
      }),
    ),
  ),
  state(
    'large numbers, in every state',
    'slurm',
    sampleSection(
      sampleSlurm({
        clusters: {total: 12, healthy: 7, degraded: 3, unhealthy: 1, unknown: 1},
        nodes: {
          total: 18_400,
          byState: {
            idle: 1240,
            mixed: 2815,
            allocated: 12_904,
            draining: 120,
            drained: 61,
            maintenance: 512,
            reserved: 640,
            poweredDown: 96,
            failed: 3,
            down: 7,
            unknown: 2,
          },
        },
        capacity: {
          gpus: {
            total: 147_200,
            inUse: 121_009,
            byModel: [
              {model: 'H100', total: 98_304, inUse: 91_872, mig: []},
              {model: 'A100', total: 48_896, inUse: null, mig: [{profile: '3g.40gb', total: 512, inUse: 498}]},
            ],
          },
          cpuCores: {total: 2_355_200, inUse: 1_981_444},
          memoryGiB: {total: 37_683_200, inUse: 29_400_118},
        },
      }),
    ),
  ),
  state(
    'many partitions',
    'slurm',
    sampleSection(
      sampleSlurm({
        clusters: {total: 2, healthy: 2, degraded: 0, unhealthy: 0, unknown: 0},
        partitions: Array.from({length: 18}, (_, index) => ({
          cluster: index % 2 ? 'north' : 'south',
          name: `partition-${index + 1}`,
          state: (['up', 'up', 'drain', 'down', 'inactive', 'frozen'] as const)[index % 6] ?? 'up',
          nodes: index * 3,
          pendingJobs: (index * 7) % 40,
          runningJobs: (index * 11) % 60,
        })),
      }),
    ),
  ),
  state('without accounting', 'slurm', sampleSection(sampleSlurm({jobs: {...sampleSlurm().jobs, last24h: null, pendingReasons: []}}))),
  state('simulated', 'slurm', sampleSection(sampleSlurm(), {sources: [sampleSource({name: 'demo', simulated: true})]})),
  state(
    'simulated in part',
    'kubernetes',
    sampleSection(sampleKubernetes(), {sources: [sampleSource(), sampleSource({name: 'demo', simulated: true})]}),
  ),
  state('stale', 'slurm', sampleSection(sampleSlurm(), {status: 'stale', asOf: '2026-05-12T12:29:00.000Z', sources: [failing]})),
  state(
    'from some sources only',
    'kubernetes',
    sampleSection(sampleKubernetes(), {
      sources: [sampleSource(), sampleSource({name: 'edge', ok: false, asOf: null, code: 'unauthorized'})],
    }),
  ),
  state(
    'unavailable',
    'slurm',
    emptySection('unavailable', [failing, sampleSource({name: 'slurm-lab', ok: false, asOf: null, code: 'overheated'})]),
  ),
  state('not configured', 'bareMetal', emptySection('notConfigured')),
  state('forbidden', 'virtualMachine', emptySection('forbidden')),
];
