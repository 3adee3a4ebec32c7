import type {DashboardLayout, LayoutAnswer, Widget} from '@tenantry/sdk';
import {sampleId} from './samples.ts';

/** A tile as it is arranged. */
export const sampleWidget = (id: string, type: string, changes: Partial<Widget> = {}): Widget => ({
  id,
  type,
  columns: 6,
  rows: 2,
  hidden: false,
  title: null,
  options: {},
  ...changes,
});

/** The four kinds, two beside each other. */
export const fourTiles = (): Widget[] => [
  sampleWidget('bare-metal', 'bareMetal'),
  sampleWidget('virtual-machine', 'virtualMachine'),
  sampleWidget('kubernetes', 'kubernetes'),
  sampleWidget('slurm', 'slurm'),
];

/** How a dashboard is arranged, and that one may arrange one's own. */
export const sampleLayout = (
  changes: Partial<DashboardLayout> = {},
  editable: LayoutAnswer['editable'] = {personal: true, tenant: false},
): LayoutAnswer => ({
  layout: {
    id: null,
    tenantId: sampleId('ten', 1),
    layer: 'builtIn',
    widgets: fourTiles(),
    locked: [],
    basedOnVersion: null,
    outdated: false,
    createdAt: null,
    updatedAt: null,
    version: null,
    ...changes,
  },
  editable,
});
