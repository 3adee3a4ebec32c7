import type {Widget} from '@tenantry/sdk/contract';

const tile = (id: string, type: string, columns: Widget['columns']): Widget => ({
  id,
  type,
  columns,
  rows: 2,
  hidden: false,
  title: null,
  options: {},
});

/** What a dashboard shows that nobody has arranged (L14). */
export const BUILT_IN: readonly Widget[] = [
  tile('bare-metal', 'bareMetal', 6),
  tile('virtual-machine', 'virtualMachine', 6),
  tile('kubernetes', 'kubernetes', 6),
  tile('slurm', 'slurm', 6),
  tile('jobs', 'jobs', 12),
];
